//! Words of the call list and of the site's other facts.

use serde::Deserialize;

/// The section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenCalls {
    /// Head, opened from anywhere.
    pub title: String,
    /// Head, for step `{n}`.
    pub title_step: String,
    /// How many names: `{n}`.
    pub names: String,
    /// `{n}` of `{all}`.
    pub place: String,
    /// Label of the field.
    pub find: String,
    /// Nobody is listed, and nothing is looked for.
    pub empty: String,
    /// Nobody matches.
    pub nobody: String,
    /// In place of a number.
    pub no_number: String,
    /// In place of a number that is wider than the list.
    pub on_card: String,
    /// Label of the results.
    pub result: String,
    /// Label of the answers.
    pub answers: String,
    /// Where nothing was typed.
    pub answers_hint: String,
    /// Label of calls of before.
    pub earlier: String,
    /// Enter without a result.
    pub choose_first: String,
    /// No incident to log into.
    pub no_incident: String,
    /// On record; `{outcome}`.
    pub logged: String,
    /// No answer; `{next}` comes up.
    pub next_name: String,
    /// No answer, and no other name.
    pub no_other: String,
    /// Wrong number; `{next}` comes up.
    pub wrong_next: String,
    /// Wrong number, and no other name.
    pub wrong: String,
    /// Footer.
    pub key_card: String,
    /// Footer.
    pub key_move: String,
    /// Footer.
    pub key_facts: String,
    /// Footer.
    pub key_widen: String,
    /// Footer.
    pub key_result: String,
    /// Footer.
    pub key_answers: String,
    /// Footer.
    pub key_log: String,
    /// Footer.
    pub key_keep: String,
    /// Footer.
    pub key_other: String,
    /// Footer.
    pub key_find: String,
    /// Footer.
    pub key_page: String,
    /// Footer.
    pub key_copy: String,
    /// Footer.
    pub key_back: String,
    /// Footer.
    pub key_part: String,
    /// Footer.
    pub key_level: String,
    /// Footer.
    pub key_all_levels: String,
    /// Footer.
    pub key_scroll: String,
    /// Footer.
    pub key_calls: String,
}
