//! What the disk says of the log's media, carried to the session and to the screen.

use super::job::Job;
use super::tui::Play;
use crate::domain::time::Now;
use crate::i18n::{Catalogue, fill};
use crate::ports::{Failure, Medium, MediumChange};
use crate::session::Input;

impl Play<'_> {
    /// Something became of media while lines were written.
    pub(super) fn media_changed(&mut self, changes: Vec<MediumChange>, now: &Now) {
        if changes.is_empty() {
            return;
        }
        let effects = self.session.handle(Input::Media(changes), now);
        self.perform(effects);
        self.job(Job::Media);
    }

    /// How the media are now. That one was full and gave up its reserve is said once.
    pub(super) fn media_are(&mut self, media: Vec<Medium>) {
        let gave = |media: &[Medium]| media.iter().filter(|medium| medium.gave_room).count();
        let is_news = gave(&media) > gave(&self.stage.store.media);
        self.stage.store.media = media;
        if is_news {
            let words = Catalogue::of(self.app.lang());
            self.app.say(words.screen.frame.reserve_gone.clone());
        }
    }

    /// The person does not want to wait for the next try.
    pub(super) fn retry(&mut self) {
        let now = self.now();
        let effects = self.session.handle(Input::Retry, &now);
        self.perform(effects);
    }

    /// The person named one more folder, and the disk looked at it.
    pub(super) fn added(&mut self, added: Result<Vec<MediumChange>, Failure>) {
        let now = self.now();
        match added {
            Ok(changes) => {
                self.media_changed(changes, &now);
                self.job(Job::Media);
                let effects = self.session.handle(Input::Retry, &now);
                self.perform(effects);
            }
            Err(failure) => {
                let words = Catalogue::of(self.app.lang());
                let cause = failure.to_string();
                self.app.say(fill(&words.screen.alarm.not_there, &[("cause", &cause)]));
            }
        }
    }
}
