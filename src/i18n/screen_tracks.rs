//! The tracks of the incident.

use serde::Deserialize;

/// The tracks of the incident.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenTracks {
    /// A label or a word.
    pub title: String,
    /// Values: `{n}`, `{nobody}`.
    pub sum: String,
    /// A label or a word.
    pub track: String,
    /// A label or a word.
    pub holder: String,
    /// A label or a word.
    pub now: String,
    /// A label or a word.
    pub state: String,
    /// A label or a word.
    pub nobody: String,
    /// A label or a word.
    pub done: String,
    /// A label or a word.
    pub todo: String,
    /// Values: `{span}`.
    pub left: String,
    /// Values: `{span}`.
    pub over: String,
    /// Values: `{time}`.
    pub since: String,
    /// Values: `{n}`.
    pub after_decision: String,
    /// Values: `{who}`, `{time}`.
    pub held: String,
    /// A label or a word.
    pub unheld: String,
    /// A label or a word.
    pub record: String,
    /// Values: `{done}`, `{todo}`, `{aside}`.
    pub counts: String,
    /// A label or a word.
    pub next: String,
    /// A label or a word.
    pub waits_for: String,
    /// A label or a word.
    pub waited_by: String,
    /// A label or a word.
    pub nothing: String,
    /// A label or a word.
    pub all_done: String,
    /// Values: `{track}`.
    pub give: String,
    /// A label or a word.
    pub give_to: String,
    /// A key.
    pub key_track: String,
    /// A key.
    pub key_look: String,
    /// Footer, where the track can be worked on.
    pub key_work: String,
    /// A key.
    pub key_give: String,
    /// A key.
    pub key_clocks: String,
}
