//! What fingers type and how often: letters of the unshifted top row in texts, digits in times, a
//! key that is pressed twice, and texts that outlive the page they are typed on.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use sangfroid::domain::ids::{ClockId, MomentId};
use sangfroid::domain::state::Status;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::session::Session;
use sangfroid::tui::app::App;

use super::board;
use super::desk::{Desk, desk_at};

/// Enter again, sooner than anybody reads.
fn twice(desk: &mut Desk) {
    let enter = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
    desk.enter();
    desk.tap_after(Span::from_ms(200), enter);
}

fn status(desk: &Desk, index: usize) -> Status {
    desk.session.state().runs[0].steps[index].status.clone()
}

/// R92: in a free text `é` is a letter, although it types a 2 where digits are meant.
#[test]
fn a_reason_begins_with_any_letter_of_the_unshifted_top_row() {
    for reason in ["écran noir", "à la demande du chef", "ça ne répond pas", "(voir la note)"] {
        for open in ["s", "i", "p1"] {
            let mut desk = Desk::first_hour(Lang::Fr);
            desk.keys(open).keys(reason).enter();
            let (Status::Skipped { reason: said }
            | Status::CouldNot { reason: said }
            | Status::Later { reason: said, .. }) = status(&desk, 0)
            else {
                panic!("{open}: {}", desk.text());
            };
            assert_eq!(said, reason, "{open}");
        }
        let mut desk = Desk::first_hour(Lang::Fr);
        desk.keys("gè").enter().keys(reason);
        assert!(desk.text().contains(reason), "{}", desk.text());
    }
    // A real digit and the arrows still take what is offered.
    for key in [KeyCode::Char('2'), KeyCode::Up] {
        let mut desk = Desk::first_hour(Lang::En);
        desk.keys("s").tap(key).enter();
        assert!(matches!(status(&desk, 0), Status::Skipped { .. }), "{}", desk.text());
    }
}

/// What is pasted into the number of a step is that number, and never half of one.
#[test]
fn a_pasted_number_is_the_step_that_is_gone_to() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("g").paste(" 7 ").enter().keys("1").enter();
    assert_eq!(desk.step_number(), "7", "{}", desk.text());
    let text = super::turn::plain().replacen("    steps:", "    short_of_time: s5\n    steps:", 1);
    let mut desk = Desk::started(Lang::En, sangfroid::domain::event::Mode::Real, &text);
    desk.keys("g").paste("é").enter();
    assert!(desk.text().contains("Pull cable 2"), "what is proposed is replaced: {}", desk.text());
    for text in ["1234", "step 7", "", "7.5"] {
        let mut desk = Desk::first_hour(Lang::En);
        desk.keys("g").paste(text);
        assert!(desk.last().contains("1 to 12"), "{text:?}: {}", desk.last());
        assert!(!desk.text().contains("123"), "{text:?}: {}", desk.text());
    }
}

/// R97, R99: the second press of one Enter writes nothing through the form that opened.
#[test]
fn a_double_press_never_writes_through_a_form_whose_empty_field_means_now() {
    // A step that starts legal moments, whose empty time is now.
    let mut desk = board::desk(Lang::En);
    let before = desk.written.len();
    twice(&mut desk);
    assert_eq!(desk.written.len(), before, "{}", desk.text());
    desk.enter();
    let moment = MomentId::parse("knowledge-of-attack").expect("an id");
    assert!(desk.session.state().moment_start(&moment).is_some(), "the third one is meant");

    // The card of a legal clock: a moment, and a filing.
    for answer in ["2", "3"] {
        let mut desk = board::desk(Lang::En);
        board::card(&mut desk, "eu-gdpr-33");
        let before = desk.written.len();
        desk.keys(answer);
        twice(&mut desk);
        assert_eq!(desk.written.len(), before, "{answer}: {}", desk.text());
        let clock = ClockId::parse("eu-gdpr-33").expect("an id");
        assert!(!desk.session.state().is_filed(&clock), "{answer}");
    }

    // Steps that were done before, whose empty time is not known.
    let mut desk = Desk::first_hour(Lang::En);
    let before = desk.written.len();
    desk.keys("o ");
    twice(&mut desk);
    assert_eq!(desk.written.len(), before, "{}", desk.text());

    // Coming back: done before the stop, whose empty time is that of the last entry.
    let mut desk = Desk::first_hour(Lang::En);
    desk.done();
    desk.pass(Span::from_min(10));
    desk.reopen();
    let before = desk.written.len();
    desk.keys("1");
    twice(&mut desk);
    assert_eq!(desk.written.len(), before, "{}", desk.text());
}

/// R92: wherever a time is asked for, the unshifted top row types it.
#[test]
fn every_time_is_typed_on_the_unshifted_top_row() {
    // When steps were done before.
    let mut desk = Desk::first_hour(Lang::Fr);
    desk.pass(Span::from_min(40));
    desk.enter().keys("o ").enter().keys("é(");
    assert!(desk.text().contains("25"), "{}", desk.text());
    desk.enter();
    let answered = desk.session.state().runs[0].steps[0].answered.clone().expect("answered");
    let claimed = answered.happened_at.expect("a claimed time");
    assert_eq!(answered.at.wall.since(claimed).minutes(), 25);

    // When an entry really happened.
    let mut desk = Desk::first_hour(Lang::Fr);
    desk.done().keys("u2").enter().keys("àé:àà");
    assert!(desk.text().contains("02:00"), "{}", desk.text());

    // When a legal moment was; behind a year stands the hyphen of its date.
    for (typed, shown) in [("é(", "25"), ("2026-10-12", "2026-10-12"), ("soon é", "soon é")] {
        let mut desk = board::desk(Lang::En);
        desk.enter().keys(typed);
        assert!(desk.text().contains(shown), "{typed}: {}", desk.text());
    }
}

/// R66, R67: a page that another page replaces keeps what was typed on it.
#[test]
fn what_is_typed_on_a_page_outlives_every_page_over_it() {
    for key in [KeyCode::F(5), KeyCode::F(7)] {
        let mut desk = super::brief::night(Lang::En, sangfroid::domain::event::Mode::Real);
        desk.keys("b").enter().keys("ad").enter().keys("nobody reconnects VLAN 30");
        desk.tap(key);
        assert!(desk.app.draft().contains("nobody reconnects VLAN 30"), "{}", desk.app.draft());
        desk.tap(KeyCode::Esc).keys("b").enter();
        assert!(desk.text().contains("nobody reconnects VLAN 30"), "{}", desk.text());
    }
}

/// R17, R66: marks of steps done before are there again after the log, and after the program.
#[test]
fn marks_of_steps_done_before_outlive_the_log_and_the_program() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("o ").tap(KeyCode::Char(' ')).keys("v").keys("o");
    assert!(desk.row(24).contains("Done before"), "{}", desk.text());
    let draft = desk.app.draft();
    let before = desk.written.len();
    desk.enter().enter();
    assert_eq!(desk.written.len(), before + 2, "{}", desk.text());
    assert_eq!(desk.app.draft(), "", "what is recorded is no draft");

    let mut later = Desk::first_hour(Lang::En);
    later.done();
    later.app.restore_draft(&draft);
    later.pass(Span::from_min(10));
    later.reopen();
    assert!(later.text().contains("steps marked as done before"), "{}", later.text());
    later.enter().keys("o");
    assert!(later.text().contains('*'), "{}", later.text());
    let before = later.written.len();
    later.enter().enter();
    assert_eq!(later.written.len(), before + 1, "one of them has its answer: {}", later.text());
}

/// R66, R67: Esc while a correction is written goes back to its choices, and loses nothing.
#[test]
fn one_esc_keeps_a_correction_that_is_being_written() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("nThe badge").enter().keys("u").keys(" of the porter").tap(KeyCode::Esc);
    let draft = desk.app.draft();
    assert!(draft.contains("The badge of the porter"), "{draft}");
    desk.enter();
    assert!(desk.text().contains("The badge of the porter"), "{}", desk.text());
    // A time and words stand beside each other.
    desk.tap(KeyCode::Esc).keys("3").enter().keys("02:30").tap(KeyCode::Esc).keys("2").enter();
    assert!(desk.text().contains("The badge of the porter"), "{}", desk.text());
    let draft = desk.app.draft();
    assert!(draft.contains("02:30") && draft.contains("of the porter"), "{draft}");
    desk.tap(KeyCode::Esc).tap(KeyCode::Esc).keys("u");
    assert!(desk.text().contains("The badge of the porter"), "{}", desk.text());
    desk.enter();
    let notes = &desk.session.state().notes;
    let note = notes.iter().next().expect("a note");
    assert_eq!(note.note.text, "The badge of the porter");

    // One text that stands alone is that of its choice.
    let mut later = Desk::first_hour(Lang::En);
    later.keys("nThe badge").enter();
    let alone = draft.replace("\t02:30", "");
    assert_ne!(alone, draft);
    later.app.restore_draft(&alone);
    later.keys("u");
    assert!(later.text().contains("The badge of the porter"), "{}", later.text());
}

/// R66: what is objected to a decision stays with it until it is made.
#[test]
fn an_objection_outlives_looking_around_and_the_program() {
    const WORDS: &str = "the tapes are not checked";
    let mut desk = desk_at(Lang::En, 4);
    desk.tap(KeyCode::Tab).keys(WORDS).enter();
    let draft = desk.app.draft();
    assert!(draft.contains(WORDS), "{draft}");
    desk.tap(KeyCode::Esc).tap(KeyCode::Up);
    assert!(!desk.text().contains(WORDS), "it is none of step 3: {}", desk.text());
    desk.tap(KeyCode::Esc);
    assert!(desk.text().contains(WORDS), "{}", desk.text());
    desk.keys("o").enter();
    assert!(desk.text().contains(WORDS), "{}", desk.text());
    desk.keys("mfind").tap(KeyCode::Esc);
    assert_eq!(desk.app.draft(), draft);

    // As after a crash: the same incident, the draft from the disk.
    desk.pass(Span::from_min(10));
    desk.app.restore_draft(&draft);
    desk.reopen();
    assert!(
        desk.text().contains(&format!("objection to a decision: '{WORDS}'")),
        "{}",
        desk.text()
    );
    desk.tap(KeyCode::Home).tap(KeyCode::Down).enter();
    assert_eq!(desk.step_number(), "4", "{}", desk.text());
    assert!(desk.text().contains(WORDS), "{}", desk.text());
    desk.keys("1").enter();
    let log = String::from_utf8(desk.written.concat()).expect("text");
    assert!(log.contains(WORDS), "it is recorded with the answer");
    assert_eq!(desk.app.draft(), "", "and is no draft any more");
}

/// An exercise's half-written note is not offered in the real incident after it.
#[test]
fn what_was_typed_in_one_incident_is_not_offered_in_the_next() {
    use super::desk::FIRST_HOUR;
    use sangfroid::domain::event::Mode;
    let mut desk = Desk::started(Lang::En, Mode::Exercise, FIRST_HOUR);
    desk.keys("nonly an exercise").tap(KeyCode::Esc).keys("e2");
    desk.tap(KeyCode::Tab).keys("exercise photo").tap(KeyCode::Esc);
    desk.session = Session::new(sangfroid::runbook::read);
    desk.app = std::mem::replace(&mut desk.app, App::new(Lang::En)).after_start();
    desk.begin(Mode::Real, FIRST_HOUR);
    desk.keys("n");
    assert!(!desk.text().contains("only an exercise"), "{}", desk.text());
    desk.tap(KeyCode::Esc).keys("e");
    assert!(!desk.text().contains("exercise photo"), "{}", desk.text());
}
