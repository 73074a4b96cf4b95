//! R14: a step of several acts is done line by line, and not before each of them has its mark.

use sangfroid::domain::act::ApprovalHow;
use sangfroid::domain::bundle::Bundle;
use sangfroid::domain::command::Command;
use sangfroid::domain::event::{ClosingWord, Correction};
use sangfroid::domain::ids::EventId;
use sangfroid::domain::place::Mark;
use sangfroid::domain::rejection::Rejection;
use sangfroid::domain::state::{Run, Status, Subject};
use sangfroid::domain::time::Timestamp;

use crate::support::Play;
use crate::support::play::{approved, close, could_not, done, go, later, left_out, skipped, tick};
use crate::support::sample::{LINKS, step};

const CUT: &str = "links/cut-links";
const KEYS: &str = "links/two-keys";
const LAMPS: &str = "links/watch-lamps";

fn run(play: &Play) -> &Run {
    &play.state().runs[0]
}

fn at(play: &Play, name: &str) -> usize {
    run(play).index_of(&step(name).step).expect("a step")
}

fn bundle<'p>(play: &'p Play, name: &str) -> Bundle<'p> {
    run(play).bundle(at(play, name)).expect("a step of several lines")
}

/// A sign for each line: open, done, left out.
fn marks(play: &Play, name: &str) -> String {
    let bundle = bundle(play, name);
    let sign = |line| match bundle.tick(line).map(|tick| tick.left_out.is_some()) {
        None => '.',
        Some(false) => 'x',
        Some(true) => '/',
    };
    bundle.numbers().map(sign).collect()
}

fn mark(play: &Play, name: &str) -> Mark {
    run(play).mark(at(play, name))
}

fn newest(play: &Play) -> EventId {
    play.state().last.clone().expect("a record").0
}

fn not_so(target: EventId) -> Command {
    Command::Correct { target, correction: Correction::NotSo { reason: None } }
}

#[test]
fn done_waits_for_every_line_and_says_which_is_next() {
    let mut play = Play::of(LINKS);
    for line in 1..=4 {
        let open = Rejection::LineOpen { step: step(CUT), line, lines: 4 };
        assert_eq!(play.give(done(CUT)), Err(open));
        assert_eq!(mark(&play, CUT), Mark::Todo);
        play.all([tick(CUT, line)]);
        assert_eq!(play.current(), ["cut-links"], "the step stays in hand");
    }
    assert_eq!(marks(&play, CUT), "xxxx");
    assert!(bundle(&play, CUT).is_half_done(), "the lines alone do not make it done");
    play.all([done(CUT)]);
    assert_eq!(mark(&play, CUT), Mark::Done);
    assert_eq!(play.current(), ["tell-wards"]);
    play.assert_sound();
}

#[test]
fn lines_are_taken_in_any_order_and_a_reason_stands_for_one_that_is_left_out() {
    let mut play = Play::of(LINKS);
    play.all([tick(CUT, 3), left_out(CUT, 1, "the line is dead already"), tick(CUT, 4)]);
    assert_eq!(marks(&play, CUT), "/.xx");
    assert_eq!(bundle(&play, CUT).next(), Some(2));
    let first = bundle(&play, CUT).tick(1).expect("a mark").left_out.clone();
    assert_eq!(first.as_deref(), Some("the line is dead already"));
    play.all([tick(CUT, 2), done(CUT)]);
    assert_eq!(mark(&play, CUT), Mark::Done);
    play.assert_sound();
}

#[test]
fn one_mark_is_taken_back_alone() {
    let mut play = Play::of(LINKS);
    play.all([tick(CUT, 1), tick(CUT, 2)]);
    let second = newest(&play);
    play.all([tick(CUT, 3), not_so(second.clone())]);
    assert_eq!(marks(&play, CUT), "x.x.");
    assert!(play.state().acts.is_taken_back(&second));
    assert_eq!(play.give(not_so(second.clone())), Err(Rejection::NotCorrectable(second)));
    play.all([tick(CUT, 2)]);
    assert_eq!(marks(&play, CUT), "xxx.");
    play.assert_sound();
}

#[test]
fn words_and_times_of_a_mark_are_set_right() {
    let mut play = Play::of(LINKS);
    play.all([left_out(CUT, 1, "no kee")]);
    let target = newest(&play);
    let text = Correction::Text { text: "no key".to_owned() };
    let happened_at = Timestamp::parse("2026-11-23T02:55:00.000Z").unwrap();
    let time = Correction::Time { happened_at };
    for correction in [text, time] {
        play.all([Command::Correct { target: target.clone(), correction }]);
    }
    let first = bundle(&play, CUT).tick(1).expect("a mark").clone();
    assert_eq!(first.left_out.as_deref(), Some("no key"));
    assert_eq!(first.happened_at, Some(happened_at));
    play.assert_sound();
}

#[test]
fn taking_back_that_it_was_done_opens_every_line_again() {
    let mut play = Play::of(LINKS);
    play.all([tick(CUT, 1), tick(CUT, 2), left_out(CUT, 3, "no key"), tick(CUT, 4)]);
    let ticks: Vec<EventId> = play.state().acts.iter().map(|act| act.event).collect();
    play.all([done(CUT)]);
    let entry = newest(&play);
    // The step rests on its lines: it is taken back first.
    let first = ticks.iter().find(|event| play.state().tick(&step(CUT), event).is_some());
    let refused = play.give(not_so(first.expect("a mark").clone()));
    assert_eq!(refused, Err(Rejection::LineOfDone(step(CUT))));
    play.all([not_so(entry)]);
    assert_eq!((marks(&play, CUT).as_str(), mark(&play, CUT)), ("....", Mark::Todo));
    let lines = play.state().acts.iter().filter(|act| matches!(act.subject, Subject::Line(_)));
    assert_eq!(lines.filter(|act| act.is_taken_back).count(), 4);
    let open = Rejection::LineOpen { step: step(CUT), line: 1, lines: 4 };
    assert_eq!(play.give(done(CUT)), Err(open));
    play.assert_sound();
}

#[test]
fn setting_the_step_aside_keeps_the_marks_and_one_more_takes_it_up_again() {
    let aside =
        [skipped(CUT, "short of time"), could_not(CUT, "no ladder"), later(CUT, 10, "busy")];
    for command in aside {
        let mut play = Play::of(LINKS);
        play.all([tick(CUT, 1), command]);
        assert_eq!(marks(&play, CUT), "x...");
        assert_ne!(mark(&play, CUT), Mark::Todo);
        assert_eq!(play.current(), ["tell-wards"]);
        play.all([tick(CUT, 2)]);
        assert_eq!((marks(&play, CUT).as_str(), mark(&play, CUT)), ("xx..", Mark::Todo));
        assert_eq!(play.current(), ["cut-links"], "it asks for the person again");
        play.assert_sound();
        // Taking back what set it aside keeps what was done before.
        let mut play = Play::of(LINKS);
        play.all([tick(CUT, 1), skipped(CUT, "short of time")]);
        let entry = newest(&play);
        play.all([not_so(entry)]);
        assert_eq!((marks(&play, CUT).as_str(), mark(&play, CUT)), ("x...", Mark::Todo));
        play.assert_sound();
    }
}

#[test]
fn a_half_done_step_is_open_at_the_end() {
    let mut play = Play::of(LINKS);
    play.all([
        tick(CUT, 1),
        go("links/tell-wards", "nobody has the key"),
        close(Some("handed over")),
    ]);
    let closing = play.state().closed.clone().expect("closed").0;
    assert_ne!(closing.word, ClosingWord::Complete);
    assert_eq!(marks(&play, CUT), "x...");
    play.assert_sound();
}

#[test]
fn the_second_person_is_asked_for_the_whole_and_not_for_a_line() {
    let mut play = Play::of(LINKS);
    play.all([tick(KEYS, 1), tick(KEYS, 2)]);
    assert_eq!(play.give(done(KEYS)), Err(Rejection::SecondPersonMissing(step(KEYS))));
    play.all([approved(KEYS, ApprovalHow::Present, "DM", "lock both doors")]);
    assert_eq!(mark(&play, KEYS), Mark::DoneByTwo);
    play.assert_sound();
}

#[test]
fn a_check_that_comes_back_asks_for_no_line_twice() {
    let mut play = Play::of(LINKS);
    play.all([tick(LAMPS, 1), tick(LAMPS, 2), done(LAMPS)]);
    assert!(matches!(run(&play).steps[at(&play, LAMPS)].status, Status::Waiting { .. }));
    assert_eq!(marks(&play, LAMPS), "xx");
    assert!(!bundle(&play, LAMPS).is_half_done());
    play.assert_sound();
}
