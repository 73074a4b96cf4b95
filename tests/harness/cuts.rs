//! T4: the power fails at a random moment. The disk is an image on XFS, and a cut is a reflink copy
//! of it: every block as it stood at one instant, while the program goes on writing.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::kills::Dice;
use crate::ledger::{Ledger, Stage};
use crate::media::machine::{Missing, Mounted, image, shell};
use crate::plant::Plant;
use crate::python::Python;
use crate::reader;
use crate::subject::{Subject, first, is_long, say};

/// How many cuts.
const CUTS: usize = 20;
const CUTS_LONG: usize = 1_000;

/// What one cut showed.
struct Cut {
    broken: Vec<String>,
    /// Lines of the control writer that it called written and that are gone.
    control_lost: usize,
}

/// The disk under the program, and the place for its copies.
struct Bench {
    outer: Mounted,
    inner: Mounted,
}

impl Bench {
    fn new() -> Result<Self, Missing> {
        let outer = image("320M", "mkfs.xfs -q -m reflink=1 $IMG")?;
        let disk = outer.path().join("disk.img");
        shell("truncate -s 48M $IMG && mkfs.ext4 -q -F $IMG", &[("IMG", &disk)])?;
        let inner = Mounted::of_image(&disk, "")?;
        Ok(Self { outer, inner })
    }

    /// Copies the disk at once, with what was acknowledged before.
    fn copy(&self) -> Result<std::path::PathBuf, Missing> {
        let copy = self.outer.path().join("cut.img");
        let disk = self.outer.path().join("disk.img");
        shell("rm -f $TO; cp --reflink=always $FROM $TO", &[("FROM", &disk), ("TO", &copy)])?;
        Ok(copy)
    }
}

/// A writer without a sync: what it calls written is only in memory.
fn careless(path: &Path, written: &Mutex<usize>, is_over: &AtomicBool) {
    let mut file = OpenOptions::new().append(true).create(true).open(path).expect("a file");
    for number in 1.. {
        if is_over.load(Ordering::Relaxed) {
            return;
        }
        writeln!(file, "{number:0>99}").expect("a line");
        *written.lock().expect("the count") = number;
        thread::sleep(Duration::from_millis(1));
    }
}

/// Cuts the power `cuts` times while the program and the careless writer work.
fn cut(subject: &Subject, cuts: usize) -> Result<Vec<Cut>, Missing> {
    let bench = Bench::new()?;
    let place = bench.inner.path().join("f");
    fs::create_dir(&place).expect("a folder");
    assert_eq!(Subject::honest().start(&place).code, Some(0));
    let ledger = Arc::new(Mutex::new(Ledger::default()));
    ledger.lock().expect("the ledger").keep_all(&place.join(first()));
    let (is_over, written) = (AtomicBool::new(false), Mutex::new(0));
    let control = bench.inner.path().join("control");
    let found = thread::scope(|scope| {
        scope.spawn(|| careless(&control, &written, &is_over));
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                let ended = subject.note(&place, "while the power lasts");
                if ended.code == Some(0) {
                    ledger.lock().expect("the ledger").keep(&ended);
                }
            }
        });
        let found = one_after_the_other(&bench, cuts, &ledger, &written);
        is_over.store(true, Ordering::Relaxed);
        found
    });
    drop(bench.inner);
    found
}

fn one_after_the_other(
    bench: &Bench,
    cuts: usize,
    ledger: &Mutex<Ledger>,
    written: &Mutex<usize>,
) -> Result<Vec<Cut>, Missing> {
    let mut dice = Dice(0x5eed_c0de_f00d_d1ce);
    let mut python = Python::new();
    let mut found = Vec::new();
    for _ in 0..cuts {
        thread::sleep(Duration::from_millis(60 + dice.roll(120)));
        let kept = ledger.lock().expect("the ledger").clone();
        let careless = *written.lock().expect("the count");
        let copy = bench.copy()?;
        found.push(after(&copy, kept, careless, &mut python)?);
    }
    Ok(found)
}

/// Mounts what the cut left, looks, and goes on.
fn after(
    copy: &Path,
    mut kept: Ledger,
    careless: usize,
    python: &mut Python,
) -> Result<Cut, Missing> {
    let mounted = Mounted::of_image(copy, "")?;
    let place = mounted.path().join("f");
    let incident = place.join(first());
    let mut broken = kept.check(&incident, Stage::AfterFault, python);
    let next = Subject::honest().note(&place, "the power is back");
    if next.code != Some(0) {
        broken.push(format!("the next run does not go on: {:?} {}", next.code, next.err));
    }
    if let Ok(log) = reader::read(&incident) {
        kept.pin(&log);
    }
    kept.keep(&next);
    broken.extend(kept.check(&incident, Stage::Recovered, python));
    let there = File::open(mounted.path().join("control"))
        .and_then(std::io::read_to_string)
        .map_or(0, |text| text.lines().filter(|line| line.len() == 99).count());
    Ok(Cut { broken, control_lost: careless.saturating_sub(there) })
}

#[test]
fn no_power_cut_loses_what_was_acknowledged() {
    let cuts = if is_long() { CUTS_LONG } else { CUTS };
    match cut(&Subject::honest(), cuts) {
        Err(missing) => say(&format!("power cuts: not available here: {missing}")),
        Ok(found) => {
            let lost = found.iter().filter(|cut| cut.control_lost > 0).count();
            say(&format!("power cuts: {}, the control lost lines in {lost}", found.len()));
            assert_eq!(found.len(), cuts);
            assert!(lost * 10 >= cuts * 9, "the control lost lines in {lost} of {cuts} only");
            let broken: Vec<_> = found.into_iter().flat_map(|cut| cut.broken).collect();
            assert!(broken.is_empty(), "{}", broken.join("\n"));
        }
    }
}

/// The control (T13): the program itself, with syncs that do nothing, loses what it acknowledged.
#[test]
fn the_power_cuts_catch_a_program_that_does_not_sync() {
    match cut(&Subject::planted(Plant::NoSync), 5) {
        Err(missing) => say(&format!("power cuts, control: not available here: {missing}")),
        Ok(found) => {
            let broken: Vec<_> = found.into_iter().flat_map(|cut| cut.broken).collect();
            assert!(broken.iter().any(|why| why.contains("I1")), "not caught: {broken:?}");
        }
    }
}
