//! A reviewer's comments, to the disk and back (S16).

use super::job::Job;
use super::tui::Play;
use crate::audit::comment::{decode, encode};
use crate::domain::comment::Comment;
use crate::domain::ids::{IncidentId, Seq};
use crate::i18n::{Catalogue, fill};
use crate::ports::Failure;

impl Play<'_> {
    /// Asks for what was said about the incident that is open, once it is closed: before, nobody
    /// comments on it.
    pub(super) fn look_for_comments(&mut self) {
        let is_closed = self.session.state().closed.is_some();
        if let Some(incident) = self.session.state().incident().filter(|_| is_closed).cloned() {
            self.job(Job::Comments(incident));
        }
    }

    pub(super) fn comment(&mut self, comment: &Comment) {
        if let (Some(incident), Some(line)) = (self.session.state().incident(), encode(comment)) {
            let job = Job::KeepComment(incident.clone(), comment.entry, line);
            self.job(job);
        }
    }

    /// The disk took the comment, or not: then the box still holds its words.
    pub(super) fn comment_kept(&mut self, entry: Seq, kept: Result<(), Failure>) {
        let words = &Catalogue::of(self.app.lang()).screen.log;
        self.app.comment_kept(entry, kept.is_ok());
        match kept {
            Ok(()) => {
                self.app.say(words.comment_kept.clone());
                self.look_for_comments();
            }
            Err(failure) => {
                self.app.say(fill(&words.comment_not_kept, &[("cause", &failure.cause)]));
            }
        }
    }

    /// What was said so far. A file that cannot be read hides nothing of the log.
    pub(super) fn comments(&mut self, incident: IncidentId, found: Result<Vec<u8>, Failure>) {
        let comments = found.map(|bytes| decode(&bytes).0).unwrap_or_default();
        self.stage.comments = Some((incident, comments));
    }
}
