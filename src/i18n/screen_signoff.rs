//! Words of the second person's agreement.

use serde::Deserialize;

/// Words of the second person's agreement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenSignoff {
    /// Place row; `{n}`, `{total}`.
    pub head_two: String,
    /// Place row; `{n}`, `{total}`.
    pub head_one: String,
    /// `{roles}`.
    pub who_agrees: String,
    /// Label; `{who}` reads.
    pub read_aloud: String,
    /// `{title}`.
    pub default_sentence: String,
    /// Above the three ways.
    pub how: String,
    /// Way.
    pub present: String,
    /// Way.
    pub phone: String,
    /// Way.
    pub alone: String,
    /// Label.
    pub initials: String,
    /// Behind the initials.
    pub not_you: String,
    /// Label of what the second person says.
    pub words: String,
    /// Label.
    pub reason: String,
    /// Enter without a way.
    pub need_how: String,
    /// Enter without initials.
    pub need_initials: String,
    /// The same initials.
    pub same_person: String,
    /// Enter without words.
    pub need_words: String,
    /// Enter without a reason.
    pub need_reason: String,
    /// Under the fields.
    pub then: String,
    /// Words that are no answer, separated by spaces.
    pub yes_words: String,
    /// Footer.
    pub key_next: String,
    /// Footer.
    pub key_how: String,
    /// Footer.
    pub key_confirm: String,
    /// Footer.
    pub key_not_now: String,
}
