//! Words of the symptom helper (S2).

use serde::Deserialize;

/// The section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenTriage {
    /// Head of the list.
    pub title: String,
    /// Row 2: patients first.
    pub urgent: String,
    /// Row 2 where the site names a doctor: `{number}`, `{name}`.
    pub urgent_number: String,
    /// The last row of the list.
    pub none: String,
    /// Head of the ranking.
    pub fits: String,
    /// `{n}` of `{all}` marked signs.
    pub count: String,
    /// The same, because a patient is concerned.
    pub count_vital: String,
    /// Nothing is marked.
    pub mark_first: String,
    /// Why a runbook fits: `{signs}`.
    pub because: String,
    /// Two runbooks fit.
    pub two_fit: String,
    /// The marks become the first entry.
    pub becomes_entry: String,
    /// Footer.
    pub key_mark: String,
    /// Footer.
    pub key_best: String,
    /// Footer, once another fit is chosen.
    pub key_this: String,
    /// Footer.
    pub key_blank: String,
    /// Footer.
    pub key_other: String,
    /// Footer.
    pub key_move: String,
    /// Footer.
    pub key_back: String,
}
