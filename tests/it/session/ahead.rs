//! No medium takes the record: guidance goes on, every act is kept, marked, and written late.

use proptest::prelude::*;
use sangfroid::domain::command::Command;
use sangfroid::domain::event::{Event, LeaveReason, NoteKind, Record};
use sangfroid::domain::proof::MediumWord;
use sangfroid::domain::rejection::Rejection;
use sangfroid::domain::time::Span;
use sangfroid::ports::{FailureKind, LogEnd, MediumChange};
use sangfroid::session::{Effect, Input};

use crate::support::Play;
use crate::support::play::{broken, close, done, initials, note, skipped};

fn end(play: &Play) -> Input {
    let (head, lines) = (play.session.head(), play.session.lines());
    Input::Reopened(LogEnd { head, lines, torn: Vec::new(), is_torn: false, changes: Vec::new() })
}

/// An incident whose disk took an act no more.
fn dead() -> Play {
    let mut play = Play::drill();
    play.send(done("soon"));
    play.put(Input::AppendFailed(broken(FailureKind::Full)));
    play
}

/// The disk answers again, and everything that waits is written.
fn heal(play: &mut Play) {
    assert_eq!(play.put(Input::Retry), [Effect::Reopen]);
    let input = end(play);
    let effects = play.put(input);
    play.obey(effects);
    while play.session.has_notices() {
        let effects = play.wake();
        play.obey(effects);
    }
}

fn records(play: &Play) -> Vec<Record> {
    let lines = play.log.split_inclusive(|byte| *byte == b'\n');
    lines.map(|line| sangfroid::audit::decode(line).unwrap().record).collect()
}

/// The same without what tells of the gap itself.
fn acts(play: &Play) -> Vec<Record> {
    let mut records = records(play);
    records.retain(|record| !matches!(record.event, Event::Medium(_)));
    records
}

#[test]
fn guidance_goes_on_and_the_acts_are_not_on_disk() {
    let mut play = dead();
    let before = play.log.clone();
    let held = play.send(done("early"));
    assert!(matches!(held.as_slice(), [Effect::Held { records, .. }] if records.len() == 1));
    assert!(play.current().iter().all(|step| step != "early"), "the next step is shown");
    assert_eq!(play.session.unsaved().len(), 2);
    assert_eq!(play.log, before);
    let replayed = play.replayed().expect("what is on disk stands");
    assert_eq!(replayed.lines(), play.session.lines());
}

#[test]
fn what_was_held_is_written_once_in_order_with_both_times() {
    let mut play = dead();
    play.pass(Span::from_s(40));
    let done_at = play.now.moment.wall;
    play.send(note(NoteKind::Fact, "the guard has the keys"));
    play.pass(Span::from_min(3));
    play.send(done("early"));
    heal(&mut play);
    assert!(play.session.alarm().is_none() && play.session.unsaved().is_empty());
    let records = acts(&play);
    let [first, second, third] = &records[records.len() - 3..] else { panic!("{records:?}") };
    assert!(matches!(first.event, Event::Step(_)) && first.late.is_none(), "byte for byte");
    assert!(matches!(second.event, Event::NoteAdded(_)));
    assert_eq!((second.at.wall, second.late), (done_at, Some(play.now.moment.wall)));
    assert!(matches!(third.event, Event::Step(_)) && third.late.is_some());
    play.assert_sound();
}

#[test]
fn an_act_may_name_another_one_that_is_not_on_disk_either() {
    let mut play = dead();
    let held = play.send(note(NoteKind::Fact, "wrong ward"));
    let [Effect::Held { records, .. }] = held.as_slice() else { panic!("{held:?}") };
    let target = records[0].clone();
    let correction = sangfroid::domain::event::Correction::Text { text: "ward 7".into() };
    let held = play.send(Command::Correct { target: target.clone(), correction });
    assert!(matches!(held.as_slice(), [Effect::Held { .. }]), "{held:?}");
    heal(&mut play);
    let last = acts(&play).pop().unwrap();
    assert!(matches!(last.event, Event::Corrected { target: t, .. } if t == target));
    play.assert_sound();
}

#[test]
fn what_speaks_of_the_disk_itself_is_refused_meanwhile() {
    let mut play = dead();
    for command in [Command::Seal, close(Some("tired"))] {
        let effects = play.send(command);
        assert!(
            matches!(effects.as_slice(), [Effect::Rejected { rejection: Rejection::NotSaved, .. }]),
            "{effects:?}"
        );
    }
    assert!(play.state().closed.is_none());
}

#[test]
fn memory_is_bounded_and_says_so() {
    let mut play = dead();
    let text = "x".repeat(2_000);
    let refused = (0..20_000).position(|_| {
        let effects = play.send(note(NoteKind::Fact, &text));
        matches!(effects.as_slice(), [Effect::Rejected { rejection: Rejection::NotSaved, .. }])
    });
    let kept = refused.expect("there is an end");
    assert!((1_000..=2_000).contains(&kept), "{kept}");
    heal(&mut play);
    play.assert_sound();
}

#[test]
fn a_failure_on_the_way_back_loses_and_doubles_nothing() {
    let mut play = dead();
    for n in 0..5 {
        play.send(note(NoteKind::Fact, &n.to_string()));
    }
    play.put(Input::Retry);
    let input = end(&play);
    let effects = play.put(input);
    let [Effect::Append { bytes }] = effects.as_slice() else { panic!("{effects:?}") };
    play.log.extend_from_slice(bytes);
    let effects = play.put(Input::Appended);
    assert!(matches!(effects.as_slice(), [Effect::Recorded { .. }, Effect::Append { .. }]));
    let effects = play.put(Input::AppendFailed(broken(FailureKind::Other)));
    assert!(matches!(effects.as_slice(), [Effect::NotSaved { .. }]), "{effects:?}");
    assert_eq!(play.session.unsaved().len(), 5);
    heal(&mut play);
    assert_eq!(play.state().notes.count(), 5);
    play.assert_sound();
}

fn lost(name: &str) -> MediumChange {
    let failure = broken(FailureKind::Other);
    MediumChange::Lost { medium: name.into(), failure, segment: 1, last_good: 4 }
}

fn back(name: &str) -> MediumChange {
    MediumChange::Back { medium: name.into(), segment: 1, lines: 3 }
}

#[test]
fn a_lost_mirror_stops_nothing_is_recorded_once_and_looked_for_again() {
    let mut play = Play::drill();
    play.put(Input::Media(vec![lost("usb")]));
    play.put(Input::Media(vec![lost("usb")]));
    assert!(play.session.alarm().is_none());
    assert_eq!(play.session.next_wake(&play.now), Some(Span::ZERO));
    let effects = play.wake();
    play.obey(effects);
    play.give(done("soon")).expect("work goes on");
    play.pass(Span::from_s(10));
    assert_eq!(play.wake(), [Effect::Mend]);
    assert_eq!(play.wake(), [], "one question at a time");
    play.put(Input::Mended(Vec::new()));
    play.pass(Span::from_s(10));
    assert_eq!(play.wake(), [Effect::Mend]);
    play.put(Input::Mended(vec![back("usb")]));
    let effects = play.wake();
    play.obey(effects);
    let words: Vec<_> = records(&play)
        .into_iter()
        .filter_map(|record| match record.event {
            Event::Medium(fault) => Some(fault.what),
            _ => None,
        })
        .collect();
    assert_eq!(words, [MediumWord::Lost, MediumWord::Back]);
    assert!(play.session.lost_media().is_empty());
    play.assert_sound();
}

/// What a night can bring.
#[derive(Clone, Copy, Debug)]
enum Turn {
    Note,
    Skip,
    Leave,
    Break,
    Mend,
    Wait(u64),
    Medium(bool),
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        4 => Just(Turn::Note),
        2 => Just(Turn::Skip),
        1 => Just(Turn::Leave),
        3 => Just(Turn::Break),
        3 => Just(Turn::Mend),
        2 => (1_u64..400).prop_map(Turn::Wait),
        1 => any::<bool>().prop_map(Turn::Medium),
    ]
}

/// A disk that takes what it is given, or nothing.
struct Disk {
    works: bool,
    /// A planted fault: the n-th line that is appended counts as written and is not.
    forgets: Option<usize>,
}

impl Disk {
    /// Does what the effects say; says of each act whether it was accepted.
    fn obey(&mut self, play: &mut Play, effects: Vec<Effect>) -> Vec<bool> {
        let mut queue = std::collections::VecDeque::from(effects);
        let mut accepted = Vec::new();
        while let Some(effect) = queue.pop_front() {
            let input = match effect {
                Effect::Append { bytes } | Effect::Create { bytes, .. } if self.works => {
                    match &mut self.forgets {
                        Some(0) => self.forgets = None,
                        Some(n) => {
                            *n -= 1;
                            play.log.extend_from_slice(&bytes);
                        }
                        None => play.log.extend_from_slice(&bytes),
                    }
                    Input::Appended
                }
                Effect::Append { .. } | Effect::Create { .. } => {
                    Input::AppendFailed(broken(FailureKind::Other))
                }
                Effect::Reopen if self.works => end(play),
                Effect::Reopen => Input::ReopenFailed(broken(FailureKind::Other)),
                Effect::Mend => Input::Mended(Vec::new()),
                Effect::Recorded { ticket: Some(_), .. } | Effect::Held { .. } => {
                    accepted.push(true);
                    continue;
                }
                Effect::Rejected { .. } => {
                    accepted.push(false);
                    continue;
                }
                Effect::Recorded { .. } | Effect::NotSaved { .. } | Effect::KeepMark => continue,
            };
            queue.extend(play.put(input));
        }
        accepted
    }
}

/// Which acts of people the log holds, and when they were done.
fn people(play: &Play) -> Vec<(String, sangfroid::domain::time::Timestamp)> {
    records(play)
        .into_iter()
        .filter_map(|record| {
            let name = match &record.event {
                Event::NoteAdded(note) => note.text.clone(),
                Event::Step(step) => match &step.act {
                    sangfroid::domain::act::StepAct::Skipped { reason } => reason.clone(),
                    _ => return None,
                },
                Event::Left { .. } => "leave".to_owned(),
                _ => return None,
            };
            Some((name, record.at.wall))
        })
        .collect()
}

/// Plays the turns, heals the disk, and compares the log with what was accepted.
fn night(turns: &[Turn], forgets: Option<usize>) -> Result<(), String> {
    let mut play = Play::drill();
    let mut disk = Disk { works: true, forgets };
    let mut expected = Vec::new();
    for (n, turn) in turns.iter().enumerate() {
        play.pass(Span::from_s(1));
        let (name, effects) = match turn {
            Turn::Note => {
                let name = format!("note {n}");
                let effects = play.send(note(NoteKind::Fact, &name));
                (name, effects)
            }
            Turn::Skip => {
                let Some(step) = play.current().pop() else { continue };
                let name = format!("skip {n}");
                let effects = play.send(skipped(&step, &name));
                (name, effects)
            }
            Turn::Leave => {
                let name = "leave".to_owned();
                let effects = play.send(Command::Leave(LeaveReason::Quit));
                (name, effects)
            }
            Turn::Break | Turn::Mend => {
                disk.works = matches!(turn, Turn::Mend);
                continue;
            }
            Turn::Wait(s) => {
                play.pass(Span::from_s(*s));
                let effects = play.wake();
                disk.obey(&mut play, effects);
                continue;
            }
            Turn::Medium(is_lost) => {
                let change = if *is_lost { lost("usb") } else { back("usb") };
                play.put(Input::Media(vec![change]));
                continue;
            }
        };
        let at = play.now.moment.wall;
        if disk.obey(&mut play, effects).contains(&true) {
            expected.push((name, at));
        }
    }
    disk.works = true;
    for _ in 0..4 {
        play.pass(Span::from_s(10));
        let effects = play.wake();
        disk.obey(&mut play, effects);
    }
    if play.session.alarm().is_some() || !play.session.unsaved().is_empty() {
        return Err("it never healed".to_owned());
    }
    let found = people(&play);
    if found != expected {
        return Err(format!("written {found:?}, accepted {expected:?}"));
    }
    let replayed = play.replayed().map_err(|error| format!("{error:?}"))?;
    if replayed.state() != play.state() || replayed.head() != play.session.head() {
        return Err("the state is not what the log says".to_owned());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(300)
    })]

    #[test]
    fn every_accepted_act_is_written_exactly_once_whatever_the_disk_does(
        turns in proptest::collection::vec(turn(), 1..60)
    ) {
        prop_assert_eq!(night(&turns, None), Ok(()));
    }
}

#[test]
fn a_disk_that_forgets_one_line_is_caught_by_the_same_comparison() {
    let turns = [Turn::Note, Turn::Break, Turn::Note, Turn::Note, Turn::Mend, Turn::Wait(10)];
    assert_eq!(night(&turns, None), Ok(()));
    for line in 0..3 {
        night(&turns, Some(line)).expect_err("an act is missing");
    }
}

#[test]
fn a_change_of_shift_goes_on_in_memory() {
    let mut play = dead();
    let leaves = sangfroid::domain::proof::SignedOff { initials: initials("KP"), proof: None };
    play.send(Command::SignOff(leaves));
    let comes = sangfroid::domain::event::SignedOn {
        initials: initials("AB"),
        name: None,
        role: None,
        proof: None,
    };
    play.send(Command::SignOn(comes));
    assert_eq!(play.state().operator, Some(initials("AB")));
    play.send(done("early"));
    heal(&mut play);
    let last = acts(&play).pop().unwrap();
    assert_eq!(last.who, sangfroid::domain::ids::Author::Person(initials("AB")));
    play.assert_sound();
}

#[test]
fn a_shift_that_changes_while_nothing_is_written_is_sealed_all_the_same() {
    use sangfroid::domain::proof::SignedOff;
    let mut play = super::seal::sealed();
    play.send(done("soon"));
    play.put(Input::AppendFailed(broken(FailureKind::Full)));
    let off = SignedOff { initials: initials("KP"), proof: None };
    let held = play.send(Command::SignOff(off));
    assert!(matches!(held.as_slice(), [Effect::Held { .. }]), "{held:?}");
    heal(&mut play);
    let codes: Vec<Event> = records(&play).into_iter().map(|record| record.event).collect();
    let at = codes.iter().position(|event| matches!(event, Event::SignedOff(_))).expect("it left");
    assert!(matches!(codes.get(at + 1), Some(Event::Sealed(_))), "{:?}", codes.get(at + 1));
    play.assert_sound();
}

#[test]
fn an_order_that_changes_nothing_writes_nothing_while_nothing_can_be_written() {
    use sangfroid::domain::ids::{RunId, TrackId};
    use sangfroid::domain::lead::TrackHeld;
    let given = || {
        let (run, track) = (RunId::parse("drill").unwrap(), TrackId::parse("main").unwrap());
        Command::HoldTrack(TrackHeld { run, track, who: initials("KP") })
    };
    let mut play = Play::drill();
    play.all([given()]);
    play.send(done("soon"));
    play.put(Input::AppendFailed(broken(FailureKind::Full)));
    let held = play.send(given());
    assert!(matches!(held.as_slice(), [Effect::Held { records, .. }] if records.is_empty()));
    heal(&mut play);
    assert!(play.session.alarm().is_none(), "{:?}", play.session.alarm());
    play.assert_sound();
}
