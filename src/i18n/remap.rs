//! What is wrong in a site's own map of keys.

use serde::Deserialize;

/// What is wrong in a site's own map of keys.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remap {
    /// No command and letter.
    pub not_a_line: String,
    /// No such command.
    pub unknown: String,
    /// A command twice.
    pub twice: String,
    /// A chord, a function key, a digit.
    pub chord: String,
    /// No letter.
    pub not_a_letter: String,
    /// The letter of another command.
    pub taken: String,
    /// A letter that moves, or is kept.
    pub kept: String,
    /// The letter that stands for Enter where commands are lines.
    pub kept_done: String,
    /// The file is there and cannot be read.
    pub unreadable: String,
}
