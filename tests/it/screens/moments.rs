//! The step screen at moments that matter: a decision and what follows it, the pause, waiting, two
//! persons, the last step, all steps answered; and notes told late or for somebody.

use crossterm::event::KeyCode;
use sangfroid::domain::event::{Mode, NoteKind};
use sangfroid::domain::place::Mark;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;

use super::desk::{Desk, copy, desk_at};

/// Leads a desk in this language to a moment.
type Way = fn(Lang) -> Desk;

fn note(desk: &mut Desk, kind: usize, text: &str) {
    desk.keys("n");
    for _ in 0..kind {
        desk.tap(KeyCode::Tab);
    }
    desk.keys(text).enter();
}

fn at_pause(lang: Lang) -> Desk {
    let mut desk = Desk::first_hour(lang);
    desk.keys("s1").enter();
    desk.enter().enter().enter();
    desk.enter().keys("1").enter();
    desk.keys("2").enter();
    desk.keys("p11").enter();
    note(&mut desk, 1, "AD: ask who has the key");
    note(&mut desk, 1, "count the wards");
    desk.keys("s1").enter();
    desk
}

fn at_end(lang: Lang) -> Desk {
    let mut desk = desk_at(lang, 8);
    note(&mut desk, 1, "AD: ask who has the key");
    for _ in 0..5 {
        desk.keys("s1").enter();
    }
    desk
}

const MOMENTS: &[(&str, Way)] = &[
    ("decide_unselected", |lang| desk_at(lang, 4)),
    ("decide_objection", |lang| {
        let mut desk = desk_at(lang, 4);
        desk.keys("1").tap(KeyCode::Tab).keys("Dr Leroy");
        desk
    }),
    ("pause", at_pause),
    ("step_by_two", |lang| desk_at(lang, 8)),
    ("step_waiting", |lang| {
        let mut desk = desk_at(lang, 9);
        desk.enter();
        desk
    }),
    ("step_last", |lang| {
        let mut desk = desk_at(lang, 9);
        for _ in 0..3 {
            desk.keys("s1").enter();
        }
        desk
    }),
    ("step_all_answered", |lang| {
        let mut desk = at_end(lang);
        desk.tap(KeyCode::Esc);
        desk
    }),
];

#[test]
fn moments_are_as_agreed() {
    for (name, way) in MOMENTS {
        for lang in Lang::ALL {
            for (columns, rows) in [(80, 24), (120, 40)] {
                let desk = way(lang).sized(columns, rows);
                insta::assert_snapshot!(format!("{name}_{}_{columns}", lang.code()), desk.golden());
            }
        }
    }
}

#[test]
fn a_decision_shows_the_step_that_comes_next_on_every_path() {
    let mut desk = desk_at(Lang::En, 4);
    let next = "[ ] step 5 or 6, then 7  Cut the internet link";
    assert!(desk.text().contains(next), "{}", desk.text());
    desk.keys("1");
    assert!(desk.text().contains(next), "also while something is selected: {}", desk.text());
    assert!(desk.text().contains("strongly object"), "{}", desk.text());
}

#[test]
fn options_stay_where_they_are_while_the_selection_moves() {
    let mut desk = desk_at(Lang::En, 4);
    let row_of = |desk: &Desk| {
        (1..=24).find(|row| desk.row(*row).contains("Not now")).expect("the last option")
    };
    let before = row_of(&desk);
    for key in ["1", "2", "3", "4"] {
        desk.keys(key);
        assert_eq!(row_of(&desk), before, "{}", desk.text());
    }
}

#[test]
fn an_objection_typed_on_the_screen_is_in_the_log() {
    let mut desk = desk_at(Lang::En, 4);
    desk.keys("1").tap(KeyCode::Tab).keys("Dr Leroy").tap(KeyCode::Tab).enter();
    let last = desk.written.last().expect("a line");
    let line = String::from_utf8_lossy(last);
    assert!(line.contains("\"objection\"") && line.contains("Dr Leroy"), "{line}");
}

#[test]
fn a_pause_reads_back_open_steps_clocks_and_notes() {
    let desk = at_pause(Lang::En);
    let text = desk.text();
    assert!(text.contains("PAUSE") || desk.step_number() == "8", "{text}");
    assert!(text.contains("to do, AD: ask who has the key"), "{text}");
    assert!(text.contains("to do, NOBODY: count the wards"), "{text}");
}

#[test]
fn after_the_last_step_the_state_of_the_world_is_there() {
    let mut desk = at_end(Lang::En);
    desk.tap(KeyCode::Esc);
    let text = desk.text();
    assert!(text.contains("ALL STEPS ARE ANSWERED"), "{text}");
    assert!(text.contains("Do not reconnect VLAN 30"), "{text}");
    assert!(text.contains("to do, AD: ask who has the key"), "{text}");
}

#[test]
fn a_note_may_begin_with_the_time_at_which_it_happened() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.pass(Span::from_min(2));
    desk.keys("n@25 the van left");
    assert!(desk.text().contains("happened 02:"), "{}", desk.text());
    desk.enter();
    let state = desk.session.state();
    let act = state.acts.last().expect("an act");
    let note = &state.notes.get(&act.event).expect("its words").note;
    assert_eq!(note.text, "the van left");
    let happened = note.happened_at.expect("a time");
    let now = desk.now().moment.wall;
    assert_eq!(now.since(happened).minutes(), 25);
    desk.keys("n@noon we called").enter();
    let state = desk.session.state();
    let act = state.acts.last().expect("an act");
    let note = &state.notes.get(&act.event).expect("its words").note;
    assert_eq!((note.text.as_str(), note.happened_at), ("@noon we called", None));
}

#[test]
fn closing_says_whose_a_note_is_and_u_there_corrects_it() {
    let mut desk = Desk::first_hour(Lang::En);
    note(&mut desk, 1, "count the wards");
    desk.keys("mclose").enter();
    assert!(
        desk.text().contains("to do, NOBODY: count the wards") || {
            desk.tap(KeyCode::End).tap(KeyCode::Up).tap(KeyCode::Up).tap(KeyCode::Up);
            desk.text().contains("to do, NOBODY: count the wards")
        }
    );
    for _ in 0..20 {
        let row = (1..=24).map(|row| desk.row(row)).find(|row| row.starts_with(" >>"));
        if row.is_some_and(|row| row.contains("NOBODY")) {
            break;
        }
        desk.tap(KeyCode::Up);
    }
    desk.keys("u");
    assert!(desk.text().contains("Right words  count the wards"), "{}", desk.text());
}

#[test]
fn the_kind_of_a_note_that_asks_is_kept_with_its_owner() {
    use sangfroid::domain::note_words::owner;
    assert_eq!(owner("AD: ask for the key"), Some(("AD", "ask for the key")));
    assert_eq!(owner("night nurse, ward 3: count"), Some(("night nurse, ward 3", "count")));
    for nobody in ["ask for the key", ": ask", "at 03:15 call", "AD:", "12:30 call them"] {
        assert_eq!(owner(nobody), None, "{nobody}");
    }
    assert_eq!(NoteKind::ALL[1], NoteKind::Todo);
}

#[test]
fn nothing_becomes_done_without_a_key() {
    let marks = |desk: &Desk| -> Vec<Mark> {
        let runs = &desk.session.state().runs;
        runs.iter().flat_map(|run| (0..run.steps.len()).map(|at| run.mark(at))).collect()
    };
    let is_settled =
        |mark: &Mark| matches!(mark, Mark::Done | Mark::DoneByTwo | Mark::Skipped | Mark::CouldNot);
    for (_, way) in MOMENTS {
        let mut desk = way(Lang::En);
        let before = marks(&desk);
        for minutes in [1, 4, 6, 20, 31, 61, 600] {
            desk.pass(Span::from_min(minutes));
            desk.resize(120, 40);
            desk.draw();
            desk.resize(80, 24);
        }
        desk.reopen();
        for (before, after) in before.iter().zip(marks(&desk)) {
            assert!(!is_settled(&after) || *before == after, "{before:?} became {after:?}");
        }
    }
}

#[test]
fn another_text_in_the_library_changes_nothing_under_way_and_is_named_at_the_end() {
    use sangfroid::tui::view::{Origin, ShelfEntry};
    let ours = super::turn::plain();
    let theirs = ours.replace("revision: 1", "revision: 2").replace("Pull cable 2", "Cut cable 2");
    for (lang, said) in [
        (Lang::En, "Plain: revision 1 was followed. The library holds revision 2 now"),
        (Lang::Fr, "Simple : révision 1 suivie. La bibliothèque contient la révision 2"),
    ] {
        let mut desk = Desk::started(lang, Mode::Real, &ours);
        desk.enter();
        desk.shelf.push(ShelfEntry { copy: copy(&theirs), origin: Origin::BuiltIn });
        desk.draw();
        assert!(!desk.text().contains("Cut cable"), "{}", desk.text());
        for _ in 0..6 {
            desk.enter();
        }
        desk.tap(KeyCode::Esc);
        assert!(desk.text().contains(said), "{}", desk.text());
        // The same text in the library is no news.
        let mut same = Desk::started(lang, Mode::Real, &ours);
        same.shelf.push(ShelfEntry { copy: copy(&ours), origin: Origin::BuiltIn });
        for _ in 0..7 {
            same.enter();
        }
        same.tap(KeyCode::Esc);
        assert!(!same.text().contains(said), "{}", same.text());
    }
}
