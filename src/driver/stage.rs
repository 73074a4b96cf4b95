//! What the full screen's loop is given and what it leaves: news, the terminal's own acts, the
//! result.
//!
//! Values and one trait; the loop itself is in [`super::tui`].

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use tokio::sync::mpsc::Receiver;

use super::job::{Done, Job};
use crate::domain::card::Card;
use crate::domain::comment::Comment;
use crate::domain::event::LeaveReason;
use crate::domain::ids::IncidentId;
use crate::domain::law::Law;
use crate::domain::text::Lang;
use crate::domain::time::Now;
use crate::i18n::Catalogue;
use crate::ports::{Clock, IdSource};
use crate::runbook::site::SiteFile;
use crate::session::survey::IncidentLine;
use crate::session::{ReadRunbook, Session};
use crate::tui::keyboard::Keyboard;
use crate::tui::screen::parting::Parting;
use crate::tui::settings::Settings;
use crate::tui::theme::Theme;
use crate::tui::view::{ShelfEntry, StoreStatus, View};

/// Something from outside, in the order in which it came.
#[derive(Debug)]
pub enum News {
    /// The terminal said something, at this moment: keys that wait while the machine is busy keep
    /// the pace at which they were typed (R96).
    Terminal(Event, Now),
    /// A line was typed, or none will come any more, at this moment.
    Typed(Typed, Now),
    /// The program has to stop.
    Stop(LeaveReason),
    /// Continued after a suspension.
    Continued,
    /// The disk's thread ended although it was still needed.
    DiskGone,
    /// The disk answered.
    Done(Done),
}

/// What comes from somebody who types whole lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A line, without its end.
    Line(String),
    /// There are no more lines.
    End,
    /// Ctrl-C.
    Interrupt,
}

/// The terminal's own acts, which only the outside can do.
pub trait Curtain {
    /// Columns and rows now.
    fn size(&self) -> (u16, u16);
    /// Percent left in the laptop's own battery, when it is low and not being charged.
    fn battery(&self) -> Option<u8> {
        None
    }
    /// Gives the terminal back, stops until continued, and takes it again.
    fn suspend(&mut self);
    /// Rings the terminal's bell.
    fn ring(&mut self);
    /// Asks for the mouse's reports, or leaves the mouse to the terminal again (R106).
    fn mouse(&mut self, is_on: bool);
    /// Offers a text to the terminal's clipboard. Whether it takes it cannot be known.
    fn offer(&mut self, text: &str);
}

/// What the loop works with.
pub struct Stage<'s> {
    /// The clocks.
    pub clock: &'s dyn Clock,
    /// Names and random bits.
    pub ids: &'s mut dyn IdSource,
    /// The disk's thread.
    pub jobs: SyncSender<Job>,
    /// Everything from outside.
    pub news: Receiver<News>,
    /// The terminal's own acts.
    pub curtain: &'s mut dyn Curtain,
    /// The runbooks that can be started.
    pub shelf: Vec<ShelfEntry>,
    /// Command cards, by id.
    pub cards: Vec<Card>,
    /// The site's own facts, and what became of their file.
    pub site: SiteFile,
    /// What the data folder holds.
    pub incidents: Vec<IncidentLine>,
    /// What reviewers said, and about which incident.
    pub comments: Option<(IncidentId, Vec<Comment>)>,
    /// Where the log goes.
    pub store: StoreStatus,
    /// Attributes by role.
    pub theme: Theme,
    /// The keyboard in front of the person.
    pub keyboard: Keyboard,
    /// What was chosen once on this laptop; none where its file says something that is not
    /// understood, and must not be written over.
    pub settings: Option<Settings>,
    /// Whether the mouse is on; none where there is none.
    pub mouse: Option<bool>,
    /// The legal clocks that incidents are under.
    pub law: Arc<Law>,
    /// Turns a runbook's text into its meaning.
    pub read: ReadRunbook,
}

impl Stage<'_> {
    /// What was said about the incident that is open: comments on another one mean other entries.
    fn comments_on(&self, session: &Session) -> &[Comment] {
        let its = self.comments.as_ref().filter(|(of, _)| Some(of) == session.state().incident());
        its.map_or(&[], |(_, comments)| comments)
    }

    /// What the screens may look at.
    pub(super) fn view<'v>(&'v self, session: &'v Session, now: Now, lang: Lang) -> View<'v> {
        View {
            session,
            now,
            lang,
            words: Catalogue::of(lang),
            theme: &self.theme,
            keyboard: &self.keyboard,
            mouse: self.mouse,
            shelf: &self.shelf,
            cards: &self.cards,
            site: &self.site,
            incidents: &self.incidents,
            comments: self.comments_on(session),
            store: &self.store,
        }
    }
}

/// How the full screen was left.
#[derive(Debug)]
pub struct Left {
    /// The incident, with what could not be written.
    pub session: Session,
    /// Each act that is not on disk, as a line for copying.
    pub unsaved: Vec<String>,
    /// Where the log goes on, when that is not the data folder.
    pub moved_to: Option<PathBuf>,
    /// What was half written and is on no disk either.
    pub drafts: Vec<String>,
    /// Where the incident stands, in words.
    pub parting: Parting,
    /// Why.
    pub reason: LeaveReason,
    /// The language of the moment.
    pub lang: Lang,
    /// Whether the disk's thread ended by a fault of ours.
    pub is_broken: bool,
}

/// Ctrl-Z.
pub(super) fn is_suspend(key: &KeyEvent) -> bool {
    key.kind == KeyEventKind::Press
        && key.code == KeyCode::Char('z')
        && key.modifiers.contains(KeyModifiers::CONTROL)
}
