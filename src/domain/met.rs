//! How clocks ended: met in time, met late, or passed; what the board and the last page count
//! (R35).
//!
//! One definition for both. Whether an act was in time is measured from where its clock began, by
//! the time that passed (R47); only a time that a person claims is compared with the wall clock.

use super::beside::What;
use super::board::BoardRow;
use super::deadline::DeadlineCause;
use super::duty_state::Standing;
use super::ids::{ClockId, EventId, StepRef};
use super::state::{IncidentState, Run};
use super::time::{Moment, Now, Span, Timestamp};

/// A clock that was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Which one.
    pub what: MetWhat,
    /// How.
    pub ended: Ended,
}

/// Which clock was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetWhat {
    /// The limit of a step.
    Step(StepRef),
    /// A clock that somebody added.
    Clock(EventId),
}

/// How a clock was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// When, as the person says.
    pub at: Timestamp,
    /// When it was due, by the wall clock at its beginning.
    pub due: Timestamp,
    /// Whether that was too late.
    pub is_late: bool,
}

impl Ended {
    /// A clock that ran for `span` since `from` and was met by an entry of `at`.
    #[must_use]
    pub fn of(from: Moment, span: Span, at: &Moment, claimed: Option<Timestamp>) -> Self {
        let due = from.wall.plus(span);
        let is_late = match claimed {
            Some(claimed) => claimed >= due,
            None => from.remaining(span, at).is_over(),
        };
        Self { at: claimed.unwrap_or(at.wall), due, is_late }
    }
}

/// How many clocks ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClockCount {
    /// Met in time.
    pub met: usize,
    /// Met late, or passed and set aside.
    pub late: usize,
    /// Over, and somebody still has to do something.
    pub over: usize,
    /// Still to come.
    pub running: usize,
}

/// How the limit of the step at `index` was met, by the answer that made it done.
fn met_step(run: &Run, index: usize) -> Option<Ended> {
    let done = run.steps.get(index)?.completed.as_ref()?;
    let (from, span) = run.limit_start(index)?;
    Some(Ended::of(from, span, &done.at, done.happened_at))
}

fn met_steps(run: &Run) -> impl Iterator<Item = Met> + '_ {
    (0..run.steps.len()).filter_map(|index| {
        let ended = met_step(run, index)?;
        Some(Met { what: MetWhat::Step(run.step_ref(index)?), ended })
    })
}

impl IncidentState {
    /// The clock that was met last.
    #[must_use]
    pub fn last_met(&self) -> Option<Met> {
        let clocks = self.added_clocks().into_iter().filter_map(|clock| {
            Some(Met { what: MetWhat::Clock(clock.event), ended: clock.last_met? })
        });
        self.runs.iter().flat_map(met_steps).chain(clocks).max_by_key(|met| met.ended.at)
    }

    /// How many clocks were met too late, or passed and were not met.
    #[must_use]
    pub fn missed(&self, now: &Now) -> usize {
        self.clock_count(now).late
    }

    /// Limits of steps, clocks that people added, and legal clocks, counted. When somebody is to be
    /// relieved, and when a call is tried again, is no limit that could be kept.
    #[must_use]
    pub fn clock_count(&self, now: &Now) -> ClockCount {
        let mut count = ClockCount::default();
        for run in &self.runs {
            for (index, state) in run.steps.iter().enumerate() {
                match met_step(run, index) {
                    Some(ended) if ended.is_late => count.late += 1,
                    Some(_) => count.met += 1,
                    None => count.late += usize::from(state.deadline_passed),
                }
            }
        }
        for deadline in self.deadlines(&now.moment) {
            let is_over = deadline.remaining.is_over();
            let is_counted = match deadline.cause {
                DeadlineCause::Retry => true,
                DeadlineCause::Limit => is_over && self.is_passed(&deadline.step),
                DeadlineCause::Wait | DeadlineCause::Repeat | DeadlineCause::Later => false,
            };
            if !is_counted {
                count.over += usize::from(is_over);
                count.running += usize::from(!is_over);
            }
        }
        for clock in self.added_clocks() {
            count.met += clock.met - clock.missed;
            count.late += clock.missed;
            if !clock.is_over && self.closed.is_none() {
                let is_over = clock.remaining(&now.moment).is_over();
                count.over += usize::from(is_over);
                count.running += usize::from(!is_over);
            }
        }
        for row in self.duties(now) {
            let has_run = BoardRow::Duty(row.clone()).is_running();
            match row.standing {
                Standing::Filed if self.has_passed(&row.clock.id) => count.late += 1,
                Standing::Filed => count.met += 1,
                Standing::Overdue(_) => count.over += 1,
                _ => count.running += usize::from(has_run),
            }
        }
        count
    }

    /// Whether it is on record that the limit of this step passed.
    fn is_passed(&self, step: &StepRef) -> bool {
        let found = self.find(step).and_then(|(run, index)| run.steps.get(index));
        found.is_some_and(|state| state.deadline_passed)
    }

    /// Whether the log says that the clock ran out before its notice.
    fn has_passed(&self, clock: &ClockId) -> bool {
        let is_it = |what: &What| matches!(what, What::DutyPassed(passed) if passed == clock);
        let is_late = |filed: Option<Timestamp>, at: Timestamp| filed.is_some_and(|due| at >= due);
        let first = self.filings(clock).next();
        first.is_some_and(|first| is_late(first.what.due, first.filed_at()))
            || self.acts.beside().all().any(is_it)
    }
}
