//! Nothing changes before the disk has said yes; the clocks are watched.

use sangfroid::domain::event::Event;
use sangfroid::domain::rejection::Rejection;
use sangfroid::domain::time::Span;
use sangfroid::ports::FailureKind;
use sangfroid::session::{Effect, Input};

use crate::support::Play;
use crate::support::play::{broken, done, start};
use crate::support::sample::{DRILL, runbook, step};

fn events(play: &Play) -> Vec<Event> {
    play.log
        .split_inclusive(|byte| *byte == b'\n')
        .map(|line| sangfroid::audit::decode(line).expect("a line").record.event)
        .collect()
}

#[test]
fn nothing_changes_before_the_disk_has_said_yes() {
    let mut play = Play::drill();
    let (state, head) = (play.state().clone(), play.session.head());
    let effects = play.send(done("soon"));
    assert!(matches!(effects.as_slice(), [Effect::Append { .. }]), "{effects:?}");
    assert_eq!((play.state(), play.session.head()), (&state, head));
    assert!(play.session.is_saving() && play.session.unsaved().len() == 1);
    let answers = play.obey(effects);
    assert!(matches!(answers.as_slice(), [Effect::Recorded { records, .. }] if records.len() == 1));
    assert!(!play.session.is_saving() && play.session.unsaved().is_empty());
    assert_ne!(play.state(), &state);
    play.assert_sound();
}

#[test]
fn a_double_press_is_one_record_and_one_clean_refusal() {
    let mut play = Play::drill();
    let lines = play.session.lines();
    let first = play.send(done("soon"));
    assert_eq!(play.send(done("soon")), [], "it waits for its turn");
    let answers = play.obey(first);
    assert!(matches!(
        answers.as_slice(),
        [
            Effect::Recorded { .. },
            Effect::Rejected { rejection: Rejection::AlreadyAnswered(_), .. }
        ]
    ));
    assert_eq!(play.session.lines(), lines + 1);
    play.assert_sound();
}

#[test]
fn an_answer_that_nobody_asked_for_is_not_believed() {
    let mut play = Play::drill();
    let state = play.state().clone();
    assert_eq!(play.put(Input::Appended), []);
    assert_eq!(play.put(Input::AppendFailed(broken(FailureKind::Full))), []);
    assert_eq!(play.put(Input::ReopenFailed(broken(FailureKind::Full))), []);
    assert!(play.session.alarm().is_none());
    assert_eq!(play.state(), &state);
    play.all([done("soon")]);
    play.assert_sound();
}

#[test]
fn an_order_to_record_nothing_writes_nothing() {
    let mut play = Play::drill();
    let log = play.log.clone();
    let effects = play.send(sangfroid::domain::command::Command::Recover(Vec::new()));
    assert!(matches!(effects.as_slice(), [Effect::Recorded { records, .. }] if records.is_empty()));
    assert_eq!(play.log, log);
}

#[test]
fn a_start_that_fails_leaves_no_incident_and_can_be_tried_again() {
    let mut play = Play::empty();
    let effects = play.send(start(runbook(DRILL)));
    assert!(matches!(effects.as_slice(), [Effect::Create { .. }]));
    let effects = play.put(Input::AppendFailed(broken(FailureKind::ReadOnly)));
    assert!(matches!(effects.as_slice(), [Effect::NotSaved { ticket: Some(_), .. }]));
    assert!(play.state().opened.is_none() && play.session.alarm().is_none());
    assert!(play.session.unsaved().is_empty());
    play.give(start(runbook(DRILL))).expect("another place takes it");
    play.assert_sound();
}

#[test]
fn a_wall_clock_that_moves_by_itself_is_recorded_with_its_size() {
    for jump in [3_600_000, -3_600_000, 2_001] {
        let mut play = Play::drill();
        play.pass(Span::from_min(3));
        play.jump(jump);
        play.all([done("soon")]);
        let stepped: Vec<_> =
            events(&play).into_iter().filter(|e| matches!(e, Event::ClockStepped { .. })).collect();
        assert_eq!(stepped, [Event::ClockStepped { by_ms: jump }]);
        play.assert_sound();
    }
    let mut play = Play::drill();
    play.jump(2_000);
    play.all([done("soon")]);
    assert!(!events(&play).iter().any(|e| matches!(e, Event::ClockStepped { .. })));
}

#[test]
fn a_restart_of_the_machine_is_no_clock_step() {
    let mut play = Play::drill();
    play.now.moment.boot = sangfroid::domain::time::BootTag(9);
    play.jump(3_600_000);
    play.all([done("soon")]);
    assert!(!events(&play).iter().any(|e| matches!(e, Event::ClockStepped { .. })));
}

#[test]
fn a_limit_that_passed_is_recorded_once_by_the_program() {
    let mut play = Play::drill();
    assert_eq!(play.session.next_wake(&play.now), Some(Span::from_min(30)));
    play.pass(Span::from_min(31));
    for _ in 0..3 {
        let effects = play.wake();
        play.obey(effects);
    }
    let passed: Vec<_> = events(&play)
        .into_iter()
        .filter_map(|e| match e {
            Event::DeadlinePassed { step, .. } => Some(step),
            _ => None,
        })
        .collect();
    assert_eq!(passed, [step("early")]);
    play.assert_sound();
}

#[test]
fn a_limit_that_passes_while_something_is_being_saved_is_not_forgotten() {
    let mut play = Play::drill();
    let saving = play.send(done("soon"));
    play.pass(Span::from_min(31));
    assert_eq!(play.wake(), [], "one batch at a time");
    play.obey(saving);
    assert_eq!(play.session.next_wake(&play.now), Some(Span::ZERO), "at once");
    let effects = play.wake();
    play.obey(effects);
    assert!(events(&play).iter().any(|e| matches!(e, Event::DeadlinePassed { .. })));
    play.assert_sound();
}
