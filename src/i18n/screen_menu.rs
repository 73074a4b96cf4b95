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
    /// Command, on a step.
    pub skip: String,
    /// Command, on a step.
    pub later: String,
    /// Command, on a step.
    pub impossible: String,
    /// Command, on a step that waits.
    pub end_wait: String,
    /// Command.
    pub acknowledge: String,
    /// Command, where there is a list.
    pub find: String,
    /// Command.
    pub symptoms: String,
    /// A command.
    pub unsaved: String,
    /// Other words for the commands.
    pub synonyms: Synonyms,
    /// Command.
    pub go_to: String,
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
    /// A command.
    pub change_runbook: String,
    /// A command.
    pub copy: String,
    /// A command.
    pub reader: String,
    /// The call list.
    pub calls: String,
    /// The site's other facts.
    pub facts: String,
    /// Command: which keyboard it is.
    pub keyboard: String,
    /// Command: the mouse is on or off.
    pub mouse: String,
    /// Command.
    pub limits: String,
    /// Command.
    pub sound: String,
    /// Command.
    pub add_clock: String,
    /// Command.
    pub hold: String,
    /// Command.
    pub go_on: String,
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
    /// The same while an incident is open.
    pub leave_open: String,
    /// Footer.
    pub key_run: String,
    /// Footer.
    pub key_move: String,
    /// Footer.
    pub key_back: String,
    /// Footer.
    pub key_widen: String,
}

/// Other words for the commands of the menu, each found by its beginning; commas are for reading.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synonyms {
    /// For the command of this name.
    pub note: String,
    /// For the command of this name.
    pub evidence: String,
    /// For the command of this name.
    pub undo: String,
    /// For the command of this name.
    pub skip: String,
    /// For the command of this name.
    pub later: String,
    /// For the command of this name.
    pub impossible: String,
    /// For the command of this name.
    pub outline: String,
    /// For the command of this name.
    pub log: String,
    /// For the command of this name.
    pub clocks: String,
    /// For the command of this name.
    pub where_am_i: String,
    /// For the command of this name.
    pub acknowledge: String,
    /// For the command of this name.
    pub calls: String,
    /// For the command of this name.
    pub help: String,
    /// For the command of this name.
    pub leave: String,
    /// For the command of this name.
    pub add_runbook: String,
    /// For the command of this name.
    pub change_runbook: String,
    /// For the command of this name.
    pub symptoms: String,
    /// For the command of this name.
    pub shift: String,
    /// For the command of this name.
    pub close: String,
    /// For the command of this name.
    pub language: String,
    /// For the command of this name.
    pub limits: String,
    /// For the command of this name.
    pub sound: String,
    /// For the command of this name.
    pub add_clock: String,
    /// For the command of this name.
    pub hold: String,
    /// For the command of this name.
    pub go_on: String,
    /// Of the keyboard.
    pub keyboard: String,
    /// Of the mouse.
    pub mouse: String,
    /// Of what no disk has.
    pub unsaved: String,
}
