//! Words of the help page.

use serde::Deserialize;

/// Words of the help page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenHelp {
    /// Title.
    pub title: String,
    /// Beside the title.
    pub closes: String,
    /// Section.
    pub any_time: String,
    /// Section.
    pub same_keys: String,
    /// Second ways.
    pub same_keys_text: String,
    /// Digits without Shift.
    pub digits_text: String,
    /// Section.
    pub marks: String,
    /// Marks, first row.
    pub marks_one: String,
    /// Marks, second row.
    pub marks_two: String,
    /// Rows of the frame.
    pub rows_text: String,
    /// Footer.
    pub footer: String,
    /// What N does.
    pub note: String,
    /// What U does.
    pub undo: String,
    /// What V does.
    pub log: String,
    /// What O does.
    pub outline: String,
    /// What W does.
    pub where_am_i: String,
    /// What A does.
    pub acknowledge: String,
    /// What M does.
    pub menu: String,
    /// What Q does.
    pub quit: String,
    /// What Ctrl-L does.
    pub redraw: String,
    /// What ? does.
    pub help: String,
}
