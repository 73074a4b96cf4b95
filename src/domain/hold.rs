//! Work on a runbook that is held: by whom, since when, why (R156). Its clocks go on.

use super::ids::{Author, RunId};
use super::state::IncidentState;
use super::state::Run;
use super::time::{Moment, Span};
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
    /// The run that was chosen in its place: it was the wrong one.
    pub instead: Option<&'s RunId>,
}

impl IncidentState {
    /// The hold of this runbook, if it is held.
    #[must_use]
    pub fn hold(&self, run: &RunId) -> Option<Hold<'_>> {
        let last = self.watch.holding(run)?;
        let Watch::Held(held) = &last.what else { return None };
        let (run, reason) = (&held.run, held.reason.as_str());
        let instead = held.instead.as_ref();
        Some(Hold { run, who: &last.who, since: last.at, reason, instead })
    }

    /// Whether this run was the wrong one and gave way: it asks nobody for anything (R136).
    #[must_use]
    pub fn gave_way(&self, run: &RunId) -> bool {
        self.hold(run).is_some_and(|hold| hold.instead.is_some())
    }

    /// The runs that did not give way, in the order in which they were opened.
    #[must_use]
    pub fn wanted_runs(&self) -> impl DoubleEndedIterator<Item = &Run> {
        self.runs.iter().filter(|run| !self.gave_way(run.id()))
    }

    /// The run that was chosen last in the place of another one, as long as none was opened since.
    pub(super) fn chosen(&self) -> Option<&Run> {
        let of = |run: &Run| self.watch.holding(run.id()).filter(|_| self.gave_way(run.id()));
        let last = self.runs.iter().filter_map(of).max_by_key(|entry| entry.event.seq)?;
        let Watch::Held(held) = &last.what else { return None };
        let chosen = self.run(held.instead.as_ref()?)?;
        let is_newer = |run: &Run| run.started.mono.since(last.at.mono) > Span::ZERO;
        (!self.runs.iter().any(is_newer)).then_some(chosen)
    }

    /// Every runbook that is held, in the order in which they were opened.
    #[must_use]
    pub fn holds(&self) -> Vec<Hold<'_>> {
        self.runs.iter().filter_map(|run| self.hold(run.id())).collect()
    }
}
