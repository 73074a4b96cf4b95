//! How an incident ended: its word, and what stays open.

use super::ids::{ClockId, EventId, RunId, StepRef};

/// The end of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Which of the three words.
    pub word: ClosingWord,
    /// Everything that stays open.
    pub open: Vec<OpenItem>,
    /// Why it stops before the end, or why last acts were left.
    pub reason: Option<String>,
}

/// The three closing words; there is no other (R3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosingWord {
    /// Every step done or not applicable.
    Complete,
    /// Every step answered, some left open.
    CompleteWithOpenItems,
    /// Stopped before the end.
    Stopped,
}

impl ClosingWord {
    /// The word used in the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::CompleteWithOpenItems => "complete-open",
            Self::Stopped => "stopped",
        }
    }
}

/// Something that stays open at closing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenItem {
    /// A step.
    Step(StepRef),
    /// A to-do or a question.
    Note(EventId),
    /// A last act, by its position from 0 in the runbook.
    LastAct(RunId, usize),
    /// A notice that the law asks for.
    Duty(ClockId),
    /// A lasting limit in force, by the step that raised it.
    Limit(StepRef),
    /// A clock that somebody added and nobody met.
    Clock(EventId),
}
