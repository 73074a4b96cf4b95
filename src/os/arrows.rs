//! Puts a key together again whose bytes came apart on a slow line (R100).
//!
//! An arrow is sent as Esc, `[` and a letter. The terminal library calls the first byte a press of
//! Esc as soon as nothing follows at once; the rest would then be read as letters, and letters
//! open things. Here an Esc is held back for a moment, and whatever continues it becomes one key.
//!
//! Pure: times come with the keys, and the caller says when nothing came for [`HOLD`].

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::domain::time::{Now, Span};

/// How long the next byte of a key may take. Longer than the 150 ms of a slow line, shorter than
/// the 200 ms within which a lone Esc must act (R100).
pub const HOLD: Duration = Duration::from_millis(170);

/// For this long after a lone Esc a `[` may still begin what came too late for it.
const LATE: Span = Span::from_s(2);

/// No sequence of a key is longer; nothing is held back for ever.
const LENGTH_MAX: usize = 16;

/// An event of the terminal and when it came.
pub type Stamped = (Event, Now);

/// What is held back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrows {
    held: Vec<Stamped>,
    /// What a paste whose beginning came apart has brought so far.
    paste: Option<(String, Now)>,
    /// When an Esc was handed on because nothing followed it.
    lone: Option<Now>,
}

/// What the characters after Esc are so far.
enum Reading {
    /// The beginning of a key.
    Begun,
    /// All of a key; `None` when the program has no use for it.
    Whole(Option<KeyEvent>),
    /// The marker that a paste begins.
    Paste,
    /// No key at all.
    Apart,
}

impl Arrows {
    /// Whether something is held back, so that [`Arrows::pause`] must be called after [`HOLD`].
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        !self.held.is_empty() || self.paste.is_some()
    }

    /// Takes an event and says what may be handed on, each with the time at which it came.
    pub fn take(&mut self, event: Event, at: Now) -> Vec<Stamped> {
        if let Some((text, began)) = &mut self.paste {
            match typed(&event) {
                Some(c) => {
                    text.push(c);
                    return Vec::new();
                }
                None if is_plain(&event, KeyCode::Esc) => {
                    // The marker that ends it came apart as well; the rest of that is swallowed.
                    let whole = (Event::Paste(std::mem::take(text)), *began);
                    self.paste = None;
                    self.held = vec![(event, at)];
                    return vec![whole];
                }
                None => {
                    let mut out = self.pause();
                    out.push((event, at));
                    return out;
                }
            }
        }
        if is_plain(&event, KeyCode::Esc) {
            let before = self.pause();
            self.held = vec![(event, at)];
            return before;
        }
        let is_late = self.lone.take().is_some_and(|since| {
            let is_recent = since.moment.elapsed_until(&at.moment) < LATE;
            is_recent && typed(&event) == Some('[')
        });
        if self.held.is_empty() && !is_late {
            return vec![(event, at)];
        }
        self.held.push((event, at));
        self.settle()
    }

    /// Nothing came for [`HOLD`]: what was held back stands for itself.
    pub fn pause(&mut self) -> Vec<Stamped> {
        if let Some((text, began)) = self.paste.take() {
            return vec![(Event::Paste(text), began)];
        }
        let held = std::mem::take(&mut self.held);
        self.lone = match held.as_slice() {
            [(only, at)] if is_plain(only, KeyCode::Esc) => Some(*at),
            _ => None,
        };
        held
    }

    /// Hands on what is complete.
    fn settle(&mut self) -> Vec<Stamped> {
        let Some(at) = self.held.first().map(|(_, at)| *at) else { return Vec::new() };
        match read(&self.held) {
            Reading::Begun => Vec::new(),
            Reading::Apart => self.pause(),
            Reading::Whole(key) => {
                self.held.clear();
                key.map(|key| (Event::Key(key), at)).into_iter().collect()
            }
            Reading::Paste => {
                self.held.clear();
                self.paste = Some((String::new(), at));
                Vec::new()
            }
        }
    }
}

/// Reads what is held back, with or without the Esc that was handed on before.
fn read(held: &[Stamped]) -> Reading {
    let mut signs = String::new();
    for (at, (event, _)) in held.iter().enumerate() {
        if at == 0 && is_plain(event, KeyCode::Esc) {
            continue;
        }
        match typed(event) {
            Some(c) if c.is_ascii() && c != '\n' && c != '\t' => signs.push(c),
            _ => return Reading::Apart,
        }
    }
    match signs.as_bytes() {
        [] | [b'[' | b'O'] | [b'[', b'['] => Reading::Begun,
        [b'O', letter] => by_letter(*letter, KeyModifiers::NONE)
            .map_or(Reading::Apart, |key| Reading::Whole(Some(key))),
        // The Linux console's first five function keys.
        [b'[', b'[', letter @ b'A'..=b'E'] => {
            Reading::Whole(Some(key_of(KeyCode::F(letter - b'A' + 1), KeyModifiers::NONE)))
        }
        [b'[', middle @ .., last] => by_parameters(middle, *last),
        _ => Reading::Apart,
    }
}

/// The general form: `[`, numbers with semicolons, and one letter or `~`.
fn by_parameters(middle: &[u8], last: u8) -> Reading {
    let is_parameter = |byte: &u8| byte.is_ascii_digit() || *byte == b';';
    if !middle.iter().all(is_parameter) || middle.len() > LENGTH_MAX {
        return Reading::Apart;
    }
    if is_parameter(&last) {
        return Reading::Begun;
    }
    if !(0x40..=0x7e).contains(&last) {
        return Reading::Apart;
    }
    let number = |text: &[u8]| std::str::from_utf8(text).ok()?.parse::<u8>().ok();
    let mut numbers = middle.split(|byte| *byte == b';').map(number);
    let (first, second) = (numbers.next().flatten(), numbers.next().flatten());
    if last != b'~' {
        // `24;80R` is where the cursor is: the answer to a question, not a key.
        let is_key = first.is_none_or(|first| first == 1);
        if !is_key {
            return Reading::Whole(None);
        }
        return Reading::Whole(by_letter(last, modifiers(second)));
    }
    match first {
        Some(200) => Reading::Paste,
        Some(number) => Reading::Whole(by_number(number, modifiers(second))),
        None => Reading::Whole(None),
    }
}

fn modifiers(parameter: Option<u8>) -> KeyModifiers {
    let bits = parameter.unwrap_or(1).saturating_sub(1);
    let mut found = KeyModifiers::NONE;
    found.set(KeyModifiers::SHIFT, bits & 1 != 0);
    found.set(KeyModifiers::ALT, bits & 2 != 0);
    found.set(KeyModifiers::CONTROL, bits & 4 != 0);
    found
}

fn by_letter(letter: u8, modifiers: KeyModifiers) -> Option<KeyEvent> {
    let code = match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'Z' => KeyCode::BackTab,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    };
    Some(key_of(code, modifiers))
}

fn by_number(number: u8, modifiers: KeyModifiers) -> Option<KeyEvent> {
    let code = match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23 | 24 => KeyCode::F(number - 12),
        _ => return None,
    };
    Some(key_of(code, modifiers))
}

fn key_of(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
    KeyEvent::new(code, modifiers)
}

/// The character that an event types, where it is a plain press of one; a line end for Enter.
fn typed(event: &Event) -> Option<char> {
    let Event::Key(key) = event else { return None };
    let is_plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
    if key.kind != KeyEventKind::Press || !is_plain {
        return None;
    }
    match key.code {
        KeyCode::Char(c) => Some(c),
        KeyCode::Enter => Some('\n'),
        KeyCode::Tab => Some('\t'),
        _ => None,
    }
}

fn is_plain(event: &Event, code: KeyCode) -> bool {
    matches!(event, Event::Key(key)
        if key.code == code && key.kind == KeyEventKind::Press && key.modifiers.is_empty())
}
