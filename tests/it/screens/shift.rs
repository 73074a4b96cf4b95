//! Change of shift: two entries, then the code; and nobody acts without having said who they are.

use crossterm::event::KeyCode;
use sangfroid::audit::decode;
use sangfroid::domain::command::Command;
use sangfroid::domain::event::Event;
use sangfroid::domain::ids::Initials;
use sangfroid::domain::proof::SignedOff;
use sangfroid::domain::text::Lang;

use super::desk::Desk;

fn sign_off(desk: &mut Desk, who: &str) {
    let initials = Initials::parse(who).expect("initials");
    desk.order(Command::SignOff(SignedOff { initials, proof: None }));
    desk.draw();
}

fn events(desk: &Desk) -> Vec<Event> {
    let lines = desk.written.iter().flat_map(|batch| batch.split_inclusive(|b| *b == b'\n'));
    lines.map(|line| decode(line).expect("a line").record.event).collect()
}

#[test]
fn a_change_of_shift_is_two_entries_and_shows_the_code() {
    for lang in Lang::ALL {
        let mut desk = Desk::first_hour(lang);
        desk.keys("mshift").enter().keys("ad").tap(KeyCode::Tab).tap(KeyCode::Tab).keys("cadre");
        desk.enter();
        let all = events(&desk);
        let [.., Event::SignedOff(off), Event::SignedOn(on)] = all.as_slice() else {
            panic!("{:?}", all.last())
        };
        assert_eq!((off.initials.as_str(), on.initials.as_str()), ("MKERN", "AD"));
        assert_eq!(on.role.as_deref(), Some("cadre"));
        let code = desk.session.head().spoken_code().to_string();
        let half: Vec<_> = code.split(' ').take(4).collect();
        assert!(desk.text().contains(&half.join("  ")), "{}", desk.text());
        desk.enter();
        assert!(!desk.text().contains(&half.join("  ")), "Enter closes it: {}", desk.text());
        assert_eq!(desk.session.state().operator.as_ref().map(Initials::as_str), Some("AD"));
    }
}

#[test]
fn whoever_acts_without_having_signed_on_is_asked_and_nothing_typed_is_lost() {
    let mut desk = Desk::first_hour(Lang::En);
    sign_off(&mut desk, "MKERN");
    let before = desk.written.len();
    desk.keys("nthe guard has the key").enter();
    assert_eq!(desk.written.len(), before, "{}", desk.text());
    assert!(desk.text().contains("CHANGE OF SHIFT"), "{}", desk.text());
    desk.keys("ad").enter().enter();
    assert!(desk.text().contains("the guard has the key"), "{}", desk.text());
    desk.enter();
    let last = events(&desk).pop();
    assert!(matches!(last, Some(Event::NoteAdded(note)) if note.text == "the guard has the key"));
}

#[test]
fn the_box_refuses_nobody_and_the_same_person_and_esc_changes_nothing() {
    let mut desk = Desk::first_hour(Lang::En);
    let before = desk.written.len();
    desk.keys("mshift").enter().enter();
    assert!(desk.last().contains("Initials first"), "{}", desk.last());
    desk.keys("mkern").enter();
    assert!(desk.last().contains("already"), "{}", desk.last());
    desk.tap(KeyCode::Esc);
    assert_eq!(desk.written.len(), before);
    assert!(!desk.text().contains("CHANGE OF SHIFT"));
}

#[test]
fn the_code_is_shown_on_demand_and_changes_nothing() {
    let mut desk = Desk::first_hour(Lang::Fr);
    let before = desk.written.len();
    desk.keys("mcode").enter();
    assert!(desk.text().contains("CODE PARLÉ"), "{}", desk.text());
    desk.tap(KeyCode::Esc);
    assert_eq!(desk.written.len(), before);
}
