//! What a line stands for where a question was asked.

use crate::tui::intent::Intent;
use crate::tui::keyboard::Keyboard;
use crate::tui::speech::{Choice, Prompt, Speech, Wanted};
use crate::tui::typed;

/// A line, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Say everything again; nothing is done.
    Again,
    /// A command.
    Command(Intent),
    /// An answer: these keys, one after the other. It may write.
    Answer(Vec<Intent>),
    /// A text in the place of what the field holds, and the keys behind it.
    Text(String, Vec<Intent>),
    /// Words that narrow a list.
    Search(String),
    /// No such number.
    NoNumber(String),
    /// No such command.
    NoCommand(String),
}

/// Reads a line.
#[must_use]
pub fn heard(line: &str, speech: &Speech, keyboard: &Keyboard) -> Heard {
    let typed = line.trim();
    match &speech.prompt {
        Prompt::Field(wanted) => field(line, wanted, &speech.choices),
        Prompt::Search if typed.is_empty() => Heard::Again,
        Prompt::Search => match answer(typed, speech, keyboard) {
            Some(heard) => heard,
            None => match typed::read(typed, keyboard) {
                Some(intent) => Heard::Command(intent),
                None => Heard::Search(typed.to_owned()),
            },
        },
        Prompt::Choice if typed.is_empty() => match default(speech) {
            Some(presses) => Heard::Answer(presses),
            None => Heard::Again,
        },
        _ if typed.is_empty() => Heard::Again,
        _ => match (answer(typed, speech, keyboard), typed::read(typed, keyboard)) {
            (Some(heard), _) => heard,
            (None, Some(intent)) => Heard::Command(intent),
            (None, None) => Heard::NoCommand(typed.to_owned()),
        },
    }
}

/// What a lone Enter takes.
fn default(speech: &Speech) -> Option<Vec<Intent>> {
    speech.default.and_then(|at| speech.choices.get(at)).map(|choice| choice.presses.clone())
}

/// A number among the choices.
fn answer(typed: &str, speech: &Speech, keyboard: &Keyboard) -> Option<Heard> {
    if speech.choices.is_empty() {
        return None;
    }
    let number = typed::number(typed, keyboard)?;
    let choice = number.checked_sub(1).and_then(|at| speech.choices.get(at));
    Some(match choice {
        Some(choice) => Heard::Answer(choice.presses.clone()),
        None => Heard::NoNumber(typed.to_owned()),
    })
}

/// In a text letters are text: only a question mark and two names of keys are commands.
fn field(line: &str, wanted: &Wanted, choices: &[Choice]) -> Heard {
    let typed = line.trim();
    if typed.is_empty() {
        return wanted.lone.clone().map_or(Heard::Again, Heard::Answer);
    }
    if typed == "?" {
        return Heard::Command(Intent::Help);
    }
    if let Some(key @ (Intent::Esc | Intent::Tab)) = typed::key(typed) {
        return Heard::Command(key);
    }
    // A text may be one letter of the unshifted top row: only real digits choose here.
    let number = typed.parse::<usize>().ok().filter(|_| typed.bytes().all(|b| b.is_ascii_digit()));
    let at = number.and_then(|number| number.checked_sub(1));
    match at.and_then(|at| choices.get(at)) {
        Some(Choice { text: Some(text), .. }) => Heard::Text(text.clone(), wanted.then.clone()),
        Some(choice) => Heard::Answer(choice.presses.clone()),
        None => Heard::Text(typed.to_owned(), wanted.then.clone()),
    }
}
