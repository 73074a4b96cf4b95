//! The log as a timeline: a cursor, the entry in full, narrowing by kind, track and words (S16).

use crossterm::event::KeyCode;
use sangfroid::domain::event::NoteKind;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::tui::intent::Intent;
use sangfroid::tui::screen::Screen;
use sangfroid::tui::screen::log::Log;

use super::desk::{Desk, desk_at};
use super::stage::{Stage, TELEPHONES};

/// A night with an answer, a note, a limit that passed, a correction and a stop.
fn night(lang: Lang) -> Desk {
    let mut desk = Desk::first_hour(lang);
    desk.enter();
    desk.pass(Span::from_min(11));
    desk.done().keys("nThe van left at 02:40").enter();
    desk.done().keys("1").enter();
    desk.keys("2").enter().keys("u").enter();
    desk.pass(Span::from_min(6));
    desk.reopen();
    desk.enter();
    desk
}

#[test]
fn the_timeline_is_as_agreed() {
    for lang in Lang::ALL {
        for (columns, rows) in [(80, 24), (120, 40)] {
            let mut desk = night(lang).sized(columns, rows);
            desk.keys("v");
            let name = |what: &str| format!("timeline_{what}_{}_{columns}", lang.code());
            insta::assert_snapshot!(name("newest"), desk.golden());
            desk.tap(KeyCode::Up).tap(KeyCode::Up).tap(KeyCode::Up);
            insta::assert_snapshot!(name("entry"), desk.golden());
        }
    }
}

#[test]
fn the_hardware_cursor_sits_on_the_entry() {
    let mut desk = night(Lang::En);
    desk.keys("v");
    let newest = desk.caret.expect("a cursor");
    assert!(desk.row(newest.y + 1).starts_with(" >>"), "{}", desk.row(newest.y + 1));
    desk.tap(KeyCode::Up);
    let above = desk.caret.expect("a cursor");
    assert!(above.y < newest.y);
    assert!(desk.row(above.y + 1).starts_with(" >>"), "{}", desk.row(above.y + 1));
}

#[test]
fn a_limit_that_passed_and_a_stop_are_entries_like_others() {
    let mut desk = night(Lang::En);
    desk.keys("v");
    let text = desk.text();
    assert!(text.contains("!!  time limit passed"), "{text}");
    assert!(text.contains("GAP 6 min"), "{text}");
}

#[test]
fn arrows_narrow_by_kind_and_tab_by_track() {
    let mut desk = night(Lang::En);
    desk.keys("v").tap(KeyCode::Right).tap(KeyCode::Right).tap(KeyCode::Right);
    assert!(desk.text().contains("Show < notes >"), "{}", desk.text());
    assert!(desk.text().contains("The van left") && !desk.text().contains("GAP 6"));
    desk.tap(KeyCode::Left);
    assert!(desk.text().contains("Show < decisions >"), "{}", desk.text());
    desk.tap(KeyCode::Left).tap(KeyCode::Left).tap(KeyCode::Tab);
    assert!(desk.text().contains("Track < NETWORK >"), "{}", desk.text());
    assert!(!desk.text().contains("at the keyboard"), "{}", desk.text());
}

#[test]
fn f_finds_without_accents_and_esc_shows_all_again() {
    let mut desk = night(Lang::En);
    desk.keys("v").keys("fVAN LEFT");
    assert!(desk.text().contains("1 found"), "{}", desk.text());
    assert!(desk.text().contains("The van left") && !desk.text().contains("GAP 6"));
    desk.enter();
    assert!(desk.text().contains("The van left"), "kept while looking around");
    desk.tap(KeyCode::Esc);
    assert!(desk.text().contains("GAP 6"), "{}", desk.text());
    desk.tap(KeyCode::Esc);
    assert!(!desk.text().contains("ENTRY"), "the second one leaves");
}

#[test]
fn an_entry_says_when_it_was_shown_what_was_seen_and_by_what_it_was_corrected() {
    let mut desk = night(Lang::En);
    desk.keys("v").tap(KeyCode::Right).tap(KeyCode::Right);
    let text = desk.text();
    assert!(text.contains("corrected  by entry 10"), "{text}");
    desk.tap(KeyCode::Left).tap(KeyCode::End);
    let text = desk.text();
    assert!(text.contains("corrected     never"), "{text}");
    assert!(text.contains("1 ping fails, 2 ping works"), "{text}");
    assert!(text.contains(", answered ") && text.contains(", took "), "{text}");
}

#[test]
fn enter_shows_the_step_of_an_entry_and_the_entry_of_a_correction() {
    let mut desk = night(Lang::En);
    desk.keys("v");
    for _ in 0..9 {
        desk.tap(KeyCode::Left);
    }
    for _ in 0..7 {
        desk.tap(KeyCode::Right);
    }
    assert!(desk.text().contains("< corrections >"), "{}", desk.text());
    desk.enter();
    assert!(desk.text().contains("[taken back]"), "{}", desk.text());
    desk.enter();
    assert!(desk.text().contains("phase 1 of 2"), "{}", desk.text());
}

#[test]
fn acts_that_were_written_late_say_so() {
    let mut desk = desk_at(Lang::En, 2);
    desk.disk_fails = true;
    desk.keys("nOn paper too").enter().tap(KeyCode::Esc);
    desk.keys("nAnd this one").enter();
    desk.disk_fails = false;
    desk.pass(Span::from_min(3));
    desk.heal();
    desk.tap(KeyCode::Esc).keys("v");
    let text = desk.text();
    assert!(text.contains("(late)") && text.contains("1 written late."), "{text}");
    assert!(text.contains("late, at "), "{text}");
}

#[test]
fn a_closed_incident_is_read_the_same_way_and_nothing_can_be_corrected() {
    let mut desk = night(Lang::En);
    desk.order(sangfroid::domain::command::Command::Close(
        sangfroid::domain::command::CloseOrder {
            last_acts_done: Vec::new(),
            reason: Some("moved elsewhere".to_owned()),
        },
    ));
    desk.reopen();
    desk.keys("v");
    assert!(desk.text().contains("Closed: read only."), "{}", desk.text());
    assert!(!desk.row(24).contains("Correct"), "{}", desk.row(24));
    let written = desk.written.len();
    desk.tap(KeyCode::Up).keys("u").enter();
    assert_eq!(desk.written.len(), written);
}

#[test]
fn a_hostile_note_stays_in_its_row() {
    let mut stage = Stage::open(TELEPHONES);
    stage.note(NoteKind::Fact, &format!("a\n\u{1b}[2J\u{202e}{}", "x".repeat(500)));
    let mut log = Log::new(&stage.view());
    for size in [(40, 10), (80, 24), (120, 40)] {
        let frame = stage.frame(&mut log, size);
        assert!(!frame.contains('\u{1b}') && !frame.contains('\u{202e}'), "{frame}");
    }
    stage.press(&mut log, Intent::Up);
    assert!(!log.keys(&stage.view()).is_empty());
}
