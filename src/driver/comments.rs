//! A reviewer's comments, to the disk and back (S16).

use super::job::Job;
use super::tui::Play;
use crate::audit::comment::{decode, encode};
use crate::domain::comment::Comment;
use crate::domain::ids::Seq;
use crate::i18n::{Catalogue, fill};
use crate::ports::Failure;

impl Play<'_> {
    /// Asks for what was said about the incident that is open.
    pub(super) fn look_for_comments(&mut self) {
        self.stage.comments.clear();
        let begun = self.session.state().opened.as_ref();
        if let Some(incident) = begun.map(|begun| begun.facts.incident.clone()) {
            self.job(Job::Comments(incident));
        }
    }

    pub(super) fn comment(&mut self, comment: &Comment) {
        let begun = self.session.state().opened.as_ref();
        let incident = begun.map(|begun| begun.facts.incident.clone());
        if let (Some(incident), Some(line)) = (incident, encode(comment)) {
            self.job(Job::KeepComment(incident, comment.entry, line));
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
    pub(super) fn comments(&mut self, found: Result<Vec<u8>, Failure>) {
        self.stage.comments = found.map(|bytes| decode(&bytes).0).unwrap_or_default();
    }
}
