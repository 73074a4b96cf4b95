//! What is objected to a decision, while the decision is not made yet (R66).
//!
//! Invariants: an objection belongs to its step and goes with no other; looking around, another
//! runbook and the end of the program lose nothing; the answer of its step ends it.

use super::step::StepScreen;
use crate::domain::ids::StepRef;
use crate::domain::state::Status;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::view::View;

impl StepScreen {
    /// Puts the objection aside for its step, and takes out that of the step that comes.
    pub(super) fn swap_objection(&mut self, to: Option<&StepRef>) {
        if let Some(from) = self.here.clone().filter(|_| !self.objection.is_blank()) {
            self.objections.insert(from, self.objection.text().to_owned());
        }
        self.objection.clear();
        if let Some(text) = to.and_then(|to| self.objections.remove(to)) {
            self.objection.insert(&text);
        }
    }

    /// Those of steps that have their answer are in the log or were not meant.
    pub(super) fn drop_objections(&mut self, view: &View) {
        let is_open = |step: &StepRef| {
            let found = view.session.state().find(step);
            let state = found.and_then(|(run, index)| run.steps.get(index));
            state.is_some_and(|state| {
                let status = &state.status;
                matches!(status, Status::Todo | Status::Later { .. } | Status::Waiting { .. })
            })
        };
        self.objections.retain(|step, _| is_open(step));
        if !self.here.as_ref().is_some_and(is_open) {
            self.objection.clear();
        }
    }

    /// Each text and its step, that of the step in hand first.
    pub(super) fn typed_objections(&self) -> Vec<String> {
        let own = self.here.as_ref().filter(|_| !self.objection.is_blank());
        let own = own.map(|here| (here, self.objection.text()));
        let others = self.objections.iter().map(|(step, text)| (step, text.as_str()));
        let all = own.into_iter().chain(others);
        all.flat_map(|(step, text)| [text.to_owned(), step.to_string()]).collect()
    }

    /// Puts back what was kept.
    pub(super) fn put_back_objections(&mut self, texts: &[String]) {
        for pair in texts.chunks(2) {
            let [text, step] = pair else { continue };
            let Some(step) = FormName::about(FormKind::Objection, step).step() else { continue };
            if self.here.as_ref() == Some(&step) {
                self.objection.clear();
                self.objection.insert(text);
            } else {
                self.objections.insert(step, text.clone());
            }
        }
    }
}
