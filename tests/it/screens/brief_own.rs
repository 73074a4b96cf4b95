//! The briefing in a person's own words: edited in place, read back as said, on record as said
//! (R57).

use crossterm::event::KeyCode;
use sangfroid::audit::decode;
use sangfroid::domain::brief::Line;
use sangfroid::domain::event::{Event, Mode};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::tui::request::Request;

use super::brief::night;
use super::desk::Desk;

fn sees(desk: &Desk, wanted: &str) {
    assert!(desk.text().contains(wanted), "{wanted}\n{}", desk.text());
}

fn erase(desk: &mut Desk) {
    desk.tap(KeyCode::End);
    for _ in 0..200 {
        desk.tap(KeyCode::Backspace);
    }
}

/// The second line is said in other words.
fn reworded(lang: Lang, mode: Mode) -> Desk {
    let mut desk = night(lang, mode);
    desk.keys("b").tap(KeyCode::Tab).tap(KeyCode::Down).enter();
    erase(&mut desk);
    desk.keys("We hold phase one").enter();
    desk
}

fn hand_over(desk: &mut Desk) {
    desk.enter().keys("ad").enter().keys("the gate").enter().keys("the vendor").enter();
}

fn events(desk: &Desk) -> Vec<Event> {
    let lines = desk.written.iter().flat_map(|batch| batch.split_inclusive(|b| *b == b'\n'));
    lines.map(|line| decode(line).expect("a line").record.event).collect()
}

#[test]
fn a_line_is_said_in_own_words_read_back_so_and_recorded_so() {
    let mut desk = reworded(Lang::En, Mode::Real);
    sees(&desk, "We hold phase one (own words)");
    assert!(desk.last().contains("records what is said"), "{}", desk.last());
    let before = desk.written.len();
    desk.tap(KeyCode::Esc);
    hand_over(&mut desk);
    sees(&desk, "We hold phase one (own words)");
    assert_eq!(desk.written.len(), before, "nothing is on record before both agree");
    desk.enter().enter();
    sees(&desk, "Lines in own words: 1");
    let all = events(&desk);
    let at = all.iter().position(|event| matches!(event, Event::LeadPassed(_))).expect("passed");
    let Event::OwnWords(own) = &all[at - 1] else { panic!("{:?}", all[at - 1]) };
    assert_eq!((own.line.as_str(), own.text.as_str()), ("progress", "We hold phase one"));
    let entry = desk.session.state().leading.passed.last().expect("an entry");
    assert_eq!(entry.own_words.len(), 1);
    // In one write with the hand-over itself.
    let batch = String::from_utf8(desk.written[before].clone()).expect("text");
    assert!(batch.contains("brief.said") && batch.contains("lead.passed"), "{batch}");
    // The next briefing is drafted anew, and the log says what was said.
    desk.enter().keys("b");
    assert!(!desk.text().contains("own words"), "{}", desk.text());
    desk.tap(KeyCode::Esc).keys("v");
    sees(&desk, "in own words: We hold phase one");
}

#[test]
fn a_hand_over_as_drafted_writes_what_it_always_wrote() {
    let mut desk = night(Lang::En, Mode::Real);
    desk.keys("b").tap(KeyCode::Tab).enter().enter().tap(KeyCode::Esc);
    hand_over(&mut desk);
    desk.enter().enter();
    assert!(!events(&desk).iter().any(|event| matches!(event, Event::OwnWords(_))));
}

#[test]
fn esc_keeps_what_was_typed_and_the_drafted_words_until_enter() {
    let mut desk = night(Lang::En, Mode::Real);
    desk.keys("b").tap(KeyCode::Tab).enter();
    erase(&mut desk);
    desk.keys("Half of a th").tap(KeyCode::Esc);
    assert!(!desk.text().contains("Half of a th"), "the draft stands: {}", desk.text());
    desk.enter();
    sees(&desk, "Half of a th");
    // Also over the page, and over the death of the program.
    desk.tap(KeyCode::Esc).tap(KeyCode::Esc).tap(KeyCode::Esc);
    let kept = desk.app.draft();
    assert!(kept.contains("Half of a th"), "{kept}");
    desk.reopen();
    desk.app.restore_draft(&kept);
    desk.enter();
    desk.keys("b").tap(KeyCode::Tab).enter();
    sees(&desk, "Half of a th");
    desk.enter();
    sees(&desk, "Half of a th (own words)");
}

#[test]
fn what_is_being_written_is_in_the_draft_at_once() {
    let mut desk = night(Lang::En, Mode::Real);
    desk.keys("b").tap(KeyCode::Tab).enter().keys(" and the gate");
    assert!(desk.app.draft().contains(" and the gate"), "{}", desk.app.draft());
    desk.enter().tap(KeyCode::Esc).tap(KeyCode::Esc);
    desk.keys("b");
    sees(&desk, "and the gate (own words)");
}

#[test]
fn a_line_that_is_emptied_is_as_drafted_again() {
    let mut desk = reworded(Lang::En, Mode::Real);
    desk.enter();
    erase(&mut desk);
    desk.enter();
    assert!(desk.last().contains("As drafted"), "{}", desk.last());
    assert!(!desk.text().contains("own words)"), "{}", desk.text());
}

#[test]
fn a_line_keeps_its_words_while_time_changes_the_draft_and_loses_them_with_its_step() {
    let mut desk = reworded(Lang::En, Mode::Real);
    desk.tap(KeyCode::Esc).tap(KeyCode::Esc);
    desk.pass(Span::from_min(2));
    desk.keys("wb");
    sees(&desk, "We hold phase one (own words)");
    let now = desk.now();
    let names = |desk: &Desk| -> Vec<String> {
        desk.session.state().brief(&now).iter().map(Line::name).collect()
    };
    let before = names(&desk);
    let mut sorted = before.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), before.len(), "every line has a name of its own: {before:?}");
    let next = before.iter().position(|name| name.starts_with("next:")).expect("a next step");
    desk.tap(KeyCode::Tab);
    for _ in 0..next {
        desk.tap(KeyCode::Down);
    }
    desk.enter().keys(" at once").enter();
    sees(&desk, "at once (own words)");
    desk.tap(KeyCode::Esc).tap(KeyCode::Esc);
    desk.keys("s").keys("no time").enter();
    desk.keys("b");
    assert!(!desk.text().contains("at once (own words)"), "{}", desk.text());
    desk.tap(KeyCode::Esc).keys("b");
    hand_over(&mut desk);
    desk.enter().enter();
    let own = events(&desk).into_iter().filter(|event| matches!(event, Event::OwnWords(_)));
    assert_eq!(own.count(), 1, "the line that is gone is not said");
}

#[test]
fn the_copy_and_both_languages_say_the_own_words() {
    for (lang, mark) in [(Lang::En, "(own words)"), (Lang::Fr, "(avec ses mots)")] {
        let mut desk = reworded(lang, Mode::Exercise);
        desk.tap(KeyCode::Esc).keys("y");
        let Some(Request::Copy(text)) = desk.requests.last() else { panic!("no copy") };
        assert!(text.contains(&format!("We hold phase one {mark}")), "{text}");
    }
}

#[test]
fn picking_and_writing_have_their_golden_frames() {
    for (lang, mode) in [(Lang::En, Mode::Real), (Lang::Fr, Mode::Exercise)] {
        for (columns, rows) in [(80, 24), (120, 40)] {
            let name = |what: &str| format!("brief_own_{what}_{}_{columns}", lang.code());
            let mut desk = reworded(lang, mode).sized(columns, rows);
            desk.tap(KeyCode::Down);
            insta::assert_snapshot!(name("pick"), desk.golden());
            desk.enter().keys(" !");
            insta::assert_snapshot!(name("write"), desk.golden());
        }
    }
}
