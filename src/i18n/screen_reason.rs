//! Words of the boxes that ask for a reason.

use serde::Deserialize;

/// Words of the boxes that ask for a reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenReason {
    /// Title; `{n}`.
    pub skip: String,
    /// Title; `{n}`.
    pub postpone: String,
    /// Title; `{n}`.
    pub impossible: String,
    /// Title; `{n}`.
    pub end_wait: String,
    /// Label.
    pub reason: String,
    /// Label.
    pub when: String,
    /// Above offered reasons.
    pub offered: String,
    /// Above pairs of a time and an offered reason.
    pub pairs: String,
    /// Such a pair; `{time}`, `{text}`.
    pub pair: String,
    /// An offered reason.
    pub first: String,
    /// An offered reason.
    pub second: String,
    /// An offered reason.
    pub third: String,
    /// Its place when a step is put off.
    pub third_later: String,
    /// A time.
    pub in_10: String,
    /// A time.
    pub in_30: String,
    /// A time.
    pub in_60: String,
    /// A time.
    pub in_180: String,
    /// Instead of a time.
    pub on_event: String,
    /// Label of its field.
    pub event: String,
    /// Enter without a reason.
    pub need_reason: String,
    /// Enter without a time.
    pub need_when: String,
    /// Enter without an event.
    pub need_event: String,
    /// Lower edge.
    pub stays: String,
    /// Under the field of an impossibility: `{text}`.
    pub if_not: String,
    /// Footer.
    pub key_keep: String,
    /// Footer.
    pub key_next: String,
    /// Footer.
    pub key_move: String,
    /// Footer.
    pub key_back: String,
}
