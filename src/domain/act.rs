//! What can happen to one step.

use super::ids::{Initials, OptionId, StateId, StepRef};
use super::text::Lang;
use super::time::{Span, Timestamp};

/// Something that happened to one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepEvent {
    /// Which step.
    pub step: StepRef,
    /// What was done with it.
    pub act: StepAct,
    /// When the step was first shown to the person, if it was on a screen (R77).
    pub shown_at: Option<Timestamp>,
    /// When it really happened, if that differs from the time of entry (R72).
    pub happened_at: Option<Timestamp>,
    /// The language the step was read in.
    pub lang: Lang,
}

/// What was done with a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepAct {
    /// Done.
    Done {
        /// The second person's agreement, where the step asks for one.
        approval: Option<Approval>,
    },
    /// Looked at, and this state was seen. Counts as done.
    Observed {
        /// Which state.
        state: StateId,
    },
    /// A decision was taken.
    Chosen {
        /// The answer.
        answer: Answer,
        /// Who objected, if anybody did (R31).
        objection: Option<String>,
        /// The second person's agreement, where the step asks for one.
        approval: Option<Approval>,
    },
    /// Set aside, with a reason.
    Skipped {
        /// Why.
        reason: String,
    },
    /// Put off, to come back by itself (R4). Also "not now" on a decision.
    Postponed {
        /// Until when.
        until: Until,
        /// Why.
        reason: String,
    },
    /// Could not be done.
    Impossible {
        /// Why.
        reason: String,
    },
    /// A wait began.
    WaitStarted,
    /// A wait ended and the step is done.
    WaitEnded {
        /// Why it was ended before its time, if it was.
        early_reason: Option<String>,
    },
    /// A repeated check was made again.
    Rechecked {
        /// Whether it may stop now.
        outcome: Recheck,
    },
    /// The person goes on from here, out of turn; what lies before stays open (R18).
    Jumped {
        /// Why.
        reason: String,
    },
    /// One line of a step that is done only line by line got its mark; the step stays open (R14).
    Ticked {
        /// Which line of HOW, from 1.
        line: u8,
        /// Why it was left out; none where it was done.
        left_out: Option<String>,
    },
}

impl StepAct {
    /// The agreement that it holds, or the reason for going without one.
    #[must_use]
    pub const fn approval(&self) -> Option<&Approval> {
        match self {
            Self::Done { approval } | Self::Chosen { approval, .. } => approval.as_ref(),
            _ => None,
        }
    }
}

/// The outcome of a repeated check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recheck {
    /// Not yet: it comes back after the same span.
    Again,
    /// The condition to stop is reached.
    Reached,
}

/// The answer to a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// One of the options.
    Option(OptionId),
    /// "I cannot tell": takes the careful option's path.
    CannotTell,
}

/// When a postponed step comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Until {
    /// After this long.
    After(Span),
    /// When something has happened, in the person's words; it stays in the list until then.
    Event(String),
}

/// A second person's agreement (R53 to R55).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// How it was given.
    pub how: ApprovalHow,
    /// Whose it was; for [`ApprovalHow::Alone`] the person at the keyboard.
    pub by: Initials,
    /// Their name or function as said; for `Alone`, the reason.
    pub words: String,
}

/// How agreement was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApprovalHow {
    /// The person stands here.
    Present,
    /// By telephone.
    Phone,
    /// Nobody could be reached; the reason is kept and repeated everywhere.
    Alone,
}

impl ApprovalHow {
    /// The word used in the log and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Phone => "phone",
            Self::Alone => "alone",
        }
    }
}
