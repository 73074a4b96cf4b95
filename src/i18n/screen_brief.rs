//! The hand-over briefing on the screen.

use serde::Deserialize;

/// The hand-over briefing on the screen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenBrief {
    /// `{who}` leads.
    pub title: String,
    /// `{time}`.
    pub drafted: String,
    /// `{n}` lines do not fit.
    pub more: String,
    /// All of it is shown.
    pub whole: String,
    /// At the head while a line is picked.
    pub pick_head: String,
    /// Which line, in linear mode.
    pub pick: String,
    /// Above a line that is being said in other words.
    pub own_head: String,
    /// Label: the drafted words.
    pub own_drafted: String,
    /// Label: the own ones.
    pub own_said: String,
    /// How to go back to the draft.
    pub own_hint: String,
    /// Back to the draft, in linear mode.
    pub own_as_drafted: String,
    /// A line was kept.
    pub own_kept: String,
    /// A line was drafted anew while it was being written.
    pub own_changed: String,
    /// A line is as it was drafted.
    pub own_drafted_again: String,
    /// `{n}` lines were said in own words.
    pub own_count: String,
    /// Key.
    pub key_own: String,
    /// Key.
    pub key_reword: String,
    /// Key.
    pub key_pick: String,
    /// Key.
    pub key_keep: String,
    /// Above the read-back.
    pub read_back: String,
    /// Label.
    pub takes: String,
    /// Label.
    pub urgent: String,
    /// Label.
    pub unclear: String,
    /// What is needed.
    pub rule: String,
    /// The same in linear mode, where both answer a question.
    pub say_rule: String,
    /// To whom leads, in linear mode: `{giver}`, `{taker}`.
    pub say_giver: String,
    /// To whom takes over, in linear mode: `{giver}`, `{taker}`.
    pub say_taker: String,
    /// `{one}`, `{giver}`, `{two}`, `{taker}`.
    pub both: String,
    /// `{giver}`, `{taker}`.
    pub ask_giver: String,
    /// `{taker}`.
    pub ask_taker: String,
    /// What is missing.
    pub need_initials: String,
    /// `{who}`.
    pub leads_already: String,
    /// What is missing.
    pub need_read_back: String,
    /// What to do with the sentence.
    pub then: String,
    /// Key.
    pub key_hand_over: String,
    /// Key.
    pub key_more: String,
    /// Key.
    pub key_line: String,
    /// Key.
    pub key_copy: String,
    /// Key.
    pub key_back: String,
    /// Key.
    pub key_next: String,
    /// Key.
    pub key_field: String,
    /// Key.
    pub key_agree: String,
    /// Key.
    pub key_heard: String,
    /// Key.
    pub key_log: String,
}
