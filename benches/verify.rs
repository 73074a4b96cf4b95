//! Checks a log of a million events against `sha256sum` of the same file, in turns.
//!
//! Targets (audit-log T14): at most 0.6 of its time, in one thread, within 8 MB. Run it with
//! `cargo bench --bench verify`; a number as argument sets how many events.
#![allow(
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement stands outside: it reads clocks and files and prints what it found"
)]

use std::error::Error;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use sangfroid::audit::{Digest, Verifier, encode, verify_stream};
use sangfroid::domain::act::{StepAct, StepEvent};
use sangfroid::domain::event::{Event, Mode, Note, NoteKind, Opened, Record, Severity};
use sangfroid::domain::ids::{
    Author, EventId, IncidentId, Initials, RunId, Seq, StepId, StepRef, WriterId,
};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{BootTag, Elapsed, Moment, Timestamp};

const ROUNDS: usize = 7;
const READ_BYTES: usize = 128 * 1024;

fn main() -> Result<(), Box<dyn Error>> {
    let count = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(1_000_000);
    let path = std::env::temp_dir().join(format!("sangfroid-bench-{}.jsonl", std::process::id()));
    let result = run(&path, count);
    std::fs::remove_file(&path)?;
    result
}

fn run(path: &Path, count: u64) -> Result<(), Box<dyn Error>> {
    write_log(path, count)?;
    let bytes = std::fs::metadata(path)?.len();
    println!("{count} events, {bytes} bytes, {:.0} bytes a line", bytes as f64 / count as f64);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(verify(path, count)?);
        let started = Instant::now();
        let output = Command::new("sha256sum").arg(path).output()?;
        assert!(output.status.success(), "sha256sum failed");
        theirs.push(started.elapsed());
    }
    let (ours, theirs) = (median(ours), median(theirs));
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM unknown");
    println!("verify {ours:.3?}, sha256sum {theirs:.3?}, ratio {ratio:.3} (target 0.600)");
    println!("peak memory {peak} (target 8192 kB)");
    Ok(())
}

fn verify(path: &Path, count: u64) -> Result<Duration, Box<dyn Error>> {
    let started = Instant::now();
    let mut reader = BufReader::with_capacity(READ_BYTES, File::open(path)?);
    let verdict = verify_stream(&mut reader, Verifier::new())?;
    let took = started.elapsed();
    assert_eq!((verdict.head.lines, verdict.fault), (count, None), "the log is not whole");
    Ok(took)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn write_log(path: &Path, count: u64) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut prev = Digest::ZERO;
    let mut salt = 0_u128;
    let mut salts = || {
        salt += 1;
        salt.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).to_le_bytes()
    };
    for n in 1..=count {
        let line = encode(&record(n)?, Mode::Real, prev, &mut salts)?;
        out.write_all(&line.bytes)?;
        prev = line.head;
    }
    out.flush()?;
    Ok(())
}

/// Mostly steps; every twentieth event is a note with a text that may be withheld.
fn record(n: u64) -> Result<Record, Box<dyn Error>> {
    let writer = WriterId::parse("lap3-9f2c")?;
    let wall = Timestamp::from_ms(1_791_774_161_007 + n.cast_signed() * 1_733);
    let step = StepRef {
        run: RunId::parse("ransomware")?,
        step: StepId::parse(&format!("isolate-{}", n % 40))?,
    };
    let event = match n {
        1 => Event::Opened(Opened {
            incident: IncidentId::parse("INC-2026-0007")?,
            writer: writer.clone(),
            app: "sangfroid 0.1.0".to_owned(),
            mode: Mode::Real,
            severity: Severity::Care,
            noticed_at: None,
            signs: Vec::new(),
            nonce: "6d0a7f3c55e1b2908c41d7aa0e93f612".to_owned(),
            key: None,
        }),
        n if n % 20 == 0 => Event::NoteAdded(Note {
            kind: NoteKind::Fact,
            text: format!("VLAN {} coupé sur core-2, service prévenu", n % 4000),
            step: Some(step),
            begun_at: None,
            happened_at: None,
        }),
        _ => Event::Step(StepEvent {
            step,
            act: StepAct::Done { approval: None },
            shown_at: None,
            happened_at: None,
            lang: Lang::Fr,
        }),
    };
    let mono = Elapsed::from_ms(4_201_877 + n * 1_733);
    Ok(Record {
        id: EventId { writer, seq: Seq(n) },
        at: Moment { wall, mono, boot: BootTag(0x3f9c_1a02) },
        lamport: n,
        who: Author::Person(Initials::parse("KP")?),
        late: None,
        event,
    })
}
