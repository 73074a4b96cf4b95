//! Opens a log of a million events for writing, as the program does for a person who goes on with
//! it, against a plain reading of its lines, in turns.
//!
//! What is measured is all that the person waits for: lock, strict check, replay, index, syncing
//! what will be trusted, comparing with the mark. Targets (audit-log T14): at most 10 times the
//! plain reading, within 32 MB. Run it with `cargo bench --bench open`; a number as argument sets
//! how many events.
#![allow(
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement stands outside: it reads clocks and files and prints what it found"
)]

use std::error::Error;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::time::{Duration, Instant};

use sangfroid::audit::encode;
use sangfroid::domain::act::{StepAct, StepEvent};
use sangfroid::domain::command::{Command, Start};
use sangfroid::domain::event::{Event, Mode, Note, NoteKind, Record, Severity, SignedOn};
use sangfroid::domain::ids::{
    Author, EventId, IncidentId, Initials, RunbookId, Seq, StepRef, WriterId,
};
use sangfroid::domain::step::Step;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{BootTag, Elapsed, Moment, Timestamp};
use sangfroid::driver::inline::{Outside, load, order, recall};
use sangfroid::os::clock::SystemClock;
use sangfroid::os::ids::SystemIds;
use sangfroid::os::store::DataFolder;
use sangfroid::ports::IdSource;
use sangfroid::runbook;
use sangfroid::runbook::library::Library;
use sangfroid::session::{self, Session};

const ROUNDS: usize = 5;
const INCIDENT: &str = "INC-2026-0007";

/// What the bench is called with to open a folder and do nothing else: the memory of writing the
/// log is not that of opening it.
const ONLY_OPEN: &str = "--only-open";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<_> = std::env::args().collect();
    let count = args.iter().find_map(|arg| arg.parse().ok()).unwrap_or(1_000_000);
    if let Some(at) = args.iter().position(|arg| arg == ONLY_OPEN) {
        let folder = args.get(at + 1).ok_or("which folder?")?;
        println!("peak memory before {}", peak());
        open(Path::new(folder), &IncidentId::parse(INCIDENT)?, count)?;
        println!("peak memory {} (target 32768 kB)", peak());
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let (incident, log) = write_night(folder.path(), count)?;
    let bytes = std::fs::metadata(&log)?.len();
    println!("{count} events, {bytes} bytes");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(open(folder.path(), &incident, count)?);
        theirs.push(read_lines(&log)?);
    }
    let (ours, theirs) = (median(ours), median(theirs));
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("open {ours:.3?}, plain reading {theirs:.3?}, ratio {ratio:.1} (target 10)");
    println!("one screen of the oldest entries {:.3?}", look_back(folder.path(), &incident)?);
    let alone = process::Command::new(std::env::current_exe()?)
        .arg(ONLY_OPEN)
        .arg(folder.path())
        .arg(count.to_string())
        .status()?;
    if alone.success() { Ok(()) } else { Err("opening alone failed".into()) }
}

/// As the program opens it for a person who goes on with it: strictly checked, replayed, compared
/// with its mark, ready for the next record.
fn open(folder: &Path, incident: &IncidentId, count: u64) -> Result<Duration, Box<dyn Error>> {
    let started = Instant::now();
    let (clock, mut store) = (SystemClock::new([7; 16]), store(folder));
    let mut ids = SystemIds::new(folder.to_owned());
    let outside = &mut Outside {
        clock: &clock,
        ids: &mut ids,
        store: &mut store,
        law: std::sync::Arc::default(),
    };
    let session = load(incident, runbook::read, outside).map_err(|error| format!("{error:?}"))?;
    let took = started.elapsed();
    assert_eq!(session.lines(), count, "the log is not whole");
    Ok(took)
}

/// What looking at the oldest entries of a long log costs: their words are read again.
fn look_back(folder: &Path, incident: &IncidentId) -> Result<Duration, Box<dyn Error>> {
    let (clock, mut store) = (SystemClock::new([7; 16]), store(folder));
    let mut ids = SystemIds::new(folder.to_owned());
    let outside = &mut Outside {
        clock: &clock,
        ids: &mut ids,
        store: &mut store,
        law: std::sync::Arc::default(),
    };
    let session = load(incident, runbook::read, outside).map_err(|error| format!("{error:?}"))?;
    let started = Instant::now();
    let shown = session.state().acts.iter().take(200).map(|act| act.event);
    let records = session.state().to_recall(shown);
    let lines = recall(incident, &records, outside.store).map_err(|error| error.to_string())?;
    assert!(!lines.is_empty() && lines.len() == records.len(), "nothing was read again");
    Ok(started.elapsed())
}

fn read_lines(log: &Path) -> Result<Duration, Box<dyn Error>> {
    let started = Instant::now();
    let mut reader = BufReader::with_capacity(256 * 1024, File::open(log)?);
    let (mut line, mut longest) = (Vec::new(), 0);
    while reader.read_until(b'\n', &mut line)? > 0 {
        longest = longest.max(line.len());
        line.clear();
    }
    assert!(longest > 0, "nothing was read");
    Ok(started.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let row = status.lines().find(|line| line.starts_with("VmHWM"));
    row.unwrap_or("VmHWM unknown").to_owned()
}

fn store(folder: &Path) -> DataFolder {
    DataFolder::new(folder.to_owned(), SystemClock::new([7; 16]), Vec::new())
}

/// A start as the program makes it, and behind it a night that never was so long.
fn write_night(folder: &Path, count: u64) -> Result<(IncidentId, PathBuf), Box<dyn Error>> {
    let library = Library::shipped();
    let entry = library.get(&RunbookId::parse("telephony-loss")?).ok_or("no such runbook")?;
    let copy = session::copy(entry.runbook.clone(), entry.source.text());
    let mut ids = SystemIds::new(folder.to_owned());
    let clock = SystemClock::new([7; 16]);
    let mut store = store(folder);
    let mut session = Session::new(runbook::read);
    let incident = IncidentId::parse(INCIDENT)?;
    let writer = ids.writer().map_err(|failure| failure.to_string())?;
    let runbook_id = copy.runbook.id.clone();
    let step = |step: &Step| StepRef { run: runbook_id.clone().into(), step: step.id.clone() };
    let steps: Vec<StepRef> = copy.runbook.steps().map(|(_, one)| step(one)).collect();
    let start = Command::Start(Start {
        incident: incident.clone(),
        writer: writer.clone(),
        nonce: "0".repeat(32),
        key: None,
        mode: Mode::Exercise,
        severity: Severity::Care,
        noticed_at: None,
        signs: Vec::new(),
        person: SignedOn { initials: Initials::parse("KP")?, name: None, role: None, proof: None },
        runbook: copy,
        reading: None,
    });
    let outside = &mut Outside {
        clock: &clock,
        ids: &mut ids,
        store: &mut store,
        law: std::sync::Arc::default(),
    };
    order(&mut session, start, outside).map_err(|error| format!("{error:?}"))?;
    let log = folder.join(INCIDENT).join("log").join(format!("{writer}.0001.jsonl"));
    let mut out = BufWriter::new(OpenOptions::new().append(true).open(&log)?);
    let mut prev = session.head();
    let mut salt = 0_u128;
    let mut salts = || {
        salt += 1;
        salt.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).to_le_bytes()
    };
    for n in session.lines() + 1..=count {
        let line = encode(&record(n, &writer, &steps)?, Mode::Exercise, prev, &mut salts)?;
        out.write_all(&line.bytes)?;
        prev = line.head;
    }
    out.flush()?;
    Ok((incident, log))
}

/// All steps of the runbook answered over and over; every twentieth event is a note.
fn record(n: u64, writer: &WriterId, steps: &[StepRef]) -> Result<Record, Box<dyn Error>> {
    let step = &steps[usize::try_from(n)? % steps.len()];
    let event = if n.is_multiple_of(20) {
        Event::NoteAdded(Note {
            kind: NoteKind::Fact,
            text: format!("VLAN {} coupé sur core-2, service prévenu", n % 4000),
            step: Some(step.clone()),
            begun_at: None,
            happened_at: None,
        })
    } else {
        Event::Step(StepEvent {
            step: step.clone(),
            act: StepAct::Done { approval: None },
            shown_at: None,
            happened_at: None,
            lang: Lang::Fr,
        })
    };
    let wall = Timestamp::from_ms(1_791_774_161_007 + n.cast_signed() * 1_733);
    let mono = Elapsed::from_ms(4_201_877 + n * 1_733);
    Ok(Record {
        id: EventId { writer: writer.clone(), seq: Seq(n) },
        at: Moment { wall, mono, boot: BootTag(0x3f9c_1a02) },
        lamport: n,
        who: Author::Person(Initials::parse("KP")?),
        late: None,
        event,
    })
}
