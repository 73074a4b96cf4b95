//! Words of the evidence form.

use serde::Deserialize;

/// Words of the evidence form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenEvidence {
    /// For which step.
    pub title: String,
    /// For none.
    pub title_free: String,
    /// The step is not answered by it.
    pub stays: String,
    /// What happens to a file.
    pub foot: String,
    /// Label of the kinds.
    pub kind: String,
    /// A file.
    pub file: String,
    /// A value; also its label.
    pub value: String,
    /// A text; also its label.
    pub text: String,
    /// A picture by its number.
    pub photo: String,
    /// A call.
    pub call: String,
    /// Label: what it is.
    pub what: String,
    /// Label of a path.
    pub path: String,
    /// Label of a number.
    pub number: String,
    /// Label of the words of a call.
    pub words: String,
    /// Label of the value that the step's author expects.
    pub expected: String,
    /// It is what was typed.
    pub matches: String,
    /// It is not.
    pub differs: String,
    /// Label of the machine.
    pub host: String,
    /// Label of the place.
    pub place: String,
    /// What the step asks for.
    pub asked: String,
    /// What is there.
    pub kept: String,
    /// Nothing is there.
    pub kept_none: String,
    /// What it is was not said.
    pub need_what: String,
    /// No path.
    pub need_path: String,
    /// No words.
    pub need_content: String,
    /// The form was closed with text in it.
    pub kept_draft: String,
    /// No more fits.
    pub full: String,
    /// It begins.
    pub taking: String,
    /// So many percent.
    pub taking_part: String,
    /// So many megabytes.
    pub taking_bytes: String,
    /// It was stopped.
    pub stopped: String,
    /// It is being stopped.
    pub stopping: String,
    /// One file at a time.
    pub busy: String,
    /// Key: keep it.
    pub key_keep: String,
    /// Key: choose the kind.
    pub key_kind: String,
    /// Key: next field.
    pub key_next: String,
    /// Key: close, or stop.
    pub key_close: String,
    /// Key: take a piece that is asked for.
    pub key_piece: String,
}
