//! Going on out of turn: what is jumped over stays open, the rest goes on from there (R18).

use sangfroid::domain::act::StepAct;
use sangfroid::domain::place::Mark;
use sangfroid::domain::rejection::Rejection;
use sangfroid::domain::state::{Status, Subject};

use crate::support::Play;
use crate::support::play::{act, chosen, done, go, observed, skipped};
use crate::support::sample::step;

fn mark(play: &Play, name: &str) -> Mark {
    let run = &play.state().runs[0];
    run.mark(run.index_of(&step(name).step).expect("a step"))
}

#[test]
fn the_place_goes_on_behind_the_target_and_comes_back_at_the_end() {
    let mut play = Play::drill();
    play.all([observed("look-at-it", "lit"), go("early", "short of time")]);
    assert_eq!(play.current(), ["early"]);
    play.all([done("early")]);
    assert_eq!(play.current(), ["look-closed"], "not back to what was jumped over");
    for name in ["cut-or-keep", "watch-it", "soon"] {
        assert_eq!(mark(&play, name), Mark::Todo, "{name}");
    }
    play.all([skipped("look-closed", "x"), skipped("let-it-settle", "x")]);
    play.all([skipped("open-child", "x"), skipped("call-leader", "x")]);
    play.all([skipped("settle-closed", "x")]);
    assert_eq!(play.current(), ["cut-or-keep"], "nothing that is open is forgotten");
    play.assert_sound();
}

#[test]
fn a_pause_that_lies_between_is_skipped_with_the_same_reason() {
    let mut play = Play::drill();
    let records = play.give(go("call-leader", "asked by the leader")).expect("it goes");
    assert_eq!(records.len(), 2);
    let run = &play.state().runs[0];
    let pause = run.index_of(&step("look-closed").step).expect("a step");
    let reason = "asked by the leader".to_owned();
    assert_eq!(run.steps[pause].status, Status::Skipped { reason });
    assert_eq!(play.current(), ["call-leader"]);
    play.all([done("call-leader")]);
    play.assert_sound();
}

#[test]
fn a_jump_needs_a_reason_and_an_open_step() {
    let mut play = Play::drill();
    assert_eq!(play.give(go("early", " ")), Err(Rejection::ReasonMissing));
    play.all([observed("look-at-it", "lit"), skipped("soon", "no pen")]);
    for name in ["look-at-it", "soon"] {
        let refused = play.give(go(name, "short of time"));
        assert_eq!(refused, Err(Rejection::AlreadyAnswered(step(name))), "{name}");
    }
    let undecided = play.give(go("cut-it", "short of time"));
    assert!(matches!(undecided, Err(Rejection::DecisionFirst { .. })), "{undecided:?}");
    play.all([chosen("cut-or-keep", Some("keep"))]);
    let closed = play.give(go("cut-it", "short of time"));
    assert_eq!(closed, Err(Rejection::NotApplicable(step("cut-it"))));
}

#[test]
fn it_is_an_act_of_its_own_and_what_was_put_off_still_comes_back() {
    use sangfroid::domain::time::Span;
    let mut play = Play::drill();
    play.all([observed("look-at-it", "lit"), chosen("cut-or-keep", Some("keep"))]);
    let reason = "busy".to_owned();
    let until = sangfroid::domain::act::Until::After(Span::from_min(5));
    play.all([act("keep-it", StepAct::Postponed { until, reason })]);
    play.all([go("early", "short of time")]);
    let last = play.state().acts.last().expect("an act");
    assert!(matches!(last.subject, Subject::Step(..)), "{last:?}");
    play.pass(Span::from_min(6));
    assert_eq!(play.current(), ["keep-it"]);
}
