//! Lasting limits, clocks that people add, and runbooks that are held.

use sangfroid::domain::act::{ApprovalHow, Recheck, StepAct};
use sangfroid::domain::command::Command;
use sangfroid::domain::decide::open_items;
use sangfroid::domain::event::{Correction, OpenItem};
use sangfroid::domain::ids::{EventId, RunId};
use sangfroid::domain::rejection::Rejection;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{Remaining, Span};
use sangfroid::domain::watch_event::{
    ClockAdded, ClockEnded, ClockMet, ClockMoved, Held, HoldEnded, LimitLifted, Watch,
};

use crate::support::Play;
use crate::support::play::{
    act, approved, chosen, close, done, go, initials, observed, order, skipped,
};
use crate::support::sample::{CHILD, DRILL, runbook, step};

/// The drill, in which two steps leave a limit behind; the check of one of them comes back.
fn limited() -> Play {
    let text = DRILL
        .replace(
            "title: Look at the lamp\n",
            "title: Look at the lamp\n        carry: Nobody touches the lamp\n",
        )
        .replace(
            "title: Watch the meter\n",
            "title: Watch the meter\n        carry: Nobody resets the meter\n",
        );
    assert_eq!(text.matches("carry:").count(), 2);
    Play::of(&text)
}

fn limits(play: &Play) -> Vec<String> {
    let limits = play.state().limits();
    limits.into_iter().map(|limit| limit.text.get(Lang::En).to_owned()).collect()
}

fn lift(name: &str) -> Command {
    let (by, reason) = (initials("AD"), "the lamp is replaced".to_owned());
    Command::Watch(Watch::Lifted(LimitLifted { step: step(name), by, reason }))
}

fn last(play: &Play) -> EventId {
    play.state().last.clone().expect("a record").0
}

fn not_so(target: EventId) -> Command {
    Command::Correct { target, correction: Correction::NotSo { reason: None } }
}

#[test]
fn a_limit_holds_from_its_step_until_somebody_lifts_it() {
    let mut play = limited();
    assert_eq!(limits(&play), [""; 0], "nothing is done yet");
    play.all([observed("look-at-it", "dark")]);
    assert_eq!(limits(&play), ["Nobody touches the lamp"]);
    assert!(open_items(play.state()).contains(&OpenItem::Limit(step("look-at-it"))));
    play.all([chosen("cut-or-keep", Some("keep")), done("keep-it"), done("watch-it")]);
    assert_eq!(limits(&play), ["Nobody resets the meter", "Nobody touches the lamp"]);
    play.pass(Span::from_min(11));
    play.all([act("watch-it", StepAct::Rechecked { outcome: Recheck::Again })]);
    assert_eq!(limits(&play).len(), 2, "a check that comes back changes nothing");
    play.all([lift("look-at-it")]);
    assert_eq!(limits(&play), ["Nobody resets the meter"]);
    let lifted = last(&play);
    assert!(!open_items(play.state()).contains(&OpenItem::Limit(step("look-at-it"))));
    play.assert_sound();
    play.all([not_so(lifted)]);
    assert_eq!(limits(&play).len(), 2, "it was not lifted after all");
    play.assert_sound();
}

#[test]
fn a_step_that_is_done_anew_raises_its_limit_anew() {
    let mut play = limited();
    play.all([observed("look-at-it", "dark")]);
    let answer = last(&play);
    play.all([lift("look-at-it"), not_so(answer)]);
    assert_eq!(limits(&play), [""; 0], "the step is open again");
    play.all([observed("look-at-it", "lit")]);
    assert_eq!(
        limits(&play),
        ["Nobody touches the lamp"],
        "who lifted the first did not lift this"
    );
    play.assert_sound();
}

#[test]
fn a_limit_outlives_the_incident_and_may_be_lifted_after_it() {
    let mut play = limited();
    play.all([observed("look-at-it", "dark"), close(Some("all calm"))]);
    let closing = play.state().closed.clone().expect("closed").0;
    assert!(closing.open.contains(&OpenItem::Limit(step("look-at-it"))), "{closing:?}");
    play.all([lift("look-at-it")]);
    assert_eq!(limits(&play), [""; 0]);
    play.assert_sound();
}

fn add(text: &str, minutes: u64, every: Option<u64>) -> Command {
    Command::Watch(Watch::ClockAdded(ClockAdded {
        text: text.to_owned(),
        whom: "MK".to_owned(),
        span: Span::from_min(minutes),
        every: every.map(Span::from_min),
        script: None,
    }))
}

fn met(clock: &EventId) -> Command {
    Command::Watch(Watch::ClockMet(ClockMet { clock: clock.clone(), happened_at: None }))
}

fn left(play: &Play) -> Vec<(String, Remaining)> {
    let of = |clock: sangfroid::domain::added_clock::AddedClock<'_>| {
        (clock.what.text.clone(), clock.remaining(&play.now.moment))
    };
    play.state().running_clocks().into_iter().map(of).collect()
}

#[test]
fn work_that_was_given_asks_its_answer_back_until_it_is_met() {
    let mut play = Play::drill();
    play.all([add("restore the phones", 30, None)]);
    let clock = last(&play);
    play.pass(Span::from_min(34));
    let over = Remaining::Over(Span::from_min(4));
    assert_eq!(left(&play), [("restore the phones".to_owned(), over)]);
    assert!(open_items(play.state()).contains(&OpenItem::Clock(clock.clone())));
    play.all([met(&clock)]);
    assert_eq!(left(&play), []);
    let clocks = play.state().added_clocks();
    let met = clocks[0].last_met.expect("it was met");
    assert_eq!(met.at.since(met.due), Span::from_min(4));
    assert!(met.is_late);
    play.assert_sound();
    let again = last(&play);
    play.all([not_so(again)]);
    assert_eq!(left(&play).len(), 1, "it was not met after all");
}

#[test]
fn a_rhythm_comes_back_from_the_time_it_was_met_until_it_is_ended() {
    let mut play = Play::drill();
    play.all([add("status call", 60, Some(60))]);
    let clock = last(&play);
    for _ in 0..3 {
        play.pass(Span::from_min(65));
        assert_eq!(left(&play)[0].1, Remaining::Over(Span::from_min(5)));
        play.all([met(&clock)]);
        assert_eq!(left(&play)[0].1, Remaining::Left(Span::from_min(60)));
    }
    let reason = "the crisis cell is dissolved".to_owned();
    play.all([Command::Watch(Watch::ClockEnded(ClockEnded { clock, reason }))]);
    assert_eq!(left(&play), []);
    play.assert_sound();
}

#[test]
fn a_clock_is_moved_from_now_and_its_duration_is_monotonic() {
    let mut play = Play::drill();
    play.all([add("restore the phones", 30, None)]);
    let clock = last(&play);
    play.pass(Span::from_min(31));
    let (span, reason) = (Span::from_min(20), "the supplier is late".to_owned());
    play.all([Command::Watch(Watch::ClockMoved(ClockMoved { clock, span, reason }))]);
    play.jump(3_600_000);
    assert_eq!(left(&play)[0].1, Remaining::Left(Span::from_min(20)), "R47");
    assert_eq!(play.state().running_clocks()[0].moved, Some("the supplier is late"));
    play.assert_sound();
}

fn hold(name: &str, reason: &str) -> Command {
    let (run, reason) = (RunId::parse(name).unwrap(), reason.to_owned());
    Command::Watch(Watch::Held(Held { run, reason, instead: None }))
}

fn go_on(name: &str) -> Command {
    Command::Watch(Watch::HoldEnded(HoldEnded { run: RunId::parse(name).unwrap() }))
}

#[test]
fn held_work_is_taken_up_first_and_its_clocks_go_on() {
    let mut play = Play::drill();
    play.all([observed("look-at-it", "dark"), skipped("soon", "no pen")]);
    let running = play.state().deadlines(&play.now.moment).len();
    play.all([hold("drill", "power cut in the server room")]);
    let held = play.state().hold(&step("soon").run).expect("it is held");
    assert_eq!(held.reason, "power cut in the server room");
    assert_eq!(held.who.as_str(), "KP");
    assert_eq!(play.state().deadlines(&play.now.moment).len(), running, "clocks go on");
    let refused = play.give(chosen("cut-or-keep", None));
    assert_eq!(refused, Err(Rejection::IsHeld(step("soon").run)));
    let told = order(step("early"), StepAct::Done { approval: None });
    let happened_at = Some(play.now.moment.wall);
    let told = Command::Step(sangfroid::domain::command::StepOrder { happened_at, ..told });
    play.all([told]);
    play.all([go_on("drill"), chosen("cut-or-keep", None)]);
    assert!(play.state().holds().is_empty());
    play.assert_sound();
}

#[test]
fn the_work_that_is_not_held_has_the_person() {
    let mut play = Play::drill();
    play.all([crate::support::sample::add(runbook(CHILD))]);
    let focus = |play: &Play| play.state().focus(&play.now.moment).expect("a run").id().to_string();
    assert_eq!(focus(&play), "child");
    play.all([hold("child", "nobody is there")]);
    assert_eq!(focus(&play), "drill");
    play.all([hold("drill", "dinner")]);
    assert_eq!(focus(&play), "child", "when all is held the newest is shown");
    play.assert_sound();
}

#[test]
fn a_check_that_is_set_aside_or_taken_back_leaves_the_limit_and_who_raised_it() {
    let mut play = limited();
    play.all([observed("look-at-it", "dark"), chosen("cut-or-keep", Some("keep"))]);
    play.all([done("keep-it"), done("watch-it")]);
    let raised = last(&play);
    let meter = |play: &Play| {
        let state = play.state();
        let limit = state.limits().into_iter().find(|limit| limit.step == step("watch-it"));
        limit.map(|limit| limit.raised.event.clone())
    };
    play.pass(Span::from_min(11));
    play.all([act("watch-it", StepAct::Rechecked { outcome: Recheck::Again })]);
    assert_eq!(meter(&play), Some(raised.clone()), "looking again raises nothing");
    let again = last(&play);
    play.all([not_so(again)]);
    assert_eq!(meter(&play), Some(raised.clone()), "nor does taking that back lift anything");
    assert_eq!(play.current(), ["watch-it"], "the check asks again");
    play.all([skipped("watch-it", "nobody is free")]);
    assert_eq!(meter(&play), Some(raised.clone()));
    assert!(open_items(play.state()).contains(&OpenItem::Limit(step("watch-it"))));
    let aside = last(&play);
    play.all([not_so(aside), not_so(raised)]);
    assert_eq!(meter(&play), None, "it was never done");
    play.assert_sound();
}

#[test]
fn who_agreed_outlives_a_check_that_is_set_aside() {
    let text = DRILL.replace(
        "title: Watch the meter\n",
        "title: Watch the meter\n        sign_off: {by: [dmc], persons: 2, loses: [The web]}\n",
    );
    let mut play = Play::of(&text);
    play.all([observed("look-at-it", "dark"), chosen("cut-or-keep", Some("keep"))]);
    play.all([done("keep-it")]);
    play.all([approved("watch-it", ApprovalHow::Alone, "KP", "nobody answers")]);
    play.pass(Span::from_min(11));
    play.all([skipped("watch-it", "nobody is free")]);
    let alone = play.state().done_alone();
    assert_eq!(alone.len(), 1);
    assert_eq!(alone[0].approval.words, "nobody answers");
    play.assert_sound();
}

#[test]
fn nobody_goes_on_elsewhere_in_work_that_is_held() {
    let mut play = Play::drill();
    let held =
        Held { run: RunId::parse("drill").unwrap(), reason: "surgery".to_owned(), instead: None };
    play.all([Command::Watch(Watch::Held(held))]);
    let refused = play.give(go("early", "short of time"));
    assert_eq!(refused, Err(Rejection::IsHeld(RunId::parse("drill").unwrap())));
}

#[test]
fn the_briefing_says_what_is_held_and_not_to_go_on_with_it() {
    use sangfroid::domain::brief::Item;
    let mut play = Play::drill();
    let has_next = |play: &Play| {
        let lines = play.state().brief(&play.now);
        lines.iter().any(|line| matches!(line.item, Item::Next(_)))
    };
    assert!(has_next(&play));
    let held =
        Held { run: RunId::parse("drill").unwrap(), reason: "surgery".to_owned(), instead: None };
    play.all([Command::Watch(Watch::Held(held))]);
    assert!(!has_next(&play));
    let lines = play.state().brief(&play.now);
    let reasons = lines.iter().filter_map(|line| match &line.item {
        Item::Held(work) => Some(work.reason),
        _ => None,
    });
    assert_eq!(reasons.collect::<Vec<_>>(), ["surgery"]);
}

#[test]
fn a_limit_is_met_by_the_first_answer_and_by_the_time_that_passed() {
    let mut play = Play::drill();
    play.all([observed("look-at-it", "dark"), chosen("cut-or-keep", Some("keep"))]);
    play.all([done("keep-it"), done("watch-it")]);
    play.pass(Span::from_min(4));
    // The wall clock is set by an hour; four minutes have passed.
    play.jump(3_600_000);
    play.all([done("soon"), done("early")]);
    let count = play.state().clock_count(&play.now);
    assert_eq!((count.met, count.late), (2, 0));
    assert_eq!(play.state().missed(&play.now), 0);
    // Told late, done in time; and done late.
    let mut told = Play::drill();
    let start = told.now.moment.wall;
    told.all([observed("look-at-it", "dark"), chosen("cut-or-keep", Some("keep"))]);
    told.all([done("keep-it"), done("watch-it")]);
    told.pass(Span::from_min(40));
    let mut before = order(step("early"), StepAct::Done { approval: None });
    before.happened_at = Some(start.plus(Span::from_min(20)));
    told.all([Command::Step(before), done("soon")]);
    let count = told.state().clock_count(&told.now);
    assert_eq!((count.met, count.late), (1, 1));
    assert_eq!(count.over, 1, "the check of the meter is over, and can still be made");
}
