//! The evidence form: what it asks for, what it keeps, and that no text is lost in it (R71).

use std::path::PathBuf;

use crossterm::event::KeyCode;
use sangfroid::domain::command::Command;
use sangfroid::domain::ids::EvidenceId;
use sangfroid::domain::step::{Evidence, EvidenceKind};
use sangfroid::domain::text::{Lang, Text};
use sangfroid::i18n::Catalogue;
use sangfroid::tui::request::{EvidenceOrder, Given, Request};

use super::desk::Desk;

fn asked(desk: &Desk) -> Option<EvidenceOrder> {
    desk.requests.iter().rev().find_map(|request| match request {
        Request::TakeIn(order) => Some((**order).clone()),
        _ => None,
    })
}

/// On the step that asks for a value, with the form open.
fn at_the_value(lang: Lang) -> Desk {
    let mut desk = Desk::first_hour(lang);
    desk.enter();
    desk.keys("e");
    desk
}

#[test]
fn a_piece_that_the_step_asks_for_is_taken_with_its_name_and_kind() {
    let mut desk = at_the_value(Lang::En);
    assert!(desk.text().contains("EVIDENCE for step 2"), "{}", desk.text());
    assert!(desk.text().contains("[ ] Vlan30 state"), "{}", desk.text());
    desk.tap(KeyCode::Down).keys("administratively down");
    desk.tap(KeyCode::Tab).keys("core-1").tap(KeyCode::Tab).keys("safe 2").enter();
    let order = asked(&desk).expect("an order");
    assert_eq!(order.given, Given::Text("administratively down".to_owned()));
    let evidence = order.evidence;
    assert_eq!(evidence.item, "Vlan30 state");
    assert_eq!(evidence.slot.map(|slot| slot.to_string()).as_deref(), Some("state"));
    assert_eq!(
        (evidence.host.as_deref(), evidence.place.as_deref()),
        (Some("core-1"), Some("safe 2"))
    );
    assert_eq!(evidence.step.map(|step| step.step.to_string()).as_deref(), Some("isolate"));
    assert!(evidence.collected_at.is_some(), "the moment E was pressed");
}

#[test]
fn a_file_is_named_by_its_path_and_called_as_its_name_says() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("e").enter().tap(KeyCode::Tab).paste("/media/stick/ransom note.txt").enter();
    let order = asked(&desk).expect("an order");
    assert_eq!(order.given, Given::Path(PathBuf::from("/media/stick/ransom note.txt")));
    assert_eq!(order.evidence.item, "ransom note.txt");
    assert_eq!(order.evidence.file_name.as_deref(), Some("ransom note.txt"));
}

#[test]
fn esc_closes_and_e_opens_the_same_text_again() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("e").enter().keys("a photo of the note").tap(KeyCode::Esc);
    assert!(!desk.text().contains("EVIDENCE for step"), "{}", desk.text());
    assert!(desk.last().contains("E opens it again"), "{}", desk.last());
    desk.keys("e");
    assert!(desk.text().contains("a photo of the note"), "{}", desk.text());
    assert!(asked(&desk).is_none());
}

#[test]
fn what_is_missing_is_asked_for_and_nothing_is_sent() {
    for lang in Lang::ALL {
        let words = &Catalogue::of(lang).screen.evidence;
        let mut desk = Desk::first_hour(lang);
        desk.keys("e").enter().keys("x").enter();
        assert!(desk.last().contains(&words.need_path), "{}", desk.last());
        let mut desk = Desk::first_hour(lang);
        desk.keys("e2").enter();
        assert!(desk.last().contains(&words.need_content), "{}", desk.last());
        desk.keys("down").enter();
        assert!(desk.last().contains(&words.need_what), "{}", desk.last());
        assert!(asked(&desk).is_none());
    }
}

#[test]
fn while_a_file_is_taken_in_the_form_stands_still_and_says_how_far_it_is() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("e").enter().tap(KeyCode::Tab).keys("image").enter();
    assert!(desk.last().contains("Taking it in"), "{}", desk.last());
    desk.app.taking(250, Some(1_000));
    desk.draw();
    assert!(desk.last().contains("25 %"), "{}", desk.last());
    desk.keys("x");
    assert!(desk.last().contains("Esc stops it"), "{}", desk.last());
    assert!(!desk.text().contains("imagex"), "{}", desk.text());
    desk.app.taking(7_000_000, None);
    desk.tap(KeyCode::Esc);
    assert!(desk.requests.contains(&Request::StopTaking));
    desk.app.not_taken("Stopped.".to_owned());
    desk.draw();
    assert!(desk.last().contains("Stopped.") && desk.text().contains("image"), "{}", desk.text());
    desk.keys("2");
    assert!(desk.text().contains("image2"), "it can be gone on with: {}", desk.text());
}

#[test]
fn the_form_is_emptied_when_the_record_is_on_disk_and_the_step_shows_the_piece() {
    let mut desk = at_the_value(Lang::En);
    desk.tap(KeyCode::Down).keys("down").enter();
    let mut evidence = asked(&desk).expect("an order").evidence;
    evidence.sha256 = "0".repeat(64);
    desk.app.taken();
    desk.order(Command::TakeEvidence(evidence));
    desk.draw();
    assert!(!desk.text().contains("EVIDENCE for step"), "{}", desk.text());
    assert_eq!(desk.session.state().evidence.count(), 1);
    desk.keys("e");
    assert!(desk.text().contains("[x] Vlan30 state"), "{}", desk.text());
    assert!(desk.text().contains("Kept for this step: 1"), "{}", desk.text());
    desk.tap(KeyCode::Esc).tap(KeyCode::PageDown);
    assert!(desk.text().contains("[x] Vlan30 state"), "{}", desk.text());
}

#[test]
fn a_record_that_the_disk_refuses_keeps_the_form() {
    let mut desk = at_the_value(Lang::En);
    desk.tap(KeyCode::Down).keys("administratively down").enter();
    let mut evidence = asked(&desk).expect("an order").evidence;
    evidence.slot = None;
    evidence.item = String::new();
    desk.app.taken();
    desk.order(Command::TakeEvidence(evidence));
    desk.draw();
    assert!(desk.text().contains("administratively down"), "{}", desk.text());
    desk.keys("!");
    assert!(desk.text().contains("administratively down!"), "{}", desk.text());
}

/// On the step that asks for the state of the interface, which its author expects to be down.
fn at_the_expected_value(lang: Lang) -> Desk {
    let text = include_str!("first-hour.yaml");
    let piece = "title: {en: \"Vlan30 state\", fr: \"État de Vlan30\"}";
    assert!(text.contains(piece), "the runbook asks for it");
    let expected = "expected: {en: administratively down, fr: arrêté par l'administrateur}";
    let text = text.replacen(piece, &format!("{piece}, {expected}"), 1);
    let mut desk = Desk::started(lang, sangfroid::domain::event::Mode::Real, &text);
    desk.enter();
    desk.keys("e").tap(KeyCode::Down);
    desk
}

/// The piece as the desk's driver takes it in.
fn keep(desk: &mut Desk) {
    let mut evidence = asked(desk).expect("an order").evidence;
    evidence.sha256 = "0".repeat(64);
    desk.app.taken();
    desk.order(Command::TakeEvidence(evidence));
    desk.draw();
}

#[test]
fn a_value_is_compared_with_what_is_expected_whatever_its_case_gaps_and_language() {
    for typed in
        ["administratively down", " Administratively  DOWN ", "arrêté par l'administrateur"]
    {
        let mut desk = at_the_expected_value(Lang::En);
        assert!(desk.text().contains("Expected"), "{}", desk.text());
        desk.paste(typed);
        assert!(desk.text().contains("matches"), "{}", desk.text());
        desk.enter();
        assert!(!asked(&desk).expect("an order").evidence.is_unexpected, "{typed}");
    }
}

#[test]
fn gaps_inside_a_number_do_not_count_and_no_two_numbers_are_one() {
    let number = |text: &str| Text::Plain(text.to_owned());
    let piece = |text: &str| Evidence {
        id: EvidenceId::parse("count").expect("an id"),
        kind: EvidenceKind::Value,
        title: number("Count"),
        expected: Some(number(text)),
    };
    for (expected, seen, is_same) in [
        ("100000", "100 000", true),
        ("100000", "100\u{202f}000", true),
        ("100 000", "100000", true),
        ("1234567", "1 234 567", true),
        ("100000", "1 00000", false),
        ("12", "1 2", false),
        ("0", "0 0", false),
        ("0", "00", false),
    ] {
        assert_eq!(piece(expected).is_as_expected(seen), Some(is_same), "{expected} {seen}");
    }
}

#[test]
fn another_value_is_kept_too_and_says_so_everywhere() {
    for (lang, differs, last, told) in [
        (Lang::En, "unexpected: kept as such", "Not as expected", "NOT AS EXPECTED"),
        (Lang::Fr, "inattendu : gardé comme tel", "Inattendu", "INATTENDU"),
    ] {
        let mut desk = at_the_expected_value(lang);
        desk.keys("up");
        assert!(desk.text().contains(differs), "{}", desk.text());
        insta::assert_snapshot!(format!("evidence_expected_{}", lang.code()), desk.golden());
        desk.enter();
        keep(&mut desk);
        let pieces: Vec<_> = desk.session.state().evidence.iter().collect();
        assert!(pieces[0].evidence.is_unexpected);
        assert!(desk.last().contains(last), "{}", desk.last());
        desk.keys("v");
        assert!(desk.text().contains(told), "{}", desk.text());
    }
}

#[test]
fn only_a_value_is_compared() {
    let mut desk = at_the_expected_value(Lang::En);
    desk.tap(KeyCode::BackTab).tap(KeyCode::BackTab).keys("3");
    desk.tap(KeyCode::Tab).keys("up");
    assert!(!desk.text().contains("unexpected"), "{}", desk.text());
}
