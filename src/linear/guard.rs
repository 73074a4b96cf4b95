//! What stands between a line and its act: bursts of lines, and the return after a pause.
//!
//! Only for a terminal. A script that is piped in writes its lines at once and means each of them.

use crate::domain::time::{Moment, Span};
use crate::tui::guard::{IDLE, PASTE_GAP, STEP_GUARD};

/// What to do with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// Let it act.
    Act,
    /// It came faster than anybody types: text, never a command (R96).
    Paste,
    /// It was typed before the step that it would answer was heard (R97), or twice.
    Early,
    /// If it writes, it only wakes, after this long without a line (R78).
    Wake(Span),
}

/// The moments that matter.
#[derive(Clone, Debug)]
pub struct Guard {
    is_on: bool,
    last: Option<Moment>,
    spoken: Option<Moment>,
}

impl Guard {
    /// On for what is typed at a terminal, off for a script.
    #[must_use]
    pub const fn new(is_on: bool) -> Self {
        Self { is_on, last: None, spoken: None }
    }

    /// Something new was asked.
    pub fn asked_anew(&mut self, now: Moment) {
        self.spoken = Some(now);
        self.last.get_or_insert(now);
    }

    /// Rules on a line that came now; `is_lone` is an Enter without a word.
    pub fn rule(&mut self, now: Moment, is_lone: bool) -> Ruling {
        let gap = self.last.replace(now).map(|at| at.elapsed_until(&now));
        if !self.is_on {
            return Ruling::Act;
        }
        let is_early = |at: Moment| at.elapsed_until(&now) < STEP_GUARD;
        match gap {
            Some(gap) if gap < PASTE_GAP => Ruling::Paste,
            _ if self.spoken.is_some_and(is_early) => Ruling::Early,
            // The Enter of the line before, twice: it must not answer the next field (R99).
            Some(gap) if is_lone && gap < STEP_GUARD => Ruling::Early,
            Some(gap) if gap >= IDLE => Ruling::Wake(gap),
            _ => Ruling::Act,
        }
    }
}
