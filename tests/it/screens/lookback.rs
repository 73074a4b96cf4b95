//! The outline and the log: everything is there, and looking changes nothing.

use std::collections::BTreeSet;

use crossterm::event::KeyCode;
use sangfroid::domain::act::StepAct;
use sangfroid::domain::command::Command;
use sangfroid::domain::event::{Note, NoteKind};
use sangfroid::domain::text::Lang;
use sangfroid::tui::intent::Intent;
use sangfroid::tui::screen::log::Log;
use sangfroid::tui::screen::outline::Outline;
use sangfroid::tui::screen::{Go, Screen};

use super::desk::Desk;
use super::stage::{SIZES, Stage, TELEPHONES, goes, step};

fn worked() -> Stage {
    let mut stage = Stage::open(TELEPHONES);
    stage.pass(90);
    stage.done(&step("telephony-loss", "test-life-lines"));
    stage.pass(30);
    let reason = "no answer after ten minutes of ringing on both numbers".to_owned();
    stage.act(&step("telephony-loss", "call-nurse-manager"), StepAct::Impossible { reason });
    stage.note(NoteKind::Question, "Who has the key of the\nswitch room?\u{1b}[2J");
    stage
}

#[test]
fn frames_are_as_agreed() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut stage = worked();
            stage.lang = lang;
            let name = |what: &str| format!("{what}_{}_{}", lang.code(), size.0);
            let mut outline = Outline::new(&stage.view());
            insta::assert_snapshot!(name("outline"), stage.frame(&mut outline, size));
            let mut log = Log::new(&stage.view());
            insta::assert_snapshot!(name("log"), stage.frame(&mut log, size));
        }
    }
}

#[test]
fn the_outline_starts_on_the_current_step_and_enter_shows_it() {
    let stage = worked();
    let mut outline = Outline::new(&stage.view());
    let outcome = stage.press(&mut outline, Intent::Enter);
    match outcome.go {
        Some(Go::StepAt(at)) => assert_eq!(at, step("telephony-loss", "post-runners")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_step_of_the_outline_can_be_reached_and_is_drawn() {
    let stage = worked();
    let mut outline = Outline::new(&stage.view());
    stage.press(&mut outline, Intent::Home);
    let mut seen = String::new();
    for _ in 0..45 {
        seen.push_str(&stage.frame(&mut outline, (80, 24)));
        stage.press(&mut outline, Intent::Down);
    }
    let run = &stage.session.state().runs[0];
    for (_, step) in run.copy.runbook.steps() {
        assert!(seen.contains(step.title.get(Lang::En)), "{}", step.id);
    }
}

#[test]
fn the_log_opens_at_the_newest_entry_and_shows_no_control_character() {
    let mut stage = worked();
    for n in 0..40 {
        stage.note(NoteKind::Fact, &format!("note number {n}"));
    }
    let mut log = Log::new(&stage.view());
    let frame = stage.frame(&mut log, (80, 24));
    assert!(frame.contains("note number 39"), "{frame}");
    stage.press(&mut log, Intent::Home);
    let top = stage.frame(&mut log, (80, 24));
    assert!(top.contains("incident opened"), "{top}");
    for _ in 0..4 {
        stage.press(&mut log, Intent::Down);
    }
    let note = stage.frame(&mut log, (80, 24));
    assert!(note.contains("switch room?<1B>[2J"), "the entry in full: {note}");
}

#[test]
fn no_key_of_either_list_orders_anything() {
    let stage = worked();
    let moves = [
        Intent::Up,
        Intent::Down,
        Intent::PageUp,
        Intent::PageDown,
        Intent::Space,
        Intent::Home,
        Intent::End,
        Intent::Enter,
        Intent::Digit(1),
        Intent::Skip,
    ];
    for intent in moves {
        assert!(stage.press(&mut Outline::new(&stage.view()), intent).requests.is_empty());
        assert!(stage.press(&mut Log::new(&stage.view()), intent).requests.is_empty());
    }
    assert_eq!(goes(&stage.press(&mut Log::new(&stage.view()), Intent::Esc)), "back");
    assert!(!Log::new(&stage.view()).keys(&stage.view()).is_empty());
}

/// The numbers of the notes on the screen.
fn numbers(frame: &str) -> BTreeSet<usize> {
    let after = frame.split("note number ").skip(1);
    after.filter_map(|rest| rest.get(..3)?.parse().ok()).collect()
}

#[test]
fn every_entry_of_a_long_log_is_reached_in_both_directions() {
    let mut stage = worked();
    for n in 0..500 {
        let more =
            if n % 7 == 0 { ", with so many words behind it that they take two rows" } else { "" };
        stage.note(NoteKind::Fact, &format!("note number {n:03}{more}"));
    }
    let ways = [
        (Intent::End, Intent::Up),
        (Intent::End, Intent::PageUp),
        (Intent::Home, Intent::Down),
        (Intent::Home, Intent::PageDown),
    ];
    for (from, turn) in ways {
        let mut log = Log::new(&stage.view());
        stage.frame(&mut log, (80, 24));
        stage.press(&mut log, from);
        let (mut seen, mut last) = (BTreeSet::new(), String::new());
        loop {
            let frame = stage.frame(&mut log, (80, 24));
            if frame == last {
                break;
            }
            let here = numbers(&frame);
            if turn == Intent::Up || turn == Intent::Down {
                let is_next = |n: &usize| {
                    seen.is_empty()
                        || seen.contains(n)
                        || seen.contains(&(n + 1))
                        || *n > 0 && seen.contains(&(n - 1))
                };
                assert!(here.iter().rev().any(is_next), "no entry is jumped over");
            }
            seen.extend(here);
            last = frame;
            stage.press(&mut log, turn);
        }
        assert_eq!(seen.len(), 500, "{from:?} {turn:?}");
        let is_at_end = last.contains("more below") != last.contains("more above");
        assert!(is_at_end, "{last}");
    }
}

#[test]
fn words_that_are_in_the_log_only_are_cited_and_then_read_again() {
    let mut desk = Desk::first_hour(Lang::En);
    assert_eq!(desk.look_back(), 0, "a night of usual length is all in memory");
    for n in 0..300 {
        let text = format!("note number {n:03} {}", "x".repeat(7_000));
        let (kind, step, begun_at, happened_at) = (NoteKind::Fact, None, None, None);
        desk.order(Command::AddNote(Note { kind, text, step, begun_at, happened_at }));
    }
    desk.draw();
    desk.keys("v");
    desk.tap(KeyCode::Home);
    let (first, cited) = (desk.session.lines() - 299, desk.text());
    assert!(cited.contains(&format!("(words in entry {first} of the log)")), "{cited}");
    assert!(desk.look_back() > 0);
    let read = desk.text();
    assert!(read.contains("note number 000") && !read.contains("words in entry"), "{read}");
    assert_eq!(desk.look_back(), 0, "nothing is asked for twice");
}
