//! A log gives back the session that wrote it, or says why it can only be read.

use sangfroid::audit::{Digest, EncodedLine, encode};
use sangfroid::domain::event::{Event, Mode, NoteKind, Record};
use sangfroid::domain::ids::{Author, EventId, Seq, WriterId};
use sangfroid::session::{Replay, ReplayError, Session};

use crate::support::Play;
use crate::support::play::{done, note, observed, replayed, start};
use crate::support::sample::{DRILL, runbook};

fn walked() -> Play {
    let mut play = Play::drill();
    play.all([observed("look-at-it", "lit"), done("soon"), note(NoteKind::Todo, "a\u{202e}b\tc")]);
    play
}

/// The line that would follow, for an event that no command makes.
fn following(play: &Play, event: Event) -> EncodedLine {
    let (id, at) = play.state().last.clone().unwrap();
    let seq = Seq(id.seq.0 + 1);
    let record = Record {
        id: EventId { writer: WriterId::parse("lap-0001").unwrap(), seq },
        at,
        lamport: seq.0,
        who: Author::Program,
        late: None,
        event,
    };
    encode(&record, Mode::Exercise, play.session.head(), &mut || [7; 16]).expect("it fits")
}

#[test]
fn a_log_gives_back_the_same_session_and_goes_on_in_its_chain() {
    let mut play = walked();
    play.assert_sound();
    let session: Session = play.replayed().expect("it can be continued");
    play.session = session;
    play.all([done("early")]);
    play.assert_sound();
}

#[test]
fn every_beginning_of_a_log_is_read_or_refused_with_its_reason() {
    let play = walked();
    let lines: Vec<_> = play.log.split_inclusive(|byte| *byte == b'\n').collect();
    let first_part = lines
        .iter()
        .position(|line| {
            matches!(sangfroid::audit::decode(line).unwrap().record.event, Event::RunbookPart(_))
        })
        .expect("a runbook");
    for count in 0..=lines.len() {
        let result = replayed(&lines[..count].concat()).map(|session| session.lines());
        let expected = match count {
            0 => Err(ReplayError::Empty),
            count if count <= first_part => Err(ReplayError::StartInterrupted),
            count => Ok(count as u64),
        };
        assert_eq!(result, expected, "{count} lines");
    }
}

#[test]
fn a_log_with_a_newer_record_is_read_and_not_continued() {
    let play = walked();
    let newer =
        following(&play, Event::Left { reason: sangfroid::domain::event::LeaveReason::Quit });
    let text = String::from_utf8(newer.bytes).unwrap();
    let word = "\"left\"";
    let code = sangfroid::audit::decode(text.as_bytes()).unwrap();
    assert!(code.record.event.is_known());
    let renamed = if text.contains(word) {
        text.replace(word, "\"lefty\"")
    } else {
        text.replacen("quit", "vanished", 1)
    };
    let log = [play.log.clone(), renamed.into_bytes()].concat();
    assert_eq!(replayed(&log).map(|_| ()), Err(ReplayError::Newer));
    let mut replay = Replay::new(sangfroid::runbook::read);
    log.split_inclusive(|byte| *byte == b'\n').for_each(|line| replay.line(line));
    assert_eq!(replay.obstacle(), Some(ReplayError::Newer));
    assert_eq!(replay.session().state().notes.count(), 1, "and still read");
}

#[test]
fn a_line_that_is_no_record_is_named() {
    let play = walked();
    let lines = play.session.lines();
    let log = [play.log, b"{\"e\":{}}\n".to_vec()].concat();
    let refused = replayed(&log).map(|_| ());
    assert!(
        matches!(refused, Err(ReplayError::Line { line, .. }) if line == lines + 1),
        "{refused:?}"
    );
}

#[test]
fn a_runbook_that_this_version_cannot_follow_is_named_and_its_log_only_read() {
    fn reads_nothing(_: &str) -> Result<sangfroid::domain::runbook::Runbook, String> {
        Err("RB001".to_owned())
    }
    let play = walked();
    let mut replay = Replay::new(reads_nothing);
    play.log.split_inclusive(|byte| *byte == b'\n').for_each(|line| replay.line(line));
    assert!(replay.session().state().opened.is_some());
    let refused = replay.finish(Digest::ZERO).map(|_| ());
    assert!(matches!(refused, Err(ReplayError::Runbook(id, _)) if id.to_string() == "drill"));
}

#[test]
fn a_runbook_whose_text_is_not_the_one_that_was_promised_is_not_followed() {
    let mut copy = runbook(DRILL);
    copy.sha256 = "0".repeat(64);
    let mut play = Play::empty();
    play.give(start(copy)).expect("the log takes it");
    assert!(play.state().runs.is_empty() && play.session.unreadable().len() == 1);
    assert!(matches!(play.replayed().map(|_| ()), Err(ReplayError::Runbook(..))));
}
