//! The name of one run of one runbook. A live record is never reset: what is run again is a second
//! run beside the first, linked to it by the runbook that both name (R23).

use std::fmt;

use super::ids::{IdError, RunbookId};

/// A run of a runbook: the runbook alone for the first one, with a number from the second on.
///
/// The number is part of the name, not a detail beside it: a version that knows of one run only
/// cannot read `voice-loss.2` as a runbook, takes the log for a newer one and changes nothing,
/// instead of answering steps of the wrong run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunId {
    runbook: RunbookId,
    number: u32,
}

impl RunId {
    /// The run of this number, from 1. 0 is no number and counts as 1.
    #[must_use]
    pub fn new(runbook: RunbookId, number: u32) -> Self {
        Self { runbook, number: number.max(1) }
    }

    /// Which runbook is followed.
    #[must_use]
    pub const fn runbook(&self) -> &RunbookId {
        &self.runbook
    }

    /// The how many-th run of it, from 1.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// Whether the same runbook was followed before in this incident.
    #[must_use]
    pub const fn is_again(&self) -> bool {
        self.number > 1
    }

    /// Reads `runbook`, or `runbook.2` and so on.
    ///
    /// # Errors
    /// [`IdError`] when the runbook's name is malformed, or the number is padded or below 2: every
    /// run has one spelling only.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let Some((runbook, number)) = text.split_once('.') else {
            return RunbookId::parse(text).map(Self::from);
        };
        let is_number = number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0');
        let number: Option<u32> = number.parse().ok().filter(|_| is_number);
        let number = number.filter(|number| *number > 1).ok_or(IdError::BadCharacter)?;
        Ok(Self::new(RunbookId::parse(runbook)?, number))
    }
}

impl From<RunbookId> for RunId {
    /// The first run.
    fn from(runbook: RunbookId) -> Self {
        Self { runbook, number: 1 }
    }
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            1 => self.runbook.fmt(f),
            number => write!(f, "{}.{number}", self.runbook),
        }
    }
}
