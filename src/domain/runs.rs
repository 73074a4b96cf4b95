//! The runs of an incident: which there are, and how one more begins (R20, R23, R136).

use super::command::RunbookCopy;
use super::event::Record;
use super::ids::{RunId, RunbookId, StepRef};
use super::state::{IncidentState, Run, Subject};

impl IncidentState {
    /// The run of this name.
    #[must_use]
    pub fn run(&self, id: &RunId) -> Option<&Run> {
        self.runs.iter().find(|run| run.id() == id)
    }

    /// The newest run of this runbook; none while nobody followed it.
    #[must_use]
    pub fn run_of(&self, runbook: &RunbookId) -> Option<&Run> {
        self.runs.iter().rev().find(|run| run.id().runbook() == runbook)
    }

    /// The run and the position of a step.
    #[must_use]
    pub fn find(&self, step: &StepRef) -> Option<(&Run, usize)> {
        let run = self.run(&step.run)?;
        Some((run, run.index_of(&step.step)?))
    }

    /// The run before this one of the same runbook: what a further run is linked to (R23).
    #[must_use]
    pub fn run_before(&self, id: &RunId) -> Option<&Run> {
        let before = id.number().checked_sub(1).filter(|number| *number > 0)?;
        self.run(&RunId::new(id.runbook().clone(), before))
    }

    /// Adds a run, the how many-th of its runbook, whose last part is `record`. Running it twice
    /// changes nothing.
    pub fn attach(
        &mut self,
        record: &Record,
        copy: RunbookCopy,
        number: u32,
        opened_by: Option<StepRef>,
    ) {
        let run = Run::new(copy, number, record.at, opened_by);
        if self.run(run.id()).is_none() {
            if run.opened_by.is_none() && !self.runs.is_empty() {
                self.acts.mark(record, &Subject::Added(run.id().clone()));
            }
            self.acts.know_steps((0..run.steps.len()).filter_map(|index| run.step_ref(index)));
            self.runs.push(run);
            self.mark_current(record);
        }
    }
}
