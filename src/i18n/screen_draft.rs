//! Words for forms that are half written.

use serde::Deserialize;

/// One line per form; `{text}` are its first words, `{n}` the step's number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenDraft {
    /// A note.
    pub note: String,
    /// A piece of evidence.
    pub evidence: String,
    /// Why a step is skipped.
    pub skip: String,
    /// Why a step is put off.
    pub later: String,
    /// Why a step cannot be done.
    pub cannot: String,
    /// Why a wait is ended.
    pub end_wait: String,
    /// A correction.
    pub correct: String,
    /// A second person's agreement.
    pub sign_off: String,
    /// Who comes to the keyboard.
    pub shift: String,
    /// See `note`.
    pub hand_over: String,
    /// Why the incident is closed.
    pub closing: String,
    /// `{text}`.
    pub duty: String,
    /// `{n}`, `{text}`.
    pub step_duty: String,
    /// The answers of a call; `{text}`.
    pub call: String,
    /// Going on out of turn; `{text}`.
    pub go_to: String,
    /// Steps that are marked as done before.
    pub before: String,
    /// What is objected to a decision; `{text}`.
    pub objection: String,
    /// A reviewer's comment.
    pub comment: String,
    /// Words of `{author}`, typed at `{time}`, that `{who}` sends.
    pub of_other: String,
    /// `{line}` with `{who}` and `{time}`.
    pub signed: String,
    /// No disk takes what is half written.
    pub not_kept: String,
}
