//! The board: every clock of the incident in one ordered list, step limits and legal clocks alike
//! (R35).

use super::deadline::Deadline;
use super::duty_state::{Duty, Standing};
use super::lead::Relief;
use super::state::IncidentState;
use super::time::{Now, Remaining};

/// One row of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoardRow<'s> {
    /// A limit, a wait, a check or a postponed step.
    Step(Deadline),
    /// A legal clock.
    Duty(Duty<'s>),
    /// Somebody is to be relieved (R60).
    Relief(Relief),
}

impl BoardRow<'_> {
    /// Its place in the list: overdue first, then what is owed at once, then by time left; what is
    /// asked, settled and proposed at the end.
    #[must_use]
    pub fn order(&self) -> (u8, u64) {
        match self {
            Self::Step(deadline) => order(deadline.remaining),
            // Nobody's rest goes before an overdue act; it stands last among what is over.
            Self::Relief(relief) if relief.remaining.is_over() => (0, u64::MAX),
            Self::Relief(relief) => order(relief.remaining),
            Self::Duty(duty) => duty.standing.order(),
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
        let mut rows: Vec<_> = steps.chain(duties).chain(reliefs).collect();
        rows.sort_by_key(BoardRow::order);
        rows
    }
}
