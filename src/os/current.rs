//! The incident that is open for writing, on every medium.
//!
//! Invariants: the data folder's copy stands first; `head` and `lines` are those of the record, and
//! a copy whose head differs is behind it.

use super::log_copy::LogCopy;
use crate::audit::digest::Digest;
use crate::ports::{LogEnd, MediumChange};

/// The incident that is open for writing.
#[derive(Debug)]
pub(super) struct Current {
    /// The data folder's copy first. There is always one.
    pub(super) copies: Vec<LogCopy>,
    pub(super) head: Digest,
    pub(super) lines: u64,
}

impl Current {
    /// The first copy that takes lines and holds all of them.
    pub(super) fn good(&self) -> Option<&LogCopy> {
        self.copies.iter().find(|copy| copy.is_live() && copy.head() == self.head)
    }

    pub(super) fn end(&self, changes: Vec<MediumChange>) -> LogEnd {
        let (head, lines) = (self.head, self.lines);
        LogEnd { head, lines, torn: Vec::new(), is_torn: false, changes }
    }
}
