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
    /// `settings.yaml`: no name and value.
    pub setting_line: String,
    /// No such setting.
    pub setting_unknown: String,
    /// A setting twice.
    pub setting_twice: String,
    /// A value that the setting does not take.
    pub setting_value: String,
    /// The file is there and cannot be read.
    pub setting_unreadable: String,
    /// The choice works now, and could not be kept.
    pub setting_not_kept: String,
    /// The mouse is on.
    pub mouse_on: String,
    /// The mouse is off.
    pub mouse_off: String,
    /// Names of the families of keyboards, as they are read.
    pub azerty: String,
    /// See `azerty`.
    pub french2019: String,
    /// See `azerty`.
    pub bepo: String,
    /// See `azerty`.
    pub direct: String,
    /// This keyboard is read so from now on.
    pub keyboard_now: String,
    /// What the box asks.
    pub seven: String,
    /// Title of the box.
    pub seven_title: String,
    /// What it is good for.
    pub seven_why: String,
    /// The key types nothing that any family has on its 7.
    pub seven_unknown: String,
    /// Label of the row in the start form.
    pub seven_label: String,
    /// Behind it: what is taken until then.
    pub seven_hint: String,
}
