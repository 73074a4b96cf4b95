//! The step on the screen as it stands in the state, and what Enter means for it.

use super::decide;
use crate::domain::act::StepAct;
use crate::domain::command::{RunbookCopy, StepOrder};
use crate::domain::ids::StepRef;
use crate::domain::place::{Applies, Mark};
use crate::domain::state::{Run, Status, WaitCause};
use crate::domain::step::{Step, StepKind};
use crate::domain::time::Remaining;
use crate::tui::view::View;

/// The step on the screen, found in the state.
pub(super) struct Subject<'v> {
    pub(super) run: &'v Run,
    pub(super) index: usize,
    pub(super) step: &'v Step,
    pub(super) status: &'v Status,
}

/// What the step on the screen asks for, which decides what Enter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    Done,
    /// This line is next (R14).
    Tick(u8),
    Options,
    StartWait,
    EndWait,
    Waiting,
    Missing,
}

pub(super) fn step_ref(subject: &Subject) -> StepRef {
    StepRef { run: subject.run.id().clone(), step: subject.step.id.clone() }
}

/// A step that was set aside may be done after all.
pub(super) fn can_take_up(subject: &Subject) -> bool {
    let is_set_aside = matches!(
        subject.run.mark(subject.index),
        Mark::Waiting | Mark::Later | Mark::Skipped | Mark::CouldNot
    );
    is_set_aside && subject.run.applies(subject.index) == Applies::Yes
}

/// A step that nobody answered, and that may be gone to out of turn.
pub(super) fn can_go_on(subject: &Subject) -> bool {
    *subject.status == Status::Todo && subject.run.applies(subject.index) == Applies::Yes
}

pub(super) fn has_objection(subject: &Subject) -> bool {
    matches!(subject.step.kind, StepKind::Decide { .. })
}

pub(super) fn is_recheck(subject: &Subject) -> bool {
    matches!(subject.status, Status::Waiting { cause: WaitCause::Repeat, .. })
}

pub(super) fn option_count(subject: &Subject) -> usize {
    match &subject.step.kind {
        _ if is_recheck(subject) => 2,
        StepKind::Observe { states } => states.len(),
        kind => decide::count(kind),
    }
}

/// What Enter means for the step on the screen.
pub(super) fn asks(subject: &Subject, view: &View) -> Asks {
    if is_recheck(subject) {
        return Asks::Options;
    }
    if let Status::Waiting { since, span, .. } = subject.status {
        return match since.remaining(*span, &view.now.moment) {
            Remaining::Over(_) => Asks::EndWait,
            Remaining::Left(_) => Asks::Waiting,
        };
    }
    match &subject.step.kind {
        StepKind::Observe { .. } | StepKind::Decide { .. } => Asks::Options,
        StepKind::Wait { .. } => Asks::StartWait,
        StepKind::Include { runbook } => {
            let is_running = view.session.state().run_of(runbook).is_some();
            if is_running || include(subject, view).is_some() { Asks::Done } else { Asks::Missing }
        }
        StepKind::Do | StepKind::Call(_) | StepKind::Tell(_) | StepKind::Pause => {
            let next = subject.run.bundle(subject.index).and_then(|bundle| bundle.next());
            next.map_or(Asks::Done, Asks::Tick)
        }
    }
}

/// Whether a second person has to agree to this order.
pub(super) fn needs_second(order: &StepOrder, view: &View) -> bool {
    let found = view.session.state().find(&order.step).and_then(|(run, index)| run.get(index));
    found.is_some_and(|(_, step, _)| step.sign_off.is_some())
        && matches!(order.act, StepAct::Done { .. } | StepAct::Chosen { .. })
}

/// The other runbook that a step opens, when it is on the shelf.
pub(super) fn include(subject: &Subject, view: &View) -> Option<RunbookCopy> {
    let StepKind::Include { runbook } = &subject.step.kind else { return None };
    let entry = view.shelf.iter().find(|entry| entry.copy.runbook.id == *runbook);
    entry.map(|entry| entry.copy.clone())
}

/// Whether the step names a command card that can be shown.
pub(super) fn has_cards(subject: &Subject, view: &View) -> bool {
    subject.step.commands.iter().any(|id| view.card(id).is_some())
}

/// Whether the step calls or tells somebody.
pub(super) fn calls(subject: &Subject) -> bool {
    matches!(subject.step.kind, StepKind::Call(_) | StepKind::Tell(_))
}
