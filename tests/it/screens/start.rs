//! The start form: no default for the mode, few keys, the disk told before anything begins.

use proptest::prelude::*;
use sangfroid::domain::event::{Mode, Severity};
use sangfroid::domain::ids::IncidentId;
use sangfroid::domain::text::Lang;
use sangfroid::tui::intent::Intent;
use sangfroid::tui::request::{Request, StartOrder};
use sangfroid::tui::screen::start::Start;
use sangfroid::tui::screen::{Outcome, Screen};
use sangfroid::tui::view::{Health, IncidentLine};

use super::stage::{SIZES, Stage, TELEPHONES, copy, goes, person};
use crate::support::trial;

fn form(stage: &Stage) -> Start {
    Start::new(copy(TELEPHONES), &stage.view())
}

fn known(tag: &str) -> IncidentLine {
    IncidentLine {
        incident: IncidentId::parse("INC-2026-0006").expect("an id"),
        mode: Some(Mode::Exercise),
        runbook: None,
        opened_at: None,
        is_open: false,
        health: Health::Whole,
        person: Some(person(tag)),
    }
}

fn started(outcome: &Outcome) -> Option<&StartOrder> {
    match outcome.requests.as_slice() {
        [Request::Start(order)] => Some(order),
        _ => None,
    }
}

#[test]
fn frames_are_as_agreed() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut stage = Stage::new();
            stage.lang = lang;
            let name = |what: &str| format!("start_{what}_{}_{}", lang.code(), size.0);
            insta::assert_snapshot!(name("new"), stage.frame(&mut form(&stage), size));
            stage.incidents = vec![known("MK")];
            let mut filled = form(&stage);
            stage.keys(&mut filled, "1\t\t\t\t25\t\tréseau");
            insta::assert_snapshot!(name("ready"), stage.frame(&mut filled, size));
            stage.store.trials = vec![trial("/media/red", None)];
            insta::assert_snapshot!(name("no_disk"), stage.frame(&mut form(&stage), size));
            let own = trial("/media/red", Some(150_000_000));
            let mirrors = [trial("/media/blue", Some(14_000_000_000)), trial("/media/gone", None)];
            stage.store.trials = std::iter::once(own).chain(mirrors).collect();
            let mut filled = form(&stage);
            stage.keys(&mut filled, "1\t\t\t\t25\t03:21");
            insta::assert_snapshot!(name("mirrors"), stage.frame(&mut filled, size));
        }
    }
}

#[test]
fn a_known_person_starts_with_one_digit_and_enter() {
    let mut stage = Stage::new();
    stage.incidents = vec![known("MK")];
    let outcome = stage.keys(&mut form(&stage), "1\n");
    let order = started(&outcome).expect("a start");
    assert_eq!((order.mode, order.severity), (Mode::Real, Severity::Care));
    assert_eq!(order.person.initials.as_str(), "MK");
    assert_eq!(order.noticed_at, None);
}

#[test]
fn an_unknown_person_types_two_letters_more_and_no_other_key() {
    let stage = Stage::new();
    let outcome = stage.keys(&mut form(&stage), "2mk\n");
    let order = started(&outcome).expect("a start");
    assert_eq!(order.mode, Mode::Exercise);
    assert_eq!(order.person.initials.as_str(), "MK");
}

#[test]
fn the_unshifted_french_top_row_chooses_the_mode() {
    let stage = Stage::new();
    for (keys, mode) in [("&mk\n", Mode::Real), ("émk\n", Mode::Exercise)] {
        let outcome = stage.keys(&mut form(&stage), keys);
        assert_eq!(started(&outcome).map(|order| order.mode), Some(mode), "{keys:?}");
    }
}

#[test]
fn enter_without_a_mode_starts_nothing_however_often() {
    let mut stage = Stage::new();
    stage.incidents = vec![known("MK")];
    let mut form = form(&stage);
    for _ in 0..20 {
        let outcome = stage.press(&mut form, Intent::Enter);
        assert!(outcome.requests.is_empty() && outcome.say.is_some());
    }
}

#[test]
fn missing_initials_are_asked_once_and_then_the_unnamed_operator_starts() {
    let stage = Stage::new();
    let mut form = form(&stage);
    let first = stage.keys(&mut form, "1\n");
    assert!(started(&first).is_none());
    assert!(first.say.expect("a question").contains("OP"));
    assert!(stage.frame(&mut form, (80, 24)).contains("OP, operator unnamed"));
    let second = stage.press(&mut form, Intent::Enter);
    assert_eq!(started(&second).expect("a start").person.initials.as_str(), "OP");
}

#[test]
fn typing_over_the_initials_of_last_time_replaces_them() {
    let mut stage = Stage::new();
    stage.incidents = vec![known("MK")];
    let mut form = form(&stage);
    let outcome = stage.keys(&mut form, "1\tad\n");
    assert_eq!(started(&outcome).expect("a start").person.initials.as_str(), "AD");
}

#[test]
fn the_role_of_the_last_person_does_not_go_to_the_next_one() {
    let mut stage = Stage::new();
    let mut last = known("MK");
    if let Some(person) = &mut last.person {
        person.role = Some("Network on call".to_owned());
    }
    stage.incidents = vec![last];
    let role = |order: &StartOrder| order.person.role.clone();
    let mut same = form(&stage);
    let outcome = stage.keys(&mut same, "1\t\n");
    assert_eq!(role(started(&outcome).expect("a start")).as_deref(), Some("Network on call"));
    let mut typed = form(&stage);
    let outcome = stage.keys(&mut typed, "1\tad\n");
    assert_eq!(role(started(&outcome).expect("a start")), None);
    let mut erased = form(&stage);
    stage.keys(&mut erased, "1\t");
    for intent in [Intent::End, Intent::Backspace, Intent::Backspace] {
        stage.press(&mut erased, intent);
    }
    let outcome = stage.keys(&mut erased, "ad\n");
    assert_eq!(role(started(&outcome).expect("a start")), None);
}

/// Whoever types passes through the initials of last time, and through shorter ones.
#[test]
fn initials_that_begin_like_those_of_last_time_are_recorded_whole() {
    let mut stage = Stage::new();
    stage.incidents = vec![known("MK")];
    for (keys, tag) in [("1\tmkern\n", "MKERN"), ("1\tmk\n", "MK"), ("1\t\n", "MK")] {
        let mut form = form(&stage);
        let outcome = stage.keys(&mut form, keys);
        let order = started(&outcome).expect("a start");
        assert_eq!(order.person.initials.as_str(), tag, "{keys:?}");
    }
    let mut pasted = form(&stage);
    stage.keys(&mut pasted, "1\t");
    pasted.paste("mkern", &stage.view());
    let outcome = stage.press(&mut pasted, Intent::Enter);
    assert_eq!(started(&outcome).expect("a start").person.initials.as_str(), "MKERN");
    // As a line of linear mode arrives: what the field holds is taken away, then it is pasted.
    let mut lined = form(&stage);
    stage.keys(&mut lined, "1\t");
    for intent in [Intent::End, Intent::Backspace, Intent::Backspace] {
        stage.press(&mut lined, intent);
    }
    lined.paste("mkern", &stage.view());
    let question = lined.speak(&stage.view()).question.expect("a hint");
    assert!(!question.contains("last time"), "{question}");
    let outcome = stage.press(&mut lined, Intent::Enter);
    assert_eq!(started(&outcome).expect("a start").person.initials.as_str(), "MKERN");
    // Letters behind those of last time, once somebody has moved there, are theirs.
    let mut edited = form(&stage);
    stage.keys(&mut edited, "1\t");
    stage.press(&mut edited, Intent::End);
    let outcome = stage.keys(&mut edited, "ern\n");
    assert_eq!(started(&outcome).expect("a start").person.initials.as_str(), "MKERN");
}

#[test]
fn noticed_at_is_read_as_minutes_ago_also_from_the_french_top_row() {
    let mut stage = Stage::new();
    stage.incidents = vec![known("MK")];
    for typed in ["25", "é("] {
        let mut form = form(&stage);
        let outcome = stage.keys(&mut form, &format!("1\t\t\t\t{typed}\n"));
        let at = started(&outcome).expect("a start").noticed_at.expect("a time");
        assert_eq!(at.to_string(), "2026-11-24T01:37:41.000Z", "{typed:?}");
    }
    let mut form = form(&stage);
    let outcome = stage.keys(&mut form, "1\t\t\t\tsoon\n");
    assert!(started(&outcome).is_none());
    assert!(outcome.say.expect("words").contains("soon"));
}

#[test]
fn an_impatient_second_enter_does_not_start_twice() {
    let mut stage = Stage::new();
    stage.incidents = vec![known("MK")];
    let mut form = form(&stage);
    assert!(started(&stage.keys(&mut form, "1\n")).is_some());
    stage.pass(1);
    assert!(started(&stage.press(&mut form, Intent::Enter)).is_none());
}

#[test]
fn a_folder_that_cannot_be_written_is_told_with_what_to_do() {
    let mut stage = Stage::new();
    stage.store.trials = vec![trial("/media/red", None)];
    let frame = stage.frame(&mut form(&stage), (80, 24));
    assert!(frame.contains("THE LOG CANNOT BE WRITTEN THERE"), "{frame}");
    assert!(frame.contains("Read-only file system"), "{frame}");
    assert!(frame.contains("--data"), "{frame}");
}

#[test]
fn what_the_telephone_shows_is_read_when_it_is_typed_and_recorded_with_the_start() {
    // The laptop of the stage shows 03:02.
    for (typed, ahead_min) in [("03:12", 10), ("0252", -10), ("03h02", 0), ("", 0)] {
        let mut stage = Stage::new();
        stage.incidents = vec![known("MK")];
        let mut form = form(&stage);
        stage.keys(&mut form, "1\t\t\t\t\t");
        stage.keys(&mut form, typed);
        // Whoever is called away in the middle of the form has not moved the telephone's clock.
        stage.pass(120);
        let outcome = stage.press(&mut form, Intent::Enter);
        if typed == "0252" {
            let words = outcome.say.expect("an answer");
            assert!(words.contains("0252") && words.contains("03:17"), "{words}");
            continue;
        }
        let order = started(&outcome).expect("a start");
        let ahead = order.reading.map(|reading| reading.ahead_ms.div_euclid(60_000));
        assert_eq!(ahead.is_some(), !typed.is_empty());
        let near = ahead.is_none_or(|ahead| (ahead - ahead_min).abs() <= 1);
        assert!(near, "{typed}: {ahead:?}");
    }
}

#[test]
fn no_choice_is_cut_off_in_a_narrow_window() {
    let mut stage = Stage::new();
    for lang in Lang::ALL {
        stage.lang = lang;
        let frame = stage.frame(&mut form(&stage), (40, 10));
        for number in ["( ) 1 ", "( ) 2 "] {
            assert!(frame.contains(number), "{number} in {frame}");
        }
    }
}

#[test]
fn escape_goes_back_to_the_scenarios_and_the_language_is_one_digit_away() {
    let stage = Stage::new();
    assert_eq!(goes(&stage.press(&mut form(&stage), Intent::Esc)), "back");
    let mut form = form(&stage);
    let outcome = stage.keys(&mut form, "\t\t\t2");
    assert_eq!(outcome.requests, [Request::Speak(Lang::Fr)]);
}

fn intents() -> impl Strategy<Value = Intent> {
    prop_oneof![
        Just(Intent::Tab),
        Just(Intent::BackTab),
        Just(Intent::Down),
        Just(Intent::Up),
        Just(Intent::Left),
        Just(Intent::Right),
        Just(Intent::Space),
        Just(Intent::Backspace),
        Just(Intent::Delete),
        Just(Intent::Home),
        (0u8..10).prop_map(Intent::Digit),
        any::<char>().prop_map(Intent::Type),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(128)
    })]

    #[test]
    fn no_key_but_enter_starts_and_only_a_chosen_mode_does(
        keys in prop::collection::vec(intents(), 0..40),
    ) {
        let stage = Stage::new();
        let mut form = form(&stage);
        let mut has_mode = false;
        for intent in keys {
            let outcome = stage.press(&mut form, intent);
            prop_assert!(!outcome.requests.iter().any(|r| matches!(r, Request::Start(_))));
            let chooses = [Intent::Left, Intent::Right, Intent::Space];
            has_mode |= chooses.contains(&intent) || matches!(intent, Intent::Digit(_));
        }
        let outcome = stage.press(&mut form, Intent::Enter);
        if !has_mode {
            prop_assert!(started(&outcome).is_none());
        }
    }
}
