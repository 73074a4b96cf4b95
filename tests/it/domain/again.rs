//! A runbook that runs is never reset: it runs again beside itself (R23). A wrong one gives way to
//! another and is held, in one batch (R136, R156).

use sangfroid::audit::decode;
use sangfroid::domain::act::StepAct;
use sangfroid::domain::command::{AddRunbook, Command, InPlaceOf, RunbookCopy};
use sangfroid::domain::decide::open_items;
use sangfroid::domain::event::{Event, OpenItem};
use sangfroid::domain::ids::{RunId, StepRef};
use sangfroid::domain::place::Mark;
use sangfroid::domain::rejection::Rejection;
use sangfroid::domain::state::Run;
use sangfroid::domain::time::Span;
use sangfroid::domain::watch_event::Watch;

use crate::support::play::{Play, close, done, night, observed};
use crate::support::sample::{CHILD, DRILL, add, runbook, step};

fn again(copy: RunbookCopy) -> Command {
    Command::AddRunbook(AddRunbook { copy, again: true, in_place_of: None })
}

fn instead(copy: RunbookCopy, of: &str) -> Command {
    let run = RunId::parse(of).expect("a run");
    let in_place_of = Some(InPlaceOf { run, reason: "wrong runbook".to_owned() });
    Command::AddRunbook(AddRunbook { copy, again: false, in_place_of })
}

fn names(play: &Play) -> Vec<String> {
    play.state().runs.iter().map(|run| run.id().to_string()).collect()
}

/// What the records of the log say, from this one on.
fn events(play: &Play, from: usize) -> Vec<Event> {
    let lines = play.log.split_inclusive(|byte| *byte == b'\n').skip(from);
    lines.map(|line| decode(line).expect("a line").record.event).collect()
}

#[test]
fn a_runbook_that_runs_again_is_a_second_run_and_the_first_stays_as_it_is() {
    let mut play = Play::drill();
    play.all([observed("look-at-it", "dark")]);
    let first = play.state().runs[0].clone();
    play.all([again(runbook(DRILL))]);
    assert_eq!(names(&play), ["drill", "drill.2"]);
    let state = play.state();
    assert_eq!(state.runs[0].steps[0], first.steps[0]);
    assert_eq!(state.runs[0].started, first.started);
    let second = &state.runs[1];
    assert!((0..second.steps.len()).all(|at| second.mark(at) != Mark::Done), "every step is open");
    assert_eq!(state.run_before(second.id()).map(Run::id), Some(first.id()), "linked");
    assert_eq!(state.run_before(first.id()), None);
    // What is done in one run is not done in the other.
    play.all([observed("drill.2/look-at-it", "lit")]);
    assert_eq!(play.state().runs[1].mark(0), Mark::Done);
    play.all([again(runbook(DRILL))]);
    assert_eq!(names(&play), ["drill", "drill.2", "drill.3"]);
    assert_eq!(play.state().runs[2].mark(0), Mark::Todo);
    play.assert_sound();
}

#[test]
fn a_second_run_is_asked_for_as_such() {
    let mut play = Play::drill();
    let before = play.log.clone();
    let refused = play.give(add(runbook(DRILL)));
    assert_eq!(refused, Err(Rejection::RunbookThere(runbook(DRILL).runbook.id.clone())));
    assert_eq!(play.log, before);
    // What nobody followed yet has nothing to run again.
    play.all([again(runbook(CHILD))]);
    assert_eq!(names(&play), ["drill", "child"]);
    play.assert_sound();
}

#[test]
fn the_log_names_the_run_in_every_entry_and_a_first_run_as_it_always_did() {
    let mut play = Play::drill();
    play.all([again(runbook(DRILL))]);
    let from = play.log.split_inclusive(|byte| *byte == b'\n').count();
    play.all([observed("look-at-it", "dark"), observed("drill.2/look-at-it", "lit")]);
    let text = String::from_utf8(play.log.clone()).expect("text");
    let lines: Vec<&str> = text.lines().skip(from).collect();
    assert!(lines[0].contains(r#""at":"drill/look-at-it""#), "{}", lines[0]);
    assert!(lines[1].contains(r#""at":"drill.2/look-at-it""#), "{}", lines[1]);
    // Who knows of one run only must not take the second one's acts for the first one's.
    for wrong in ["drill.1", "drill.02", "drill.", "drill.2.3", ".2", "drill.-2", "drill.+2"] {
        assert!(RunId::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn an_act_of_a_run_that_nobody_began_is_refused_and_nothing_is_folded_into_another() {
    let mut play = Play::drill();
    let name = step("drill.2/look-at-it");
    let refused = play.give(observed("drill.2/look-at-it", "lit"));
    assert_eq!(refused, Err(Rejection::NoSuchStep(name)));
    assert_eq!(play.state().runs[0].mark(0), Mark::Todo);
}

#[test]
fn what_a_second_run_leaves_open_stands_at_the_end_under_its_own_name() {
    let mut play = Play::drill();
    play.all([again(runbook(DRILL))]);
    let open = open_items(play.state());
    for name in ["soon", "drill.2/soon"] {
        assert!(open.contains(&OpenItem::Step(step(name))), "{open:?}");
    }
    play.all([close(Some("the night is over"))]);
    let (closing, _) = play.state().closed.clone().expect("it is closed");
    let acts = |item: &&OpenItem| matches!(item, OpenItem::LastAct(..));
    assert_eq!(closing.open.iter().filter(acts).count(), 4, "two of each run");
    play.assert_sound();
}

#[test]
fn an_include_step_of_a_second_run_finds_what_the_first_one_opened() {
    let mut play = Play::drill();
    play.all([add(runbook(CHILD)), again(runbook(DRILL))]);
    let order = |name: &str| {
        let act = StepAct::Done { approval: None };
        let mut order = crate::support::play::order(step(name), act);
        order.happened_at = Some(night(0).moment.wall);
        Command::Step(order)
    };
    play.all([order("drill.2/open-child")]);
    assert_eq!(names(&play), ["drill", "child", "drill.2"]);
}

#[test]
fn another_runbook_takes_the_place_of_a_wrong_one_in_one_batch_and_the_wrong_one_is_held() {
    let mut play = Play::drill();
    play.all([observed("look-at-it", "dark")]);
    let from = play.log.split_inclusive(|byte| *byte == b'\n').count();
    let effects = play.send(instead(runbook(CHILD), "drill"));
    assert_eq!(effects.len(), 1, "one write, whole or not at all: {effects:?}");
    play.obey(effects);
    let said = events(&play, from);
    let kinds: Vec<&str> = said
        .iter()
        .map(|event| match event {
            Event::RunbookPart(part) if part.run.to_string() == "child" => "part",
            Event::Watch(Watch::Held(held)) if held.run.to_string() == "drill" => "held",
            Event::Watch(Watch::Held(_)) => "another held",
            _ => "else",
        })
        .filter(|kind| *kind != "else")
        .collect();
    assert_eq!(kinds, ["part", "held"]);
    let state = play.state();
    assert_eq!(state.hold(&step("soon").run).map(|hold| hold.reason), Some("wrong runbook"));
    assert_eq!(state.runs[0].mark(0), Mark::Done, "nothing is lost");
    let here = state.in_hand(&play.now.moment).expect("a step");
    assert_eq!(here, step("child/child-act"));
    play.all([done("child/child-act")]);
    play.assert_sound();
}

#[test]
fn who_changes_back_goes_on_where_the_first_one_stood() {
    let mut play = Play::drill();
    play.all([observed("look-at-it", "dark"), instead(runbook(CHILD), "drill")]);
    play.all([instead(runbook(DRILL), "child")]);
    assert_eq!(names(&play), ["drill", "child"], "no second run");
    let state = play.state();
    let held: Vec<String> = state.holds().iter().map(|hold| hold.run.to_string()).collect();
    assert_eq!(held, ["child"]);
    assert_eq!(state.in_hand(&play.now.moment), Some(step("cut-or-keep")));
    play.assert_sound();
}

#[test]
fn a_change_that_makes_no_sense_is_refused_whole() {
    let mut play = Play::drill();
    let before = play.log.clone();
    let drill: StepRef = step("soon");
    let nobody = instead(runbook(CHILD), "child");
    assert_eq!(play.give(nobody), Err(Rejection::NotFollowed(step("child/child-act").run)));
    let itself = instead(runbook(DRILL), "drill");
    let there = Rejection::RunbookThere(drill.run.runbook().clone());
    assert_eq!(play.give(itself), Err(there));
    let mut silent = instead(runbook(CHILD), "drill");
    if let Command::AddRunbook(AddRunbook { in_place_of: Some(place), .. }) = &mut silent {
        place.reason = "  ".to_owned();
    }
    assert_eq!(play.give(silent), Err(Rejection::ReasonMissing));
    assert_eq!(play.log, before, "neither of the two stands");
    play.all([instead(runbook(CHILD), "drill")]);
    let held = instead(runbook(CHILD), "drill");
    assert_eq!(play.give(held), Err(Rejection::IsHeld(drill.run)));
}

/// A wrong runbook that gave way after one act, and the right one answered to its end.
fn right_one_walked() -> Play {
    let mut play = Play::drill();
    play.all([observed("look-at-it", "dark"), instead(runbook(CHILD), "drill")]);
    play.all([done("child/child-act"), done("child/child-closed")]);
    play
}

#[test]
fn a_wrong_runbook_asks_for_nothing_any_more_and_is_not_lost() {
    let mut play = right_one_walked();
    let now = play.now.moment;
    let state = play.state();
    assert!(state.is_walked(&now), "the right one is done: that is the end");
    assert_eq!(state.in_hand(&now), None, "nobody is led back into the wrong one");
    let wrong =
        |item: &OpenItem| matches!(item, OpenItem::Step(at) if at.run.to_string() == "drill");
    assert!(!open_items(state).iter().any(wrong), "{:?}", open_items(state));
    play.pass(Span::from_min(600));
    let due = play.state().deadlines(&play.now.moment);
    assert!(due.iter().all(|due| due.step.run.to_string() != "drill"), "{due:?}");
    // Whoever goes back on the change finds everything where it stood.
    play.all([instead(runbook(DRILL), "child")]);
    assert_eq!(play.state().in_hand(&play.now.moment), Some(step("cut-or-keep")));
    assert!(!play.state().is_walked(&play.now.moment));
    play.assert_sound();
}

#[test]
fn of_three_runbooks_the_one_that_was_chosen_is_in_hand() {
    let mut play = Play::drill();
    play.all([add(runbook(CHILD))]);
    play.all([again(runbook(DRILL))]);
    assert_eq!(
        play.state().in_hand(&play.now.moment).map(|at| at.run.to_string()).as_deref(),
        Some("drill.2")
    );
    play.all([instead(runbook(DRILL), "child")]);
    let here = play.state().in_hand(&play.now.moment).expect("a step");
    assert_eq!(here.run.to_string(), "drill.2", "the last run of the runbook that was chosen");
    let mut play = Play::drill();
    play.all([again(runbook(DRILL)), add(runbook(CHILD))]);
    play.all([instead(runbook(CHILD), "drill.2")]);
    let here = play.state().in_hand(&play.now.moment).expect("a step");
    assert_eq!(here.run.to_string(), "child");
    play.assert_sound();
}
