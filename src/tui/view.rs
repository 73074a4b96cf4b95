//! What every screen may look at: facts, time, language, theme. Read only.

use std::path::Path;

use super::keyboard::Keyboard;
use super::theme::Theme;
use crate::domain::card::Card;
use crate::domain::command::RunbookCopy;
use crate::domain::comment::Comment;
use crate::domain::ids::CardId;
use crate::domain::text::Lang;
use crate::domain::time::Now;
use crate::i18n::Catalogue;
use crate::ports::{Medium, Trial};
use crate::runbook::site::SiteFile;
use crate::session::Session;
pub use crate::session::survey::{Health, IncidentLine};

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
    /// The keyboard in front of the person.
    pub keyboard: &'a Keyboard,
    /// Whether the mouse is on; none where there is none (R106).
    pub mouse: Option<bool>,
    /// The runbooks that can be started.
    pub shelf: &'a [ShelfEntry],
    /// Command cards, by id.
    pub cards: &'a [Card],
    /// The site's own facts, and what became of their file.
    pub site: &'a SiteFile,
    /// Incidents found in the data folder, newest first.
    pub incidents: &'a [IncidentLine],
    /// What reviewers said about the incident, in the order of their file.
    pub comments: &'a [Comment],
    /// Where the log goes and whether it can be written.
    pub store: &'a StoreStatus,
}

impl View<'_> {
    /// A command card by its id.
    #[must_use]
    pub fn card(&self, id: &CardId) -> Option<&Card> {
        self.cards.iter().find(|card| card.id == *id)
    }
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
/// Where the log goes and whether it can be written (R88).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreStatus {
    /// The data folder, for showing.
    pub folder: String,
    /// Whether a trial write succeeded on the data folder, then on each mirror, and the free space.
    pub trials: Vec<Trial>,
    /// The folders that take the open log, as far as the disk was asked.
    pub media: Vec<Medium>,
    /// Percent left in the laptop's own battery, when it is low and not being charged (R90).
    pub battery: Option<u8>,
}

impl StoreStatus {
    /// Where the log goes on, when that is not the data folder: there the incident is found again.
    #[must_use]
    pub fn moved_to(&self) -> Option<&Path> {
        let (own, others) = self.media.split_first()?;
        let live = others.iter().find(|medium| medium.lost.is_none());
        own.lost.as_ref().and(live).map(|medium| medium.folder.as_path())
    }

    /// Whether the data folder took the trial write.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        self.trials.first().is_some_and(|trial| trial.written.is_ok())
    }
}
