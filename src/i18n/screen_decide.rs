//! Words of a decision.

use serde::Deserialize;

/// Words of a decision.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenDecide {
    /// The option that every decision has.
    pub cannot_tell: String,
    /// Before what it leads to.
    pub careful: String,
    /// The other option that every decision has.
    pub not_now: String,
    /// In a window too small for text and answers: how to see the answers; `{n}`.
    pub answers: String,
    /// What it leads to.
    pub not_now_leads: String,
    /// `{n}`, `{title}`.
    pub leads_step: String,
    /// Another step comes before the one that depends on the option; `{next}`, `{n}`, `{title}`.
    pub leads_then: String,
    /// No step depends on the option.
    pub leads_on: String,
    /// `{text}`.
    pub costs: String,
    /// Nothing is selected.
    pub nothing_yet: String,
    /// `{role}`.
    pub who_decides: String,
    /// Label of an optional field.
    pub objection: String,
    /// Footer.
    pub key_move: String,
    /// Footer.
    pub key_objection: String,
    /// Footer.
    pub key_look: String,
    /// Between two numbers.
    pub or: String,
    /// The next step; `{n}`, `{title}`.
    pub next: String,
    /// The next step behind the paths; `{either}`, `{n}`, `{title}`.
    pub next_after: String,
}
