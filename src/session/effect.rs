//! Everything that the session asks of its driver.

use super::input::Ticket;
use crate::domain::ids::{EventId, IncidentId, WriterId};
use crate::domain::rejection::Rejection;
use crate::ports::Failure;

/// An outside action, as a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Create the incident's folder and its log with these first lines, durably; then say
    /// [`super::Input::Appended`] or [`super::Input::AppendFailed`].
    Create {
        /// Which incident.
        incident: IncidentId,
        /// Whose log.
        writer: WriterId,
        /// The first lines.
        bytes: Vec<u8>,
    },
    /// Append these lines with one write and one data sync; then answer as above.
    Append {
        /// Whole lines.
        bytes: Vec<u8>,
    },
    /// Open the log again on a fresh handle; then say [`super::Input::Reopened`] or
    /// [`super::Input::ReopenFailed`].
    Reopen,
    /// The command is on disk: it may be ticked now.
    Recorded {
        /// Which command; none for what the program recorded by itself.
        ticket: Option<Ticket>,
        /// The records it made.
        records: Vec<EventId>,
    },
    /// Look whether a lost medium answers again; then say [`super::Input::Mended`].
    Mend,
    /// Keep outside the log how far it has come. Nothing waits for an answer.
    KeepMark,
    /// The command is in memory only: guidance goes on, and the screen says NOT RECORDED. It is
    /// recorded later under no ticket.
    Held {
        /// Which command.
        ticket: Ticket,
        /// The records it will make.
        records: Vec<EventId>,
    },
    /// The command was refused; nothing was recorded.
    Rejected {
        /// Which command.
        ticket: Ticket,
        /// Why.
        rejection: Rejection,
    },
    /// The command is not on disk. It is not ticked; the screen says so until it is.
    NotSaved {
        /// Which command; none for what the program wanted to record by itself.
        ticket: Option<Ticket>,
        /// What the outside said.
        failure: Failure,
    },
}
