//! An outage of every medium is part of the record: which lines were written late, and the gap.

use sangfroid::domain::event::{Event, NoteKind, Record};
use sangfroid::domain::ids::Seq;
use sangfroid::domain::proof::MediumWord;
use sangfroid::domain::time::Span;
use sangfroid::ports::{Failure, FailureKind, LogEnd, MediumChange};
use sangfroid::session::{Effect, Input};

use crate::support::Play;
use crate::support::play::{broken, note};

fn records(play: &Play) -> Vec<Record> {
    let lines = play.log.split_inclusive(|byte| *byte == b'\n');
    lines.map(|line| sangfroid::audit::decode(line).unwrap().record).collect()
}

/// What a dead disk says of the log of this incident.
fn failure(play: &Play) -> Failure {
    let incident = play.state().incident().expect("open").to_string();
    let path = std::path::Path::new("/data").join(incident).join("log/lap3-9f2c.0002.jsonl");
    Failure { path, errno: Some(5), ..broken(FailureKind::Other) }
}

/// An act that no disk takes.
fn dead(play: &mut Play, text: &str) {
    play.send(note(NoteKind::Fact, text));
    let failure = failure(play);
    play.put(Input::AppendFailed(failure));
}

fn heal(play: &mut Play, changes: Vec<MediumChange>) {
    assert_eq!(play.put(Input::Retry), [Effect::Reopen]);
    let (head, lines) = (play.session.head(), play.session.lines());
    let end = LogEnd { head, lines, torn: Vec::new(), is_torn: false, changes };
    let effects = play.put(Input::Reopened(end));
    play.obey(effects);
    while play.session.has_notices() {
        let effects = play.wake();
        play.obey(effects);
    }
}

/// Of each entry about a medium: its number, its word, the last good line.
fn media(play: &Play) -> Vec<(u64, MediumWord, String, Seq)> {
    let of = |record: Record| match record.event {
        Event::Medium(fault) => Some((record.id.seq.0, fault.what, fault.place, fault.last_good)),
        _ => None,
    };
    records(play).into_iter().filter_map(of).collect()
}

#[test]
fn every_act_of_an_outage_is_marked_late_and_the_gap_is_an_entry() {
    let mut play = Play::drill();
    let last_good = play.session.lines();
    let since = play.now.moment.wall;
    dead(&mut play, "first");
    for text in ["second", "third"] {
        play.pass(Span::from_s(40));
        play.send(note(NoteKind::Fact, text));
    }
    play.pass(Span::from_s(40));
    heal(&mut play, Vec::new());
    let beside = play.state().acts.beside();
    for number in last_good + 1..=last_good + 3 {
        assert!(beside.late(Seq(number)).is_some(), "line {number}");
    }
    assert_eq!(beside.late_count(), 3, "three acts were written late");
    let found = media(&play);
    let [(_, MediumWord::Lost, place, good), (_, MediumWord::Back, back, _)] = found.as_slice()
    else {
        panic!("{found:?}")
    };
    assert_eq!((place.as_str(), back.as_str(), *good), ("/data", "/data", Seq(last_good)));
    let records = records(&play);
    let lost = records.iter().find(|record| matches!(record.event, Event::Medium(_))).unwrap();
    assert!(lost.late.is_some() && lost.at.wall > since, "told when it was over");
    let times: Vec<_> = records.iter().map(|record| record.at.wall).collect();
    assert!(times.is_sorted(), "no clock seems to have moved: {times:?}");
    assert!(play.session.lost_media().is_empty());
    assert!(play.state().lost_media.is_empty(), "it is over");
    play.assert_sound();
    assert_eq!(play.replayed().unwrap().state(), play.state());
}

#[test]
fn with_one_act_in_memory_that_one_is_marked_late() {
    let mut play = Play::drill();
    let last_good = play.session.lines();
    dead(&mut play, "alone");
    heal(&mut play, Vec::new());
    assert!(play.state().acts.beside().late(Seq(last_good + 1)).is_some());
    assert_eq!(play.state().acts.beside().late_count(), 1);
    play.assert_sound();
}

#[test]
fn two_outages_are_two_gaps_and_what_lies_between_is_not_late() {
    let mut play = Play::drill();
    dead(&mut play, "first");
    heal(&mut play, Vec::new());
    play.pass(Span::from_s(5));
    play.give(note(NoteKind::Fact, "in time")).expect("it is written");
    let in_time = Seq(play.session.lines());
    dead(&mut play, "second");
    heal(&mut play, Vec::new());
    let words: Vec<_> = media(&play).into_iter().map(|(_, word, ..)| word).collect();
    let (lost, back) = (MediumWord::Lost, MediumWord::Back);
    assert_eq!(words, [lost, back, lost, back]);
    assert!(play.state().acts.beside().late(in_time).is_none());
    assert_eq!(play.state().acts.beside().late_count(), 2);
    play.assert_sound();
}

#[test]
fn a_place_that_stays_away_while_another_takes_the_log_is_not_said_to_be_back() {
    let mut play = Play::drill();
    dead(&mut play, "first");
    let change = MediumChange::Lost {
        medium: "/data".into(),
        failure: failure(&play),
        segment: 2,
        last_good: 4,
    };
    heal(&mut play, vec![change]);
    let words: Vec<_> = media(&play).into_iter().map(|(_, word, ..)| word).collect();
    assert_eq!(words, [MediumWord::Lost]);
    play.assert_sound();
}
