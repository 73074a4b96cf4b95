//! Any entry can be corrected where it is looked at: on its step, or in the log (R27, R28, R68).

use crossterm::event::KeyCode;
use sangfroid::domain::place::Mark;
use sangfroid::domain::state::Subject;
use sangfroid::domain::text::Lang;

use super::desk::{Desk, desk_at};

/// Walks to step 8, where the decision of step 4 lies some acts behind.
fn past_the_cut(lang: Lang) -> Desk {
    desk_at(lang, 8)
}

fn mark(desk: &Desk, index: usize) -> Mark {
    desk.session.state().runs[0].mark(index)
}

/// Goes up until this step is looked at.
fn look_at(desk: &mut Desk, number: &str) {
    for _ in 0..20 {
        desk.tap(KeyCode::Up);
        if desk.text().contains(&format!("LOOKING AT {number},"))
            || desk.text().contains(&format!("VOUS REGARDEZ {number}"))
        {
            return;
        }
    }
    panic!("never looked at {number}:\n{}", desk.text());
}

#[test]
fn u_on_an_old_step_corrects_that_step_and_nothing_after_it() {
    let mut desk = past_the_cut(Lang::En);
    let written = desk.written.len();
    look_at(&mut desk, "4");
    desk.keys("u");
    let entry = desk.session.state().runs[0].steps[3].answered.as_ref().expect("answered");
    let title = format!("CORRECT entry {}", entry.event.seq);
    assert!(desk.text().contains(&title), "{}", desk.text());
    assert!(!desk.text().contains("the last one"), "{}", desk.text());
    desk.enter();
    assert_eq!(desk.written.len(), written + 1, "one entry, whatever came after it");
    assert_eq!((mark(&desk, 3), mark(&desk, 6)), (Mark::Todo, Mark::DoneByTwo));
    assert_eq!(desk.step_number(), "4");
    desk.keys("1").enter();
    assert_eq!(mark(&desk, 4), Mark::Todo, "the other path is open");
    assert!(desk.session.state().runs[0].is_path_changed(5), "the work on it stays");
}

#[test]
fn work_on_the_path_that_was_left_says_so() {
    for lang in Lang::ALL {
        for (columns, rows) in [(80, 24), (120, 40)] {
            let mut desk = past_the_cut(lang).sized(columns, rows);
            for _ in 0..4 {
                desk.tap(KeyCode::Up);
            }
            desk.keys("u").enter().keys("1").enter().enter();
            let words = if lang == Lang::En { "path changed" } else { "voie changée" };
            desk.keys("o");
            assert!(desk.text().contains(words), "{}", desk.text());
            let name = |what: &str| format!("path_changed_{what}_{}_{columns}", lang.code());
            insta::assert_snapshot!(name("outline"), desk.golden());
            desk.tap(KeyCode::Esc).tap(KeyCode::Up);
            insta::assert_snapshot!(name("step"), desk.golden());
        }
    }
}

#[test]
fn a_step_without_an_answer_has_nothing_to_correct_and_no_other_is_touched() {
    let mut desk = past_the_cut(Lang::En);
    let written = desk.written.len();
    desk.tap(KeyCode::Down).keys("u");
    assert!(desk.last().contains("Step 9 has no answer yet"), "{}", desk.last());
    desk.enter();
    assert_eq!(desk.written.len(), written);
}

#[test]
fn in_the_log_u_corrects_the_entry_under_the_cursor() {
    let mut desk = past_the_cut(Lang::En);
    desk.keys("v").tap(KeyCode::Up).tap(KeyCode::Up).keys("u");
    let acts: Vec<_> = desk.session.state().acts.iter().collect();
    let third = &acts[acts.len() - 3];
    assert!(matches!(third.subject, Subject::Step(..)), "{third:?}");
    let title = format!("CORRECT entry {}", third.event.seq);
    assert!(desk.text().contains(&title), "{}", desk.text());
    desk.enter();
    assert!(desk.session.state().acts.is_taken_back(&third.event));
    assert!(desk.text().contains("[taken back]"), "{}", desk.text());
    desk.keys("u");
    assert!(desk.last().contains("stays as it is"), "{}", desk.last());
}

#[test]
fn the_words_of_a_note_cost_two_keys_and_the_words() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("nTwo pumps off").enter();
    let before = desk.written.len();
    let mut keys = 0;
    desk.keys("u");
    keys += 1;
    assert!(desk.text().contains("Two pumps off"), "{}", desk.text());
    desk.keys(" and on again");
    desk.enter();
    keys += 1;
    assert_eq!((keys, desk.written.len()), (2, before + 1));
    let notes = &desk.session.state().notes;
    let note = desk.session.state().acts.iter().find(|act| act.subject == Subject::Note);
    let note = notes.get(&note.expect("a note").event).expect("its words");
    assert_eq!(note.note.text, "Two pumps off and on again");
}

#[test]
fn enter_on_unchanged_words_writes_nothing_and_the_other_choices_are_one_esc_away() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("nTwo pumps off").enter();
    let before = desk.written.len();
    desk.keys("u").enter();
    assert!(desk.last().contains("as they were"), "{}", desk.last());
    assert_eq!(desk.written.len(), before);
    desk.tap(KeyCode::Esc).keys("1").enter();
    assert_eq!(desk.written.len(), before + 1);
    let act = desk.session.state().acts.iter().find(|act| act.subject == Subject::Note);
    assert!(act.expect("a note").is_taken_back);
}
