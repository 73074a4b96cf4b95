//! Keys whose bytes come apart on a slow line (R100): the table, at the pure assembler.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use sangfroid::domain::time::{BootTag, Elapsed, Moment, Now, Span, Timestamp, UtcOffset};
use sangfroid::os::arrows::Arrows;

const NO: KeyModifiers = KeyModifiers::NONE;
const CTRL: KeyModifiers = KeyModifiers::CONTROL;

fn at(ms: u64) -> Now {
    let moment = Moment {
        wall: Timestamp::from_ms(1_774_000_000_000).plus(Span::from_ms(ms)),
        mono: Elapsed::from_ms(ms),
        boot: BootTag(1),
    };
    Now { moment, offset: UtcOffset::default(), season: None }
}

/// What the terminal library makes of a byte that came alone.
fn alone(byte: char) -> Event {
    let (code, modifiers) = match byte {
        '\x1b' => (KeyCode::Esc, NO),
        '\r' => (KeyCode::Enter, NO),
        '\t' => (KeyCode::Tab, NO),
        c if c.is_ascii_uppercase() => (KeyCode::Char(c), KeyModifiers::SHIFT),
        c => (KeyCode::Char(c), NO),
    };
    Event::Key(KeyEvent::new(code, modifiers))
}

/// Bytes that come one by one; `|` is a silence longer than a key is held back.
fn read(script: &str) -> Vec<Event> {
    let mut arrows = Arrows::default();
    let mut out = Vec::new();
    for (n, byte) in (1..).zip(script.chars()) {
        if byte == '|' {
            out.extend(arrows.pause());
        } else {
            out.extend(arrows.take(alone(byte), at(n * 150)));
        }
    }
    if arrows.is_waiting() {
        out.extend(arrows.pause());
    }
    out.into_iter().map(|(event, _)| event).collect()
}

fn keys(found: &[(KeyCode, KeyModifiers)]) -> Vec<Event> {
    found.iter().map(|(code, modifiers)| Event::Key(KeyEvent::new(*code, *modifiers))).collect()
}

#[test]
fn every_torn_key_is_the_key_that_was_pressed() {
    let table = [
        ("\x1b[A", KeyCode::Up, NO),
        ("\x1b[B", KeyCode::Down, NO),
        ("\x1b[C", KeyCode::Right, NO),
        ("\x1b[D", KeyCode::Left, NO),
        ("\x1bOA", KeyCode::Up, NO),
        ("\x1bOH", KeyCode::Home, NO),
        ("\x1bOP", KeyCode::F(1), NO),
        ("\x1b[H", KeyCode::Home, NO),
        ("\x1b[F", KeyCode::End, NO),
        ("\x1b[1~", KeyCode::Home, NO),
        ("\x1b[3~", KeyCode::Delete, NO),
        ("\x1b[4~", KeyCode::End, NO),
        ("\x1b[5~", KeyCode::PageUp, NO),
        ("\x1b[6~", KeyCode::PageDown, NO),
        ("\x1b[15~", KeyCode::F(5), NO),
        ("\x1b[17~", KeyCode::F(6), NO),
        ("\x1b[21~", KeyCode::F(10), NO),
        ("\x1b[24~", KeyCode::F(12), NO),
        ("\x1b[[A", KeyCode::F(1), NO),
        ("\x1b[[E", KeyCode::F(5), NO),
        ("\x1b[Z", KeyCode::BackTab, NO),
        ("\x1b[1;5C", KeyCode::Right, CTRL),
        ("\x1b[1;5D", KeyCode::Left, CTRL),
    ];
    for (script, code, modifiers) in table {
        assert_eq!(read(script), keys(&[(code, modifiers)]), "{script:?}");
    }
}

#[test]
fn an_esc_alone_stands_for_itself_and_so_does_what_follows_later() {
    assert_eq!(read("\x1b|"), keys(&[(KeyCode::Esc, NO)]));
    assert_eq!(read("\x1b\x1b|"), keys(&[(KeyCode::Esc, NO), (KeyCode::Esc, NO)]));
    assert_eq!(read("\x1bn"), keys(&[(KeyCode::Esc, NO), (KeyCode::Char('n'), NO)]));
    assert_eq!(read("\x1b\r"), keys(&[(KeyCode::Esc, NO), (KeyCode::Enter, NO)]));
    assert_eq!(read("\x1b[|"), keys(&[(KeyCode::Esc, NO), (KeyCode::Char('['), NO)]));
    assert_eq!(read("[A"), [alone('['), alone('A')], "without Esc it is text");
}

#[test]
fn what_comes_too_late_for_its_esc_is_still_no_letter() {
    assert_eq!(read("\x1b|[A"), keys(&[(KeyCode::Esc, NO), (KeyCode::Up, NO)]));
    let typed = read("\x1b|n[A");
    assert_eq!(typed.len(), 4, "a key between ends that: {typed:?}");
}

#[test]
fn an_unknown_sequence_types_nothing() {
    assert_eq!(read("\x1b[24;80R"), [], "an answer of the terminal");
    assert_eq!(read("\x1b[I"), [], "the window has the focus");
    assert_eq!(read("\x1b[99~"), []);
}

#[test]
fn a_paste_whose_marks_came_apart_is_a_paste() {
    let paste = |text: &str| Event::Paste(text.to_owned());
    assert_eq!(read("\x1b[200~ab\rs|"), [paste("ab\ns")]);
    assert_eq!(read("\x1b[200~ab\x1b[201~|"), [paste("ab")]);
}

#[test]
fn no_sequence_holds_keys_back_for_ever_or_loses_them() {
    let long = format!("\x1b[{}", "1".repeat(60));
    assert_eq!(read(&long).len(), 62);
    let mut arrows = Arrows::default();
    assert!(arrows.take(alone('\x1b'), at(5)).is_empty());
    let both = arrows.take(alone('\r'), at(90));
    let times: Vec<_> = both.iter().map(|(_, now)| *now).collect();
    assert_eq!(times, [at(5), at(90)], "the pace is kept, or Enter would look pasted (R96)");
}
