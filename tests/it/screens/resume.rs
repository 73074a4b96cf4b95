//! Coming back: one key to go on, the doubt answered, nothing recorded before.

use sangfroid::domain::act::StepAct;
use sangfroid::domain::command::Command;
use sangfroid::domain::event::{Doubt, LeaveReason};
use sangfroid::domain::text::Lang;
use sangfroid::session::Effect;
use sangfroid::tui::intent::Intent;
use sangfroid::tui::request::Request;
use sangfroid::tui::screen::resume::Resume;
use sangfroid::tui::screen::{Outcome, Screen};

use super::stage::{BRIEF, SIZES, Stage, TELEPHONES, goes, step};

fn stopped() -> Stage {
    let mut stage = Stage::open(TELEPHONES);
    stage.pass(420);
    stage.done(&step("telephony-loss", "test-life-lines"));
    stage.pass(360);
    stage
}

fn commands(outcome: &Outcome) -> Vec<Command> {
    let order = |request: &Request| match request {
        Request::Order(command) => Some((**command).clone()),
        _ => None,
    };
    outcome.requests.iter().filter_map(order).collect()
}

/// The disk says yes to the one order of an outcome; what the screen wants then.
fn after(stage: &mut Stage, resume: &mut Resume, outcome: &Outcome) -> Outcome {
    let orders = commands(outcome);
    let [order] = orders.as_slice() else { panic!("{orders:?}") };
    let effects = stage.order(order.clone());
    assert!(matches!(effects.as_slice(), [Effect::Recorded { .. }]), "{effects:?}");
    resume.answer(&effects[0], &stage.view())
}

#[test]
fn frames_are_as_agreed() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut stage = stopped();
            stage.lang = lang;
            stage.pass(1800);
            let name = |what: &str| format!("resume_{what}_{}_{}", lang.code(), size.0);
            let mut resume = Resume::new(&stage.view());
            insta::assert_snapshot!(name("stopped"), stage.frame(&mut resume, size));
            stage.keys(&mut resume, "1\n");
            insta::assert_snapshot!(name("time"), stage.frame(&mut resume, size));
        }
    }
}

#[test]
fn enter_alone_resumes_and_says_that_the_step_was_not_done() {
    let stage = stopped();
    let outcome = stage.press(&mut Resume::new(&stage.view()), Intent::Enter);
    assert_eq!(commands(&outcome), [Command::Resume { doubt: Some(Doubt::NotDone) }]);
}

#[test]
fn the_step_comes_when_the_return_is_on_disk_and_not_before() {
    let mut stage = stopped();
    let mut resume = Resume::new(&stage.view());
    let outcome = stage.press(&mut resume, Intent::Enter);
    assert_eq!(goes(&outcome), "stays");
    assert_eq!(goes(&after(&mut stage, &mut resume, &outcome)), "step");
}

#[test]
fn done_before_the_stop_asks_for_the_time_and_records_both() {
    let mut stage = stopped();
    let mut resume = Resume::new(&stage.view());
    assert!(stage.keys(&mut resume, "1\n").requests.is_empty());
    let outcome = stage.keys(&mut resume, "4\n");
    assert_eq!(commands(&outcome), [Command::Resume { doubt: Some(Doubt::Done) }]);
    let then = after(&mut stage, &mut resume, &outcome);
    assert_eq!(goes(&then), "step");
    let orders = commands(&then);
    let [Command::Step(order)] = orders.as_slice() else { panic!("{orders:?}") };
    assert_eq!(order.step, step("telephony-loss", "call-nurse-manager"));
    let at = order.happened_at.expect("a time").to_string();
    assert_eq!(at, "2026-11-24T02:11:41.000Z");
    let effects = stage.order(orders[0].clone());
    assert!(matches!(effects.as_slice(), [Effect::Recorded { .. }]), "{effects:?}");
}

#[test]
fn an_empty_time_means_the_moment_of_the_last_entry_and_a_wrong_one_is_asked_again() {
    let mut stage = stopped();
    let mut resume = Resume::new(&stage.view());
    stage.keys(&mut resume, "1\n");
    let wrong = stage.keys(&mut resume, "ab\n");
    assert!(wrong.requests.is_empty() && wrong.say.is_some());
    stage.keys(&mut resume, "");
    for _ in 0..2 {
        stage.press(&mut resume, Intent::Backspace);
    }
    let outcome = stage.press(&mut resume, Intent::Enter);
    let orders = commands(&after(&mut stage, &mut resume, &outcome));
    let Some(Command::Step(order)) = orders.last() else { panic!("{orders:?}") };
    assert_eq!(order.happened_at.expect("a time").to_string(), "2026-11-24T02:09:41.000Z");
}

#[test]
fn a_time_before_the_incident_is_refused() {
    let stage = stopped();
    let mut resume = Resume::new(&stage.view());
    let outcome = stage.keys(&mut resume, "1\n600\n");
    assert!(outcome.requests.is_empty());
    assert!(outcome.say.expect("words").contains("before the incident"));
}

#[test]
fn not_sure_points_at_the_check_and_a_step_that_asks_more_is_not_ticked_from_here() {
    let mut stage = Stage::open(BRIEF);
    let mut resume = Resume::new(&stage.view());
    let outcome = stage.keys(&mut resume, "3\n");
    assert_eq!(commands(&outcome), [Command::Resume { doubt: Some(Doubt::NotSure) }]);
    let then = after(&mut stage, &mut resume, &outcome);
    assert!(then.say.expect("words").contains("Both answered."));
    stage.done(&step("brief-cut", "ask"));
    let mut resume = Resume::new(&stage.view());
    let outcome = stage.keys(&mut resume, "1\n");
    assert_eq!(commands(&outcome), [Command::Resume { doubt: Some(Doubt::Done) }]);
    let then = after(&mut stage, &mut resume, &outcome);
    assert!(commands(&then).is_empty(), "the step itself asks for the state");
    assert_eq!(goes(&then), "step");
}

#[test]
fn an_orderly_leave_is_not_called_a_stop() {
    let mut stage = stopped();
    stage.order(Command::Leave(LeaveReason::Quit));
    stage.pass(60);
    let frame = stage.frame(&mut Resume::new(&stage.view()), (80, 24));
    assert!(frame.contains("The program was left at 03:15:41"), "{frame}");
    assert!(!frame.contains("without being asked"), "{frame}");
}

#[test]
fn with_nothing_left_to_do_enter_only_comes_back() {
    let mut stage = Stage::open(BRIEF);
    for name in ["ask", "see", "close-look"] {
        stage.act(&step("brief-cut", name), StepAct::Skipped { reason: "drill".into() });
    }
    let mut resume = Resume::new(&stage.view());
    assert!(stage.frame(&mut resume, (80, 24)).contains("Every step is answered."));
    let outcome = stage.press(&mut resume, Intent::Enter);
    assert_eq!(commands(&outcome), [Command::Resume { doubt: None }]);
}

#[test]
fn looking_at_the_screen_and_moving_gives_no_order() {
    let stage = stopped();
    let mut resume = Resume::new(&stage.view());
    for intent in [Intent::Up, Intent::Down, Intent::Digit(3), Intent::Digit(1), Intent::End] {
        assert!(stage.press(&mut resume, intent).requests.is_empty());
    }
    assert!(!resume.keys(&stage.view()).is_empty());
}
