//! Reading along while another process writes the incident (R89).
//!
//! The log is read again from its first line whenever its length has changed: what was cut and
//! written anew by a recovery over there is then right here too, and nothing has to be guessed.

use super::front::Paint;
use super::inline::{LoadError, Outside, look};
use super::job::{Done, Job};
use super::tui::Play;
use crate::domain::ids::IncidentId;
use crate::domain::time::{Moment, Now, Span};
use crate::i18n::{Catalogue, fill};
use crate::ports::Failure;
use crate::session::{ReadRunbook, Session};
use crate::tui::app::App;

/// A command has an incident open for a moment only: so often, and after so long, opening is tried
/// again before the screen settles for reading.
const KNOCKS_MAX: u32 = 4;
const KNOCK_AFTER: Span = Span::from_ms(150);

/// How often the log of the other process is looked at.
const LOOK_EVERY: Span = Span::from_s(1);

/// A log as it stood a moment ago.
#[derive(Debug)]
pub struct Glimpse {
    session: Session,
    /// The log's length before it was read: what came meanwhile is seen the next time.
    bytes: u64,
}

/// Reads the log as it stands.
pub(super) fn glimpse(
    incident: &IncidentId,
    read: ReadRunbook,
    outside: &mut Outside<'_>,
) -> Result<Glimpse, LoadError> {
    let bytes = outside.store.log_bytes(incident).map_err(LoadError::Open)?;
    Ok(Glimpse { session: look(incident, read, outside)?, bytes })
}

/// Reads the log again when it is not as long as it was.
pub(super) fn glimpse_again(
    incident: &IncidentId,
    known: u64,
    read: ReadRunbook,
    outside: &mut Outside<'_>,
) -> Result<Option<Glimpse>, LoadError> {
    let bytes = outside.store.log_bytes(incident).map_err(LoadError::Open)?;
    if bytes == known { Ok(None) } else { glimpse(incident, read, outside).map(Some) }
}

/// The incident that is read along.
#[derive(Debug)]
pub(super) struct Followed {
    incident: IncidentId,
    bytes: u64,
    looked_at: Moment,
    is_asked: bool,
    /// What went wrong the last time, so that it is said once.
    trouble: Option<String>,
    /// Whether another window had it; once that one is gone, this one can take over.
    is_busy: bool,
}

/// An incident that was busy when it was to be opened.
#[derive(Debug)]
pub(super) struct Knocking {
    incident: IncidentId,
    count: u32,
    last: Moment,
    is_due: bool,
}

impl Play<'_> {
    /// Whether to wait a moment and try again.
    fn knocks_again(&mut self, incident: &IncidentId) -> bool {
        let known = self.knocking.take().filter(|known| known.incident == *incident);
        let count = known.map_or(0, |known| known.count) + 1;
        if count > KNOCKS_MAX {
            return false;
        }
        let (incident, last) = (incident.clone(), self.now().moment);
        self.knocking = Some(Knocking { incident, count, last, is_due: true });
        true
    }

    /// How long until opening is tried again.
    pub(super) fn knock_due_in(&self, now: &Now) -> Option<Span> {
        let knocking = self.knocking.as_ref().filter(|knocking| knocking.is_due)?;
        Some(KNOCK_AFTER.minus(knocking.last.elapsed_until(&now.moment)))
    }

    pub(super) fn knock(&mut self) {
        let Some(knocking) = &mut self.knocking else { return };
        knocking.is_due = false;
        let incident = knocking.incident.clone();
        self.job(Job::Open(incident));
    }

    /// Somebody else writes it: it is shown as it stands, and followed.
    pub(super) fn busy(
        &mut self,
        incident: IncidentId,
        pid: Option<u32>,
        found: Result<Glimpse, LoadError>,
    ) {
        if self.opening.as_ref() != Some(&incident) || self.knocks_again(&incident) {
            return;
        }
        let words = Catalogue::of(self.app.lang());
        let pid = pid.map_or_else(|| "?".to_owned(), |pid| pid.to_string());
        let said = fill(&words.screen.frame.read_only, &[("pid", &pid)]);
        self.read_only(incident, found, true, said);
    }

    /// Nothing can be written to it: it is shown as it stands, with what to do.
    pub(super) fn not_writable(
        &mut self,
        incident: IncidentId,
        failure: &Failure,
        found: Result<Glimpse, LoadError>,
    ) {
        if self.opening.as_ref() != Some(&incident) {
            return;
        }
        let words = Catalogue::of(self.app.lang());
        let next = &words.failure.of(failure.kind).next;
        let facts = [("cause", failure.to_string()), ("next", next.clone())];
        let facts = facts.each_ref().map(|(name, fact)| (*name, fact.as_str()));
        let said = fill(&words.screen.frame.not_writable, &facts);
        self.read_only(incident, found, false, said);
    }

    fn read_only(
        &mut self,
        incident: IncidentId,
        found: Result<Glimpse, LoadError>,
        is_busy: bool,
        said: String,
    ) {
        self.opening = None;
        let words = Catalogue::of(self.app.lang());
        let Glimpse { session, bytes } = match found {
            Ok(glimpse) => glimpse,
            Err(error) => {
                let refusal = super::refusal::words(&incident, &error, words);
                return self.with_view(|app, _| app.open_failed(refusal));
            }
        };
        self.session = session;
        self.restore_draft(None);
        let looked_at = self.now().moment;
        let (is_asked, trouble) = (false, None);
        self.followed = Some(Followed { incident, bytes, looked_at, is_asked, trouble, is_busy });
        self.with_view(App::opened);
        self.app.say(said);
    }

    /// How long until the other's log is looked at again; none when nothing is followed.
    pub(super) fn look_due_in(&self, now: &Now) -> Option<Span> {
        let followed = self.followed.as_ref().filter(|followed| !followed.is_asked)?;
        Some(LOOK_EVERY.minus(followed.looked_at.elapsed_until(&now.moment)))
    }

    pub(super) fn look_along(&mut self) {
        let Some(followed) = &mut self.followed else { return };
        followed.is_asked = true;
        let job = Job::Follow(followed.incident.clone(), followed.bytes);
        self.job(job);
    }

    /// The disk looked.
    pub(super) fn looked_along(
        &mut self,
        incident: &IncidentId,
        found: Result<Option<Glimpse>, LoadError>,
        is_held: Option<bool>,
    ) {
        let now = self.now();
        let Some(followed) = self.followed.as_mut().filter(|known| known.incident == *incident)
        else {
            return;
        };
        followed.is_asked = false;
        followed.looked_at = now.moment;
        // The lock ends with the window that had it, however that one ended.
        let is_gone = followed.is_busy && is_held == Some(false);
        followed.is_busy = is_held.map_or(followed.is_busy, |is_held| followed.is_busy && is_held);
        match found {
            Ok(None) => followed.trouble = None,
            Ok(Some(Glimpse { session, bytes })) => {
                followed.trouble = None;
                followed.bytes = bytes;
                self.session = session;
                self.with_view(App::read_along);
            }
            Err(error) => {
                let words = Catalogue::of(self.app.lang());
                let trouble = super::refusal::words(incident, &error, words);
                if followed.trouble.as_ref() != Some(&trouble) {
                    followed.trouble = Some(trouble.clone());
                    self.app.say(trouble);
                }
            }
        }
        if is_gone {
            let words = Catalogue::of(self.app.lang());
            self.app.say(words.screen.frame.writer_gone.clone());
            self.paint = self.paint.max(Paint::Changes);
        }
    }
}

/// Whether this answer shows nothing new, so that a narrow line is left alone.
pub(super) fn is_silent(done: &Done) -> bool {
    matches!(done, Done::DraftKept(_) | Done::MarkKept)
        || matches!(done, Done::Followed(_, found, _) if matches!(**found, Ok(None)))
}
