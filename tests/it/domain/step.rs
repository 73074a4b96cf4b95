//! Steps: answers, decisions changed half-way, setting aside, agreement, opening another runbook.

use sangfroid::domain::act::{ApprovalHow, Recheck, StepAct, Until};
use sangfroid::domain::command::Command;
use sangfroid::domain::event::Correction;
use sangfroid::domain::ids::EventId;
use sangfroid::domain::place::{Applies, Mark};
use sangfroid::domain::state::{Outcome, Run, Status};

use crate::support::Play;
use crate::support::play::{
    act, approved, chosen, could_not, done, later, observed, order, skipped,
};
use crate::support::sample::{CHILD, runbook, step};

const REPEAT: &str = "limit_basis: default
        repeat: {every: 10m, until: It is quiet}
        ";

const SIGN_OFF: &str = "sign_off: {by: [dmc], persons: 2, loses: [Web], keeps: [Wards]}
        ";

fn run(play: &Play) -> &Run {
    &play.state().runs[0]
}

fn at(play: &Play, name: &str) -> usize {
    run(play).index_of(&step(name).step).expect("a step")
}

fn mark(play: &Play, name: &str) -> Mark {
    run(play).mark(at(play, name))
}

fn last_entry(play: &Play) -> EventId {
    play.state().last.clone().expect("a record").0
}

fn take_back(play: &Play) -> Command {
    let target = last_entry(play);
    Command::Correct { target, correction: Correction::NotSo { reason: None } }
}

#[test]
fn the_marker_moves_to_the_next_open_step_by_itself() {
    let mut play = Play::drill();
    assert_eq!(play.current(), ["look-at-it"]);
    play.all([observed("look-at-it", "lit")]);
    assert_eq!(play.current(), ["cut-or-keep"]);
    play.all([chosen("cut-or-keep", Some("keep"))]);
    assert_eq!(play.current(), ["keep-it"]);
    assert_eq!(mark(&play, "cut-it"), Mark::NotApplicable);
    let seen = &run(&play).steps[0].status;
    assert!(
        matches!(seen, Status::Done { outcome: Outcome::Observed(s), .. } if s.as_str() == "lit")
    );
}

#[test]
fn a_changed_decision_keeps_the_work_done_and_says_that_the_path_changed() {
    let mut play = Play::drill();
    play.all([chosen("cut-or-keep", Some("keep"))]);
    let decided = last_entry(&play);
    play.all([done("keep-it")]);
    let correction = Correction::NotSo { reason: Some("it was ours".to_owned()) };
    play.all([Command::Correct { target: decided, correction }]);
    assert_eq!(play.current(), ["look-at-it"]);
    assert_eq!(run(&play).applies(at(&play, "keep-it")), Applies::Undecided(1));
    assert!(!run(&play).is_path_changed(at(&play, "keep-it")), "not yet known");
    play.all([chosen("cut-or-keep", Some("cut"))]);
    assert_eq!(mark(&play, "keep-it"), Mark::Done);
    assert!(run(&play).is_path_changed(at(&play, "keep-it")));
    assert_eq!(mark(&play, "cut-it"), Mark::Todo);
    assert!(!run(&play).is_path_changed(at(&play, "cut-it")));
    play.assert_sound();
}

#[test]
fn not_knowing_and_setting_a_decision_aside_take_the_careful_path() {
    for command in [
        chosen("cut-or-keep", None),
        skipped("cut-or-keep", "nobody here knows"),
        could_not("cut-or-keep", "no access"),
    ] {
        let mut play = Play::drill();
        play.all([command]);
        assert_eq!(mark(&play, "cut-it"), Mark::Todo);
        assert_eq!(mark(&play, "keep-it"), Mark::NotApplicable);
    }
    let mut play = Play::drill();
    play.all([later("cut-or-keep", 5, "the leader comes")]);
    assert_eq!(
        run(&play).applies(at(&play, "cut-it")),
        Applies::Undecided(1),
        "not now is no answer"
    );
}

#[test]
fn a_step_set_aside_can_be_done_after_all() {
    for command in
        [skipped("soon", "no pen"), could_not("soon", "no pen"), later("soon", 9, "busy")]
    {
        let mut play = Play::drill();
        play.all([command, done("soon")]);
        assert_eq!(mark(&play, "soon"), Mark::Done);
    }
}

#[test]
fn a_step_for_two_is_marked_so_only_when_two_agreed() {
    for (how, by, words, expected) in [
        (ApprovalHow::Present, "DM", "cut the link", Mark::DoneByTwo),
        (ApprovalHow::Phone, "DM", "cut the link", Mark::DoneByTwo),
        (ApprovalHow::Alone, "KP", "nobody answers", Mark::Done),
    ] {
        let mut play = Play::drill();
        play.all([chosen("cut-or-keep", Some("cut")), approved("cut-it", how, by, words)]);
        assert_eq!(mark(&play, "cut-it"), expected);
    }
}

#[test]
fn an_entry_of_before_may_be_told_in_any_phase_and_keeps_both_times() {
    let mut play = Play::drill();
    let earlier = sangfroid::domain::time::Timestamp::from_ms(play.now.moment.wall.ms() - 900_000);
    let mut told = order(step("call-leader"), StepAct::Done { approval: None });
    told.happened_at = Some(earlier);
    play.all([Command::Step(told)]);
    let state = &run(&play).steps[at(&play, "call-leader")];
    let answered = state.answered.as_ref().expect("answered");
    assert_eq!(answered.happened_at, Some(earlier));
    assert_eq!(answered.at, play.now.moment);
    play.assert_sound();
}

#[test]
fn an_included_runbook_is_walked_first_and_then_the_parent_goes_on() {
    let mut play = Play::drill();
    play.all([skipped("look-closed", "short of time"), skipped("let-it-settle", "no time")]);
    let mut open = order(step("open-child"), StepAct::Done { approval: None });
    open.include = Some(runbook(CHILD));
    play.all([Command::Step(open)]);
    let focus = |play: &Play| play.state().focus(&play.now.moment).map(|run| run.id().to_string());
    assert_eq!(play.state().runs.len(), 2);
    assert_eq!(play.state().runs[1].opened_by, Some(step("open-child")));
    assert_eq!(focus(&play).as_deref(), Some("child"));
    play.assert_sound();
    play.all([done("child/child-act"), done("child/child-closed")]);
    assert_eq!(focus(&play).as_deref(), Some("drill"));
    assert!(play.give(done("child/child-act")).is_err());
    play.assert_sound();
}

#[test]
fn an_include_that_was_taken_back_and_done_again_opens_nothing_twice() {
    let mut play = Play::drill();
    play.all([skipped("look-closed", "short of time")]);
    let mut open = order(step("open-child"), StepAct::Done { approval: None });
    open.include = Some(runbook(CHILD));
    let records = play.give(Command::Step(open)).expect("it opens");
    let correction = Correction::NotSo { reason: None };
    play.all([Command::Correct { target: records[0].clone(), correction }, done("open-child")]);
    assert_eq!(play.state().runs.len(), 2);
    play.assert_sound();
}

#[test]
fn the_end_of_a_repeated_check_keeps_what_the_first_answer_was() {
    let text = crate::support::sample::DRILL
        .replace("states: [{id: dark", &format!("{REPEAT}states: [{{id: dark"))
        .replace("sign_off: {by: [dmc]", &format!("{REPEAT}sign_off: {{by: [dmc]"));
    let mut play = Play::of(&text);
    let reached = |name| act(name, StepAct::Rechecked { outcome: Recheck::Reached });
    play.all([observed("look-at-it", "dark"), reached("look-at-it")]);
    let seen = &run(&play).steps[0].status;
    assert!(
        matches!(seen, Status::Done { outcome: Outcome::Observed(s), .. } if s.as_str() == "dark")
    );
    play.all([
        chosen("cut-or-keep", Some("cut")),
        approved("cut-it", ApprovalHow::Phone, "DM", "the link"),
        reached("cut-it"),
    ]);
    assert_eq!(mark(&play, "cut-it"), Mark::DoneByTwo);
    play.assert_sound();
}

#[test]
fn a_look_that_names_a_second_person_does_not_block_the_walk() {
    let text = crate::support::sample::DRILL
        .replace("states: [{id: dark", &format!("{SIGN_OFF}states: [{{id: dark"));
    let mut play = Play::of(&text);
    play.all([observed("look-at-it", "dark")]);
    assert_eq!(mark(&play, "look-at-it"), Mark::Done);
}

#[test]
fn a_step_put_off_until_an_event_stays_in_the_list() {
    let mut play = Play::drill();
    let until = Until::Event("the leader comes".to_owned());
    play.all([act("look-at-it", StepAct::Postponed { until, reason: "busy".to_owned() })]);
    assert_eq!(play.current(), ["cut-or-keep"]);
    play.all([
        chosen("cut-or-keep", Some("keep")),
        done("keep-it"),
        skipped("watch-it", "a"),
        done("soon"),
        done("early"),
        done("look-closed"),
        skipped("let-it-settle", "a"),
        skipped("open-child", "a"),
        done("call-leader"),
        done("settle-closed"),
    ]);
    assert_eq!(play.current(), ["look-at-it"], "it comes back when nothing else is left");
    assert!(!play.state().is_walked(&play.now.moment));
    play.all([observed("look-at-it", "lit")]);
    assert!(play.state().is_walked(&play.now.moment));
}

#[test]
fn taking_back_the_last_entry_opens_its_step_again() {
    let mut play = Play::drill();
    play.all([observed("look-at-it", "lit")]);
    let undo = take_back(&play);
    play.all([undo]);
    assert_eq!(play.current(), ["look-at-it"]);
    play.assert_sound();
}

#[test]
fn an_answer_says_since_when_its_step_was_shown() {
    use sangfroid::domain::time::Span;
    let mut play = Play::drill();
    play.pass(Span::from_s(90));
    play.all([observed("look-at-it", "lit")]);
    let first = run(&play).steps[0].answered.as_ref().expect("answered").at.wall;
    play.pass(Span::from_s(90));
    let shown = |play: &Play, front| {
        let mut told = order(step("cut-or-keep"), StepAct::Skipped { reason: "no".to_owned() });
        told.shown_at = front;
        let events =
            sangfroid::domain::decide::decide(play.state(), &Command::Step(told), &play.now);
        match events.expect("it goes").first() {
            Some(sangfroid::domain::event::Event::Step(event)) => event.shown_at,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(shown(&play, None), Some(first), "when the step before it was answered");
    let mut early = order(step("early"), StepAct::Done { approval: None });
    early.shown_at = Some(play.now.moment.wall);
    play.all([Command::Step(early)]);
    assert!(run(&play).steps[at(&play, "early")].current_since.is_none(), "out of its turn");
}
