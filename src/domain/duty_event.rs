//! What is said about legal clocks in an incident: a moment, whether a clock applies, a filing.
//!
//! The program never decides that a clock applies. It asks, and these are the answers.

use super::ids::{ClockId, MomentId, StepRef};
use super::time::{Date, Timestamp, UtcOffset};

/// Somebody named the moment from which clocks count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MomentFixed {
    /// Which moment.
    pub moment: MomentId,
    /// When it was.
    pub at: Timestamp,
    /// How far the wall clock was from UTC; the calendar day depends on it.
    pub offset: UtcOffset,
    /// Named for the first time, corrected, or disputed.
    pub how: MomentHow,
    /// What counted before, where something did.
    pub was: Option<Timestamp>,
    /// On what sign; why it is corrected or disputed.
    pub reason: Option<String>,
    /// The step that asked for it.
    pub step: Option<StepRef>,
}

/// What naming a moment does to what was said before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentHow {
    /// Nothing was said before.
    Fixed,
    /// It counts instead of what was said before; both stay in the log.
    Corrected,
    /// It stands beside what was said before, and the earlier one counts.
    Disputed,
}

impl MomentHow {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Fixed, Self::Corrected, Self::Disputed];

    /// The word used in the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Corrected => "corrected",
            Self::Disputed => "disputed",
        }
    }
}

/// Somebody judged whether a clock applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyJudged {
    /// Which clock.
    pub clock: ClockId,
    /// The judgement.
    pub verdict: Verdict,
    /// Why; never missing where the clock does not apply.
    pub reason: Option<String>,
    /// The day of the rule that was shown.
    pub as_of: Option<Date>,
    /// The limit that was shown, `72 hours`.
    pub limit: Option<String>,
}

/// Whether a clock applies, as a person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Applies,
    /// It does not.
    Not,
    /// Nobody can tell yet; it counts as open.
    Unknown,
}

impl Verdict {
    /// All of them, in the order of their digits.
    pub const ALL: [Self; 3] = [Self::Applies, Self::Not, Self::Unknown];

    /// The word used in the log and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Applies => "applies",
            Self::Not => "not",
            Self::Unknown => "unknown",
        }
    }
}

/// A notice went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyFiled {
    /// For which clock.
    pub clock: ClockId,
    /// The whole of it, or a first part.
    pub part: FilingPart,
    /// When, if that differs from the time of entry.
    pub happened_at: Option<Timestamp>,
    /// How far the wall clock was from UTC; chained clocks count days from it.
    pub offset: UtcOffset,
    /// When it was due, as shown.
    pub due: Option<Timestamp>,
    /// The number of the receipt, or who took it.
    pub receipt: Option<String>,
    /// By which way.
    pub channel: Option<String>,
    /// Why it is late.
    pub late_reason: Option<String>,
    /// The step that asked for it.
    pub step: Option<StepRef>,
}

/// How much of a notice went out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FilingPart {
    /// All that is asked for.
    #[default]
    Complete,
    /// A first part; the rest follows.
    Phased,
}

impl FilingPart {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Complete, Self::Phased];

    /// The word used in the log and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Phased => "phased",
        }
    }
}

/// A clock that applies ran out without a notice; the program's own record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyPassed {
    /// Which clock.
    pub clock: ClockId,
    /// When it was due.
    pub due_at: Timestamp,
}
