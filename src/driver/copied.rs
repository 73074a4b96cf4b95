//! A text for pasting elsewhere: offered to the terminal, and kept in a file (R121).

use std::path::PathBuf;

use super::job::Job;
use super::tui::Play;
use crate::diagnostics::escape;
use crate::i18n::{Catalogue, fill};
use crate::ports::Failure;

impl Play<'_> {
    pub(super) fn copy(&mut self, text: String) {
        self.stage.curtain.offer(&text);
        self.job(Job::Copy(text));
    }

    /// Says only what is known: no terminal tells whether it took the text.
    pub(super) fn copied(&mut self, kept: &Result<PathBuf, Failure>) {
        let words = &Catalogue::of(self.app.lang()).screen.card;
        let said = match kept {
            Ok(path) => {
                let path = escape::shown(&path.display().to_string());
                fill(&words.copied, &[("file", &path)])
            }
            Err(failure) => fill(&words.copied_no_file, &[("cause", &failure.cause)]),
        };
        self.app.say(said);
    }
}
