//! An outage as the person meets it: the alarm is found again, nothing is promised that is not so,
//! and whose words they are stays said.

use crossterm::event::KeyCode;
use sangfroid::domain::command::{CloseOrder, Command};
use sangfroid::domain::event::{LeaveReason, SignedOn};
use sangfroid::domain::ids::Initials;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::domain::watch_event::{ClockAdded, Watch};
use sangfroid::tui::request::Request;

use super::desk::Desk;

/// A note that no disk took, and the alarm left by Esc.
fn in_danger(lang: Lang) -> Desk {
    let mut desk = Desk::first_hour(lang);
    desk.pass(Span::from_s(5));
    desk.disk_fails = true;
    desk.keys("n").keys("guard has the keys").enter();
    desk.tap(KeyCode::Esc);
    desk
}

const TITLES: [(Lang, &str); 2] =
    [(Lang::En, "THE LOG IS NOT BEING SAVED"), (Lang::Fr, "LA MAIN COURANTE NE S'ENREGISTRE PLUS")];

#[test]
fn a_opens_the_alarm_again_as_long_as_something_is_unsaved() {
    for (lang, title) in TITLES {
        let mut desk = in_danger(lang);
        assert!(!desk.text().contains(title), "{}", desk.text());
        desk.keys("a");
        assert!(desk.text().contains(title), "{}", desk.text());
        desk.keys("4").enter();
        assert!(!desk.text().contains(title), "{}", desk.text());
        desk.keys("a");
        assert!(desk.text().contains(title), "{}", desk.text());
        desk.tap(KeyCode::Esc);
        desk.disk_fails = false;
        desk.heal();
        desk.keys("a");
        assert!(!desk.text().contains(title), "{}", desk.text());
    }
}

#[test]
fn the_menu_finds_the_alarm_by_what_people_call_it() {
    for (lang, title) in TITLES {
        for typed in ["save", "unsaved", "disk", "stick", "enregistrer", "disque"] {
            let mut desk = in_danger(lang);
            desk.keys("m").keys(typed).enter();
            assert!(desk.text().contains(title), "{typed}: {}", desk.text());
        }
    }
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("m").keys("unsaved");
    assert!(!desk.text().contains("Not saved:"), "there is nothing: {}", desk.text());
}

#[test]
fn last_says_not_saved_beside_the_act_whatever_was_said_since() {
    let mut desk = in_danger(Lang::En);
    desk.pass(Span::from_s(5));
    desk.keys("o").tap(KeyCode::Esc);
    assert!(desk.last().contains("NOT SAVED"), "{}", desk.text());
    desk.disk_fails = false;
    desk.heal();
    desk.keys("o").tap(KeyCode::Esc);
    assert!(!desk.last().contains("NOT SAVED"), "{}", desk.text());
}

#[test]
fn a_closing_that_no_disk_has_closes_nothing() {
    let said = [
        (Lang::En, "THE CLOSING IS NOT RECORDED", "the incident is still open"),
        (Lang::Fr, "LA CLÔTURE N'EST PAS CONSIGNÉE", "incident encore ouvert"),
    ];
    for (lang, title, open) in said {
        let mut desk = Desk::first_hour(lang);
        desk.pass(Span::from_s(5));
        desk.disk_fails = true;
        let order = CloseOrder { last_acts_done: Vec::new(), reason: Some("tired".into()) };
        desk.order(Command::Close(order));
        assert!(desk.session.is_closing_unsaved());
        desk.pass(Span::from_s(5));
        desk.keys("a").keys("4").enter();
        assert!(desk.text().contains(title), "{}", desk.text());
        desk.keys("q");
        let text = desk.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(open), "{}", desk.text());
    }
}

#[test]
fn nobody_is_told_that_a_draft_is_kept_when_it_is_not() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("n").keys("half a note");
    desk.drafts_kept(false);
    assert!(desk.last().contains("NOT kept"), "{}", desk.text());
    desk.tap(KeyCode::Esc);
    assert!(desk.last().contains("NOT kept"), "{}", desk.text());
    desk.keys("q");
    assert!(desk.text().contains("NOT kept"), "{}", desk.text());
    desk.tap(KeyCode::Esc);
    let lines = desk.half_written_lines().join("\n");
    assert!(lines.contains("half a note") && !lines.contains("kept"), "{lines}");
    desk.drafts_kept(true);
    desk.keys("n").tap(KeyCode::Esc);
    assert!(desk.last().contains("The draft is kept"), "{}", desk.text());
}

/// The person at the keyboard is another one from here on.
fn comes(desk: &mut Desk, tag: &str) {
    let initials = Initials::parse(tag).expect("initials");
    desk.order(Command::SignOn(SignedOn { initials, name: None, role: None, proof: None }));
}

fn notes(desk: &Desk) -> Vec<String> {
    desk.session.state().notes.iter().map(|entry| entry.note.text.clone()).collect()
}

#[test]
fn a_note_that_somebody_else_began_says_whose_words_it_holds() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("n").keys("seen two men");
    let draft = desk.typed();
    assert!(draft.contains("MKERN"), "{draft}");
    let begun = desk.now().moment.wall;
    desk.order(Command::Leave(LeaveReason::Terminated));
    comes(&mut desk, "ZZ");
    desk.pass(Span::from_min(20));
    desk.app.restore_draft(&draft);
    desk.reopen();
    let line = desk.text().lines().find(|row| row.contains("HALF WRITTEN")).map(str::to_owned);
    let line = line.expect("it is told");
    assert!(line.contains("MKERN") && line.contains("seen two men"), "{line}");
    desk.enter().keys("n");
    assert!(desk.text().contains("words of MKERN"), "{}", desk.text());
    desk.enter();
    let [note] = notes(&desk).try_into().expect("one note");
    assert!(note.starts_with("seen two men (typed by MKERN, "), "{note}");
    let begun_at = desk.session.state().notes.iter().next().expect("it").note.begun_at;
    assert!(begun_at.is_some_and(|at| at.ms() <= begun.ms()), "the time of its first words");
}

#[test]
fn what_the_same_person_sends_stays_as_it_was_typed() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("n").keys("seen two men").tap(KeyCode::Esc);
    desk.pass(Span::from_s(5));
    desk.keys("n").enter();
    assert_eq!(notes(&desk), ["seen two men"]);
}

#[test]
fn a_reason_that_somebody_else_typed_is_asked_for_once() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("s").keys("no time");
    desk.tap(KeyCode::Esc);
    comes(&mut desk, "ZZ");
    desk.pass(Span::from_s(5));
    let before = desk.requests.len();
    desk.keys("s").enter();
    assert!(desk.last().contains("MKERN typed this"), "{}", desk.text());
    let is_order = |request: &Request| matches!(request, Request::Order(_));
    assert!(!desk.requests[before..].iter().any(is_order), "nothing was sent");
    desk.pass(Span::from_s(1));
    desk.enter();
    assert!(desk.requests[before..].iter().any(is_order), "{}", desk.text());
}

#[test]
fn limits_are_told_by_the_clock_as_it_goes_now() {
    let mut desk = Desk::first_hour(Lang::En);
    let clock = ClockAdded {
        text: "call the vendor".into(),
        whom: "AD".into(),
        span: Span::from_min(25),
        every: None,
        script: None,
    };
    desk.order(Command::Watch(Watch::ClockAdded(clock)));
    desk.pass(Span::from_s(30));
    desk.draw();
    let due = |desk: &Desk| -> Option<(String, String)> {
        let row = desk.row(2);
        let (time, rest) = row.split_once(" in ")?;
        let time = time.split_whitespace().last()?.to_owned();
        Some((time, rest.split_whitespace().next()?.to_owned()))
    };
    let Some((before, left)) = due(&desk) else { panic!("{}", desk.row(2)) };
    desk.jumped_ms = -2 * 60 * 60 * 1_000;
    desk.draw();
    let (after, still) = due(&desk).expect("it still runs");
    assert_eq!(left, still, "the time that is left stays right");
    assert_ne!(before, after, "{}", desk.row(2));
}
