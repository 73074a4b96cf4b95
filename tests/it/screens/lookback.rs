//! The outline and the log: everything is there, and looking changes nothing.

use sangfroid::domain::act::StepAct;
use sangfroid::domain::event::NoteKind;
use sangfroid::domain::text::Lang;
use sangfroid::tui::intent::Intent;
use sangfroid::tui::screen::log::Log;
use sangfroid::tui::screen::outline::Outline;
use sangfroid::tui::screen::{Go, Screen};

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
    assert!(top.contains("incident opened") && top.contains("<1B>[2J"), "{top}");
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
