//! The device seals what it wrote: by count, by time, at every end, and on request.

use std::sync::Arc;

use sangfroid::audit::sshsig::{Covered, Purpose, SigningKey, check};
use sangfroid::audit::{Digest, decode};
use sangfroid::domain::command::Command;
use sangfroid::domain::event::{Event, LeaveReason, NoteKind};
use sangfroid::domain::ids::{Initials, Seq};
use sangfroid::domain::proof::SignedOff;
use sangfroid::domain::time::Span;
use sangfroid::session::{Effect, Session};

use crate::support::Play;
use crate::support::play::{broken, close, note, replayed, start};
use crate::support::sample::{DRILL, runbook};

fn key() -> Arc<SigningKey> {
    Arc::new(SigningKey::from_seed(&[3; 32]))
}

/// An exercise whose log names the device's key.
pub(super) fn sealed() -> Play {
    let mut play = Play::empty();
    play.session = Session::new(sangfroid::runbook::read).sealing_with(Some(key()));
    let Command::Start(mut begun) = start(runbook(DRILL)) else { panic!("a start") };
    begun.key = Some(key().public_line().to_owned());
    play.give(Command::Start(begun)).expect("it starts");
    play
}

/// Every seal of the log: the line it stands on and the last line it covers. All must verify.
fn seals(log: &[u8]) -> Vec<(u64, u64)> {
    let mut found = Vec::new();
    let mut heads = vec![Digest::ZERO];
    let mut opened = None;
    for (n, line) in (1..).zip(log.split_inclusive(|byte| *byte == b'\n')) {
        match decode(line).unwrap().record.event {
            Event::Opened(facts) => opened = Some(facts),
            Event::Sealed(seal) => {
                let facts = opened.as_ref().unwrap();
                let covered = usize::try_from(seal.seq.0).unwrap();
                let head = heads[covered];
                let (incident, writer) = (&facts.incident, &facts.writer);
                let covered = Covered { incident, writer, last: seal.seq, head };
                let text = covered.message(Purpose::Seal, None);
                let key = facts.key.as_deref().unwrap();
                assert_eq!(check(key, &seal.signature, Purpose::Seal, &text), Ok(()), "line {n}");
                found.push((n, seal.seq.0));
            }
            _ => {}
        }
        heads.push(sangfroid::audit::line::head_of(line).unwrap());
    }
    found
}

fn fact(text: &str) -> Command {
    note(NoteKind::Fact, text)
}

#[test]
fn thirty_two_records_bring_a_seal_that_rides_along() {
    let mut play = sealed();
    let before = play.session.lines();
    for n in before..31 {
        assert_eq!(seals(&play.log), [], "after {n} lines");
        play.give(fact("x")).unwrap();
    }
    assert_eq!(seals(&play.log), []);
    let records = play.give(fact("the thirty-second")).unwrap();
    assert_eq!(records.len(), 1, "the seal is nobody's act");
    assert_eq!(seals(&play.log), [(33, 32)]);
    play.give(fact("y")).unwrap();
    assert_eq!(seals(&play.log).len(), 1);
    play.assert_sound();
}

#[test]
fn five_minutes_bring_a_seal_by_themselves_and_then_silence() {
    let mut play = sealed();
    play.pass(Span::from_min(4));
    let due = play.session.next_wake(&play.now).unwrap();
    assert!(due <= Span::from_min(1), "{due:?}");
    let effects = play.wake();
    assert_eq!(effects, []);
    play.pass(Span::from_min(1));
    let effects = play.wake();
    play.obey(effects);
    let lines = play.session.lines();
    assert_eq!(seals(&play.log), [(lines, lines - 1)]);
    play.pass(Span::from_min(9));
    assert!(play.state().unsealed.is_none());
    assert!(!play.wake().iter().any(|effect| matches!(effect, Effect::Append { .. })));
    play.assert_sound();
}

#[test]
fn every_end_is_covered_with_its_own_line() {
    let ends: [fn() -> Command; 3] = [
        || Command::Leave(LeaveReason::Quit),
        || close(Some("false alarm")),
        || {
            let initials = Initials::parse("KP").unwrap();
            Command::SignOff(SignedOff { initials, proof: None })
        },
    ];
    for end in ends {
        let mut play = sealed();
        play.give(end()).unwrap();
        let lines = play.session.lines();
        assert_eq!(seals(&play.log), [(lines, lines - 1)], "{:?}", end());
        assert!(play.state().unsealed.is_none());
        play.assert_sound();
    }
}

#[test]
fn leaving_in_order_is_still_seen_behind_its_seal() {
    let mut play = sealed();
    play.give(Command::Leave(LeaveReason::Quit)).unwrap();
    assert!(play.state().left_cleanly);
    play.give(Command::Resume { doubt: None }).unwrap();
    assert!(!play.state().left_cleanly);
}

#[test]
fn a_note_on_a_closed_incident_is_sealed_at_once() {
    let mut play = sealed();
    play.give(close(Some("false alarm"))).unwrap();
    play.give(fact("found later")).unwrap();
    assert_eq!(seals(&play.log).len(), 2);
    assert!(play.state().unsealed.is_none());
    play.assert_sound();
}

#[test]
fn on_request_there_is_a_seal_and_no_second_one_over_nothing() {
    let mut play = sealed();
    assert_eq!(play.give(Command::Seal).unwrap().len(), 1);
    assert_eq!(play.give(Command::Seal).unwrap().len(), 0);
    assert_eq!(seals(&play.log).len(), 1);
}

#[test]
fn a_batch_that_is_offered_again_has_the_same_bytes() {
    let mut play = sealed();
    let effects = play.send(Command::Leave(LeaveReason::Quit));
    let [Effect::Append { bytes: first }] = effects.as_slice() else { panic!("{effects:?}") };
    let failure = broken(sangfroid::ports::FailureKind::Full);
    play.put(sangfroid::session::Input::AppendFailed(failure));
    let effects = play.put(sangfroid::session::Input::Retry);
    assert_eq!(effects, [Effect::Reopen]);
    let (head, lines) = (play.session.head(), play.session.lines());
    let end = sangfroid::ports::LogEnd {
        head,
        lines,
        torn: Vec::new(),
        is_torn: false,
        changes: Vec::new(),
    };
    let effects = play.put(sangfroid::session::Input::Reopened(end));
    let [Effect::Append { bytes: second }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(first, second);
}

#[test]
fn another_device_records_and_never_seals() {
    let mut play = sealed();
    play.give(fact("mine")).unwrap();
    let other = Arc::new(SigningKey::from_seed(&[4; 32]));
    let session = replayed(&play.log).unwrap().sealing_with(Some(other));
    let mut taken = play;
    taken.session = session;
    taken.give(fact("theirs")).unwrap();
    assert!(taken.give(Command::Seal).is_err());
    taken.give(Command::Leave(LeaveReason::Quit)).unwrap();
    assert_eq!(seals(&taken.log), []);
    taken.assert_sound();
}

#[test]
fn a_return_in_the_middle_counts_what_was_unsealed_before() {
    let mut play = sealed();
    while play.session.lines() < 31 {
        play.give(fact("x")).unwrap();
    }
    let session = replayed(&play.log).unwrap().sealing_with(Some(key()));
    let mut back = play;
    back.session = session;
    back.give(fact("the thirty-second")).unwrap();
    assert_eq!(seals(&back.log), [(33, Seq(32).0)]);
}
