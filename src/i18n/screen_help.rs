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
    /// Second ways that are no letters.
    pub same_keys_text: Vec<String>,
    /// Beside the title: which step stands there.
    pub step: String,
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
    /// What G does.
    pub go_to: String,
    /// What B does.
    pub brief: String,
    /// What R does.
    pub roles: String,
    /// What T does.
    pub tracks: String,
    /// What Y does.
    pub copy: String,
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
    /// What E does.
    pub evidence: String,
    /// What C does.
    pub calls: String,
    /// What D does.
    pub clocks: String,
    /// What becomes of a note.
    pub of_note: String,
    /// What becomes of evidence.
    pub of_evidence: String,
    /// What becomes of a skipped step.
    pub of_skip: String,
    /// What becomes of a step put off.
    pub of_later: String,
    /// What becomes of an impossible step.
    pub of_impossible: String,
    /// What becomes of a corrected entry.
    pub of_undo: String,
    /// Looking changes nothing.
    pub of_looking: String,
    /// What the call list does.
    pub of_calls: String,
    /// What the board of clocks does.
    pub of_clocks: String,
    /// What the menu does.
    pub of_menu: String,
}
