//! Words of the step to be read aloud.

use serde::Deserialize;

/// Words of the step to be read aloud.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenReader {
    /// Row 1; `{n}` of `{total}`.
    pub head: String,
    /// Row 1 beside a step that is not the one in hand; `{here}`.
    pub not_here: String,
    /// Row 1 beside the one in hand.
    pub is_here: String,
    /// Where the step has no sentence of its own.
    pub no_sentence: String,
    /// Nothing is open.
    pub nothing: String,
    /// Enter.
    pub no_enter: String,
    /// Last row.
    pub foot: String,
    /// Footer.
    pub key_turn: String,
    /// Footer.
    pub key_back: String,
}
