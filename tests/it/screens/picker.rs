//! The scenario picker: typing at once, why it matched, no dead end, nothing recorded.

use sangfroid::domain::event::Mode;
use sangfroid::domain::ids::{IncidentId, RunbookId};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Timestamp;
use sangfroid::tui::intent::Intent;
use sangfroid::tui::request::Request;
use sangfroid::tui::screen::picker::Picker;
use sangfroid::tui::screen::{Go, Screen};
use sangfroid::tui::view::{Health, IncidentLine};

use super::stage::{SIZES, Stage, goes, person};

fn incident(name: &str, health: Health) -> IncidentLine {
    IncidentLine {
        incident: IncidentId::parse(name).expect("an id"),
        mode: Some(Mode::Exercise),
        runbook: Some(RunbookId::parse("telephony-loss").expect("an id")),
        opened_at: Timestamp::parse("2026-11-23T21:40:00.000Z"),
        is_open: true,
        health,
        person: Some(person("AD")),
    }
}

#[test]
fn frames_are_as_agreed() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut stage = Stage::new();
            stage.lang = lang;
            let name = |what: &str| format!("picker_{what}_{}_{}", lang.code(), size.0);
            let mut picker = Picker::new(&stage.view());
            insta::assert_snapshot!(name("all"), stage.frame(&mut picker, size));
            stage.keys(&mut picker, "telefome");
            insta::assert_snapshot!(name("typo"), stage.frame(&mut picker, size));
            stage.press(&mut picker, Intent::Esc);
            stage.keys(&mut picker, "tsunami");
            insta::assert_snapshot!(name("nothing"), stage.frame(&mut picker, size));
            stage.press(&mut picker, Intent::Esc);
            stage.keys(&mut picker, "mail");
            insta::assert_snapshot!(name("old"), stage.frame(&mut picker, size));
            stage.incidents = vec![
                incident("INC-2026-0006", Health::Torn),
                incident("INC-2026-0005", Health::Newer),
            ];
            let mut picker = Picker::new(&stage.view());
            insta::assert_snapshot!(name("open"), stage.frame(&mut picker, size));
        }
    }
}

#[test]
fn four_letters_and_enter_lead_to_the_start_form_of_the_right_runbook() {
    let stage = Stage::new();
    let mut picker = Picker::new(&stage.view());
    let outcome = stage.keys(&mut picker, "tele\n");
    assert!(outcome.requests.is_empty(), "the picker records nothing");
    match outcome.go {
        Some(Go::Start(copy, _)) => assert_eq!(copy.runbook.id.as_str(), "telephony-loss"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn when_nothing_matches_enter_opens_nothing_and_the_whole_shelf_stays_in_reach() {
    let stage = Stage::new();
    let mut picker = Picker::new(&stage.view());
    let outcome = stage.keys(&mut picker, "tsunami\n");
    assert_eq!(goes(&outcome), "stays");
    assert!(outcome.say.is_some());
    assert_eq!(goes(&stage.keys(&mut picker, "")), "stays");
    stage.press(&mut picker, Intent::Down);
    assert_eq!(goes(&stage.press(&mut picker, Intent::Enter)), "start");
}

#[test]
fn an_open_incident_stands_first_and_one_key_resumes_it() {
    let mut stage = Stage::new();
    stage.incidents = vec![incident("INC-2026-0006", Health::Whole)];
    let mut picker = Picker::new(&stage.view());
    let outcome = stage.press(&mut picker, Intent::Enter);
    let wanted = Request::Resume(IncidentId::parse("INC-2026-0006").expect("an id"));
    assert_eq!(outcome.requests, [wanted]);
}

#[test]
fn an_incident_that_cannot_be_continued_is_told_and_never_offered() {
    let mut stage = Stage::new();
    stage.incidents = vec![
        incident("INC-2026-0006", Health::Damaged { line: 4 }),
        incident("INC-2026-0005", Health::OtherWriter),
    ];
    let mut picker = Picker::new(&stage.view());
    assert!(stage.frame(&mut picker, (80, 24)).contains("not to be continued here: 2"));
    let outcome = stage.press(&mut picker, Intent::Enter);
    assert_eq!((goes(&outcome), outcome.requests.len()), ("start", 0));
}

#[test]
fn escape_clears_the_field_and_a_second_one_leaves_nothing() {
    let stage = Stage::new();
    let mut picker = Picker::new(&stage.view());
    stage.keys(&mut picker, "mail");
    for _ in 0..2 {
        let outcome = stage.press(&mut picker, Intent::Esc);
        assert!(outcome.is_mine && outcome.requests.is_empty());
        assert_eq!(goes(&outcome), "stays");
    }
    assert!(stage.frame(&mut picker, (80, 24)).contains("Telephones are down"));
}

#[test]
fn an_old_runbook_says_so_and_still_starts() {
    let stage = Stage::new();
    let mut picker = Picker::new(&stage.view());
    stage.keys(&mut picker, "mail");
    let frame = stage.frame(&mut picker, (80, 24));
    assert!(frame.contains("OLD"), "{frame}");
    assert_eq!(goes(&stage.press(&mut picker, Intent::Enter)), "start");
}

#[test]
fn a_paste_is_a_query_and_never_a_command() {
    let stage = Stage::new();
    let mut picker = Picker::new(&stage.view());
    let outcome = picker.paste("mail\r\ntelephone\n", &stage.view());
    assert_eq!((goes(&outcome), outcome.requests.len()), ("stays", 0));
}
