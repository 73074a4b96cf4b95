//! A command card: commands that are shown, explained and copied, and never run (R155).
//!
//! Invariants, established by the loader: every command has a way back or says what is lost for
//! good, unless it only reads; a command is one line; ids are unique inside the card.

use super::ids::{CardId, CommandId};
use super::runbook::Source;
use super::text::{Lang, Text};

/// Commands for one purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its name in the library.
    pub id: CardId,
    /// What reads the commands.
    pub platform: Platform,
    /// What they are for.
    pub title: Text,
    /// The languages in which every text exists.
    pub languages: Vec<Lang>,
    /// Where they are typed, and with which rights.
    pub scope: Text,
    /// What must not be done with them, with the reason.
    pub cautions: Vec<Text>,
    /// In the order in which they are used. Never empty.
    pub commands: Vec<CardCommand>,
    /// What the capitals between `<` and `>` stand for.
    pub placeholders: Vec<Placeholder>,
    /// What the content rests on.
    pub sources: Vec<Source>,
}

/// What reads a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// Windows `PowerShell`.
    PowerShell,
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

impl Platform {
    /// All of them with the words used in files.
    pub const ALL: &[(&'static str, Self)] = &[
        ("powershell", Self::PowerShell),
        ("cmd", Self::Cmd),
        ("bash", Self::Bash),
        ("esxi", Self::Esxi),
        ("network", Self::Network),
        ("manual", Self::Manual),
    ];

    /// The word used in files.
    #[must_use]
    pub fn code(self) -> &'static str {
        let known = Self::ALL.iter().find(|(_, platform)| *platform == self);
        known.map_or("manual", |(word, _)| word)
    }
}

/// One command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardCommand {
    /// Its name inside the card.
    pub id: CommandId,
    /// What is typed, on one line.
    pub run: String,
    /// What it does and how its answer is read.
    pub explain: Text,
    /// What it changes.
    pub effect: Text,
    /// Whether that can be taken back.
    pub reversible: Reversible,
    /// How, or what is lost for good.
    pub undo: Option<Text>,
}

/// Whether what a command changes can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reversible {
    /// It changes nothing.
    Reads,
    /// Yes; `undo` says how.
    Undoable,
    /// No; `undo` says what is lost.
    Final,
}

impl Reversible {
    /// All of them with the words used in files.
    pub const ALL: &[(&'static str, Self)] =
        &[("reads", Self::Reads), ("undoable", Self::Undoable), ("final", Self::Final)];

    /// The word used in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reads => "reads",
            Self::Undoable => "undoable",
            Self::Final => "final",
        }
    }
}

/// What a name between `<` and `>` stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// The name, in capitals.
    pub name: String,
    /// What is put in its place.
    pub means: Text,
}

/// The names between `<` and `>` in a command: capitals, digits and underscores.
pub fn placeholders(run: &str) -> impl Iterator<Item = &str> {
    let is_name = |name: &&str| {
        let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(is_part)
    };
    run.split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>').map(|(name, _)| name))
        .filter(is_name)
}
