//! From what is seen to a runbook, and one more runbook in mid-incident.

use crossterm::event::KeyCode;
use sangfroid::audit::decode;
use sangfroid::domain::event::Event;
use sangfroid::domain::text::Lang;
use sangfroid::runbook::bytes::Bounded;
use sangfroid::runbook::site::SiteFile;
use sangfroid::tui::intent::Intent;
use sangfroid::tui::screen::Go;
use sangfroid::tui::screen::picker::Picker;
use sangfroid::tui::screen::triage::Triage;

use super::desk::Desk;
use super::stage::{SIZES, Stage, copy};
use sangfroid::tui::view::{Origin, ShelfEntry};

/// The shelf with the runbooks that the signs of these tests lead to.
fn stocked(lang: Lang) -> Stage {
    let mut stage = Stage::new();
    stage.lang = lang;
    let ransom = include_str!("../../../runbooks/ehr-ransomware-encryption.yaml");
    let blank = include_str!("../../../runbooks/blank-log.yaml");
    for text in [ransom, blank] {
        stage.shelf.push(ShelfEntry { copy: copy(text), origin: Origin::BuiltIn });
    }
    stage
}

#[test]
fn frames_are_as_agreed() {
    for lang in Lang::ALL {
        for size in SIZES {
            let stage = stocked(lang);
            let name = |what: &str| format!("{what}_{}_{}", lang.code(), size.0);
            let mut triage = Triage::new(&stage.view());
            insta::assert_snapshot!(name("triage_empty"), stage.frame(&mut triage, size));
            for digit in [5, 7, 2] {
                stage.press(&mut triage, Intent::Digit(digit));
            }
            insta::assert_snapshot!(name("triage_marked"), stage.frame(&mut triage, size));
            let mut picker = Picker::new(&stage.view());
            stage.press(&mut picker, Intent::Up);
            insta::assert_snapshot!(name("picker_fixed"), stage.frame(&mut picker, size));
        }
    }
}

#[test]
fn two_fits_show_the_key_between_them_and_no_less_than_six() {
    for (lang, key) in [(Lang::En, "Right Other fit"), (Lang::Fr, "Droite Suivante")] {
        let stage = stocked(lang);
        let mut triage = Triage::new(&stage.view());
        for digit in [5, 7, 2] {
            stage.press(&mut triage, Intent::Digit(digit));
        }
        let frame = stage.frame(&mut triage, SIZES[0]);
        let footer = frame.lines().nth(23).expect("the last row");
        assert!(footer.contains(key), "{footer}");
        assert!(footer.trim().split("  ").count() >= 6, "{footer}");
    }
}

#[test]
fn the_best_fit_starts_with_the_marks_in_the_order_of_the_list() {
    let stage = stocked(Lang::En);
    let mut triage = Triage::new(&stage.view());
    assert!(stage.press(&mut triage, Intent::Enter).say.is_some(), "nothing is marked yet");
    for digit in [7, 5] {
        stage.press(&mut triage, Intent::Digit(digit));
    }
    match stage.press(&mut triage, Intent::Enter).go {
        Some(Go::Start(copy, signs)) => {
            assert_eq!(copy.runbook.id.as_str(), "ehr-ransomware-encryption");
            let signs: Vec<_> =
                signs.iter().map(sangfroid::domain::ids::SymptomId::as_str).collect();
            assert_eq!(signs, ["files-odd", "records-dead"]);
        }
        other => panic!("{other:?}"),
    }
    // Marking again takes the mark away.
    stage.press(&mut triage, Intent::Digit(5));
    stage.press(&mut triage, Intent::Digit(7));
    assert!(stage.press(&mut triage, Intent::Enter).say.is_some());
}

#[test]
fn none_of_these_and_the_blank_log_are_three_keys_away() {
    let stage = stocked(Lang::En);
    let mut triage = Triage::new(&stage.view());
    stage.press(&mut triage, Intent::Up);
    let is_blank = |go: Option<Go>| match go {
        Some(Go::Start(copy, signs)) => {
            assert!(signs.is_empty());
            copy.runbook.id.as_str() == "blank-log"
        }
        _ => false,
    };
    assert!(is_blank(stage.press(&mut triage, Intent::Enter).go));
    let mut picker = Picker::new(&stage.view());
    stage.press(&mut picker, Intent::Up);
    assert!(is_blank(stage.press(&mut picker, Intent::Enter).go));
    stage.press(&mut picker, Intent::Up);
    assert!(matches!(stage.press(&mut picker, Intent::Enter).go, Some(Go::Triage)));
}

#[test]
fn one_more_runbook_costs_few_keys_loses_nothing_and_stands_in_the_log() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("nhalf a th");
    desk.tap(KeyCode::Esc);
    let runs = desk.session.state().runs.len();
    desk.keys("madd a").enter();
    assert!(desk.text().contains("RUNS"), "the running one says so: {}", desk.text());
    assert!(desk.text().contains("IN A STEP"), "and the one a step opens: {}", desk.text());
    desk.keys("second").enter();
    let state = desk.session.state();
    assert_eq!(state.runs.len(), runs + 1);
    let added = state.runs.last().expect("a run").copy.runbook.title.get(Lang::En).to_owned();
    assert!(desk.text().contains(added.split(' ').next().expect("a word")), "{}", desk.text());
    let lines = desk.written.iter().flat_map(|batch| batch.split_inclusive(|b| *b == b'\n'));
    let parts = lines
        .filter(|line| matches!(decode(line).expect("a line").record.event, Event::RunbookPart(_)));
    assert!(parts.count() >= 2);
    // The half-written note is still there.
    desk.keys("n");
    assert!(desk.text().contains("half a th"), "{}", desk.text());
}

#[test]
fn where_the_site_names_a_doctor_their_number_stands_in_row_two() {
    let facts = crate::site::FACTS.replacen("roles: [director]", "roles: [director, dmc]", 1);
    let content = Bounded { text: facts, findings: Vec::new() };
    for (lang, question) in [(Lang::En, "patient in danger"), (Lang::Fr, "patient en danger")] {
        let mut desk = Desk::new(lang);
        *desk.site = SiteFile::of("site.yaml".to_owned(), &content);
        desk.draw();
        let names_it = |row: &str| row.to_lowercase().contains(question);
        assert!(
            names_it(&desk.row(2)) && desk.row(2).contains("06 10 98 12 40"),
            "{}",
            desk.row(2)
        );
        desk.tap(KeyCode::Up).tap(KeyCode::Up).enter();
        let row = desk.row(2);
        assert!(names_it(&row) && row.contains("06 10 98 12 40 (P. Marchand)"), "{row}");
    }
}
