//! Waits, repeats, limits and postponements run on the monotonic clock, whatever the wall clock
//! does.

use sangfroid::domain::act::{Recheck, StepAct};
use sangfroid::domain::deadline::DeadlineCause;
use sangfroid::domain::rejection::Rejection;
use sangfroid::domain::time::{BootTag, Elapsed, Remaining, Span, Timestamp};

use crate::support::Play;
use crate::support::play::{act, chosen, done, later, observed, skipped};
use crate::support::sample::step;

const TEN_YEARS_MS: i64 = 10 * 365 * 86_400_000;

fn left(play: &Play, name: &str) -> Option<(DeadlineCause, Remaining)> {
    let all = play.state().deadlines(&play.now.moment);
    let found = all.into_iter().find(|deadline| deadline.step == step(name));
    found.map(|deadline| (deadline.cause, deadline.remaining))
}

fn ended() -> sangfroid::domain::command::Command {
    act("let-it-settle", StepAct::WaitEnded { early_reason: None })
}

#[test]
fn a_wait_ends_by_the_time_that_passed_and_not_by_the_wall_clock() {
    for jump in [TEN_YEARS_MS, -TEN_YEARS_MS] {
        let mut play = Play::drill();
        play.all([
            skipped("look-closed", "short of time"),
            act("let-it-settle", StepAct::WaitStarted),
        ]);
        play.pass(Span::from_min(4));
        play.jump(jump);
        assert_eq!(play.give(ended()), Err(Rejection::StillWaiting(step("let-it-settle"))));
        let expected = (DeadlineCause::Wait, Remaining::Left(Span::from_min(1)));
        assert_eq!(left(&play, "let-it-settle"), Some(expected));
        play.pass(Span::from_min(1));
        play.all([ended()]);
        play.assert_sound();
    }
}

#[test]
fn after_a_restart_of_the_machine_the_wall_clock_has_to_do() {
    let mut play = Play::drill();
    play.all([skipped("look-closed", "a"), act("let-it-settle", StepAct::WaitStarted)]);
    play.now.moment.boot = BootTag(7);
    play.now.moment.mono = Elapsed::from_ms(1);
    play.jump(4 * 60_000);
    assert!(play.give(ended()).is_err());
    play.jump(60_000);
    play.all([ended()]);
}

#[test]
fn a_check_comes_back_until_its_condition_is_reached() {
    let mut play = Play::drill();
    let recheck = |outcome| act("watch-it", StepAct::Rechecked { outcome });
    play.all([observed("look-at-it", "lit"), chosen("cut-or-keep", Some("keep")), done("keep-it")]);
    play.all([done("watch-it")]);
    assert_eq!(play.current(), ["soon"]);
    play.pass(Span::from_min(10));
    assert_eq!(play.current(), ["watch-it"], "it comes back by itself");
    let over = (DeadlineCause::Repeat, Remaining::Over(Span::ZERO));
    assert_eq!(left(&play, "watch-it"), Some(over));
    play.all([recheck(Recheck::Again)]);
    assert_eq!(play.current(), ["soon"]);
    play.pass(Span::from_min(3));
    play.all([recheck(Recheck::Reached)]);
    assert_eq!(left(&play, "watch-it"), None);
    play.assert_sound();
}

#[test]
fn a_step_put_off_comes_back_by_itself() {
    let mut play = Play::drill();
    play.all([later("look-at-it", 20, "the key is away")]);
    assert_eq!(play.current(), ["cut-or-keep"]);
    play.pass(Span::from_min(20));
    play.jump(-TEN_YEARS_MS);
    assert_eq!(play.current(), ["look-at-it"]);
}

#[test]
fn limits_count_from_the_step_or_from_the_start() {
    let mut play = Play::drill();
    let early = |play: &Play| left(play, "early").map(|(_, remaining)| remaining);
    assert_eq!(early(&play), Some(Remaining::Left(Span::from_min(30))));
    assert_eq!(left(&play, "soon"), None, "not current yet: no limit runs");
    play.pass(Span::from_min(7));
    play.all([
        observed("look-at-it", "lit"),
        chosen("cut-or-keep", Some("keep")),
        done("keep-it"),
        done("watch-it"),
    ]);
    let soon = (DeadlineCause::Limit, Remaining::Left(Span::from_min(10)));
    assert_eq!(left(&play, "soon"), Some(soon));
    assert_eq!(early(&play), Some(Remaining::Left(Span::from_min(23))));
    play.pass(Span::from_min(25));
    let causes: Vec<_> = play
        .state()
        .deadlines(&play.now.moment)
        .into_iter()
        .map(|d| d.step.step.to_string())
        .collect();
    assert_eq!(causes, ["watch-it", "soon", "early"], "the longest overdue first, equals by place");
    let due = play.state().deadlines(&play.now.moment)[0].due_at;
    let opened = play.state().opened.as_ref().unwrap().at.wall;
    assert_eq!(due, Timestamp::from_ms(opened.ms() + 17 * 60_000));
    play.all([done("soon"), done("early")]);
    assert_eq!((left(&play, "soon"), early(&play)), (None, None));
}
