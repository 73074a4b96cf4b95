//! What every screen may look at: facts, time, language, theme. Read only.

use super::theme::Theme;
use crate::domain::command::RunbookCopy;
use crate::domain::event::Mode;
use crate::domain::ids::{IncidentId, RunbookId, WriterId};
use crate::domain::text::Lang;
use crate::domain::time::{Now, Timestamp};
use crate::i18n::Catalogue;
use crate::session::Session;

/// Everything that a screen may read.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The incident, as far as it is on disk.
    pub session: &'a Session,
    /// Both clocks.
    pub now: Now,
    /// The language of the moment.
    pub lang: Lang,
    /// The program's words in that language.
    pub words: &'static Catalogue,
    /// Attributes by role.
    pub theme: &'a Theme,
    /// The runbooks that can be started.
    pub shelf: &'a [ShelfEntry],
    /// Incidents found in the data folder, newest first.
    pub incidents: &'a [IncidentLine],
    /// Where the log goes and whether it can be written.
    pub store: &'a StoreStatus,
}

/// A runbook that can be started.
#[derive(Clone, Debug)]
pub struct ShelfEntry {
    /// Its meaning and text.
    pub copy: RunbookCopy,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a runbook comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Shipped with the program.
    BuiltIn,
    /// A file of the site.
    Site {
        /// Its path, for showing.
        path: String,
        /// Whether it stands in for a shipped runbook of the same name.
        replaces_built_in: bool,
    },
}

/// One incident of the data folder, as far as its log can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentLine {
    /// Its name.
    pub incident: IncidentId,
    /// Real or exercise.
    pub mode: Option<Mode>,
    /// The first runbook it follows.
    pub runbook: Option<RunbookId>,
    /// When it was opened.
    pub opened_at: Option<Timestamp>,
    /// Whether it is still open.
    pub is_open: bool,
    /// Whether its log is whole, or what is the matter with it.
    pub health: Health,
}

/// What opening a log found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// Every line is good.
    Whole,
    /// The last line was cut by a stop; it was or will be set aside.
    Torn,
    /// A line before the last is damaged: read only.
    Damaged {
        /// The first bad line, from 1.
        line: u64,
    },
    /// Written by a newer version: read only.
    Newer,
    /// Another process writes it now.
    Locked,
    /// It could not be read.
    Unreadable,
}

/// Where the log goes and whether it can be written (R88).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreStatus {
    /// The data folder, for showing.
    pub folder: String,
    /// Who writes here.
    pub writer: WriterId,
    /// Whether a trial write succeeded; otherwise the outside's words.
    pub trial: Result<(), String>,
    /// Free space in bytes, where the system tells.
    pub free_bytes: Option<u64>,
}
