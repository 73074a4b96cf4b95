//! `keys.yaml`: letters that a site gives to commands, checked before one of them counts (R108).
//!
//! One command and its letter a line, `note: z`, and comments. The rules are those of the built-in
//! map (R91, R101): one letter from a to z, no chord, nothing twice. With one fault the whole file
//! is left aside, so that a person finds either their keys or the printed ones.

use super::intent::Intent;
use super::keymap::LETTERS;
use super::pairs::pairs;
use super::typed::DO;
use crate::i18n::fill;
use crate::i18n::remap::Remap;

/// A command by the name that the file uses for it.
const COMMANDS: &[(&str, Intent)] = &[
    ("note", Intent::Note),
    ("evidence", Intent::Evidence),
    ("skip", Intent::Skip),
    ("postpone", Intent::Postpone),
    ("impossible", Intent::Impossible),
    ("undo", Intent::Undo),
    ("go-to", Intent::GoTo),
    ("log", Intent::Log),
    ("outline", Intent::Outline),
    ("clocks", Intent::Clocks),
    ("calls", Intent::Calls),
    ("brief", Intent::Brief),
    ("roles", Intent::Roles),
    ("tracks", Intent::Tracks),
    ("find", Intent::Find),
    ("where", Intent::Where),
    ("acknowledge", Intent::Acknowledge),
    ("menu", Intent::Menu),
    ("copy", Intent::Copy),
    ("quit", Intent::Quit),
];

/// What is wrong in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No command and letter with a colon between them.
    NotALine,
    /// No command is called so.
    Unknown(String),
    /// The same command stands there twice.
    Twice(String),
    /// A chord, a function key or a digit: terminals and other programs take it, or it needs
    /// Shift.
    Chord(String),
    /// Something else than one letter from a to z.
    NotALetter(String),
    /// Another command has this letter.
    Taken(char, String),
    /// The letter moves like an arrow, or does the highlighted thing in linear mode.
    Kept(char),
}

impl Fault {
    /// What is true and what to do, in one line.
    #[must_use]
    pub fn words(&self, line: usize, words: &Remap) -> String {
        let line = line.to_string();
        let (template, text, by) = match self {
            Self::NotALine => (&words.not_a_line, String::new(), ""),
            Self::Unknown(name) => (&words.unknown, name.clone(), ""),
            Self::Twice(name) => (&words.twice, name.clone(), ""),
            Self::Chord(text) => (&words.chord, text.clone(), ""),
            Self::NotALetter(text) => (&words.not_a_letter, text.clone(), ""),
            Self::Taken(letter, by) => (&words.taken, letter.to_uppercase().to_string(), &**by),
            Self::Kept(DO) => (&words.kept_done, DO.to_uppercase().to_string(), ""),
            Self::Kept(letter) => (&words.kept, letter.to_uppercase().to_string(), ""),
        };
        let facts = [("line", line.as_str()), ("text", text.as_str()), ("by", by)];
        fill(template, &facts)
    }
}

/// Commands and their letters.
pub type Moved = Vec<(Intent, char)>;

/// Commands and their letters, or every fault with its line.
///
/// # Errors
/// All that is wrong, in the order of the lines.
pub fn read(text: &str) -> Result<Moved, Vec<(usize, Fault)>> {
    let mut moved: Vec<(usize, Intent, char)> = Vec::new();
    let mut faults = Vec::new();
    for (number, pair) in pairs(text) {
        match pair.ok_or(Fault::NotALine).and_then(entry) {
            Err(fault) => faults.push((number, fault)),
            Ok((intent, _)) if moved.iter().any(|(_, its, _)| *its == intent) => {
                faults.push((number, Fault::Twice(name_of(intent))));
            }
            Ok((intent, letter)) => moved.push((number, intent, letter)),
        }
    }
    for (number, intent, letter) in &moved {
        if let Some(fault) = conflict(*intent, *letter, &moved) {
            faults.push((*number, fault));
        }
    }
    faults.sort_by_key(|(number, _)| *number);
    if faults.is_empty() {
        Ok(moved.into_iter().map(|(_, intent, letter)| (intent, letter)).collect())
    } else {
        Err(faults)
    }
}

fn entry((name, key): (&str, &str)) -> Result<(Intent, char), Fault> {
    let key = key.trim_matches(|c| c == '"' || c == '\'');
    let known = COMMANDS.iter().find(|(its, _)| *its == name);
    let (_, intent) = known.ok_or_else(|| Fault::Unknown(name.to_owned()))?;
    let mut characters = key.chars();
    match (characters.next(), characters.next()) {
        (Some(c), None) if c.is_ascii_alphabetic() => Ok((*intent, c.to_ascii_lowercase())),
        (Some(c), None) if !c.is_ascii_digit() => Err(Fault::NotALetter(key.to_owned())),
        (None, _) => Err(Fault::NotALine),
        _ => Err(Fault::Chord(key.to_owned())),
    }
}

/// Why a command cannot have this letter beside all the others.
fn conflict(intent: Intent, letter: char, moved: &[(usize, Intent, char)]) -> Option<Fault> {
    let other = moved.iter().find(|(_, its, theirs)| *its != intent && *theirs == letter);
    if let Some((_, other, _)) = other {
        return Some(Fault::Taken(letter, name_of(*other)));
    }
    // It means nothing on the screen; typed as a line it would write where a note was to open.
    if letter == DO {
        return Some(Fault::Kept(letter));
    }
    let (_, built_in) = LETTERS.iter().find(|(its, _)| *its == letter)?;
    let is_free = *built_in == intent || moved.iter().any(|(_, its, _)| its == built_in);
    if is_free {
        return None;
    }
    let is_command = COMMANDS.iter().any(|(_, its)| its == built_in);
    Some(if is_command { Fault::Taken(letter, name_of(*built_in)) } else { Fault::Kept(letter) })
}

fn name_of(intent: Intent) -> String {
    let known = COMMANDS.iter().find(|(_, its)| *its == intent);
    known.map_or_else(String::new, |(name, _)| (*name).to_owned())
}
