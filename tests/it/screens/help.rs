//! The page of keys: this screen's first, then those that work everywhere (R127).

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;

use sangfroid::tui::intent::Intent;
use sangfroid::tui::keymap;

use super::desk::Desk;
use super::every::scenes;

/// Every key that a keyboard has, as far as a terminal tells.
fn every_key() -> Vec<KeyEvent> {
    let named = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Insert,
    ];
    let characters = (' '..='~').chain("éèçàù".chars()).map(KeyCode::Char);
    let functions = (1..=12).map(KeyCode::F);
    let plain = named.into_iter().chain(characters).chain(functions);
    plain.map(|code| KeyEvent::new(code, KeyModifiers::NONE)).collect()
}

#[test]
fn any_key_closes_the_page_and_does_nothing_else() {
    let below = |desk: &Desk| (3..=24).map(|row| desk.row(row)).collect::<Vec<_>>();
    for key in every_key() {
        let mut desk = Desk::first_hour(Lang::En);
        let before = (below(&desk), desk.written.len());
        desk.keys("?");
        assert!(desk.text().contains("HELP FOR THIS SCREEN"), "{key:?}");
        desk.tap_after(Span::from_ms(500), key);
        assert_eq!((below(&desk), desk.written.len()), before, "{key:?}");
    }
}

#[test]
fn the_page_names_every_key_of_the_screen_and_every_shared_one() {
    for scene in scenes().iter().filter(|scene| !scene.is_closed_off()) {
        for lang in Lang::ALL {
            for size in [(80, 24), (120, 40)] {
                let mut desk = scene.raise(lang);
                desk.resize(size.0, size.1);
                let keys = desk.own_keys();
                let opens = if desk.reads_text() { KeyCode::F(1) } else { KeyCode::Char('?') };
                desk.tap(opens);
                let page = desk.text();
                for (name, does) in keys {
                    let is_there =
                        page.lines().any(|row| row.contains(&name) && row.contains(&does));
                    assert!(is_there, "{} {name} {does}\n{page}", scene.name);
                }
                assert!(page.contains("[!]") && page.contains("F10"), "{}\n{page}", scene.name);
            }
        }
    }
}

#[test]
fn on_a_step_the_page_lists_every_command_of_the_map() {
    let letters = keymap::letters().filter(|(letter, _)| letter.is_alphabetic());
    let mut names: Vec<String> = letters
        .filter(|(letter, intent)| {
            let is_arrow = [Intent::Up, Intent::Down, Intent::Left, Intent::Right].contains(intent);
            let mut desk = Desk::first_hour(Lang::En);
            desk.tap(KeyCode::Char(*letter));
            // A second way to an arrow stands among the second ways.
            !is_arrow && !desk.last().contains("does nothing here")
        })
        .map(|(letter, _)| letter.to_uppercase().to_string())
        .collect();
    assert!(names.len() >= 19, "{names:?}");
    names.extend(["?", "Ctrl-L", "Enter", "Up/Down", "Space"].map(str::to_owned));
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("?");
    let page = desk.text();
    for name in names {
        let is_there = page.lines().any(|row| row.split("  ").any(|part| part.trim() == name));
        assert!(is_there, "{name}\n{page}");
    }
    assert!(page.contains("without Shift") && page.contains("[/] skipped"), "{page}");
    for pair in ["? F1", "N F2", "F F3 /", "E F4", "D F5", "V F7", "C F8", "M F9 : Ctrl-P", "Q F10"]
    {
        assert!(page.contains(pair), "{pair}\n{page}");
    }
}
