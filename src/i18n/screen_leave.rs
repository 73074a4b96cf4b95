//! Words of the question before leaving.

use serde::Deserialize;

/// Words of the question before leaving.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenLeave {
    /// Title.
    pub title: String,
    /// With an open incident.
    pub open: String,
    /// With an incident that another process writes.
    pub read_only: String,
    /// Without one.
    pub none: String,
    /// It was closed, and no disk has the closing.
    pub closing: String,
    /// While the record is in danger.
    pub not_saved: String,
    /// Above the newest unsaved entries: `{n}` are older.
    pub older: String,
    /// With a half-written note.
    pub draft: String,
    /// The same when no disk keeps it.
    pub draft_lost: String,
    /// How to come back.
    pub how_back: String,
    /// Another key was pressed.
    pub only: String,
    /// Footer.
    pub key_leave: String,
    /// Footer.
    pub key_stay: String,
}
