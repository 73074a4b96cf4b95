//! The clock board, the card of a legal clock, its forms, and a step that has to do with the law.

use std::sync::{Arc, OnceLock};

use crossterm::event::KeyCode;
use sangfroid::domain::duty_event::Verdict;
use sangfroid::domain::event::Mode;
use sangfroid::domain::ids::{ClockId, MomentId};
use sangfroid::domain::law::Law;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::runbook::law::LawShelf;

use super::desk::Desk;

const BOOK: &str = include_str!("notify-book.yaml");

pub(super) fn desk(lang: Lang) -> Desk {
    static LAW: OnceLock<Arc<Law>> = OnceLock::new();
    let law = LAW.get_or_init(|| LawShelf::shipped().law).clone();
    Desk::under_law(lang, Mode::Real, BOOK, law)
}

/// Leads a desk to a screen.
pub(super) type Way = fn(&mut Desk);

/// The moments named, one clock judged, one that does not apply.
fn named(desk: &mut Desk) {
    desk.enter().keys("25").enter();
}

/// The card of a clock, by its name.
pub(super) fn card(desk: &mut Desk, id: &str) {
    desk.keys("d");
    let at = desk.with_board(|board| board.iter().position(|name| name == id));
    for _ in 0..at.expect("it is on the board") {
        desk.tap(KeyCode::Down);
    }
    desk.enter();
}

fn judge(desk: &mut Desk, id: &str, keys: &str) {
    card(desk, id);
    desk.enter().keys(keys).enter().tap(KeyCode::Esc).tap(KeyCode::Esc);
}

fn busy(desk: &mut Desk) {
    named(desk);
    judge(desk, "fr-lopmi", "1");
    judge(desk, "eu-gdpr-33", "1files are encrypted");
    judge(desk, "uk-gdpr-33", "2not in the UK");
    judge(desk, "fr-ose", "1");
    card(desk, "fr-ose");
    desk.keys("3").enter().tap(KeyCode::Tab).keys("ANSSI 4711").enter();
    desk.tap(KeyCode::Esc).tap(KeyCode::Esc);
    desk.pass(Span::from_min(71 * 60 + 40));
}

pub(super) const SCREENS: &[(&str, Way)] = &[
    ("board_first", |desk| {
        desk.keys("d");
    }),
    ("board_busy", |desk| {
        busy(desk);
        desk.keys("d");
    }),
    ("board_end", |desk| {
        busy(desk);
        desk.keys("d").tap(KeyCode::End);
    }),
    ("card_law", |desk| {
        busy(desk);
        card(desk, "eu-gdpr-33");
    }),
    ("card_check", |desk| card(desk, "fr-sante-cert")),
    ("form_judge", |desk| {
        card(desk, "eu-gdpr-33");
        desk.enter().keys("2");
    }),
    ("form_moment", |desk| {
        named(desk);
        card(desk, "fr-lopmi");
        desk.keys("2").enter().keys("2");
    }),
    ("form_file", |desk| {
        card(desk, "eu-gdpr-33");
        desk.keys("3").enter();
    }),
    ("step_starts", |_| {}),
    ("step_asks", |desk| {
        desk.enter();
    }),
    ("step_law", named),
];

#[test]
fn every_screen_about_clocks_has_its_golden_frame() {
    for (name, way) in SCREENS {
        for lang in Lang::ALL {
            for (columns, rows) in [(80, 24), (120, 40)] {
                let mut desk = desk(lang).sized(columns, rows);
                way(&mut desk);
                let name = format!("{name}_{}_{columns}", lang.code());
                insta::assert_snapshot!(name, desk.golden());
            }
        }
    }
}

fn verdict(desk: &Desk, id: &str) -> Option<Verdict> {
    let state = desk.session.state();
    state.judgement(&ClockId::parse(id).unwrap()).map(|said| said.what.verdict)
}

#[test]
fn not_notifiable_is_refused_without_a_reason_and_nothing_is_preselected() {
    let mut desk = desk(Lang::En);
    card(&mut desk, "eu-gdpr-33");
    desk.enter().enter();
    assert_eq!(verdict(&desk, "eu-gdpr-33"), None, "Enter alone chooses nothing");
    desk.keys("2").enter();
    assert_eq!(verdict(&desk, "eu-gdpr-33"), None, "a reason is missing");
    desk.keys("test data only").enter();
    assert_eq!(verdict(&desk, "eu-gdpr-33"), Some(Verdict::Not));
}

#[test]
fn a_step_that_starts_moments_asks_for_the_time_and_takes_now() {
    let mut desk = desk(Lang::En);
    desk.enter();
    let moment = MomentId::parse("knowledge-of-attack").unwrap();
    assert!(desk.session.state().moment_start(&moment).is_none(), "it asks first");
    desk.keys("soon").enter();
    assert!(desk.session.state().moment_start(&moment).is_none(), "that is no time");
    for _ in 0..4 {
        desk.tap(KeyCode::Backspace);
    }
    desk.enter();
    let start = desk.session.state().moment_start(&moment).expect("it is named");
    assert!(desk.now().moment.wall.since(start.at) < Span::from_min(1));
}

#[test]
fn half_a_form_is_kept_and_offered_for_its_own_clock_only() {
    let mut desk = desk(Lang::En);
    card(&mut desk, "fr-lopmi");
    desk.keys("3").enter().tap(KeyCode::Tab).keys("PV 12").tap(KeyCode::Esc);
    desk.keys("3").enter();
    assert!(desk.text().contains("PV 12"), "{}", desk.text());
    desk.tap(KeyCode::Esc).tap(KeyCode::Esc).tap(KeyCode::Esc);
    card(&mut desk, "eu-gdpr-33");
    desk.keys("3").enter();
    assert!(!desk.text().contains("PV 12"), "{}", desk.text());
}

#[test]
fn row_two_says_the_most_urgent_and_a_silences_it() {
    let mut desk = desk(Lang::En);
    named(&mut desk);
    judge(&mut desk, "fr-oiv", "1");
    let second = |desk: &Desk| desk.text().lines().nth(1).unwrap().to_owned();
    assert!(second(&desk).contains("!! NOW"), "{}", second(&desk));
    assert!(second(&desk).contains("(A to acknowledge)"), "{}", second(&desk));
    desk.keys("a");
    assert!(!second(&desk).contains("(A to acknowledge)"), "{}", second(&desk));
    assert!(second(&desk).contains("!! NOW"), "{}", second(&desk));
}

#[test]
fn the_keys_of_the_footer_all_do_something_on_the_board() {
    let mut desk = desk(Lang::Fr);
    desk.keys("d");
    assert!(desk.text().contains("ÉCHÉANCES"), "{}", desk.text());
    desk.tap(KeyCode::F(5));
    assert!(!desk.text().contains("ÉCHÉANCES   il est"), "F5 goes back: {}", desk.text());
}
