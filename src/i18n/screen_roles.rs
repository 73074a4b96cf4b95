//! Who leads, who is on duty, who had the keyboard.

use serde::Deserialize;

/// Who leads, who is on duty, who had the keyboard.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenRoles {
    /// A label or a word.
    pub title: String,
    /// A label or a word.
    pub leads: String,
    /// A label or a word.
    pub on_duty: String,
    /// A label or a word.
    pub keyboard: String,
    /// Values: `{from}`, `{to}`, `{who}`.
    pub led: String,
    /// Values: `{who}`, `{span}`, `{time}`, `{limit}`.
    pub duty: String,
    /// Values: `{who}`, `{span}`, `{time}`, `{limit}`.
    pub duty_over: String,
    /// Values: `{from}`, `{to}`, `{who}`.
    pub stint: String,
    /// A key.
    pub key_change: String,
    /// A key.
    pub key_brief: String,
    /// A key.
    pub key_tracks: String,
    /// Values: `{from}`, `{who}`.
    pub led_now: String,
    /// Values: `{from}`, `{who}`.
    pub stint_now: String,
}
