//! The shape of a command card's file for serde and schemars: the published schema and the second
//! reader.

use schemars::JsonSchema;
use serde::Deserialize;

use super::raw::{Source, Text};

/// Commands for one purpose: shown, explained and copied, never run by the program.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "sangfroid command card")]
pub struct Card {
    /// Version of this format. Always 1.
    #[schemars(range(min = 1, max = 1))]
    pub sangfroid: u32,
    /// Its name in the library; steps name it under `commands`.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// What reads the commands.
    pub platform: Platform,
    /// What they are for; at most 52 characters in English, 56 in French.
    pub title: Text,
    /// Where they are typed, and with which rights.
    pub scope: Text,
    /// What must not be done with them, with the reason after a colon.
    #[serde(default)]
    pub cautions: Vec<Text>,
    /// In the order in which they are used.
    #[schemars(length(min = 1))]
    pub commands: Vec<Command>,
    /// What the capitals between `<` and `>` stand for.
    #[serde(default)]
    pub placeholders: Vec<Placeholder>,
    /// What the content rests on.
    #[serde(default)]
    pub sources: Vec<Source>,
}

/// What reads a command.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    /// Windows `PowerShell`.
    Powershell,
    /// The Windows command interpreter.
    Cmd,
    /// A Unix shell.
    Bash,
    /// The shell of a `VMware` host.
    Esxi,
    /// The console of a switch, router or firewall.
    Network,
    /// No machine: something that a person does.
    Manual,
}

/// One command.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// Its name inside the card.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// What is typed, on one line; what differs from place to place stands in capitals between `<`
    /// and `>`.
    #[schemars(length(min = 1))]
    pub run: String,
    /// What it does and how its answer is read.
    pub explain: Text,
    /// What it changes.
    pub effect: Text,
    /// Whether that can be taken back.
    pub reversible: Reversible,
    /// How, or what is lost for good; needed unless the command only reads.
    pub undo: Option<Text>,
}

/// Whether what a command changes can be taken back.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Reversible {
    /// It changes nothing.
    Reads,
    /// Yes.
    Undoable,
    /// No.
    Final,
}

/// What a name between `<` and `>` stands for.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Placeholder {
    /// The name, in capitals.
    #[schemars(regex(pattern = r"^[A-Z][A-Z0-9_]{0,31}$"))]
    pub name: String,
    /// What is put in its place.
    pub means: Text,
}
