//! The map of keys as data: what may stand in it (R91-R93, R101, R102, R107, G16), the digits of
//! four families of keyboards, and the letters that a site moves (R108).

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use sangfroid::domain::text::Lang;
use sangfroid::i18n::Catalogue;
use sangfroid::tui::intent::{Intent, Mode, Named};
use sangfroid::tui::keyboard::{Family, Keyboard};
use sangfroid::tui::keymap::{command, name, read};
use sangfroid::tui::remap;

use super::desk::Desk;

/// Every command that a person can give outside a field.
const COMMANDS: [Intent; 17] = [
    Intent::Note,
    Intent::Evidence,
    Intent::Skip,
    Intent::Postpone,
    Intent::Impossible,
    Intent::Undo,
    Intent::Log,
    Intent::Outline,
    Intent::Clocks,
    Intent::Calls,
    Intent::Find,
    Intent::Where,
    Intent::Acknowledge,
    Intent::Copy,
    Intent::Menu,
    Intent::Help,
    Intent::Quit,
];

fn meaning(code: KeyCode, modifiers: KeyModifiers, keyboard: &Keyboard) -> Intent {
    let event = KeyEvent::new(code, modifiers);
    read(event, Mode::Command, keyboard).expect("a press").intent
}

fn letter(c: char) -> Intent {
    meaning(KeyCode::Char(c), KeyModifiers::NONE, &Keyboard::default())
}

#[test]
fn every_command_has_a_letter_of_its_own_and_no_chord_is_needed() {
    let free: Vec<Intent> = ('a'..='z').chain(['?']).map(letter).collect();
    for command in COMMANDS {
        assert!(free.contains(&command), "{command:?} needs more than a letter");
    }
    let keys = [
        (KeyCode::Enter, Intent::Enter),
        (KeyCode::Esc, Intent::Esc),
        (KeyCode::Tab, Intent::Tab),
        (KeyCode::Char(' '), Intent::Space),
        (KeyCode::Backspace, Intent::Backspace),
        (KeyCode::PageUp, Intent::PageUp),
        (KeyCode::PageDown, Intent::PageDown),
        (KeyCode::Home, Intent::Home),
        (KeyCode::End, Intent::End),
    ];
    for (code, intent) in keys {
        assert_eq!(meaning(code, KeyModifiers::NONE, &Keyboard::default()), intent);
    }
}

#[test]
fn a_function_key_is_always_a_second_way() {
    for number in 1..=24 {
        let intent = meaning(KeyCode::F(number), KeyModifiers::NONE, &Keyboard::default());
        if intent == Intent::Unknown(Named::Function(number)) {
            continue;
        }
        let has_letter = ('a'..='z').chain(['?']).any(|c| letter(c) == intent);
        assert!(has_letter, "F{number} alone leads to {intent:?}");
        assert!(number <= 10, "F11 and F12 are taken by terminals");
    }
}

#[test]
fn no_letter_depends_on_caps_lock() {
    for c in 'a'..='z' {
        let upper = meaning(
            KeyCode::Char(c.to_ascii_uppercase()),
            KeyModifiers::SHIFT,
            &Keyboard::default(),
        );
        let same = match (letter(c), upper) {
            (Intent::Unknown(_), Intent::Unknown(_)) => true,
            (lower, upper) => lower == upper,
        };
        assert!(same, "{c}");
    }
}

#[test]
fn chords_that_others_take_are_not_bound() {
    for c in "sqabwtnz]\\kgdeuyrvxof".chars() {
        let intent = meaning(KeyCode::Char(c), KeyModifiers::CONTROL, &Keyboard::default());
        assert_eq!(intent, Intent::Unknown(Named::Control(c)), "Ctrl-{c}");
    }
    for c in 'a'..='z' {
        let intent = meaning(KeyCode::Char(c), KeyModifiers::ALT, &Keyboard::default());
        assert_eq!(intent, Intent::Unknown(Named::Alt(c)), "Alt-{c}");
    }
}

#[test]
fn fingers_of_other_programs_find_their_way() {
    for (c, intent) in [
        ('j', Intent::Down),
        ('k', Intent::Up),
        ('h', Intent::Left),
        ('l', Intent::Right),
        ('/', Intent::Find),
        (':', Intent::Menu),
        ('q', Intent::Quit),
        (' ', Intent::Space),
    ] {
        assert_eq!(letter(c), intent, "{c}");
    }
    for (number, intent) in [(1, Intent::Help), (9, Intent::Menu), (10, Intent::Quit)] {
        assert_eq!(meaning(KeyCode::F(number), KeyModifiers::NONE, &Keyboard::default()), intent);
    }
}

#[test]
fn the_top_row_without_shift_types_digits_on_four_families() {
    let rows = [
        (Family::Classic, "&é\"'(-è_çà"),
        (Family::French2019, "àéèê()‘’«»"),
        (Family::Bepo, "\"«»()@+-/*"),
        (Family::Direct, "1234567890"),
    ];
    for (family, row) in rows {
        let keyboard = Keyboard::of(family);
        for (digit, c) in [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].into_iter().zip(row.chars()) {
            let intent = meaning(KeyCode::Char(c), KeyModifiers::NONE, &keyboard);
            assert_eq!(intent, Intent::Digit(digit), "{family:?} {c}");
            assert_eq!(keyboard.echo(c), char::from_digit(digit.into(), 10).expect("a digit"));
        }
        for digit in 0..=9u8 {
            let c = char::from_digit(digit.into(), 10).expect("a digit");
            assert_eq!(keyboard.digit(c), Some(digit), "a digit is always itself");
        }
        let typed = read(KeyEvent::from(KeyCode::Char('é')), Mode::Text, &keyboard);
        assert_eq!(typed.expect("a press").intent, Intent::Type('é'), "never in free text");
    }
}

#[test]
fn a_number_field_shows_the_digit_that_was_understood() {
    for (family, typed) in [(Family::Classic, "é("), (Family::French2019, "é(")] {
        let mut desk = Desk::new(Lang::En);
        desk.keyboard = Keyboard::of(family);
        desk.keys("rans").enter().keys("1");
        for _ in 0..3 {
            desk.tap(KeyCode::Tab);
        }
        desk.keys(typed);
        assert!(desk.text().contains("25"), "{family:?}\n{}", desk.text());
    }
}

#[test]
fn a_site_may_move_letters_and_every_page_shows_the_live_ones() {
    let moved = remap::read("# our keys\nnote: Z\noutline: n # N as in next\n").expect("sound");
    let mut desk = Desk::first_hour(Lang::En);
    desk.keyboard = Keyboard::default().with(moved);
    desk.draw();
    assert!(desk.row(24).contains("Z Note"), "{}", desk.row(24));
    desk.keys("?");
    insta::assert_snapshot!("help_moved_keys", desk.golden());
    desk.keys(" o");
    assert!(desk.last().contains("O does nothing here"), "{}", desk.last());
    desk.keys("n");
    assert!(desk.text().contains("ALL STEPS"), "{}", desk.text());
    desk.tap(KeyCode::Esc).keys("z");
    assert!(desk.reads_text(), "Z opens the note: {}", desk.text());
    let words = &Catalogue::of(Lang::En).screen.key;
    assert_eq!(name(Intent::Note, Mode::Command, words, &desk.keyboard), "Z");
}

#[test]
fn what_is_wrong_with_a_map_is_named_with_its_line_in_both_languages() {
    let table = [
        ("note: ctrl-s", 1, "ctrl-s"),
        ("note: f5", 1, "f5"),
        ("note: 7", 1, "7"),
        ("note: é", 1, "é"),
        ("note: q", 1, "quit"),
        ("note: j", 1, "J"),
        ("note: X", 1, "X"),
        ("note: t", 1, "tracks"),
        ("# one\nnota: z", 2, "nota"),
        ("note: z\nnote: x", 2, "note"),
        ("note: z\nlog: z", 1, "log"),
        ("note", 1, ""),
        ("note:", 1, ""),
    ];
    for (text, line, part) in table {
        let faults = remap::read(text).expect_err(text);
        let (at, fault) = &faults[0];
        assert_eq!(*at, line, "{text}");
        for lang in Lang::ALL {
            let said = fault.words(*at, &Catalogue::of(lang).remap);
            assert!(said.contains(part) && said.contains(&line.to_string()), "{text}: {said}");
            assert!(said.chars().count() <= 78, "{}: {said}", said.chars().count());
        }
    }
    assert_eq!(remap::read("note: l\nlog: n").expect_err("L moves").len(), 1);
    assert!(remap::read("note: v\nlog: n").is_ok(), "two commands may change places");
}

#[test]
fn every_letter_but_arrows_and_the_one_that_means_done_names_a_command_that_can_be_moved() {
    let words = &Catalogue::of(Lang::En).remap;
    for letter in ('a'..='z').filter(|letter| *letter != 'n') {
        // X is free on the screen, and means done where commands are lines.
        let is_done = letter == 'x';
        let is_free = matches!(command(letter, &Keyboard::default()), Intent::Unknown(_));
        let is_used = is_done || !is_free;
        let faults = remap::read(&format!("note: {letter}"));
        assert_eq!(faults.is_err(), is_used, "{letter}");
        let Err(faults) = faults else { continue };
        let said = faults[0].1.words(1, words);
        let is_arrow = "hjkl".contains(letter);
        assert_eq!(said.contains("moves like an arrow"), is_arrow, "{said}");
        assert_eq!(said.contains("means done in linear mode"), is_done, "{said}");
        assert_eq!(said.contains("is the key of"), !is_arrow && !is_done, "{said}");
    }
}
