//! Which key means what, as data. The only file that names the terminal library's keys.
//!
//! Invariants: no intent needs `AltGr`, Ctrl, Alt, a digit or a function key (R91, R102); the
//! chords of R101 are not bound; letters are case-blind (R93); only presses act, and repeats only
//! for arrows and paging (R94); Ctrl and Alt together with a character is `AltGr` and types it
//! (R95).

use crossterm::event::{KeyCode, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
pub use crossterm::event::{KeyEvent, MouseEvent};

use super::intent::{Intent, Mode, Named, Press};
use super::keyboard::Keyboard;
use crate::i18n::key::Key;

/// What the mouse may do (R106).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MouseAct {
    /// The wheel rolls up.
    Up,
    /// The wheel rolls down.
    Down,
    /// The first button goes down on this row, from 0.
    Click(u16),
}

/// What a report of the mouse means; nothing for moves, other buttons and releases.
pub(super) const fn mouse_act(event: MouseEvent) -> Option<MouseAct> {
    match event.kind {
        MouseEventKind::ScrollUp => Some(MouseAct::Up),
        MouseEventKind::ScrollDown => Some(MouseAct::Down),
        MouseEventKind::Down(MouseButton::Left) => Some(MouseAct::Click(event.row)),
        _ => None,
    }
}

/// A letter and its wish in command mode. The same in both languages.
pub(super) const LETTERS: &[(char, Intent)] = &[
    ('n', Intent::Note),
    ('e', Intent::Evidence),
    ('s', Intent::Skip),
    ('p', Intent::Postpone),
    ('i', Intent::Impossible),
    ('u', Intent::Undo),
    ('g', Intent::GoTo),
    ('v', Intent::Log),
    ('o', Intent::Outline),
    ('d', Intent::Clocks),
    ('c', Intent::Calls),
    ('b', Intent::Brief),
    ('r', Intent::Roles),
    ('t', Intent::Tracks),
    ('f', Intent::Find),
    ('w', Intent::Where),
    ('a', Intent::Acknowledge),
    ('m', Intent::Menu),
    ('?', Intent::Help),
    ('y', Intent::Copy),
    ('q', Intent::Quit),
    (':', Intent::Menu),
    ('/', Intent::Find),
    ('j', Intent::Down),
    ('k', Intent::Up),
    ('h', Intent::Left),
    ('l', Intent::Right),
];

/// Every letter of command mode and its wish, as the program gives them.
pub fn letters() -> impl Iterator<Item = (char, Intent)> {
    LETTERS.iter().copied()
}

/// Function keys: always a second way (R102), and the first inside a field.
const FUNCTIONS: &[(u8, Intent)] = &[
    (1, Intent::Help),
    (2, Intent::Note),
    (3, Intent::Find),
    (4, Intent::Evidence),
    (5, Intent::Clocks),
    (7, Intent::Log),
    (8, Intent::Calls),
    (9, Intent::Menu),
    (10, Intent::Quit),
];

/// Keys with names of their own, and whether they act while held down.
const KEYS: &[(KeyCode, Intent, bool)] = &[
    (KeyCode::Enter, Intent::Enter, false),
    (KeyCode::Esc, Intent::Esc, false),
    (KeyCode::Up, Intent::Up, true),
    (KeyCode::Down, Intent::Down, true),
    (KeyCode::Left, Intent::Left, true),
    (KeyCode::Right, Intent::Right, true),
    (KeyCode::PageUp, Intent::PageUp, true),
    (KeyCode::PageDown, Intent::PageDown, true),
    (KeyCode::Home, Intent::Home, false),
    (KeyCode::End, Intent::End, false),
    (KeyCode::Tab, Intent::Tab, false),
    (KeyCode::BackTab, Intent::BackTab, false),
    (KeyCode::Backspace, Intent::Backspace, true),
    (KeyCode::Delete, Intent::Delete, true),
];

/// What a key event means in this mode; nothing for releases and for repeats that must not act.
#[must_use]
pub fn read(event: KeyEvent, mode: Mode, keyboard: &Keyboard) -> Option<Press> {
    let is_repeat = match event.kind {
        KeyEventKind::Press => false,
        KeyEventKind::Repeat => true,
        KeyEventKind::Release => return None,
    };
    let intent = intent(event, mode, keyboard);
    (!is_repeat || repeats(intent)).then_some(Press { intent, is_repeat })
}

/// What a character means as a command, on a line of its own too.
#[must_use]
pub fn command(c: char, keyboard: &Keyboard) -> Intent {
    character(c, Mode::Command, keyboard)
}

/// The character that a key would type.
#[must_use]
pub fn character_of(event: KeyEvent) -> Option<char> {
    match event.code {
        KeyCode::Char(c) => Some(c),
        _ => None,
    }
}

fn repeats(intent: Intent) -> bool {
    let is_moving = |(_, its, repeats): &(KeyCode, Intent, bool)| *repeats && *its == intent;
    KEYS.iter().any(is_moving)
        || matches!(intent, Intent::Type(_) | Intent::WordLeft | Intent::WordRight)
}

fn intent(event: KeyEvent, mode: Mode, keyboard: &Keyboard) -> Intent {
    let has_control = event.modifiers.contains(KeyModifiers::CONTROL);
    let has_alt = event.modifiers.contains(KeyModifiers::ALT);
    match event.code {
        KeyCode::Char(c) if has_control && has_alt => character(c, mode, keyboard),
        KeyCode::Char(c) if has_control => control(c),
        KeyCode::Char(c) if has_alt => Intent::Unknown(Named::Alt(c)),
        KeyCode::Char(c) => character(c, mode, keyboard),
        KeyCode::Left if has_control => Intent::WordLeft,
        KeyCode::Right if has_control => Intent::WordRight,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Intent::BackTab,
        KeyCode::F(number) => {
            let known = FUNCTIONS.iter().find(|(its, _)| *its == number);
            known.map_or(Intent::Unknown(Named::Function(number)), |(_, intent)| *intent)
        }
        code => {
            let known = KEYS.iter().find(|(its, ..)| *its == code);
            known.map_or(Intent::Unknown(Named::Other), |(_, intent, _)| *intent)
        }
    }
}

fn control(c: char) -> Intent {
    match c.to_ascii_lowercase() {
        'c' => Intent::Interrupt,
        'l' => Intent::Redraw,
        'p' => Intent::Menu,
        'h' => Intent::Backspace,
        'i' => Intent::Tab,
        'j' | 'm' => Intent::Enter,
        other => Intent::Unknown(Named::Control(other)),
    }
}

fn character(c: char, mode: Mode, keyboard: &Keyboard) -> Intent {
    if c == ' ' {
        return Intent::Space;
    }
    if mode != Mode::Command {
        return Intent::Type(c);
    }
    if let Some(digit) = keyboard.digit(c) {
        return Intent::Digit(digit);
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    if let Some(intent) = keyboard.wish(lower) {
        return intent;
    }
    Intent::Unknown(Named::Character(c))
}

/// The name of the first key that carries an intent in this mode, as the footer and the help show
/// it.
#[must_use]
pub fn name(intent: Intent, mode: Mode, words: &Key, keyboard: &Keyboard) -> String {
    let named = match intent {
        Intent::Enter => &words.enter,
        Intent::Esc => &words.esc,
        Intent::Up => &words.up,
        Intent::Down => &words.down,
        Intent::Left => &words.left,
        Intent::Right => &words.right,
        Intent::Space => &words.space,
        Intent::PageUp => &words.page_up,
        Intent::PageDown => &words.page_down,
        Intent::Home => &words.home,
        Intent::End => &words.end,
        Intent::Tab => &words.tab,
        Intent::BackTab => &words.back_tab,
        Intent::Backspace => &words.backspace,
        Intent::Delete => &words.delete,
        Intent::WordLeft => &words.word_left,
        Intent::WordRight => &words.word_right,
        Intent::Interrupt => &words.interrupt,
        Intent::Redraw => &words.redraw,
        Intent::Unknown(Named::Other) => &words.other,
        _ => return character_name(intent, mode, keyboard),
    };
    named.clone()
}

/// Every command that has more than one key, as `? F1` or `M F9 : Ctrl-P`.
#[must_use]
pub fn second_ways(keyboard: &Keyboard) -> Vec<String> {
    let row = |(number, intent): &(u8, Intent)| {
        let letter = keyboard.letter(*intent).unwrap_or('-');
        let mut row = format!("{} F{number}", letter.to_uppercase());
        let others = LETTERS.iter().filter(|(_, its)| its == intent).skip(1);
        for (other, _) in others {
            row.push(' ');
            row.push(*other);
        }
        if *intent == Intent::Menu {
            row.push_str(" Ctrl-P");
        }
        row
    };
    FUNCTIONS.iter().map(row).collect()
}

/// The function key that carries an intent: the only way to it inside a field.
#[must_use]
pub fn function_of(intent: Intent) -> Option<u8> {
    FUNCTIONS.iter().find(|(_, its)| *its == intent).map(|(number, _)| *number)
}

/// What stands for a wish that no key gives here.
pub const NO_KEY: &str = "-";

fn character_name(intent: Intent, mode: Mode, keyboard: &Keyboard) -> String {
    let function = FUNCTIONS.iter().find(|(_, its)| *its == intent);
    let letter = keyboard.letter(intent);
    match (intent, function, letter) {
        (Intent::Digit(digit), ..) => digit.to_string(),
        (Intent::Type(c), ..) => c.to_string(),
        (Intent::Unknown(Named::Character(c)), ..) => c.to_uppercase().to_string(),
        (Intent::Unknown(Named::Control(c)), ..) => format!("Ctrl-{}", c.to_uppercase()),
        (Intent::Unknown(Named::Alt(c)), ..) => format!("Alt-{c}"),
        (Intent::Unknown(Named::Function(number)), ..) => format!("F{number}"),
        (_, _, Some(letter)) if mode == Mode::Command => letter.to_uppercase().to_string(),
        (_, Some((number, _)), _) => format!("F{number}"),
        _ => NO_KEY.to_owned(),
    }
}
