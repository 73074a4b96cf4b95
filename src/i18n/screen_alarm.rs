//! The record is in danger.

use serde::Deserialize;

/// The record is in danger.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenAlarm {
    /// Title.
    pub title: String,
    /// `{time}`, `{n}`.
    pub since: String,
    /// `{time}`.
    pub since_none: String,
    /// `{cause}`.
    pub says: String,
    /// What to do on a full medium.
    pub next_full: String,
    /// What to do on a medium that may not be written.
    pub next_read_only: String,
    /// What to do when it does not answer.
    pub next_gone: String,
    /// Above the entries; `{n}`.
    pub copy: String,
    /// `{n}` entries do not fit.
    pub more: String,
    /// An option; `{time}`.
    pub retry: String,
    /// One folder; `{folder}`, `{cause}`.
    pub medium: String,
    /// An option.
    pub place: String,
    /// Asking where else to write: the question.
    pub place_title: String,
    /// What counts as a place.
    pub place_how: String,
    /// Before the field.
    pub place_label: String,
    /// Nothing was typed.
    pub need_place: String,
    /// The place cannot be written; `{cause}`.
    pub not_there: String,
    /// What becomes of acts in memory.
    pub late: String,
    /// An option.
    pub show: String,
    /// An option.
    pub back: String,
    /// LAST after 1.
    pub trying: String,
    /// When saving works again.
    pub over: String,
    /// Title when it is saved again, in another `{folder}`.
    pub over_there: String,
    /// What to do then.
    pub over_do: String,
    /// Title of the whole list.
    pub all: String,
    /// Footer.
    pub key_move: String,
    /// Footer.
    pub key_do: String,
    /// Footer.
    pub key_page: String,
    /// Footer.
    pub key_step: String,
    /// Footer.
    pub key_alarm: String,
    /// Footer.
    pub key_outline: String,
    /// Footer.
    pub key_log: String,
    /// Footer.
    pub key_help: String,
}
