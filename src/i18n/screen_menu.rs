//! Words of the menu: every command by name.

use serde::Deserialize;

/// Words of the menu: every command by name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenMenu {
    /// Title.
    pub title: String,
    /// Label of the filter.
    pub filter: String,
    /// Nothing matches.
    pub none: String,
    /// Command.
    pub note: String,
    /// See the command.
    pub evidence: String,
    /// Command.
    pub undo: String,
    /// Command.
    pub outline: String,
    /// Command.
    pub log: String,
    /// The hand-over briefing.
    pub brief: String,
    /// Who leads, who is on duty.
    pub roles: String,
    /// The tracks.
    pub tracks: String,
    /// Every clock of the incident.
    pub clocks: String,
    /// Command.
    pub where_am_i: String,
    /// Command, while another process writes.
    pub take_over: String,
    /// A command.
    pub cards: String,
    /// A command.
    pub add_runbook: String,
    /// The call list.
    pub calls: String,
    /// The site's other facts.
    pub facts: String,
    /// Command.
    pub shift: String,
    /// Command.
    pub code: String,
    /// Command.
    pub close: String,
    /// Command; in the other language.
    pub language: String,
    /// Command.
    pub redraw: String,
    /// Command.
    pub help: String,
    /// Command.
    pub leave: String,
    /// Footer.
    pub key_run: String,
    /// Footer.
    pub key_move: String,
    /// Footer.
    pub key_back: String,
    /// Footer.
    pub key_widen: String,
}
