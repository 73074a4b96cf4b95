//! Lasting limits: what a done step forbids for good, until a named person lifts it (R21).
//!
//! Nothing of it is stored but the lifting: a limit is in force because its step was done, whatever
//! became of a check that came back since.

use super::ids::StepRef;
use super::state::{Answered, IncidentState, Run};
use super::text::Text;
use super::watch::WatchEntry;

/// A limit in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastingLimit<'s> {
    /// The step that raised it.
    pub step: StepRef,
    /// What it says.
    pub text: &'s Text,
    /// The answer that raised it: when, and by whom.
    pub raised: &'s Answered,
}

fn raised(run: &Run, index: usize) -> Option<LastingLimit<'_>> {
    let (_, step, state) = run.get(index)?;
    let text = step.carry.as_ref()?;
    Some(LastingLimit { step: run.step_ref(index)?, text, raised: state.completed.as_ref()? })
}

fn of_run(run: &Run) -> impl Iterator<Item = LastingLimit<'_>> {
    (0..run.steps.len()).filter_map(move |at| raised(run, at))
}

impl IncidentState {
    /// Every limit in force, the one that was raised last first.
    #[must_use]
    pub fn limits(&self) -> Vec<LastingLimit<'_>> {
        let mut limits: Vec<_> = self.runs.iter().flat_map(of_run).collect();
        limits.retain(|limit| self.lifting(&limit.step).is_none());
        limits.sort_by_key(|limit| std::cmp::Reverse(limit.raised.event.seq));
        limits
    }

    /// The entry that lifted the limit of this step, if it stands.
    #[must_use]
    pub fn lifting(&self, step: &StepRef) -> Option<&WatchEntry> {
        self.watch.lifting(step)
    }

    /// What the limit of a step says, in force or not.
    #[must_use]
    pub fn limit_text(&self, step: &StepRef) -> Option<&Text> {
        let (run, index) = self.find(step)?;
        run.get(index)?.1.carry.as_ref()
    }
}
