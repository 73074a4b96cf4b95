//! A runbook that runs already, picked again, and a wrong one that gives way to another, by keys
//! (R23, R136).

use crossterm::event::KeyCode;
use sangfroid::audit::decode;
use sangfroid::domain::event::{Event, Mode};
use sangfroid::domain::ids::RunbookId;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::domain::watch_event::Watch;
use sangfroid::runbook::library::Library;
use sangfroid::tui::shelf::shelf;

use super::desk::Desk;

fn runs(desk: &Desk) -> Vec<String> {
    desk.session.state().runs.iter().map(|run| run.id().to_string()).collect()
}

fn sees(desk: &Desk, wanted: &str) {
    assert!(desk.text().contains(wanted), "{wanted}\n{}", desk.text());
}

/// On the question whether the first hour is to run again.
fn asked(lang: Lang) -> Desk {
    let mut desk = Desk::first_hour(lang);
    desk.done();
    desk.keys("ma").enter().tap(KeyCode::Down).enter();
    desk
}

/// In the second run of the first hour.
fn second(lang: Lang) -> Desk {
    let mut desk = asked(lang);
    desk.keys("2").enter();
    desk
}

#[test]
fn what_runs_already_runs_again_by_an_own_choice_only() {
    let mut desk = asked(Lang::En);
    let before = desk.written.len();
    sees(&desk, "THIS RUNBOOK RUNS ALREADY");
    desk.tap_after(Span::from_ms(100), KeyCode::Enter.into());
    sees(&desk, "THIS RUNBOOK RUNS ALREADY");
    desk.enter();
    assert_eq!((desk.written.len(), runs(&desk).len()), (before, 1), "Enter twice begins nothing");
    assert_eq!(desk.step_number(), "2", "it goes to where the run stands: {}", desk.text());
    let desk = second(Lang::En);
    assert_eq!(runs(&desk).len(), 2);
    assert!(runs(&desk)[1].ends_with(".2"), "{:?}", runs(&desk));
    assert!(desk.session.state().runs[0].steps[0].answered.is_some());
    assert_eq!(desk.step_number(), "1", "{}", desk.text());
}

#[test]
fn the_second_run_bears_its_number_wherever_it_is_named() {
    for (lang, mark, linked) in [
        (Lang::En, "run 2", "Run 2 of this runbook. The one before it was opened 03:02"),
        (Lang::Fr, "passage 2", "Passage 2 de cette fiche. Le précédent, ouvert 03:02"),
    ] {
        for (columns, rows) in [(80, 24), (120, 40)] {
            let mut desk = second(lang).sized(columns, rows);
            assert!(desk.row(1).contains(mark), "row 1: {}", desk.row(1));
            desk.done();
            assert!(desk.last().contains(mark), "LAST: {}", desk.last());
            for key in ["v", "t", "b", "m"] {
                desk.keys(key);
                if key == "m" {
                    desk.tap(KeyCode::Esc);
                } else {
                    sees(&desk, mark);
                    desk.tap(KeyCode::Esc);
                }
            }
            desk.keys("o").tap(KeyCode::End).tap(KeyCode::PageUp).tap(KeyCode::PageUp);
            let steps = desk.session.state().runs[0].steps.len();
            desk.tap(KeyCode::Home);
            for _ in 0..steps {
                desk.tap(KeyCode::Down);
            }
            desk.tap(KeyCode::Up).tap(KeyCode::Down);
            sees(&desk, mark);
            assert!(desk.text().contains(linked) || columns == 80, "{}", desk.text());
        }
    }
}

#[test]
fn a_wrong_runbook_is_changed_in_four_keys_and_held_not_lost() {
    for (lang, keys, reason) in [
        (Lang::En, "mw", "wrong runbook: changed to "),
        (Lang::Fr, "mm", "mauvaise fiche : remplacée par "),
    ] {
        let mut desk = Desk::first_hour(lang);
        desk.done();
        let (mut count, before) = (0, desk.written.len());
        for key in keys.chars() {
            desk.tap(KeyCode::Char(key));
            count += 1;
        }
        for _ in 0..2 {
            desk.enter();
            count += 1;
        }
        assert!(count <= 4);
        assert_eq!(desk.written.len(), before + 1, "one batch: {}", desk.text());
        let lines = desk.written[before].split_inclusive(|byte| *byte == b'\n');
        let events: Vec<Event> =
            lines.map(|line| decode(line).expect("a line").record.event).collect();
        assert!(matches!(&events[..], [Event::RunbookPart(_), Event::Watch(Watch::Held(_))]));
        let state = desk.session.state();
        let hold = state.hold(state.runs[0].id()).expect("the wrong one is held");
        assert!(hold.reason.starts_with(reason), "{}", hold.reason);
        assert!(state.runs[0].steps[0].answered.is_some(), "nothing is lost");
        let here = state.in_hand(&desk.now().moment).expect("a step");
        assert_eq!(&here.run, state.runs[1].id());
        let title = state.runs[1].copy.runbook.title.get(lang);
        sees(&desk, title.split(' ').next().expect("a word"));
        // Its title is said by the log in the same words.
        desk.keys("v");
        sees(&desk, if lang == Lang::En { "HELD" } else { "SUSPENDU" });
    }
}

#[test]
fn who_changes_back_by_the_same_keys_is_where_they_were() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.done();
    let number = desk.step_number();
    desk.keys("mw").enter().enter();
    assert_ne!(desk.step_number(), number);
    desk.keys("mw").enter();
    sees(&desk, "and holds 'Telephones are down'");
    desk.enter();
    assert_eq!(desk.step_number(), number, "{}", desk.text());
    assert_eq!(runs(&desk).len(), 2);
    let before = desk.written.len();
    desk.keys("mw").enter().tap(KeyCode::Down).enter();
    assert!(desk.last().contains("that you are in"), "{}", desk.last());
    assert_eq!(desk.written.len(), before);
}

#[test]
fn a_half_written_note_outlives_a_change_of_runbook() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("nhalf a th").tap(KeyCode::Esc);
    desk.keys("mw").enter().enter();
    desk.keys("n");
    sees(&desk, "half a th");
}

#[test]
fn the_question_and_the_second_run_have_their_golden_frames() {
    for lang in Lang::ALL {
        for (columns, rows) in [(80, 24), (120, 40)] {
            let mut desk = asked(lang).sized(columns, rows);
            desk.draw();
            let name = format!("again_asked_{}_{columns}", lang.code());
            insta::assert_snapshot!(name, desk.golden());
            let mut desk = second(lang).sized(columns, rows);
            desk.draw();
            let name = format!("again_second_{}_{columns}", lang.code());
            insta::assert_snapshot!(name, desk.golden());
            desk.keys("t");
            let name = format!("again_tracks_{}_{columns}", lang.code());
            insta::assert_snapshot!(name, desk.golden());
        }
    }
}

/// On the shipped shelf, in dead telephones.
fn in_the_library() -> Desk {
    let library = Library::shipped();
    let text = |id: &str| {
        let entry = library.get(&RunbookId::parse(id).expect("an id")).expect("a shipped one");
        entry.source.text().to_owned()
    };
    let mut desk = Desk::started(Lang::En, Mode::Real, &text("telephony-loss"));
    desk.shelf = shelf(&library);
    desk.draw();
    desk
}

#[test]
fn on_the_shipped_shelf_the_same_keys_lead_back_too() {
    let mut desk = in_the_library();
    desk.done();
    desk.keys("mw").enter().enter();
    let [_, other] = &runs(&desk)[..] else { panic!("{:?}", runs(&desk)) };
    assert_ne!(other, "telephony-loss");
    desk.keys("mw").enter();
    sees(&desk, "Telephones are down");
    desk.enter();
    assert_eq!(runs(&desk).len(), 2, "no third runbook: {:?}", runs(&desk));
    let here = desk.session.state().in_hand(&desk.now().moment).expect("a step");
    assert_eq!(here.run.to_string(), "telephony-loss");
}
