//! A step to be read aloud (R24), and any screen as text (R121).

use crossterm::event::KeyCode;
use sangfroid::domain::text::Lang;
use sangfroid::tui::request::Request;
use sangfroid::tui::screen::reader::COLUMNS_MAX;

use super::desk::{Desk, desk_at};

fn to_reader(desk: &mut Desk) {
    desk.keys(if desk.app.lang() == Lang::En { "mreader" } else { "mlecture" }).enter();
}

#[test]
fn the_view_is_as_agreed() {
    for lang in Lang::ALL {
        for (columns, rows) in [(80, 24), (120, 40)] {
            let mut desk = desk_at(lang, 2).sized(columns, rows);
            to_reader(&mut desk);
            let name = |what: &str| format!("reader_{what}_{}_{columns}", lang.code());
            insta::assert_snapshot!(name("dont"), desk.golden());
            for _ in 0..4 {
                desk.tap(KeyCode::Down);
            }
            insta::assert_snapshot!(name("call"), desk.golden());
        }
    }
}

#[test]
fn every_line_of_every_step_fits_sixty_columns_and_says_no_how() {
    for lang in Lang::ALL {
        let mut desk = Desk::first_hour(lang);
        to_reader(&mut desk);
        for _ in 0..12 {
            for row in 6..=20 {
                let row = desk.row(row);
                assert!(row.chars().count() <= usize::from(COLUMNS_MAX) + 1, "{row}");
            }
            assert!(!desk.text().contains("HOW") && !desk.text().contains("COMMENT"));
            desk.tap(KeyCode::Down);
        }
    }
}

#[test]
fn enter_ticks_nothing_and_esc_returns_to_the_step() {
    let mut desk = Desk::first_hour(Lang::En);
    to_reader(&mut desk);
    let written = desk.written.len();
    for _ in 0..3 {
        desk.enter();
        assert!(desk.last().contains("Nothing is ticked from here"), "{}", desk.last());
    }
    assert_eq!(desk.written.len(), written);
    desk.tap(KeyCode::Esc);
    assert_eq!(desk.step_number(), "1");
}

/// The text that was offered last.
fn copied(desk: &Desk) -> String {
    let last = desk.requests.iter().rev().find_map(|request| match request {
        Request::Copy(text) => Some(text.clone()),
        _ => None,
    });
    last.expect("something was offered")
}

#[test]
fn y_offers_what_stands_on_the_screen_without_the_keys() {
    type Way = fn(&mut Desk);
    let ways: [Way; 5] = [
        |_| {},
        |desk| {
            desk.keys("o");
        },
        |desk| {
            desk.keys("v");
        },
        |desk| {
            desk.keys("d");
        },
        |desk| {
            desk.keys("mclose").enter();
        },
    ];
    for way in ways {
        let mut desk = Desk::first_hour(Lang::En);
        way(&mut desk);
        let shown: Vec<String> = (1..=23).map(|row| desk.row(row)).collect();
        desk.keys("y");
        let text = copied(&desk);
        assert_eq!(text.trim_end(), shown.join("\n").trim_end());
        assert!(!text.contains('\u{1b}'), "{text:?}");
        assert!(!desk.last().to_lowercase().contains("copied"), "{}", desk.last());
    }
}

#[test]
fn in_a_note_y_is_a_letter() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("nyes");
    assert!(!desk.requests.iter().any(|request| matches!(request, Request::Copy(_))));
    assert!(desk.text().contains("yes"), "{}", desk.text());
}
