//! The board: every clock of the incident in one ordered list, step limits and legal clocks alike
//! (R35).

use super::act::Until;
use super::added_clock::AddedClock;
use super::deadline::Deadline;
use super::duty_state::{Duty, Standing};
use super::ids::StepRef;
use super::lead::Relief;
use super::place::Applies;
use super::state::{IncidentState, Run, Status};
use super::time::{Now, Remaining, Timestamp};

/// One row of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoardRow<'s> {
    /// A limit, a wait, a check or a postponed step.
    Step(Deadline),
    /// A clock that somebody added.
    Added(AddedClock<'s>, Remaining),
    /// A step that was put off until something happens; without a time (R4).
    Awaited(Awaited<'s>),
    /// A legal clock.
    Duty(Duty<'s>),
    /// Somebody is to be relieved (R60).
    Relief(Relief),
}

/// A step that was put off until something happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited<'s> {
    /// Which step.
    pub step: StepRef,
    /// Until what happens, as it was typed.
    pub until: &'s str,
}

impl BoardRow<'_> {
    /// Its place in the list: overdue first, then what is owed at once, then by time left; what is
    /// asked, settled and proposed at the end.
    #[must_use]
    pub fn order(&self) -> (u8, u64) {
        match self {
            Self::Step(deadline) => order(deadline.remaining),
            Self::Added(_, remaining) => order(*remaining),
            // Behind everything that has a time, before what is only asked.
            Self::Awaited(_) => (Standing::ToComplete(super::time::Span::ZERO).order().0, u64::MAX),
            // Nobody's rest goes before an overdue act; it stands last among what is over.
            Self::Relief(relief) if relief.remaining.is_over() => (0, u64::MAX),
            Self::Relief(relief) => order(relief.remaining),
            Self::Duty(duty) => duty.standing.order(),
        }
    }

    /// Whether it is overdue.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.order().0 == 0
    }

    /// When it falls due; nothing for what is only owed, asked or waited for.
    #[must_use]
    pub fn due_at(&self) -> Option<Timestamp> {
        match self {
            Self::Step(deadline) => Some(deadline.due_at),
            Self::Added(clock, _) => Some(clock.due_at()),
            Self::Duty(duty) => Some(duty.due?.at),
            Self::Relief(relief) => Some(relief.due_at),
            Self::Awaited(_) => None,
        }
    }

    /// Whether it runs: something is due, overdue, or owed at once.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.order().0 <= Standing::Left(super::time::Span::ZERO).order().0
    }
}

fn order(remaining: Remaining) -> (u8, u64) {
    match remaining {
        Remaining::Over(span) => Standing::Overdue(span).order(),
        Remaining::Left(span) => Standing::Left(span).order(),
    }
}

impl IncidentState {
    /// Every clock of the incident, the most pressing first.
    #[must_use]
    pub fn board(&self, now: &Now) -> Vec<BoardRow<'_>> {
        let steps = self.deadlines(&now.moment).into_iter().map(BoardRow::Step);
        let duties = self.duties(now).into_iter().map(BoardRow::Duty);
        let reliefs = self.reliefs_due(now).into_iter().map(BoardRow::Relief);
        let added = self.running_clocks().into_iter().map(|clock| {
            let remaining = clock.remaining(&now.moment);
            BoardRow::Added(clock, remaining)
        });
        let awaited = self.awaited().into_iter().map(BoardRow::Awaited);
        let steps = steps.chain(added).chain(awaited);
        let mut rows: Vec<_> = steps.chain(duties).chain(reliefs).collect();
        rows.sort_by_key(BoardRow::order);
        rows
    }

    /// Steps that were put off until something happens, in the order of the runbooks.
    #[must_use]
    pub fn awaited(&self) -> Vec<Awaited<'_>> {
        if self.closed.is_some() {
            return Vec::new();
        }
        self.runs.iter().flat_map(awaited).collect()
    }
}

fn awaited(run: &Run) -> impl Iterator<Item = Awaited<'_>> {
    (0..run.steps.len()).filter_map(|index| {
        let Status::Later { until: Until::Event(until), .. } = &run.steps.get(index)?.status else {
            return None;
        };
        (run.applies(index) == Applies::Yes).then_some(())?;
        Some(Awaited { step: run.step_ref(index)?, until })
    })
}
