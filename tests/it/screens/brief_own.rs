//! The briefing in a person's own words: edited in place, read back as said, on record as said
//! (R57).

use crossterm::event::KeyCode;
use sangfroid::audit::decode;
use sangfroid::domain::brief::Line;
use sangfroid::domain::command::Command;
use sangfroid::domain::event::{Event, Mode};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::domain::watch_event::{ClockAdded, Watch};
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
    desk.tap(KeyCode::Esc);
    desk.pass(Span::from_min(2));
    desk.keys("w").draw();
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
    assert_eq!(own.count(), 0, "neither the line that is gone nor the one that changed is said");
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

/// The night with clocks that fall due after so many minutes.
fn clocks(minutes: &[u64]) -> Desk {
    let mut desk = night(Lang::En, Mode::Real);
    for minutes in minutes {
        desk.order(Command::Watch(Watch::ClockAdded(ClockAdded {
            text: format!("say how it stands, {minutes}"),
            whom: "AD".to_owned(),
            span: Span::from_min(*minutes),
            every: None,
            script: None,
        })));
    }
    desk.draw();
    desk
}

/// From the top of the briefing to the line whose name begins so, and into it.
fn open(desk: &mut Desk, begin: &str) {
    let now = desk.now();
    let lines = desk.session.state().brief(&now);
    let at = lines.iter().position(|line| line.name().starts_with(begin)).expect("the line");
    desk.tap(KeyCode::Home);
    for _ in 0..at {
        desk.tap(KeyCode::Down);
    }
    desk.enter();
}

#[test]
fn an_untouched_line_is_as_drafted_however_long_it_lay_open() {
    let mut desk = night(Lang::En, Mode::Real);
    desk.keys("b").tap(KeyCode::Tab).tap(KeyCode::Down).enter();
    desk.pass(Span::from_s(62));
    assert!(!desk.app.draft().contains("hand-over"), "{}", desk.app.draft());
    desk.tap(KeyCode::Enter);
    assert!(desk.last().contains("As drafted"), "{}", desk.last());
    desk.enter();
    desk.pass(Span::from_s(62));
    desk.tap(KeyCode::Esc).tap(KeyCode::Esc);
    hand_over(&mut desk);
    desk.enter().enter();
    assert!(!events(&desk).iter().any(|event| matches!(event, Event::OwnWords(_))));
}

#[test]
fn words_of_an_earlier_hour_do_not_stand_for_what_is_true_now() {
    let mut desk = clocks(&[60]);
    desk.keys("b").tap(KeyCode::Tab);
    open(&mut desk, "clock:");
    erase(&mut desk);
    desk.keys("Plenty of time for it").enter();
    sees(&desk, "Plenty of time for it (own words)");
    desk.tap(KeyCode::Esc).tap(KeyCode::Esc);
    desk.pass(Span::from_min(240));
    desk.keys("w").keys("b").keys("  ");
    desk.draw();
    assert!(!desk.text().contains("Plenty of time"), "{}", desk.text());
    desk.tap(KeyCode::Home).keys("y");
    let Some(Request::Copy(text)) = desk.requests.last() else { panic!("no copy") };
    assert!(text.contains("OVERDUE") && text.contains("(own words: look again)"), "{text}");
    // They are offered, and kept only when Enter is pressed below the draft of now.
    desk.tap(KeyCode::Tab);
    open(&mut desk, "clock:");
    sees(&desk, "Plenty of time for it");
    desk.tap(KeyCode::Esc).tap(KeyCode::Esc);
    hand_over(&mut desk);
    desk.enter().enter();
    assert!(!events(&desk).iter().any(|event| matches!(event, Event::OwnWords(_))));
}

#[test]
fn a_line_that_becomes_overdue_shows_its_time_beside_the_words_or_takes_its_place_again() {
    let mut desk = clocks(&[60]);
    desk.pass(Span::from_min(240));
    desk.keys("w").keys("b").tap(KeyCode::Tab);
    open(&mut desk, "clock:");
    erase(&mut desk);
    desk.keys("The firewall is slow").enter();
    desk.pass(Span::from_min(3));
    desk.draw();
    let shown = desk.text();
    let row = shown.lines().find(|row| row.contains("CLOCK OVERDUE")).expect("what is overdue");
    assert!(row.contains("3 h 04 min"), "{shown}");
    desk.tap(KeyCode::Esc).keys("y");
    let Some(Request::Copy(text)) = desk.requests.last() else { panic!("no copy") };
    let line = text.lines().find(|line| line.contains("The firewall is slow")).expect("the words");
    assert!(line.contains("OVERDUE") && line.ends_with("(own words)"), "{line}");
}

#[test]
fn a_line_that_changed_while_it_was_written_is_shown_before_it_is_kept() {
    let mut desk = clocks(&[60]);
    desk.keys("b").tap(KeyCode::Tab);
    open(&mut desk, "clock:");
    erase(&mut desk);
    desk.keys("Plenty of time for it");
    desk.pass(Span::from_min(240));
    desk.keys(" ").keys("!").tap(KeyCode::Enter);
    assert!(desk.last().contains("Not kept yet"), "{}", desk.last());
    sees(&desk, "OVERDUE");
    assert!(!desk.text().contains("(own words)"), "{}", desk.text());
    desk.pass(Span::from_s(5));
    desk.tap(KeyCode::Enter);
    assert!(desk.last().contains("Kept"), "{}", desk.last());
}

#[test]
fn what_both_read_back_is_recorded_though_time_took_its_line_away() {
    let mut desk = clocks(&[300, 301, 302]);
    desk.keys("b").tap(KeyCode::Tab);
    open(&mut desk, "progress");
    erase(&mut desk);
    desk.keys("We hold phase one").enter();
    let now = desk.now();
    let clock = |desk: &Desk, now| -> Vec<String> {
        let names = desk.session.state().brief(now).iter().map(Line::name).collect::<Vec<_>>();
        names.into_iter().filter(|name| name.starts_with("clock:")).collect()
    };
    let before = clock(&desk, &now);
    let last = before.last().expect("a clock").clone();
    open(&mut desk, &last);
    erase(&mut desk);
    desk.keys("The last of the clocks").enter().tap(KeyCode::Esc);
    hand_over(&mut desk);
    sees(&desk, "The last of the clocks");
    desk.pass(Span::from_min(215));
    desk.draw();
    let now = desk.now();
    assert!(!clock(&desk, &now).contains(&last), "the briefing lost it: {last}");
    sees(&desk, "The last of the clocks");
    desk.keys("w").enter().enter();
    let said = |event: Event| match event {
        Event::OwnWords(own) => Some((own.line, own.text)),
        _ => None,
    };
    let said: Vec<_> = events(&desk).into_iter().filter_map(said).collect();
    let wanted = [("progress", "We hold phase one"), (&last, "The last of the clocks")];
    assert_eq!(said, wanted.map(|(line, text)| (line.to_owned(), text.to_owned())));
}

#[test]
fn the_language_of_the_replaced_draft_is_recorded() {
    let mut desk = reworded(Lang::Fr, Mode::Real);
    desk.tap(KeyCode::Esc).keys("mlangue").enter();
    sees(&desk, "We hold phase one (own words)");
    hand_over(&mut desk);
    desk.enter().enter();
    let said = events(&desk).into_iter().find_map(|event| match event {
        Event::OwnWords(own) => Some(own.lang),
        _ => None,
    });
    assert_eq!(said, Some(Lang::Fr));
}

#[test]
fn what_is_half_said_is_announced_by_what_was_typed() {
    let mut desk = clocks(&[60]);
    desk.keys("b").tap(KeyCode::Tab);
    open(&mut desk, "clock:");
    erase(&mut desk);
    desk.keys("Soon").enter();
    let draft = desk.app.draft();
    let drafts = sangfroid::tui::draft::Drafts::of_text(&draft);
    let told: Vec<&str> = drafts.iter().map(|(_, text)| text).collect();
    assert_eq!(told, ["Soon"], "{draft}");
}

#[test]
fn what_nobody_noted_is_answered_and_not_edited() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("b").tap(KeyCode::Tab).tap(KeyCode::Down).tap(KeyCode::Down).enter();
    desk.keys("One ward is on paper").enter();
    let text = desk.text();
    let line = text.lines().find(|line| line.contains("One ward is on paper"));
    let line = line.unwrap_or_else(|| panic!("{text}"));
    assert!(line.trim_start_matches(['|', ' ']).starts_with(">>A One ward"), "{text}");
}
