//! Work on a runbook that is held: by whom, since when, why (R156). Its clocks go on.

use super::ids::{Author, RunId};
use super::state::IncidentState;
use super::time::Moment;
use super::watch_event::Watch;

/// A runbook that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold<'s> {
    /// Which one.
    pub run: &'s RunId,
    /// Who holds it.
    pub who: &'s Author,
    /// Since when.
    pub since: Moment,
    /// Why.
    pub reason: &'s str,
}

impl IncidentState {
    /// The hold of this runbook, if it is held.
    #[must_use]
    pub fn hold(&self, run: &RunId) -> Option<Hold<'_>> {
        let last = self.watch.holding(run)?;
        let Watch::Held(held) = &last.what else { return None };
        let (run, reason) = (&held.run, held.reason.as_str());
        Some(Hold { run, who: &last.who, since: last.at, reason })
    }

    /// Every runbook that is held, in the order in which they were opened.
    #[must_use]
    pub fn holds(&self) -> Vec<Hold<'_>> {
        self.runs.iter().filter_map(|run| self.hold(run.id())).collect()
    }
}
