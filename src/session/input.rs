//! Everything that can reach the session.

use crate::domain::command::Command;
use crate::ports::{Failure, LogEnd, MediumChange};

/// Names one command, so that its answer can be told from others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// Fresh random bits for the salts of one command's records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(pub [u8; 16]);

/// Something that happened outside.
#[derive(Clone, Debug)]
pub enum Input {
    /// Somebody wants something.
    Command {
        /// For the answer.
        ticket: Ticket,
        /// What.
        command: Box<Command>,
        /// For the salts.
        seed: Seed,
    },
    /// The bytes of the last [`super::Effect::Create`] or [`super::Effect::Append`] are on disk.
    Appended,
    /// They are not, or it cannot be known.
    AppendFailed(Failure),
    /// The log was opened again after a failure.
    Reopened(LogEnd),
    /// It could not be opened again.
    ReopenFailed(Failure),
    /// What became of media while lines were written or the log was opened.
    Media(Vec<MediumChange>),
    /// The lost media were looked at.
    Mended(Vec<MediumChange>),
    /// Lines of the log that were read again because somebody looks at them, in their order; all
    /// that [`crate::domain::state::IncidentState::to_recall`] named.
    Recalled(Vec<Vec<u8>>),
    /// Try to save again now.
    Retry,
    /// Time went by: the moment that `next_wake` named has come, or any other.
    Wake {
        /// For the salts.
        seed: Seed,
    },
}
