//! Words of going on out of turn, and of steps that were done before they were told.

use serde::Deserialize;

/// Words of going on out of turn, and of steps that were done before they were told.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenGoTo {
    /// Title.
    pub title: String,
    /// Label.
    pub number: String,
    /// No such number; `{last}`.
    pub need_number: String,
    /// The step in hand; `{n}`.
    pub there: String,
    /// An answered step; `{n}`.
    pub only_look: String,
    /// Its decision `{n}` is open.
    pub undecided: String,
    /// The runbook's author names this step.
    pub way_out: String,
    /// `{n}` steps before it stay open.
    pub stay_open: String,
    /// Pause `{n}` is skipped.
    pub skips_pause: String,
    /// An offered reason.
    pub first: String,
    /// An offered reason.
    pub second: String,
    /// An offered reason.
    pub third: String,
    /// Lower edge.
    pub foot: String,
    /// Footer.
    pub key_go: String,
    /// Footer.
    pub key_field: String,
    /// Footer of the step that is looked at.
    pub key_from_here: String,
    /// Title of the box about steps done before; `{n}`.
    pub before_title: String,
    /// Label of its field.
    pub before_when: String,
    /// Beside the field.
    pub before_help: String,
    /// Lower edge.
    pub before_foot: String,
    /// Marked steps that need more than a time; `{n}` of the first.
    pub not_so_simple: String,
    /// How far it is; `{n}`, `{all}`.
    pub before_done: String,
    /// One was refused; `{n}` left, `{why}`.
    pub before_stopped: String,
    /// Footer.
    pub key_mark: String,
    /// Footer.
    pub key_before: String,
    /// Footer.
    pub key_unmark: String,
}
