//! The end: open items by name, last acts one by one, the word before Enter, and the summary after
//! it.

use sangfroid::domain::act::{StepAct, Until};
use sangfroid::domain::command::Command;
use sangfroid::domain::event::{ClosingWord, NoteKind};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::session::Effect;
use sangfroid::tui::intent::{Intent, Mode};
use sangfroid::tui::request::Request;
use sangfroid::tui::screen::closing::Closing;
use sangfroid::tui::screen::summary::Summary;
use sangfroid::tui::screen::{Outcome, Screen};

use super::stage::{BRIEF, SIZES, Stage, goes, step};

fn ask() -> sangfroid::domain::ids::StepRef {
    step("brief-cut", "ask")
}

/// One step done, one skipped, one put off, a to-do open.
fn nearly_done() -> Stage {
    let mut stage = Stage::open(BRIEF);
    stage.pass(120);
    let reason = "server room locked".to_owned();
    stage.act(&ask(), StepAct::Skipped { reason });
    let until = Until::After(Span::from_min(30));
    let reason = "leader is away".to_owned();
    stage.act(&step("brief-cut", "see"), StepAct::Postponed { until, reason });
    stage.done(&step("brief-cut", "close-look"));
    stage.note(NoteKind::Todo, "Ask who has the key");
    stage.pass(600);
    stage
}

fn all_done() -> Stage {
    let mut stage = Stage::open(BRIEF);
    stage.done(&ask());
    let seen = sangfroid::domain::ids::StateId::parse("dark").expect("an id");
    stage.act(&step("brief-cut", "see"), StepAct::Observed { state: seen });
    stage.done(&step("brief-cut", "close-look"));
    stage
}

fn order(outcome: &Outcome) -> Option<Command> {
    match outcome.requests.as_slice() {
        [Request::Order(command)] => Some((**command).clone()),
        _ => None,
    }
}

#[test]
fn frames_are_as_agreed() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut stage = nearly_done();
            stage.lang = lang;
            let name = |what: &str| format!("closing_{what}_{}_{}", lang.code(), size.0);
            let mut closing = Closing::new(&stage.view());
            insta::assert_snapshot!(name("open"), stage.frame(&mut closing, size));
            for _ in 0..3 {
                stage.press(&mut closing, Intent::Down);
            }
            stage.press(&mut closing, Intent::Enter);
            stage.press(&mut closing, Intent::Down);
            stage.keys(&mut closing, "the phone is still needed\n");
            insta::assert_snapshot!(name("ready"), stage.frame(&mut closing, size));
            let close = order(&stage.press(&mut closing, Intent::Enter)).expect("a closing");
            stage.order(close);
            let mut summary = Summary::new(&stage.view());
            insta::assert_snapshot!(name("summary"), stage.frame(&mut summary, size));
        }
    }
}

#[test]
fn everything_done_and_both_last_acts_confirmed_closes_as_complete() {
    let mut stage = all_done();
    let mut closing = Closing::new(&stage.view());
    // Two last acts, past the reason, close.
    stage.keys(&mut closing, "\n\n\n");
    assert!(stage.frame(&mut closing, (80, 24)).contains("Close now as: complete"));
    let close = order(&stage.press(&mut closing, Intent::Enter)).expect("a closing");
    let effects = stage.order(close);
    let incident = stage.session.state();
    assert_eq!(incident.closed.as_ref().map(|(c, _)| c.word), Some(ClosingWord::Complete));
    let is_recorded = |effect: &&Effect| matches!(effect, Effect::Recorded { .. });
    let recorded = effects.iter().find(is_recorded).expect("it is on disk");
    assert_eq!(goes(&closing.answer(recorded, &stage.view())), "summary");
}

#[test]
fn the_word_on_the_screen_is_the_word_in_the_log() {
    for (mut stage, words) in [(nearly_done(), "complete, 4 open"), (all_done(), "complete")] {
        let mut closing = Closing::new(&stage.view());
        for _ in 0..20 {
            if stage.frame(&mut closing, (80, 24)).contains(">> [ ]") {
                stage.press(&mut closing, Intent::Space);
            } else {
                stage.press(&mut closing, Intent::Down);
            }
        }
        let frame = stage.frame(&mut closing, (120, 40));
        let wanted = if words == "complete" { "as: complete\n" } else { "as: complete, 3 open" };
        assert!(frame.contains(wanted), "{wanted} in {frame}");
        stage.press(&mut closing, Intent::Up);
        let close = order(&stage.press(&mut closing, Intent::Enter)).expect("a closing");
        stage.order(close);
        let open = stage.session.state().closed.as_ref().map(|(c, _)| c.open.len());
        assert_eq!(open, Some(if words == "complete" { 0 } else { 3 }));
    }
}

#[test]
fn a_last_act_that_is_left_needs_a_reason_before_anything_is_closed() {
    let stage = all_done();
    let mut closing = Closing::new(&stage.view());
    stage.press(&mut closing, Intent::End);
    stage.press(&mut closing, Intent::Up);
    let outcome = stage.press(&mut closing, Intent::Enter);
    assert!(outcome.requests.is_empty() && outcome.say.is_some());
    assert_eq!(closing.mode(), Mode::Text, "the cursor is in the reason");
    stage.keys(&mut closing, "phone needed\n");
    let Some(Command::Close(close)) = order(&stage.press(&mut closing, Intent::Enter)) else {
        panic!("no closing");
    };
    assert_eq!(close.reason.as_deref(), Some("phone needed"));
    assert!(close.last_acts_done.is_empty());
}

#[test]
fn stopping_early_is_called_so_and_needs_a_reason() {
    let stage = Stage::open(BRIEF);
    let mut closing = Closing::new(&stage.view());
    let frame = stage.frame(&mut closing, (120, 40));
    assert!(frame.contains("Close now as: stopped before the end"), "{frame}");
    stage.press(&mut closing, Intent::End);
    stage.press(&mut closing, Intent::Up);
    assert!(stage.press(&mut closing, Intent::Enter).requests.is_empty());
}

#[test]
fn enter_on_an_open_step_goes_there_and_the_cursor_never_starts_on_close() {
    let stage = nearly_done();
    let mut closing = Closing::new(&stage.view());
    assert_eq!(goes(&stage.press(&mut closing, Intent::Enter)), "step-at");
    for mut other in [Closing::new(&all_done().view()), Closing::new(&Stage::open(BRIEF).view())] {
        let stage = all_done();
        assert!(stage.press(&mut other, Intent::Enter).requests.is_empty());
    }
}

#[test]
fn letters_in_the_reason_are_text_and_elsewhere_not_of_this_screen() {
    let stage = all_done();
    let mut closing = Closing::new(&stage.view());
    assert_eq!(closing.mode(), Mode::Command);
    assert!(!stage.press(&mut closing, Intent::Note).is_mine);
    stage.press(&mut closing, Intent::Down);
    stage.press(&mut closing, Intent::Down);
    assert_eq!(closing.mode(), Mode::Text);
    assert!(stage.keys(&mut closing, "qqq").is_mine);
}

#[test]
fn a_refused_closing_can_be_tried_again() {
    let stage = all_done();
    let mut closing = Closing::new(&stage.view());
    stage.keys(&mut closing, "\n\n\n");
    assert!(order(&stage.press(&mut closing, Intent::Enter)).is_some());
    assert!(order(&stage.press(&mut closing, Intent::Enter)).is_none(), "one order at a time");
    let refusal = Effect::Rejected {
        ticket: sangfroid::session::Ticket(1),
        rejection: sangfroid::domain::rejection::Rejection::NotSaved,
    };
    closing.answer(&refusal, &stage.view());
    assert!(order(&stage.press(&mut closing, Intent::Enter)).is_some());
}

#[test]
fn the_summary_holds_the_spoken_code_of_the_head_and_the_command_that_checks_it() {
    let mut stage = all_done();
    let mut closing = Closing::new(&stage.view());
    stage.keys(&mut closing, "\n\n\n");
    let close = order(&stage.press(&mut closing, Intent::Enter)).expect("a closing");
    stage.order(close);
    let mut summary = Summary::new(&stage.view());
    let frame = stage.frame(&mut summary, (120, 40));
    let code = stage.session.head().spoken_code().to_string();
    for group in code.split_whitespace() {
        assert!(frame.contains(group), "{group} in {frame}");
    }
    assert!(frame.contains("sangfroid verify /media/red/sangfroid-data/INC-2026-0007 --code"));
    assert_eq!(goes(&stage.press(&mut summary, Intent::Enter)), "picker");
}

#[test]
fn what_was_kept_and_how_the_clocks_ended_stands_before_the_end() {
    let mut stage = nearly_done();
    stage.note(NoteKind::Todo, "AD: bring the sheets");
    let mut closing = Closing::new(&stage.view());
    let frame = stage.frame(&mut closing, (120, 40));
    assert!(frame.contains("clocks: 0 met, "), "{frame}");
    assert!(frame.contains("notes of NOBODY: 1"), "{frame}");
    assert!(frame.contains("to do, AD: bring the sheets"), "{frame}");
    assert!(frame.contains("sangfroid export INC-2026-0007 --as log"), "{frame}");
}
