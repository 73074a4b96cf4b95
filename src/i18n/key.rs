//! Names of keys, as footer and help show them.

use serde::Deserialize;

/// Names of keys that are not characters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// The Enter key.
    pub enter: String,
    /// The Escape key.
    pub esc: String,
    /// Arrow up.
    pub up: String,
    /// Arrow down.
    pub down: String,
    /// Arrow left.
    pub left: String,
    /// Arrow right.
    pub right: String,
    /// The space bar.
    pub space: String,
    /// Page up.
    pub page_up: String,
    /// Page down.
    pub page_down: String,
    /// To the beginning.
    pub home: String,
    /// To the end.
    pub end: String,
    /// The tabulator.
    pub tab: String,
    /// The tabulator backwards.
    pub back_tab: String,
    /// Delete before the caret.
    pub backspace: String,
    /// Delete at the caret.
    pub delete: String,
    /// One word left.
    pub word_left: String,
    /// One word right.
    pub word_right: String,
    /// The interrupt chord.
    pub interrupt: String,
    /// The redraw chord.
    pub redraw: String,
    /// A key without a name.
    pub other: String,
}
