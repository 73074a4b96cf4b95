//! Words of the box that corrects an earlier entry.

use serde::Deserialize;

/// Words of the box that corrects an earlier entry.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenCorrect {
    /// Title; `{n}` of the entry.
    pub title: String,
    /// Title over the newest entry; `{n}` of it.
    pub title_last: String,
    /// Choice for a step.
    pub not_so: String,
    /// Choice for a note.
    pub not_so_note: String,
    /// A clock that was added goes.
    pub not_so_clock: String,
    /// A runbook is not held.
    pub not_so_hold: String,
    /// Anything else that had an effect has none any more.
    pub not_so_fact: String,
    /// Choice.
    pub text: String,
    /// Choice.
    pub time: String,
    /// Label.
    pub right_text: String,
    /// Label.
    pub right_time: String,
    /// Beside the time field.
    pub time_help: String,
    /// Lower edge.
    pub both_stay: String,
    /// U with nothing to correct.
    pub nothing: String,
    /// U on an entry that cannot be corrected; `{n}`.
    pub not_this: String,
    /// U on a step without an answer; `{n}` of the step.
    pub not_answered: String,
    /// Enter on unchanged words.
    pub same: String,
    /// Enter without words.
    pub need_text: String,
    /// Enter without a readable time.
    pub need_time: String,
    /// Footer.
    pub key_keep: String,
    /// Footer.
    pub key_move: String,
    /// Footer.
    pub key_back: String,
}
