//! Words of the screen of command cards.

use serde::Deserialize;

/// The section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenCard {
    /// Head: `{id}`, `{title}`.
    pub title: String,
    /// Beside it: `{platform}`, `{n}` of `{total}`.
    pub place: String,
    /// There is no card.
    pub none: String,
    /// Sent to the terminal, and kept in `{file}`.
    pub copied: String,
    /// Sent to the terminal; no file, because of `{cause}`.
    pub copied_no_file: String,
    /// Footer.
    pub key_move: String,
    /// Footer.
    pub key_copy: String,
    /// Footer.
    pub key_other: String,
    /// Footer.
    pub key_back: String,
    /// Footer.
    pub key_page: String,
}
