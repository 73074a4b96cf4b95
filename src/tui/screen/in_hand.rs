//! The step that was in hand when the program stopped.

use crate::domain::ids::StepRef;
use crate::domain::state::{Run, Status};
use crate::domain::step::{Step, StepKind};
use crate::tui::view::View;

/// The step that was in hand.
pub(super) struct InHand<'a> {
    pub(super) run: &'a Run,
    pub(super) index: usize,
    pub(super) step: &'a Step,
}

impl InHand<'_> {
    pub(super) fn reference(&self) -> StepRef {
        StepRef { run: self.run.id().clone(), step: self.step.id.clone() }
    }

    /// Whether "done" needs nothing but a time. Other steps ask for a state, an option or a person.
    pub(super) fn is_plain(&self) -> bool {
        let is_act = matches!(self.step.kind, StepKind::Do | StepKind::Call(_) | StepKind::Tell(_));
        let is_todo = self.run.steps.get(self.index);
        let is_todo = is_todo.is_some_and(|state| state.status == Status::Todo);
        let has_open_line =
            self.run.bundle(self.index).is_some_and(|bundle| bundle.next().is_some());
        is_act && is_todo && self.step.sign_off.is_none() && !has_open_line
    }
}

/// The step that was in hand, if one was.
pub(super) fn in_hand<'a>(view: &View<'a>) -> Option<InHand<'a>> {
    let now = &view.now.moment;
    let run = view.session.state().focus(now)?;
    let index = run.current(now)?;
    let (_, step, _) = run.get(index)?;
    Some(InHand { run, index, step })
}
