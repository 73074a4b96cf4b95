//! The disk does not obey: nothing is ticked, nothing is lost, nothing is written over.

use sangfroid::audit::Digest;
use sangfroid::domain::event::{Event, Recovered};
use sangfroid::domain::time::Span;
use sangfroid::ports::{FailureKind, LogEnd};
use sangfroid::session::{Effect, Input};

use crate::support::Play;
use crate::support::play::{broken, done, order};
use crate::support::sample::{CHILD, runbook, step};

fn end(head: Digest, lines: u64, torn: &[Recovered]) -> Input {
    Input::Reopened(LogEnd {
        head,
        lines,
        torn: torn.to_vec(),
        is_torn: false,
        changes: Vec::new(),
    })
}

fn torn(file: &str) -> Recovered {
    Recovered { file: file.to_owned(), bytes: 9, sha256: "ab".repeat(32) }
}

/// An act that the disk refused, with the bytes that were to be written.
fn refused(play: &mut Play) -> Vec<u8> {
    let effects = play.send(done("soon"));
    let [Effect::Append { bytes }] = effects.as_slice() else { panic!("{effects:?}") };
    let bytes = bytes.clone();
    play.put(Input::AppendFailed(broken(FailureKind::Full)));
    bytes
}

/// The log is asked for again after ten seconds.
fn ask_again(play: &mut Play) {
    play.pass(Span::from_s(10));
    assert_eq!(play.wake(), [Effect::Reopen]);
}

fn appended(effects: &[Effect]) -> Vec<u8> {
    match effects {
        [Effect::Append { bytes }] => bytes.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_act_that_is_not_on_disk_is_held_in_memory_with_what_waited_behind_it() {
    let mut play = Play::drill();
    let lines = play.session.lines();
    let first = play.send(done("soon"));
    play.send(done("early"));
    assert_eq!(first.len(), 1);
    let effects = play.put(Input::AppendFailed(broken(FailureKind::Full)));
    assert!(matches!(
        effects.as_slice(),
        [Effect::Held { .. }, Effect::Held { .. }, Effect::NotSaved { .. }]
    ));
    let alarm = play.session.alarm().expect("an alarm");
    assert_eq!((alarm.since, alarm.failure.kind), (play.now.moment, FailureKind::Full));
    assert!(!play.session.is_saving());
    assert_eq!(play.session.lines(), lines, "nothing counts as written");
    let unsaved = play.session.unsaved();
    assert!(matches!(
        unsaved.iter().map(|record| &record.event).collect::<Vec<_>>().as_slice(),
        [Event::Step(_), Event::Step(_)]
    ));
    assert!(unsaved.iter().all(|record| play.session.is_unsaved(&record.id)));
}

/// The events of these lines.
fn events(bytes: &[u8]) -> Vec<Event> {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    lines.map(|line| sangfroid::audit::decode(line).unwrap().record.event).collect()
}

#[test]
fn saving_is_tried_again_every_ten_seconds() {
    let mut play = Play::drill();
    refused(&mut play);
    assert_eq!(play.session.next_wake(&play.now), Some(Span::from_s(10)));
    play.pass(Span::from_s(9));
    assert_eq!(play.wake(), []);
    assert_eq!(play.session.next_wake(&play.now), Some(Span::from_s(1)));
    play.pass(Span::from_s(1));
    assert_eq!(play.wake(), [Effect::Reopen]);
    let since = play.session.alarm().unwrap().since;
    play.put(Input::ReopenFailed(broken(FailureKind::ReadOnly)));
    let alarm = play.session.alarm().unwrap();
    assert_eq!((alarm.since, alarm.failure.kind), (since, FailureKind::ReadOnly));
    assert_eq!(play.put(Input::Retry), [Effect::Reopen], "or at once when asked");
    assert_eq!(play.put(Input::Retry), [], "but one question at a time");
}

#[test]
fn a_batch_that_is_not_there_is_written_anew_byte_for_byte() {
    let mut play = Play::drill();
    let bytes = refused(&mut play);
    ask_again(&mut play);
    let effects = play.put(end(play.session.head(), play.session.lines(), &[]));
    assert_eq!(appended(&effects), bytes, "the identical line is no fork");
    assert!(play.session.alarm().is_some(), "not saved yet");
    play.obey(effects);
    assert!(play.session.alarm().is_none());
    play.assert_sound();
}

#[test]
fn a_batch_that_is_there_counts_without_being_written_again() {
    let mut play = Play::drill();
    let bytes = refused(&mut play);
    ask_again(&mut play);
    play.log.extend_from_slice(&bytes);
    let head = sangfroid::audit::line::head_of(&bytes).unwrap();
    let effects = play.put(end(head, play.session.lines() + 1, &[]));
    assert!(matches!(effects.as_slice(), [Effect::Recorded { records, .. }] if records.len() == 1));
    assert!(play.session.alarm().is_none());
    play.assert_sound();
}

#[test]
fn a_batch_that_is_partly_there_is_completed_and_answered_as_one() {
    let mut play = Play::drill();
    play.all([crate::support::play::skipped("look-closed", "short of time")]);
    let act = sangfroid::domain::act::StepAct::Done { approval: None };
    let mut open = order(step("open-child"), act);
    open.include = Some(runbook(CHILD));
    let effects = play.send(sangfroid::domain::command::Command::Step(open));
    let all = appended(&effects);
    play.put(Input::AppendFailed(broken(FailureKind::Other)));
    ask_again(&mut play);
    let first: Vec<u8> = all.split_inclusive(|byte| *byte == b'\n').next().unwrap().to_vec();
    play.log.extend_from_slice(&first);
    let head = sangfroid::audit::line::head_of(&first).unwrap();
    let effects = play.put(end(head, play.session.lines() + 1, &[]));
    assert_eq!([first, appended(&effects)].concat(), all);
    let answers = play.obey(effects);
    assert!(matches!(answers.as_slice(), [Effect::Recorded { records, .. }] if records.len() == 2));
    assert_eq!(play.state().runs.len(), 2);
    play.assert_sound();
}

#[test]
fn bytes_that_were_set_aside_are_recorded_behind_what_waits_and_only_once() {
    let mut play = Play::drill();
    refused(&mut play);
    ask_again(&mut play);
    let found = [torn("lap-0001.0001.jsonl.torn-1")];
    let (head, lines) = (play.session.head(), play.session.lines());
    let effects = play.put(end(head, lines, &found));
    appended(&effects);
    play.put(Input::AppendFailed(broken(FailureKind::Full)));
    ask_again(&mut play);
    let effects = play.put(end(head, lines, &found));
    play.obey(effects);
    assert_eq!(play.session.next_wake(&play.now), Some(Span::ZERO), "at once, by itself");
    let effects = play.wake();
    let events = events(&appended(&effects));
    let [Event::Medium(_), Event::Recovered(_), Event::Medium(_)] = events.as_slice() else {
        panic!("{events:?}")
    };
    play.obey(effects);
    play.assert_sound();
    refused_early(&mut play, &found);
}

/// A later failure finds the same file beside the log: it is on record already.
fn refused_early(play: &mut Play, found: &[Recovered]) {
    play.send(done("early"));
    play.put(Input::AppendFailed(broken(FailureKind::Full)));
    ask_again(play);
    let effects = play.put(end(play.session.head(), play.session.lines(), found));
    play.obey(effects);
    let effects = play.wake();
    let told = events(&appended(&effects));
    assert!(matches!(told.as_slice(), [Event::Medium(_), Event::Medium(_)]), "{told:?}");
    play.obey(effects);
    assert!(!play.session.has_notices());
    assert_eq!(play.state().recovered.len(), 1);
    play.assert_sound();
}

#[test]
fn a_log_that_somebody_else_wrote_to_is_not_written_over() {
    let mut play = Play::drill();
    refused(&mut play);
    ask_again(&mut play);
    let effects = play.put(end(Digest::of(b"somebody else"), 99, &[]));
    assert!(matches!(
        effects.as_slice(),
        [Effect::NotSaved { failure, .. }] if failure.kind == FailureKind::ChangedUnderneath
    ));
    assert_eq!(play.session.unsaved().len(), 1, "kept for paper");
    ask_again(&mut play);
}

#[test]
fn while_a_late_write_is_under_way_the_log_is_not_opened_a_second_time() {
    let mut play = Play::drill();
    refused(&mut play);
    ask_again(&mut play);
    let late = play.put(end(play.session.head(), play.session.lines(), &[]));
    play.pass(Span::from_s(30));
    assert_eq!(play.wake(), [], "the disk has not answered yet");
    assert_eq!(play.put(Input::Retry), []);
    play.obey(late);
    let next = play.send(done("early"));
    let stray = play.put(end(play.session.head(), play.session.lines(), &[]));
    assert_eq!(stray, [], "nobody asked");
    play.obey(next);
    play.assert_sound();
}
