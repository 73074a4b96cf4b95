//! Which clocks were met, and which were missed: what the board says below its list (R35).

use super::ids::{EventId, StepRef};
use super::state::{IncidentState, Run, Status};
use super::time::Timestamp;

/// A clock that was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Which one.
    pub what: MetWhat,
    /// When.
    pub at: Timestamp,
    /// When it was due.
    pub due: Timestamp,
}

/// Which clock was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetWhat {
    /// The limit of a step.
    Step(StepRef),
    /// A clock that somebody added.
    Clock(EventId),
}

fn met_steps(run: &Run) -> impl Iterator<Item = Met> + '_ {
    (0..run.steps.len()).filter_map(|index| {
        let state = run.steps.get(index)?;
        let answered = state.answered.as_ref()?;
        matches!(state.status, Status::Done { .. }).then_some(())?;
        let (from, span) = run.limit_start(index)?;
        let (at, due) = (answered.at.wall, from.wall.plus(span));
        Some(Met { what: MetWhat::Step(run.step_ref(index)?), at, due })
    })
}

impl IncidentState {
    fn all_met(&self) -> Vec<Met> {
        let clocks = self.added_clocks().into_iter().filter_map(|clock| {
            let (at, due) = clock.last_met?;
            Some(Met { what: MetWhat::Clock(clock.event), at, due })
        });
        self.runs.iter().flat_map(met_steps).chain(clocks).collect()
    }

    /// The clock that was met last.
    #[must_use]
    pub fn last_met(&self) -> Option<Met> {
        self.all_met().into_iter().max_by_key(|met| met.at)
    }

    /// How many clocks were met too late, or passed and were not met.
    #[must_use]
    pub fn missed(&self) -> usize {
        let late = self.all_met().iter().filter(|met| met.at >= met.due).count();
        let open = |run: &Run| {
            let is_open = |at: &usize| {
                let state = run.steps.get(*at);
                state.is_some_and(|state| {
                    state.deadline_passed && !matches!(state.status, Status::Done { .. })
                })
            };
            (0..run.steps.len()).filter(is_open).count()
        };
        late + self.runs.iter().map(open).sum::<usize>()
    }
}
