//! Taking evidence in, and who has had each piece.

use serde::Deserialize;

use super::fill;
use super::rejection::Advice;
use crate::diagnostics::escape;
use crate::domain::custody::Doubt;
use crate::ports::{FailureKind, IntakeError};

/// Taking evidence in, and who has had each piece.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceWords {
    /// A file was taken in and recorded.
    pub taken: String,
    /// One of several media did not take it.
    pub missed: String,
    /// Nothing was recorded.
    pub not_taken: String,
    /// What is safe when nothing was recorded.
    pub safe: String,
    /// The source fails.
    pub unreadable: Advice,
    /// The source is something else.
    pub not_a_file: Advice,
    /// The source changed meanwhile.
    pub changed: Advice,
    /// More bytes than allowed.
    pub too_large: Advice,
    /// No medium keeps it.
    pub not_kept: Advice,
    /// The name is taken by something else.
    pub foreign: Advice,
    /// A number of bytes that is none.
    pub bad_size: Advice,
    /// No piece is there.
    pub none: String,
    /// First line of the list.
    pub head: String,
    /// First line of a piece.
    pub item: String,
    /// A piece that was withdrawn.
    pub withdrawn: String,
    /// The name it had.
    pub file: String,
    /// Digest and length.
    pub digest: String,
    /// Where it came from.
    pub host: String,
    /// The step that asked for it.
    pub step: String,
    /// Which of its pieces.
    pub slot: String,
    /// The value is not the expected one.
    pub unexpected: String,
    /// Who collected it, and when.
    pub collected: String,
    /// Who entered it, and when.
    pub entered: String,
    /// Where the original is.
    pub place: String,
    /// One hand-over.
    pub moved: String,
    /// Where it is since.
    pub moved_place: String,
    /// Why it was handed over.
    pub moved_reason: String,
    /// A hand-over that is told to have been before the piece was collected.
    pub before_collected: String,
    /// Somebody else, `{who}`, had it then.
    pub other_holder: String,
    /// The answer to a hand-over that does not fit; `{doubt}`.
    pub doubtful: String,
    /// Above the pieces of the log of this laptop; `{log}`, `{n}`.
    pub own_log: String,
    /// Above those of another one's.
    pub other_log: String,
    /// A piece of the log `{log}` of another laptop; `{entry}`, `{incident}`.
    pub taken_elsewhere: Advice,
    /// Nothing says what it is; `{path}`.
    pub item_missing: Advice,
}

impl EvidenceWords {
    /// What speaks against a hand-over.
    #[must_use]
    pub fn doubt(&self, doubt: &Doubt) -> String {
        match doubt {
            Doubt::BeforeCollected => self.before_collected.clone(),
            Doubt::OtherHolder(who) => fill(&self.other_holder, &[("who", who)]),
        }
    }

    /// Why a file was not taken in, and what to do. Names from outside are made safe to print.
    #[must_use]
    pub fn of(&self, error: &IntakeError) -> (String, String) {
        let with = |advice: &Advice, name: &str, value: &str| {
            (fill(&advice.what, &[(name, &escape::shown(value))]), advice.next.clone())
        };
        match error {
            IntakeError::Unreadable(failure) => {
                with(&self.unreadable, "cause", &failure.to_string())
            }
            IntakeError::NotAFile(path) => {
                with(&self.not_a_file, "path", &path.display().to_string())
            }
            IntakeError::Changed(path) => with(&self.changed, "path", &path.display().to_string()),
            IntakeError::TooLarge(bytes) => with(&self.too_large, "bytes", &bytes.to_string()),
            IntakeError::NotKept(failure) if failure.kind == FailureKind::Exists => {
                with(&self.foreign, "cause", &failure.to_string())
            }
            IntakeError::NotKept(failure) => with(&self.not_kept, "cause", &failure.to_string()),
        }
    }
}
