//! Acts that somebody else agreed to, and those that were done alone (R53, R54).
//!
//! Read from the answers that stand: what was taken back is in the log only.

use super::act::{Approval, ApprovalHow};
use super::ids::StepRef;
use super::state::{Answered, IncidentState, Run};

/// An answer that holds an agreement, or the reason for going without one.
#[derive(Clone, Debug)]
pub struct Agreed<'s> {
    /// The runbook of the step.
    pub run: &'s Run,
    /// Where the step stands in it, from 0.
    pub index: usize,
    /// The step.
    pub step: StepRef,
    /// Who answered, and when.
    pub answered: &'s Answered,
    /// Who agreed and how; alone, and why.
    pub approval: &'s Approval,
}

impl Agreed<'_> {
    /// Whether nobody else agreed.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.approval.how == ApprovalHow::Alone
    }
}

impl IncidentState {
    /// Every answer that holds an agreement or the reason for none, in the order of the acts.
    #[must_use]
    pub fn agreed(&self) -> Vec<Agreed<'_>> {
        let mut all: Vec<_> = self.runs.iter().flat_map(of_run).collect();
        all.sort_by_key(|agreed| agreed.answered.event.seq);
        all
    }

    /// Acts that ask for somebody else and were done alone; repeated wherever the incident is told.
    #[must_use]
    pub fn done_alone(&self) -> Vec<Agreed<'_>> {
        self.agreed().into_iter().filter(Agreed::is_alone).collect()
    }
}

fn of_run(run: &Run) -> impl Iterator<Item = Agreed<'_>> {
    (0..run.steps.len()).filter_map(move |index| {
        let answered = run.steps.get(index)?.completed.as_ref()?;
        let approval = answered.approval.as_ref()?;
        Some(Agreed { run, index, step: run.step_ref(index)?, answered, approval })
    })
}
