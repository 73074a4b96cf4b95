//! The call list and the site's facts: the right number first, the result kept, nothing in the way.

use crossterm::event::KeyCode;
use sangfroid::domain::call::CallOutcome;
use sangfroid::domain::event::Mode;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::runbook::bytes::Bounded;
use sangfroid::runbook::site::SiteFile;

use super::desk::Desk;
use crate::site::FACTS;

const NIGHT: &str = include_str!("site-night.yaml");

fn site(text: &str) -> Box<SiteFile> {
    let content = Bounded { text: text.to_owned(), findings: Vec::new() };
    Box::new(SiteFile::of("site.yaml".to_owned(), &content))
}

fn desk_with(lang: Lang, text: Option<&str>) -> Desk {
    let mut desk = Desk::started(lang, Mode::Real, NIGHT);
    if let Some(text) = text {
        desk.site = site(text);
    }
    desk.draw();
    desk
}

pub(super) fn desk(lang: Lang) -> Desk {
    desk_with(lang, Some(FACTS))
}

pub(super) type Way = fn(&mut Desk);

pub(super) const SCREENS: &[(&str, Way)] = &[
    ("calls_card", |desk| {
        desk.keys("c");
    }),
    ("calls_result", |desk| {
        desk.keys("c3").tap(KeyCode::Tab).keys("rings out");
    }),
    ("calls_next", |desk| {
        desk.keys("c3").enter();
    }),
    ("calls_list", |desk| {
        desk.keys("cf");
    }),
    ("calls_found", |desk| {
        desk.keys("cfsecur");
    }),
    ("calls_missing", |desk| {
        desk.done().keys("c");
    }),
    ("facts_loss_card", |desk| {
        desk.done().done().keys("2").enter().keys("c");
    }),
    ("facts_order", |desk| {
        desk.done().done().keys("2").enter().keys("c").tap(KeyCode::Right).tap(KeyCode::Right);
    }),
    ("step_site", |desk| {
        desk.done().done().keys("2").enter();
    }),
];

#[test]
fn frames_are_as_agreed() {
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40)] {
            for (name, way) in SCREENS {
                let mut desk = desk(lang).sized(size.0, size.1);
                way(&mut desk);
                let name = format!("{name}_{}_{}", lang.code(), size.0);
                insta::assert_snapshot!(name, desk.golden());
            }
        }
    }
    let mut small = desk(Lang::En).sized(40, 15);
    small.keys("c");
    insta::assert_snapshot!("calls_card_en_40", small.golden());
}

#[test]
fn a_step_that_calls_opens_its_card_with_the_lines_off_the_network_first() {
    let mut desk = desk(Lang::En);
    desk.keys("c");
    let text = desk.text();
    let (mobile, line) = (text.find("06 10 98 12 40"), text.find("01 40 00 55 40"));
    assert!(mobile.is_some() && mobile < line, "{text}");
    for words in ["not on the hospital network", "may be dead", "REQUEST.", "Who calls the ARS?"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(desk.written.is_empty() || desk.written.len() == 1, "looking records nothing");
}

#[test]
fn no_answer_brings_the_next_name_and_a_clock_that_a_call_answers() {
    let mut desk = desk(Lang::En);
    desk.keys("c3").enter();
    assert!(desk.text().contains("A. Diallo"), "{}", desk.text());
    assert!(desk.last().contains("No answer, logged. Next: A. Diallo."), "{}", desk.last());
    let calls = &desk.session.state().calls;
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].call.outcome, CallOutcome::NoAnswer);
    assert_eq!(calls[0].call.whom, "P. Marchand");
    desk.pass(Span::from_min(6));
    desk.tap(KeyCode::Esc).tap(KeyCode::Esc);
    assert!(desk.row(2).contains("CALL AGAIN  P. Marchand"), "{}", desk.row(2));
    assert!(desk.row(2).contains("!!"), "{}", desk.row(2));
    desk.keys("c").tap(KeyCode::Right).keys("1").enter();
    assert_eq!(desk.session.state().calls.len(), 2);
    assert!(!desk.row(2).contains("CALL AGAIN"), "{}", desk.row(2));
    assert_eq!(desk.step_number(), "1", "the step itself is still the person's to tick");
    // Reached: neither the retry nor the step's own limit runs any more.
    let now = desk.now().moment;
    assert!(desk.session.state().deadlines(&now).is_empty());
}

#[test]
fn a_call_that_was_taken_back_answers_nothing() {
    let mut desk = desk(Lang::En);
    desk.keys("c1").enter();
    let now = desk.now().moment;
    assert!(desk.session.state().deadlines(&now).is_empty());
    desk.keys("u").enter();
    assert!(desk.session.state().calls[0].is_withdrawn, "{}", desk.text());
    assert_eq!(desk.session.state().deadlines(&now).len(), 1);
}

#[test]
fn enter_without_a_result_records_nothing_and_says_so() {
    let mut desk = desk(Lang::En);
    let before = desk.written.len();
    desk.keys("c").enter();
    assert_eq!(desk.written.len(), before);
    assert!(desk.last().contains("First the result"), "{}", desk.last());
}

#[test]
fn what_is_missing_is_shown_and_the_call_can_still_be_logged() {
    let mut desk = desk_with(Lang::En, None);
    desk.keys("c");
    let text = desk.text();
    assert!(text.contains("No number here for this role (director)."), "{text}");
    assert!(text.contains("There is no site.yaml"), "{text}");
    desk.keys("1").enter();
    assert_eq!(desk.session.state().calls[0].call.whom, "Director on duty");
    desk.done();
    assert_eq!(desk.step_number(), "2", "nothing blocks");
}

#[test]
fn an_empty_list_blames_no_search_that_nobody_made() {
    let mut desk = desk_with(Lang::En, None);
    // A step that calls nobody.
    desk.done().done().keys("c");
    assert!(desk.text().contains("Nobody is listed here."), "{}", desk.text());
    desk.keys("xyz");
    assert!(desk.text().contains("Nobody here is called that."), "{}", desk.text());
}

#[test]
fn a_role_without_number_says_where_one_is_found() {
    let text = FACTS.replacen("role: family", "role: samu", 1);
    let mut desk = desk_with(Lang::En, Some(&text));
    desk.done().keys("c");
    assert!(desk.text().contains("the ward's list of next of kin"), "{}", desk.text());
}

#[test]
fn a_broken_file_is_told_and_its_numbers_stay() {
    let text = FACTS.replacen("kind: desk", "kind: desks", 1);
    let mut desk = desk_with(Lang::En, Some(&text));
    desk.keys("c");
    let shown = desk.text();
    assert!(shown.contains("site.yaml has faults: 1, the first in line 16."), "{shown}");
    assert!(shown.contains("06 10 98 12 40"), "{shown}");
}

#[test]
fn an_old_list_says_old_on_the_card_and_under_the_list() {
    let text = FACTS.replacen("on: 2026-10-15", "on: 2026-01-15", 1);
    let mut desk = desk_with(Lang::En, Some(&text)).sized(120, 40);
    desk.keys("c");
    assert!(desk.text().contains("OLD: numbers last tried 2026-01-15 by M. Kern"));
    desk.keys("f");
    let shown = desk.text();
    assert!(shown.contains("OLD: some number not tried since 2026-01-15."), "{shown}");
    assert!(shown.contains("List of 2026-11-02."), "{shown}");
}

#[test]
fn typing_finds_a_name_without_accents_and_in_the_other_language() {
    let text = FACTS.replacen("name: A. Diallo", "name: Élodie Diallo", 1);
    for (query, found) in [("elodie", true), ("security", true), ("rssi", true), ("xyz", false)] {
        let mut desk = desk_with(Lang::Fr, Some(&text));
        desk.keys("cf").keys(query);
        assert_eq!(desk.text().contains("Élodie Diallo"), found, "{query}: {}", desk.text());
    }
}

#[test]
fn what_was_answered_survives_leaving_the_card() {
    let mut desk = desk(Lang::En);
    desk.keys("c1").tap(KeyCode::Tab).keys("room opens");
    desk.tap(KeyCode::Esc).tap(KeyCode::Esc);
    assert!(!desk.text().contains("room opens"));
    desk.keys("c");
    assert!(desk.text().contains("room opens"), "{}", desk.text());
    desk.enter();
    assert_eq!(desk.session.state().calls[0].call.said.as_deref(), Some("room opens"));
}

#[test]
fn no_number_of_the_site_reaches_the_log() {
    let mut desk = desk(Lang::En);
    desk.keys("c3").enter().keys("1").enter();
    assert_eq!(desk.session.state().calls.len(), 2);
    let bytes: Vec<u8> = desk.written.concat();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("P. Marchand") && !text.contains("06 10 98") && !text.contains("01 40"));
}

#[test]
fn the_loss_card_of_the_chosen_level_comes_first() {
    let mut desk = desk(Lang::En);
    desk.done().done().keys("2").enter().keys("c");
    let shown = desk.text();
    assert!(shown.contains("N3, other sites") && shown.contains("Tele-expertise"), "{shown}");
    assert!(!shown.contains("N1, the Internet"), "{shown}");
    desk.keys("0");
    assert!(desk.text().contains("N1, the Internet"), "{}", desk.text());
    desk.keys("1");
    assert!(!desk.text().contains("N3, other sites"), "{}", desk.text());
    desk.tap(KeyCode::Esc);
    assert_eq!(desk.step_number(), "4");
}

#[test]
fn the_list_shows_a_number_whole_or_not_at_all() {
    let numbers = [
        "06 10 98 12 40",
        "+33 (0)6 10 98 12 40, then 4412",
        "fallback-crisis-cell.night@regional-university-hospital.example",
    ];
    for number in numbers {
        let text = FACTS.replacen("06 10 98 12 40", number, 1);
        for lang in Lang::ALL {
            for columns in [40, 44, 52, 60, 73, 74, 80, 90, 100, 110, 120, 160] {
                let mut desk = desk_with(lang, Some(&text)).sized(columns, 24);
                desk.keys("c3").enter().tap(KeyCode::Esc).tap(KeyCode::Esc).keys("cf");
                let shown = desk.text();
                let row =
                    shown.lines().skip(3).find(|row| row.contains("P. March")).expect("a row");
                let is_told = row.contains("the card") || row.contains("la fiche");
                assert!(row.contains(number) || is_told, "{columns}: {row}");
                let is_short = number.len() < 20;
                assert!(!is_short || row.contains(number), "{columns}: {row}");
                // What gives way says so.
                let is_marked = row.contains("..") || !row.contains("03:02");
                let whole = row.contains("no answer") || row.contains("pas de réponse");
                assert!(whole || is_marked, "{columns}: {row}");
            }
        }
    }
}

#[test]
fn the_facts_show_how_to_turn_to_another_page() {
    for (lang, key) in [(Lang::En, "Left/Right Other page"), (Lang::Fr, "Gauche/Droite Page")] {
        let mut desk = desk(lang);
        desk.done().done().keys("2").enter().keys("c").tap(KeyCode::Right).tap(KeyCode::Right);
        assert!(desk.row(24).contains(key), "{}", desk.row(24));
    }
}
