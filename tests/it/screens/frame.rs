//! What each screen looks like: every cell, in both languages, at both sizes.

use crossterm::event::KeyCode;
use sangfroid::domain::event::Mode;
use sangfroid::domain::text::Lang;
use sangfroid::tui::theme::Theme;

use super::desk::{Desk, FIRST_HOUR};

/// Leads a desk to a screen.
type Way = fn(&mut Desk);

fn to_two_persons(desk: &mut Desk) {
    desk.enter().enter().enter();
    desk.enter().enter().keys("1").enter();
    desk.keys("2").enter().enter();
}

const SCREENS: &[(&str, Way)] = &[
    ("step_first", |_| {}),
    ("step_limit", |desk| {
        desk.enter();
    }),
    ("step_look", |desk| {
        desk.enter().tap(KeyCode::Up);
    }),
    ("step_observe", |desk| {
        desk.enter().enter().enter().enter();
    }),
    ("decide", |desk| {
        desk.enter().enter().enter().enter().keys("1").enter().keys("2");
    }),
    ("step_two_persons", to_two_persons),
    ("signoff", |desk| {
        to_two_persons(desk);
        desk.enter().keys("1").keys("AD").enter().keys("EDGE 48");
    }),
    ("note", |desk| {
        desk.keys("nA van left at 02:40, plate not seen");
    }),
    ("reason_skip", |desk| {
        desk.keys("s2");
    }),
    ("reason_later", |desk| {
        desk.keys("p2");
    }),
    ("reason_cannot", |desk| {
        desk.enter().keys("i");
    }),
    ("correct", |desk| {
        desk.enter().keys("u");
    }),
    ("help", |desk| {
        desk.keys("?");
    }),
    ("menu", |desk| {
        desk.keys("m");
    }),
    ("leave", |desk| {
        desk.keys("q");
    }),
];

#[test]
fn every_screen_has_its_golden_frame_in_both_languages_and_sizes() {
    for (name, way) in SCREENS {
        for lang in Lang::ALL {
            for (columns, rows) in [(80, 24), (120, 40)] {
                let mut desk = Desk::first_hour(lang).sized(columns, rows);
                way(&mut desk);
                let name = format!("{name}_{}_{columns}", lang.code());
                insta::assert_snapshot!(name, desk.golden());
            }
        }
    }
}

#[test]
fn a_small_window_keeps_the_title_the_dangers_and_the_keys() {
    let mut desk = Desk::first_hour(Lang::Fr).sized(40, 10);
    desk.enter();
    insta::assert_snapshot!("step_limit_fr_40", desk.golden());
}

#[test]
fn the_footer_names_six_to_nine_keys_that_answer() {
    for lang in Lang::ALL {
        for (name, way) in SCREENS.iter().filter(|(name, _)| !["help", "leave"].contains(name)) {
            let mut desk = Desk::first_hour(lang).sized(120, 40);
            way(&mut desk);
            let shown = desk.row(40).split("  ").filter(|key| !key.trim().is_empty()).count();
            assert!((4..=12).contains(&shown), "{name}: {}", desk.row(40));
        }
    }
}

#[test]
fn ascii_mode_shows_no_character_above_127_and_keeps_every_word() {
    for (name, way) in SCREENS {
        let mut desk = Desk::first_hour(Lang::Fr);
        desk.theme = Theme::mono().in_ascii(true);
        way(&mut desk);
        desk.draw();
        assert!(desk.text().is_ascii(), "{name}\n{}", desk.text());
    }
}

#[test]
fn mono_sets_no_colour_and_nothing_is_dim_or_blinking() {
    use ratatui::style::{Color, Modifier};
    for (name, way) in SCREENS {
        let mut desk = Desk::first_hour(Lang::En);
        way(&mut desk);
        for cell in desk.buffer.content() {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{name}");
            let never = Modifier::DIM | Modifier::SLOW_BLINK | Modifier::RAPID_BLINK;
            assert!(!cell.modifier.intersects(never), "{name}");
        }
    }
}

#[test]
fn marks_can_be_read_from_the_bare_text() {
    let mut desk = Desk::first_hour(Lang::En).sized(120, 40);
    desk.keys("s1").enter();
    desk.keys("i1").enter();
    desk.keys("p11").enter();
    let rail: Vec<String> =
        (5..=12).map(|row| desk.row(row).chars().take(3).collect::<String>()).collect();
    assert_eq!(rail[..4], ["[/]", "[!]", "[~]", ">> "], "{rail:?}");
}

#[test]
fn control_characters_of_a_runbook_or_note_reach_no_cell() {
    let mut desk = Desk::started(Lang::En, Mode::Real, FIRST_HOUR);
    desk.paste("bad\u{1b}[2J\u{202e}word");
    desk.enter();
    let text = desk.text();
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text}");
    assert!(!text.contains('\u{202e}'), "{text}");
}
