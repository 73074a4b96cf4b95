//! What the interface asks of its driver. The driver gives commands their tickets and salts.

use std::path::PathBuf;

use crate::domain::command::{Command, Reading, RunbookCopy};
use crate::domain::event::{LeaveReason, Mode, Severity, SignedOn};
use crate::domain::evidence::Evidence;
use crate::domain::ids::IncidentId;
use crate::domain::text::Lang;
use crate::domain::time::Timestamp;

/// A wish of the person that reaches beyond the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Open a new incident. The driver adds its name, the writer and the nonce.
    Start(StartOrder),
    /// Open the log of this incident and go on with it.
    Resume(IncidentId),
    /// An order to the open incident.
    Order(Box<Command>),
    /// Take this in, then record it.
    TakeIn(Box<EvidenceOrder>),
    /// Stop taking it in.
    StopTaking,
    /// Try to save again now.
    Retry,
    /// Write the log to this folder too.
    SaveTo(PathBuf),
    /// Offer this text for pasting elsewhere: to the terminal, and in a file.
    Copy(String),
    /// Speak this language from now on.
    Speak(Lang),
    /// Paint everything again.
    Redraw,
    /// Leave the program.
    Leave(LeaveReason),
}

/// A piece of evidence as it was described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceOrder {
    /// Everything but digest and length, which are known once it is taken in.
    pub evidence: Evidence,
    /// Its content.
    pub given: Given,
}

/// What the content is taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// A file.
    Path(PathBuf),
    /// What was typed.
    Text(String),
}

/// How to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartOrder {
    /// Real or exercise.
    pub mode: Mode,
    /// How far care is touched.
    pub severity: Severity,
    /// When the trouble was first noticed.
    pub noticed_at: Option<Timestamp>,
    /// Who is at the keyboard.
    pub person: SignedOn,
    /// What to follow.
    pub runbook: RunbookCopy,
    /// What another clock said.
    pub reading: Option<Reading>,
}
