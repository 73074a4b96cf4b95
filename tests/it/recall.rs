//! A long log: what is kept of it in memory is bounded, and what is looked at again is what was
//! recorded.

use std::fs;
use std::path::{Path, PathBuf};

use sangfroid::audit::{Digest, decode, encode};
use sangfroid::domain::act::{StepAct, StepEvent};
use sangfroid::domain::acts::Acts;
use sangfroid::domain::event::{Correction, Event, Mode, Note, NoteKind, Record};
use sangfroid::domain::evidence::{Custody, Evidence};
use sangfroid::domain::ids::{Author, EventId, IncidentId, Seq, WriterId};
use sangfroid::domain::kept::WHOLE_BYTES_MAX;
use sangfroid::domain::recall::RECALL_MAX;
use sangfroid::domain::state::IncidentState;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Timestamp;
use sangfroid::driver::inline::{Outside, load, recall};
use sangfroid::journal::{self, Opened, Place};
use sangfroid::os::RealDisk;
use sangfroid::os::clock::SystemClock;
use sangfroid::os::ids::SystemIds;
use sangfroid::os::store::DataFolder;
use sangfroid::ports::{FailureKind, Store};
use sangfroid::session::{Input, Replay, Session};

use crate::support::Play;
use crate::support::play::{initials, night, start};
use crate::support::sample::{DRILL, runbook};

/// The lines of a night that goes on, behind those of a play.
struct Pen {
    writer: WriterId,
    head: Digest,
    seq: u64,
    salt: u128,
}

impl Pen {
    fn behind(play: &Play) -> Self {
        let writer = WriterId::parse("lap-0001").unwrap();
        Self { writer, head: play.session.head(), seq: play.session.lines(), salt: 0 }
    }

    fn write(&mut self, event: Event) -> Vec<u8> {
        self.seq += 1;
        let record = Record {
            id: EventId { writer: self.writer.clone(), seq: Seq(self.seq) },
            at: night(self.seq * 1_733).moment,
            lamport: self.seq,
            who: Author::Person(initials("KP")),
            late: None,
            event,
        };
        let mut salts = || {
            self.salt += 1;
            self.salt.to_le_bytes()
        };
        let line = encode(&record, Mode::Exercise, self.head, &mut salts).expect("it fits");
        self.head = line.head;
        line.bytes
    }

    fn event(&self, seq: u64) -> EventId {
        EventId { writer: self.writer.clone(), seq: Seq(seq) }
    }
}

fn begun() -> Play {
    let mut play = Play::empty();
    play.give(start(runbook(DRILL))).expect("it starts");
    play
}

fn note(kind: NoteKind, text: String) -> Event {
    Event::NoteAdded(Note { kind, text, step: None, begun_at: None, happened_at: None })
}

fn evidence(n: u64) -> Event {
    Event::EvidenceTaken(Evidence {
        sha256: format!("{n:064x}"),
        bytes: n,
        step: None,
        slot: None,
        item: format!("item {n} {}", "y".repeat(3_000)),
        is_unexpected: false,
        file_name: Some(format!("{n}.bin")),
        host: None,
        collector: None,
        place: None,
        collected_at: None,
    })
}

fn long_text(n: u64) -> String {
    format!("VLAN {n} coupé « core-2 » \"{n}\" {}", "x".repeat(3_000))
}

/// What was written: 500 notes, 200 pieces of evidence, and what became of the first of each.
fn night_of_notes(pen: &mut Pen) -> Vec<Vec<u8>> {
    let first = pen.seq + 1;
    let kind = |n: u64| if n.is_multiple_of(10) { NoteKind::Todo } else { NoteKind::Fact };
    let mut lines: Vec<_> = (0..500).map(|n| pen.write(note(kind(n), long_text(n)))).collect();
    lines.extend((0..400).map(|n| pen.write(evidence(n))));
    let at = Timestamp::from_ms(1_795_402_000_000);
    let changes = [
        (0, Correction::Text { text: "VLAN 77 after all".to_owned() }),
        (1, Correction::Time { happened_at: at }),
        (10, Correction::NotSo { reason: None }),
        (500, Correction::Text { text: "the note of the blackmailers".to_owned() }),
        (501, Correction::NotSo { reason: None }),
    ];
    for (n, correction) in changes {
        lines.push(pen.write(Event::Corrected { target: pen.event(first + n), correction }));
    }
    for to in ["police", "court"] {
        let custody = Custody {
            evidence: pen.event(first + 500),
            from: "KP".to_owned(),
            to: to.to_owned(),
            place: None,
            reason: None,
            happened_at: None,
        };
        lines.push(pen.write(Event::CustodyMoved(custody)));
    }
    lines
}

/// A data folder with that log in it.
struct Shelf {
    folder: tempfile::TempDir,
    incident: IncidentId,
    log: PathBuf,
    lines: Vec<Vec<u8>>,
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let play = begun();
        let mut pen = Pen::behind(&play);
        fs::write(folder.path().join("writer"), "lap-0001\n").expect("a name");
        let incident = IncidentId::parse("INC-2026-0001").unwrap();
        let mut store = Self::store(folder.path());
        store.create(&incident, &pen.writer, &play.log).expect("it is made");
        drop(store);
        let log = folder.path().join("INC-2026-0001/log/lap-0001.0001.jsonl");
        let mut bytes = fs::read(&log).expect("the log");
        bytes.extend(night_of_notes(&mut pen).concat());
        fs::write(&log, &bytes).expect("a long night");
        let lines = bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
        Self { folder, incident, log, lines }
    }

    fn store(folder: &Path) -> DataFolder {
        DataFolder::new(folder.to_owned(), SystemClock::new([7; 16]), Vec::new())
    }

    fn open(&self, store: &mut DataFolder) -> Session {
        let mut ids = SystemIds::new(self.folder.path().to_owned());
        let clock = SystemClock::new([7; 16]);
        let outside =
            &mut Outside { clock: &clock, ids: &mut ids, store, law: std::sync::Arc::default() };
        load(&self.incident, sangfroid::runbook::read, outside).expect("it opens")
    }
}

/// Reads again what these entries say, as the full screen does.
fn look_back(shelf: &Shelf, store: &mut DataFolder, session: &mut Session, wanted: &[EventId]) {
    let records = session.state().to_recall(wanted.iter().cloned());
    let lines = recall(&shelf.incident, &records, store).expect("they are read");
    let recorded: Vec<_> = records
        .iter()
        .map(|seq| shelf.lines[usize::try_from(seq.0).unwrap() - 1].clone())
        .collect();
    assert!(lines == recorded, "an act that is shown again is byte for byte what was recorded");
    session.handle(Input::Recalled(lines), &night(0));
}

/// The state that keeps everything, for comparing: of each entry what its own records say.
fn assert_says_what_was_recorded(shelf: &Shelf, state: &IncidentState, event: &EventId) {
    let record = |seq: Seq| {
        decode(&shelf.lines[usize::try_from(seq.0).unwrap() - 1]).expect("a record").record
    };
    let first = shelf.lines.len() as u64 - 907 + 1;
    match record(event.seq).event {
        Event::NoteAdded(written) => {
            let entry = state.notes.get(event).expect("it was recalled");
            let is_corrected = event.seq.0 == first;
            let text = if is_corrected { "VLAN 77 after all".to_owned() } else { written.text };
            assert_eq!(entry.note.text, text);
            assert_eq!(entry.is_settled, event.seq.0 == first + 10);
            assert_eq!(entry.note.happened_at.is_some(), event.seq.0 == first + 1);
        }
        Event::EvidenceTaken(written) => {
            let piece = state.evidence.get(event).expect("it was recalled");
            assert_eq!(piece.evidence.sha256, written.sha256);
            let is_first = event.seq.0 == first + 500;
            let item = if is_first { "the note of the blackmailers" } else { &*written.item };
            assert_eq!(piece.evidence.item, item);
            let hands: Vec<_> = piece.moves.iter().map(|moved| moved.custody.to.as_str()).collect();
            assert_eq!(hands, if is_first { vec!["police", "court"] } else { Vec::new() });
            assert_eq!(piece.is_withdrawn, event.seq.0 == first + 501);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_looked_at_again_is_what_was_recorded() {
    let shelf = Shelf::new();
    let mut store = Shelf::store(shelf.folder.path());
    let mut session = shelf.open(&mut store);
    let state = session.state();
    assert_eq!((state.notes.count(), state.evidence.count()), (500, 400));
    assert!(state.notes.has_faded() && state.evidence.has_faded());
    let all: Vec<EventId> = state
        .acts
        .iter()
        .map(|act| act.event)
        .filter(|event| event.seq.0 + 906 >= shelf.lines.len() as u64)
        .take(900)
        .collect();
    assert_eq!(all.len(), 900);
    assert!(state.notes.get(&all[0]).is_none(), "the oldest are in the log only");
    for some in all.chunks(RECALL_MAX) {
        look_back(&shelf, &mut store, &mut session, some);
        for event in some {
            assert_says_what_was_recorded(&shelf, session.state(), event);
        }
        assert!(session.state().to_recall(some.iter().cloned()).is_empty(), "nothing is missing");
        let kept = session.state().notes.bytes() + session.state().evidence.bytes();
        assert!(kept < 2 * WHOLE_BYTES_MAX + RECALL_MAX * 8_000, "{kept}");
    }
}

#[test]
fn what_is_open_is_listed_whether_it_is_in_memory_or_not() {
    let shelf = Shelf::new();
    let mut store = Shelf::store(shelf.folder.path());
    let mut session = shelf.open(&mut store);
    let asking: Vec<_> = session.state().acts.asking().collect();
    assert_eq!(asking.len(), 49, "fifty to-dos, one of them settled");
    let open = sangfroid::domain::decide::open_items(session.state());
    let notes =
        open.iter().filter(|item| matches!(item, sangfroid::domain::event::OpenItem::Note(_)));
    assert_eq!(notes.count(), 49);
    look_back(&shelf, &mut store, &mut session, &asking);
    assert!(asking.iter().all(|event| session.state().notes.get(event).is_some()));
}

#[test]
fn a_correction_that_came_meanwhile_is_never_left_out() {
    let shelf = Shelf::new();
    let mut store = Shelf::store(shelf.folder.path());
    let mut session = shelf.open(&mut store);
    let first = session.state().acts.asking().next().expect("a to-do");
    let records = session.state().to_recall([first.clone()]);
    let lines = recall(&shelf.incident, &records, &mut store).expect("they are read");
    let mut ids = SystemIds::new(shelf.folder.path().to_owned());
    let clock = SystemClock::new([7; 16]);
    let outside = &mut Outside {
        clock: &clock,
        ids: &mut ids,
        store: &mut store,
        law: std::sync::Arc::default(),
    };
    let correction = Correction::Text { text: "only now".to_owned() };
    let command =
        sangfroid::domain::command::Command::Correct { target: first.clone(), correction };
    sangfroid::driver::inline::order(&mut session, command, outside).expect("it is recorded");
    session.handle(Input::Recalled(lines), &night(0));
    assert!(session.state().notes.get(&first).is_none(), "better nothing than what was wrong");
    let records = session.state().to_recall([first.clone()]);
    let lines = recall(&shelf.incident, &records, &mut store).expect("they are read");
    session.handle(Input::Recalled(lines), &night(0));
    assert_eq!(session.state().notes.get(&first).expect("it is here").note.text, "only now");
}

#[test]
fn an_old_line_that_was_changed_underneath_is_never_shown() {
    let shelf = Shelf::new();
    let mut store = Shelf::store(shelf.folder.path());
    let session = shelf.open(&mut store);
    let wanted = Seq(shelf.lines.len() as u64 - 800);
    let before: usize =
        shelf.lines.iter().take(usize::try_from(wanted.0).unwrap() - 1).map(Vec::len).sum();
    let mut bytes = fs::read(&shelf.log).expect("the log");
    let at = bytes[before..].iter().position(|byte| *byte == b'x').expect("a text") + before;
    bytes[at] = b'z';
    fs::write(&shelf.log, &bytes).expect("it is changed");
    let mut shown = Vec::new();
    let failure = store.recall(&shelf.incident, &[wanted], &mut |line| shown.push(line.to_vec()));
    assert_eq!(failure.expect_err("refused").kind, FailureKind::ChangedUnderneath);
    assert!(shown.is_empty());
    drop(session);
}

#[test]
fn lines_are_found_again_over_all_segments_and_behind_what_was_appended() {
    let folder = tempfile::tempdir().expect("a folder");
    let play = begun();
    let mut pen = Pen::behind(&play);
    let writer = pen.writer.clone();
    let incident = IncidentId::parse("INC-2026-0001").unwrap();
    let place = Place::new(folder.path().to_owned(), incident, writer).growing_to(150_000);
    let mut disk = RealDisk::new();
    journal::reserve(&mut disk, &place).expect("a folder");
    let mut journal = journal::create(&mut disk, place.clone(), &play.log, &[]).expect("a log");
    let mut lines: Vec<_> = play.log.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    for n in 0..1_500 {
        let line = pen.write(note(NoteKind::Fact, format!("note {n}")));
        if lines.len() < 700 {
            journal.append(&mut disk, &line).expect("it is appended");
        } else if lines.len() == 700 {
            let rest: Vec<u8> = (0..800)
                .flat_map(|n| pen.write(note(NoteKind::Fact, format!("batch {n}"))))
                .collect();
            let batch = [line.clone(), rest].concat();
            journal.append(&mut disk, &batch).expect("it is appended");
            lines.extend(batch.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec));
            break;
        }
        lines.push(line);
    }
    assert!(journal.segment_number() > 2, "several segments");
    let wanted: Vec<Seq> =
        (1..=lines.len() as u64).filter(|n| n % 7 == 0 || *n < 9).map(Seq).collect();
    let check = |journal: &journal::Journal, disk: &mut RealDisk| {
        let mut found = Vec::new();
        journal
            .recall(disk, &wanted, &mut |line| found.push(line.to_vec()))
            .expect("all are there");
        let expected: Vec<_> =
            wanted.iter().map(|seq| lines[usize::try_from(seq.0).unwrap() - 1].clone()).collect();
        assert!(found == expected);
        let beyond = [Seq(lines.len() as u64 + 1)];
        assert!(journal.recall(disk, &beyond, &mut |_| {}).is_err(), "there is no such line");
        assert!(journal.index_bytes() <= (lines.len() / 256 + 2) * 64);
    };
    check(&journal, &mut disk);
    journal.close(&mut disk);
    let Ok(Opened::Ready(ready)) = journal::open(&mut disk, place, &mut |_| {}) else {
        panic!("it is whole")
    };
    check(&ready.journal, &mut disk);
}

#[test]
fn a_log_of_200_000_events_takes_sixteen_bytes_for_each_and_a_bounded_rest() {
    const COUNT: u64 = 200_000;
    let play = begun();
    let mut pen = Pen::behind(&play);
    let mut replay = Replay::new(sangfroid::runbook::read);
    play.log.split_inclusive(|byte| *byte == b'\n').for_each(|line| replay.line(line));
    let step = play.state().runs[0].step_ref(5).expect("a step");
    while pen.seq < COUNT {
        let event = match pen.seq % 4 {
            0 => note(NoteKind::Fact, format!("note {} {}", pen.seq, "x".repeat(100))),
            _ => Event::Step(StepEvent {
                step: step.clone(),
                act: StepAct::Done { approval: None },
                shown_at: None,
                happened_at: None,
                lang: Lang::Fr,
            }),
        };
        replay.line(&pen.write(event));
    }
    let session = replay.finish(pen.head).expect("it can be continued");
    let state = session.state();
    assert_eq!(session.lines(), COUNT);
    assert_eq!(Acts::ENTRY_BYTES, 16);
    assert_eq!(state.acts.bytes(), usize::try_from(COUNT).unwrap() * Acts::ENTRY_BYTES);
    assert!(state.notes.count() > COUNT / 5);
    assert!(state.notes.bytes() <= WHOLE_BYTES_MAX, "{}", state.notes.bytes());
    assert_eq!(state.acts.last().expect("an act").event.seq.0, COUNT);
}
