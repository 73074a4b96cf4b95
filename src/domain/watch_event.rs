//! What people keep watch over, as facts: a lasting limit that was lifted, a clock that somebody
//! added, a runbook that is held.
//!
//! An order and the event that it leads to say the same, so one type serves both.

use super::event::Correction;
use super::ids::{EventId, Initials, RunId, StepRef};
use super::time::{Span, Timestamp};

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Watch {
    /// A named person lifted a lasting limit (R21).
    Lifted(LimitLifted),
    /// Somebody added a clock: work that was given, or a rhythm (R45, R46).
    ClockAdded(ClockAdded),
    /// What such a clock asks for was done.
    ClockMet(ClockMet),
    /// Such a clock was moved, with a time and a reason (R48).
    ClockMoved(ClockMoved),
    /// Nothing more is asked by such a clock.
    ClockEnded(ClockEnded),
    /// Work on a runbook is held (R156).
    Held(Held),
    /// It goes on.
    HoldEnded(HoldEnded),
}

/// A lasting limit was lifted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitLifted {
    /// The step that raised it.
    pub step: StepRef,
    /// Who says that it no longer holds; not always the person at the keyboard.
    pub by: Initials,
    /// Why.
    pub reason: String,
}

/// A clock that somebody added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockAdded {
    /// What it asks for.
    pub text: String,
    /// Of whom: initials, or words.
    pub whom: String,
    /// After how long it falls due.
    pub span: Span,
    /// In which rhythm it comes back once it was met.
    pub every: Option<Span>,
    /// Words that are ready to be said.
    pub script: Option<String>,
}

/// What a clock asks for was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockMet {
    /// Which clock.
    pub clock: EventId,
    /// When, if that differs from the entry.
    pub happened_at: Option<Timestamp>,
}

/// A clock was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockMoved {
    /// Which clock.
    pub clock: EventId,
    /// It falls due after so long, counted from the entry.
    pub span: Span,
    /// Why.
    pub reason: String,
}

/// A clock asks for nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockEnded {
    /// Which clock.
    pub clock: EventId,
    /// Why.
    pub reason: String,
}

/// Work on a runbook is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which one.
    pub run: RunId,
    /// Why.
    pub reason: String,
    /// The run that was chosen in its place, where it was the wrong one (R136).
    pub instead: Option<RunId>,
}

/// Work on a held runbook goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldEnded {
    /// Which one.
    pub run: RunId,
}

/// Which of them, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WatchWord {
    /// A limit was lifted.
    Lifted,
    /// A clock was added.
    ClockAdded,
    /// A clock was met.
    ClockMet,
    /// A clock was moved.
    ClockMoved,
    /// A clock ended.
    ClockEnded,
    /// A runbook is held.
    Held,
    /// It goes on.
    HoldEnded,
}

impl WatchWord {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Lifted,
        Self::ClockAdded,
        Self::ClockMet,
        Self::ClockMoved,
        Self::ClockEnded,
        Self::Held,
        Self::HoldEnded,
    ];

    /// Its place among all.
    pub(super) fn place(self) -> u32 {
        let place = Self::ALL.iter().position(|known| *known == self);
        place.and_then(|place| u32::try_from(place).ok()).unwrap_or(u32::MAX)
    }

    /// The one at this place.
    pub(super) fn at(place: u32) -> Option<Self> {
        Self::ALL.get(usize::try_from(place).ok()?).copied()
    }
}

impl Watch {
    /// Which of them it is.
    #[must_use]
    pub const fn word(&self) -> WatchWord {
        match self {
            Self::Lifted(_) => WatchWord::Lifted,
            Self::ClockAdded(_) => WatchWord::ClockAdded,
            Self::ClockMet(_) => WatchWord::ClockMet,
            Self::ClockMoved(_) => WatchWord::ClockMoved,
            Self::ClockEnded(_) => WatchWord::ClockEnded,
            Self::Held(_) => WatchWord::Held,
            Self::HoldEnded(_) => WatchWord::HoldEnded,
        }
    }

    /// What a person typed in it: what is asked for, or why.
    #[must_use]
    pub fn typed(&self) -> Option<&str> {
        match self {
            Self::Lifted(lifted) => Some(&lifted.reason),
            Self::ClockAdded(added) => Some(&added.text),
            Self::ClockMoved(moved) => Some(&moved.reason),
            Self::ClockEnded(ended) => Some(&ended.reason),
            Self::Held(held) => Some(&held.reason),
            Self::ClockMet(_) | Self::HoldEnded(_) => None,
        }
    }

    /// The clock that it speaks of, when it speaks of one that was there before.
    #[must_use]
    pub const fn clock(&self) -> Option<&EventId> {
        match self {
            Self::ClockMet(met) => Some(&met.clock),
            Self::ClockMoved(moved) => Some(&moved.clock),
            Self::ClockEnded(ended) => Some(&ended.clock),
            _ => None,
        }
    }

    /// As it stands after this correction of its words or its time.
    pub(super) fn correct(&mut self, correction: &Correction) {
        match (correction, self) {
            (Correction::Text { text }, Self::Lifted(lifted)) => lifted.reason.clone_from(text),
            (Correction::Text { text }, Self::ClockAdded(added)) => added.text.clone_from(text),
            (Correction::Text { text }, Self::ClockMoved(moved)) => moved.reason.clone_from(text),
            (Correction::Text { text }, Self::ClockEnded(ended)) => ended.reason.clone_from(text),
            (Correction::Text { text }, Self::Held(held)) => held.reason.clone_from(text),
            (Correction::Time { happened_at }, Self::ClockMet(met)) => {
                met.happened_at = Some(*happened_at);
            }
            _ => {}
        }
    }
}
