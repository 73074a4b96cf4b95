//! Corrections: both entries stay, and only what still has an effect can be taken back.

use sangfroid::domain::command::Command;
use sangfroid::domain::event::{Correction, NoteKind};
use sangfroid::domain::ids::EventId;
use sangfroid::domain::state::{Status, Subject};
use sangfroid::domain::time::Timestamp;

use crate::support::Play;
use crate::support::play::{done, note, skipped};

fn last_entry(play: &Play) -> EventId {
    play.state().last.clone().expect("a record").0
}

fn correct(play: &mut Play, target: &EventId, correction: Correction) {
    play.all([Command::Correct { target: target.clone(), correction }]);
}

fn text(words: &str) -> Correction {
    Correction::Text { text: words.to_owned() }
}

#[test]
fn both_entries_stay_in_the_log_and_in_the_list_of_acts() {
    let mut play = Play::drill();
    play.all([done("soon")]);
    let wrong = last_entry(&play);
    let before = play.log.clone();
    correct(&mut play, &wrong, Correction::NotSo { reason: Some("the other one".to_owned()) });
    assert!(play.log.starts_with(&before), "nothing in the log is rewritten");
    let of_it: Vec<_> = play.state().acts.iter().filter(|act| act.event == wrong).collect();
    assert!(of_it.len() == 1 && of_it[0].is_taken_back);
    let last = play.state().acts.last().expect("an act");
    assert_eq!(last.subject, Subject::Correction(wrong));
    play.assert_sound();
}

#[test]
fn the_words_of_a_note_and_of_a_reason_are_corrected_and_the_old_ones_stay_in_the_log() {
    let mut play = Play::drill();
    play.all([note(NoteKind::Fact, "DECT is dead on floor 2")]);
    let of_note = last_entry(&play);
    correct(&mut play, &of_note, text("DECT is dead on floor 3"));
    play.all([skipped("soon", "no pen")]);
    let of_skip = last_entry(&play);
    correct(&mut play, &of_skip, text("no paper"));
    assert_eq!(play.state().notes.iter().next().unwrap().note.text, "DECT is dead on floor 3");
    let soon = play.state().runs[0].steps[5].status.clone();
    assert_eq!(soon, Status::Skipped { reason: "no paper".to_owned() });
    let log = String::from_utf8(play.log.clone()).expect("text");
    assert!(log.contains("floor 2") && log.contains("floor 3") && log.contains("no pen"));
    play.assert_sound();
}

#[test]
fn a_time_is_corrected_beside_the_time_of_entry() {
    let mut play = Play::drill();
    let at = Timestamp::from_ms(play.now.moment.wall.ms() - 60_000);
    play.all([note(NoteKind::Fact, "seen"), done("soon")]);
    let of_step = last_entry(&play);
    correct(&mut play, &of_step, Correction::Time { happened_at: at });
    let answered = play.state().runs[0].steps[5].answered.clone().expect("answered");
    assert_eq!((answered.happened_at, answered.at), (Some(at), play.now.moment));
    let of_note = play.state().notes.iter().next().unwrap().event.clone();
    correct(&mut play, &of_note, Correction::Time { happened_at: at });
    assert_eq!(play.state().notes.iter().next().unwrap().note.happened_at, Some(at));
    play.assert_sound();
}

#[test]
fn an_open_question_is_settled_by_taking_it_back() {
    let mut play = Play::drill();
    play.all([note(NoteKind::Question, "who has the key?")]);
    let question = last_entry(&play);
    correct(&mut play, &question, Correction::NotSo { reason: Some("it is here".to_owned()) });
    assert!(play.state().notes.iter().next().unwrap().is_settled);
    play.assert_sound();
}
