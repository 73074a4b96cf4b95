//! What was, after the end.

use serde::Deserialize;

/// What was, after the end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenSummary {
    /// Title; `{word}`.
    pub closed: String,
    /// Title while no disk has the closing.
    pub unsaved: String,
    /// What that means and what to do.
    pub unsaved_do: String,
    /// `{start}`, `{end}`, `{span}`.
    pub times: String,
    /// `{time}`.
    pub noticed: String,
    /// `{who}`.
    pub people: String,
    /// An exercise.
    pub exercise: String,
    /// `{text}`.
    pub reason: String,
    /// Above the open items; `{n}`.
    pub stays_open: String,
    /// Before a last act that was left.
    pub last_act: String,
    /// The library holds another text of `{title}` than revision `{n}`: `{there}`.
    pub newer: String,
    /// Above the spoken code.
    pub code: String,
    /// `{n}`.
    pub entries: String,
    /// Above the command.
    pub verify: String,
    /// The incident is not closed.
    pub not_closed: String,
    /// Footer.
    pub key_page: String,
    /// Footer.
    pub key_log: String,
    /// Footer.
    pub key_outline: String,
    /// Footer.
    pub key_note: String,
    /// Footer.
    pub key_new: String,
    /// Footer.
    pub key_alarm: String,
    /// Footer.
    pub key_quit: String,
    /// Footer.
    pub key_help: String,
}
