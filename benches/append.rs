//! A durable append through the journal against a bare write and data sync of the same bytes, and
//! one to two media against one to a single medium; and how often the device is flushed for it.
//!
//! Pairs are interleaved, so that a slow moment of the disk hits both; the figures are ratios of
//! the medians, at most 1.1 and 2.1. Run it with `cargo bench --bench append`; the files are made
//! in the system's folder for temporary files, or in the folder given as the first argument after
//! `--`.
#![allow(
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement stands outside: it reads clocks and files and prints what it found"
)]

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sangfroid::audit::digest::Digest;
use sangfroid::audit::line;
use sangfroid::domain::ids::{IncidentId, WriterId};
use sangfroid::journal::{self, Place};
use sangfroid::os::RealDisk;
use sangfroid::os::clock::SystemClock;
use sangfroid::os::store::DataFolder;
use sangfroid::ports::Store;

const PAIRS: usize = 2_000;
const RATIO_MAX: f64 = 1.1;
const MIRROR_RATIO_MAX: f64 = 2.1;
/// On ext4 (audit-log T14); other file systems have their own.
const FLUSHES_MAX: f64 = 2.0;
const WRITES_MAX: f64 = 3.1;
/// The two counts are of different moments: the journal makes room a few times more in one.
const NOISE: f64 = 0.005;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = std::env::args().skip(1).find(|a| !a.starts_with('-')).map(PathBuf::from);
    let folder = match root {
        Some(root) => tempfile::tempdir_in(root)?,
        None => tempfile::tempdir()?,
    };
    let lines = chain(PAIRS + 1).ok_or("a line is too long")?;
    let is_fast = against_bare(folder.path(), &lines)?;
    let is_fair = mirrored(folder.path(), &lines)?;
    let is_thrifty = flushes(folder.path(), &lines)?;
    if is_fast && is_fair && is_thrifty { Ok(()) } else { Err("over the budget".into()) }
}

/// Whether appending costs little more than writing and syncing.
fn against_bare(folder: &Path, lines: &[Vec<u8>]) -> Result<bool, Box<dyn std::error::Error>> {
    let place = Place::new(
        folder.to_owned(),
        IncidentId::parse("INC-2026-0007")?,
        WriterId::parse("lap3-9f2c")?,
    );
    let mut disk = RealDisk::new();
    journal::reserve(&mut disk, &place)?;
    let mut journal = journal::create(&mut disk, place, &lines[0], &[])?;
    let bare = folder.join("bare.jsonl");
    let mut bare = OpenOptions::new().create_new(true).append(true).open(bare)?;
    bare.write_all(&lines[0])?;
    bare.sync_all()?;

    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for (pair, line) in lines[1..].iter().enumerate() {
        let mut append = || -> Result<(), journal::JournalError> {
            let begun = Instant::now();
            journal.append(&mut disk, line)?;
            ours.push(begun.elapsed());
            Ok(())
        };
        let mut write = || -> std::io::Result<()> {
            let begun = Instant::now();
            bare.write_all(line)?;
            bare.sync_data()?;
            theirs.push(begun.elapsed());
            Ok(())
        };
        // Who goes first changes, so that neither always finds the disk warm.
        if pair % 2 == 0 {
            append()?;
            write()?;
        } else {
            write()?;
            append()?;
        }
    }
    let ratio = median(&mut ours).as_secs_f64() / median(&mut theirs).as_secs_f64();
    println!(
        "append of {} bytes: journal {:?}, bare write and sync {:?}, \
         ratio {ratio:.3} (at most {RATIO_MAX})",
        lines[1].len(),
        median(&mut ours),
        median(&mut theirs),
    );
    Ok(ratio <= RATIO_MAX)
}

/// Whether two media cost little more than twice one.
fn mirrored(folder: &Path, lines: &[Vec<u8>]) -> Result<bool, Box<dyn std::error::Error>> {
    let data_folder = |name: &str| -> std::io::Result<DataFolder> {
        let path = folder.join(name);
        std::fs::create_dir(&path)?;
        Ok(DataFolder::new(path, SystemClock::new([7; 16]), Vec::new()))
    };
    let mut one = data_folder("one")?;
    let second = folder.join("second");
    std::fs::create_dir(&second)?;
    let mut two = data_folder("two")?.mirrored(vec![second]);
    let (incident, writer) = (IncidentId::parse("INC-2026-0007")?, WriterId::parse("lap3-9f2c")?);
    for store in [&mut one, &mut two] {
        store.create(&incident, &writer, &lines[0])?;
    }
    let (mut single, mut double) = (Vec::new(), Vec::new());
    for (pair, line) in lines[1..].iter().enumerate() {
        let mut turns = [(&mut one, &mut single), (&mut two, &mut double)];
        if pair % 2 == 1 {
            turns.reverse();
        }
        for (store, times) in turns {
            let begun = Instant::now();
            let changes = store.append(line)?;
            times.push(begun.elapsed());
            assert!(changes.is_empty(), "a medium was lost: {changes:?}");
        }
    }
    let ratio = median(&mut double).as_secs_f64() / median(&mut single).as_secs_f64();
    println!(
        "append to two media {:?}, to one {:?}, ratio {ratio:.3} (at most {MIRROR_RATIO_MAX})",
        median(&mut double),
        median(&mut single),
    );
    Ok(ratio <= MIRROR_RATIO_MAX)
}

/// Whether one event costs the device no more flushes and writes than one write and one sync do.
/// The device must be nobody else's, for example a loop device; its counters are the kernel's.
///
/// What the file system does by itself is counted too: when its journal is full it makes room, some
/// flushes every few thousand events. The bare file of the same bytes pays the same, so what that
/// costs beyond whole flushes is the file system's, and the rest is the event's own.
fn flushes(folder: &Path, lines: &[Vec<u8>]) -> Result<bool, Box<dyn std::error::Error>> {
    let path = folder.join("counted");
    std::fs::create_dir(&path)?;
    let mut store = DataFolder::new(path.clone(), SystemClock::new([7; 16]), Vec::new());
    let (incident, writer) = (IncidentId::parse("INC-2026-0007")?, WriterId::parse("lap3-9f2c")?);
    store.create(&incident, &writer, &lines[0])?;
    let mut bare = OpenOptions::new().create_new(true).append(true).open(path.join("bare"))?;
    bare.write_all(&lines[0])?;
    let ours = counted(&path, &lines[1..], &mut |line| {
        store.append(line)?;
        Ok(())
    })?;
    let theirs = counted(&path, &lines[1..], &mut |line| {
        bare.write_all(line)?;
        Ok(bare.sync_data()?)
    })?;
    let Some(([written, flushed], [bare_written, bare_flushed])) = ours.zip(theirs) else {
        println!("flushes per event: this device counts none");
        return Ok(true);
    };
    let own = |ours: f64, bare: f64| ours - (bare - bare.floor());
    let (own_flushes, own_writes) = (own(flushed, bare_flushed), own(written, bare_written));
    println!(
        "per event {flushed:.4} flushes and {written:.4} writes, bare {bare_flushed:.4} and \
         {bare_written:.4}: its own {own_flushes:.2} (at most {FLUSHES_MAX:.1}) and \
         {own_writes:.2} (at most {WRITES_MAX:.1})"
    );
    Ok(own_flushes < FLUSHES_MAX + NOISE && own_writes < WRITES_MAX + NOISE)
}

type Append<'a> = &'a mut dyn FnMut(&[u8]) -> Result<(), Box<dyn std::error::Error>>;

/// Writes and flushes for each of these lines.
fn counted(
    folder: &Path,
    lines: &[Vec<u8>],
    append: Append<'_>,
) -> Result<Option<[f64; 2]>, Box<dyn std::error::Error>> {
    // What making the incident left to be written is no event's.
    rustix::fs::sync();
    let before = device_counts(folder);
    for line in lines {
        append(line)?;
    }
    let per_event = |(before, after): ([u64; 2], [u64; 2])| {
        [0, 1].map(|at| (after[at] - before[at]) as f64 / lines.len() as f64)
    };
    Ok(before.zip(device_counts(folder)).map(per_event))
}

/// Writes and flushes that the device under `folder` has completed.
fn device_counts(folder: &Path) -> Option<[u64; 2]> {
    use std::os::unix::fs::MetadataExt;
    let device = std::fs::metadata(folder).ok()?.dev();
    let name = [rustix::fs::major(device), rustix::fs::minor(device)].map(|n| n.to_string());
    let table = std::fs::read_to_string("/proc/diskstats").ok()?;
    let mut rows = table.lines().map(|row| row.split_whitespace().collect::<Vec<_>>());
    let row = rows.find(|row| row.starts_with(&[name[0].as_str(), name[1].as_str()]))?;
    let count = |at: usize| row.get(at)?.parse().ok();
    Some([count(7)?, count(18)?])
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Lines of about 300 bytes.
fn chain(count: usize) -> Option<Vec<Vec<u8>>> {
    let mut previous = Digest::ZERO;
    let mut lines = Vec::new();
    for number in 1..=count {
        let code = if number == 1 { "open" } else { "note" };
        let event = format!(
            "{{\"v\":1,\"id\":\"lap3-9f2c.{number}\",\"t\":\"2026-10-12T03:02:41.007Z\",\
             \"b\":\"3f9c1a02\",\"m\":4201877,\"l\":{number},\"who\":\"KP\",\"do\":\"{code}\",\
             \"at\":\"telephony-loss/test-matrix-1\"}}"
        );
        let built = line::build(&event, &[], previous)?;
        previous = built.head;
        lines.push(built.bytes);
    }
    Some(lines)
}
