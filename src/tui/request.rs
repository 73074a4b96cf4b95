//! What the interface asks of its driver. The driver gives commands their tickets and salts.

use std::fmt;
use std::path::PathBuf;

use crate::domain::command::{Command, Reading, RunbookCopy};
use crate::domain::comment::Comment;
use crate::domain::event::{LeaveReason, Mode, Severity, SignedOn};
use crate::domain::evidence::Evidence;
use crate::domain::ids::{IncidentId, SymptomId};
use crate::domain::text::Lang;
use crate::domain::time::Timestamp;
use crate::tui::settings::Setting;

/// A wish of the person that reaches beyond the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Open a new incident. The driver adds its name, the writer and the nonce.
    Start(Box<StartOrder>),
    /// Open the log of this incident and go on with it.
    Resume(IncidentId),
    /// An order to the open incident.
    Order(Box<Command>),
    /// Let somebody sign the log with their own key, then give the order with that proof.
    Sign(Box<KeyOrder>),
    /// See whether this key opens with this passphrase; nothing is signed yet.
    TryKey(PathBuf, Secret),
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
    /// Keep this beside the log of the incident that is open (S16).
    Comment(Comment),
    /// From now on, and after the next launch, this is chosen.
    Settle(Setting),
    /// Ring the bell once, without painting anything (R37).
    Ring,
    /// Paint everything again.
    Redraw,
    /// Leave the program.
    Leave(LeaveReason),
}

/// An order to sign on or off, and the key that proves who gives it (audit-log §4.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyOrder {
    /// The order, without its proof.
    pub command: Command,
    /// The file of the private key.
    pub key: PathBuf,
    /// What opens it; empty when it needs nothing.
    pub passphrase: Secret,
}

/// A text that no log, draft or message may show.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes the text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text, for opening a key with; none when nothing was typed.
    #[must_use]
    pub fn reveal(&self) -> Option<&str> {
        Some(self.0.as_str()).filter(|text| !text.is_empty())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
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
    /// The signs that were marked before the runbook was chosen.
    pub signs: Vec<SymptomId>,
    /// Who is at the keyboard.
    pub person: SignedOn,
    /// What to follow.
    pub runbook: RunbookCopy,
    /// What another clock said.
    pub reading: Option<Reading>,
}
