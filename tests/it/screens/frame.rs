//! What each screen looks like: every cell, in both languages, at both sizes.

use crossterm::event::KeyCode;
use sangfroid::domain::event::Mode;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;

use super::desk::{Desk, FIRST_HOUR};

/// Leads a desk to a screen.
pub(super) type Way = fn(&mut Desk);

fn to_two_persons(desk: &mut Desk) {
    desk.enter().enter().enter();
    desk.enter().enter().keys("1").enter();
    desk.keys("2").enter().enter();
}

pub(super) const SCREENS: &[(&str, Way)] = &[
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
    ("evidence", |desk| {
        desk.enter().keys("e").tap(KeyCode::Down).keys("administratively down");
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
    ("shift", |desk| {
        desk.keys("mshift").enter().keys("ad").tap(KeyCode::Tab).keys("A. Diallo");
    }),
    ("shift_code", |desk| {
        desk.keys("mshift").enter().keys("ad").enter();
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

/// Every runbook that is shipped, in both languages, real and exercise.
fn shipped() -> Vec<Desk> {
    let books = [
        include_str!("../../../runbooks/telephony-loss.yaml"),
        include_str!("../../../runbooks/ehr-ransomware-encryption.yaml"),
    ];
    let mut desks = Vec::new();
    for book in books {
        for lang in Lang::ALL {
            for mode in [Mode::Real, Mode::Exercise] {
                desks.push(Desk::started(lang, mode, book));
            }
        }
    }
    desks
}

#[test]
fn row_one_cuts_the_title_and_nothing_else() {
    for mut desk in shipped() {
        desk.pass(Span::from_min(25 * 60));
        let row = desk.row(1);
        let severity = if row.contains("GRAV 1") { "GRAV 1" } else { "SEV 1" };
        for wanted in [" r1 ", "INC-0031", severity, "04:02", "T+25:00", "MKERN"] {
            assert!(row.contains(wanted), "{wanted}: {row}");
        }
        assert!(row.chars().count() <= 80, "{row}");
    }
}

#[test]
fn in_any_width_row_one_shows_a_part_whole_or_not_at_all() {
    for lang in Lang::ALL {
        for mode in [Mode::Real, Mode::Exercise] {
            let mut desk = Desk::started(lang, mode, FIRST_HOUR);
            for columns in 40..=130 {
                desk.resize(columns, 24);
                let row = desk.row(1);
                assert!(row.contains("INC-0031") && row.contains("03:02"), "{columns}: {row}");
                let known = [
                    "RÉEL", "REAL", "INCIDENT", "EXERCICE", "EXERCISE", "INC-0031", "GRAV", "SEV",
                    "1", "r7", "03:02", "T+0:00", "MKERN", "M.", "Kern",
                ];
                let title = ["Ransomware, first hour", "Rançongiciel, 1re heure"];
                let title = title.map(|title| title.split(' ').collect::<Vec<_>>()).concat();
                for word in row.split_whitespace() {
                    let is_title = word.ends_with("..") || title.contains(&word);
                    assert!(is_title || known.contains(&word), "{columns}: {word}: {row}");
                }
                assert!(row.contains("GRAV 1") || row.contains("SEV 1") || columns < 60, "{row}");
            }
        }
    }
}

#[test]
fn row_two_keeps_two_columns_between_what_is_urgent_and_the_log() {
    for mut desk in shipped() {
        for minutes in [0, 1, 4, 30, 200] {
            desk.pass(Span::from_min(minutes));
            let row = desk.row(2);
            let log = ["Log saved ", "Consigné ", "OK "];
            let at = log.iter().find_map(|log| row.rfind(log)).expect("where the log stands");
            assert!(row[..at].ends_with("  "), "{row}");
            if row.contains("!! ") {
                assert!(row.contains("A pour") || row.contains("A to"), "{row}");
            }
        }
    }
}
