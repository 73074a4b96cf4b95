//! T3: real faults of real file systems, each once per change.
//!
//! Full, without inodes, read-only, torn off, ended under the program, failing when it is synced.
//! What a machine cannot do is said and counted, never passed over.

pub mod machine;

mod full;
mod gone;

use std::path::Path;

use machine::Missing;

use crate::ledger::{Ledger, Stage};
use crate::plant::Plant;
use crate::python::Python;
use crate::reader;
use crate::subject::{Ended, Subject, first, is_long, say};

/// How often each fault is tried.
const TIMES_LONG: usize = 50;

/// More notes than any of the small media can hold.
const NOTES_MAX: usize = 4_000;

/// A trial of one medium: the broken promises.
type Trial = fn(&Subject) -> Result<Vec<String>, Missing>;

const TRIALS: &[(&str, Trial)] = &[
    ("full tmpfs", full::tmpfs),
    ("full tmpfs beside a mirror", full::tmpfs_beside_a_mirror),
    ("no inodes", full::no_inodes),
    ("full ext4", full::ext4),
    ("file size limit", full::size_limit),
    ("ext4 on memory that runs out (zram)", full::zram),
    ("ext4 on an image whose disk is full", full::sparse),
    ("read-only medium", gone::read_only),
    ("ext4 shut down", gone::ext4_shutdown),
    ("XFS shut down", gone::xfs_shutdown),
    ("exFAT stick pulled", gone::exfat_pulled),
    ("FAT that ignores syncs", gone::fat_that_lies),
];

/// An open incident on a medium, and what it acknowledged.
pub struct Seat {
    pub place: std::path::PathBuf,
    pub ledger: Ledger,
    pub python: Python,
}

impl Seat {
    pub fn new(folder: &Path) -> Self {
        let place = folder.join("f");
        std::fs::create_dir(&place).expect("a folder");
        let begun = Subject::honest().start(&place);
        assert_eq!(begun.code, Some(0), "{}", begun.err);
        let mut ledger = Ledger::default();
        ledger.keep_all(&place.join(first()));
        Self { place, ledger, python: Python::new() }
    }

    /// Notes until one is refused; that one, and what is wrong with its refusal.
    pub fn fill(&mut self, subject: &Subject, errnos: &[i32]) -> Vec<String> {
        let text = noise(1_500);
        for _ in 0..NOTES_MAX {
            let ended = subject.note(&self.place, &text);
            if ended.code != Some(0) {
                return refused(&ended, errnos);
            }
            self.ledger.keep(&ended);
            if !self.is_there(&ended) {
                return vec![format!("I1: acknowledged and not there: {}", ended.out)];
            }
        }
        vec!["no fault was ever met".to_owned()]
    }

    /// Whether what was acknowledged just now can be read back.
    fn is_there(&mut self, ended: &Ended) -> bool {
        let Ok(log) = reader::read(&self.place.join(first())) else { return false };
        self.ledger.pin(&log);
        ended.acknowledged().iter().all(|id| log.lines.iter().any(|line| line.id == *id))
    }

    /// What is there now, as after a crash.
    pub fn look(&mut self) -> Vec<String> {
        self.ledger.check(&self.place.join(first()), Stage::AfterFault, &mut self.python)
    }

    /// One more note, which must work, and everything that was promised before.
    pub fn go_on(&mut self) -> Vec<String> {
        let next = Subject::honest().note(&self.place, "it works again");
        let mut broken = Vec::new();
        if next.code != Some(0) {
            broken.push(format!("the next run does not go on: {:?} {}", next.code, next.err));
        }
        self.ledger.keep(&next);
        let incident = self.place.join(first());
        broken.extend(self.ledger.check(&incident, Stage::Recovered, &mut self.python));
        broken
    }
}

/// What is wrong with a refusal: code 3, nothing acknowledged, the error named, what is safe said.
pub fn refused(ended: &Ended, errnos: &[i32]) -> Vec<String> {
    let mut broken = Vec::new();
    if ended.code != Some(3) || !ended.out.is_empty() {
        broken.push(format!("exit code {:?}: {}{}", ended.code, ended.out, ended.err));
    }
    // A short write is no error of the system's: the message says how much was taken instead.
    let is_named = ended.err.contains("the disk took")
        || errnos.is_empty()
        || errnos.iter().any(|errno| ended.err.contains(&format!("(errno {errno})")));
    if !is_named {
        broken.push(format!("none of {errnos:?} is named: {}", ended.err));
    }
    if !ended.err.contains("in the log.") && !ended.err.contains("was changed.") {
        broken.push(format!("the message does not say what is safe: {}", ended.err));
    }
    broken
}

/// Letters that do not compress.
pub fn noise(length: usize) -> String {
    let mut dice = crate::kills::Dice(u64::from(std::process::id()) * 2_654_435_761 + 1);
    let letters: Vec<char> = ('a'..='z').chain('A'..='Z').chain('0'..='9').collect();
    let pick = |_| letters[usize::try_from(dice.roll(letters.len() as u64)).expect("an index")];
    (0..length).map(pick).collect()
}

#[test]
fn every_real_medium_may_fail_and_no_promise_breaks() {
    let times = if is_long() { TIMES_LONG } else { 1 };
    let (mut run, mut missing, mut broken) = (0, Vec::new(), Vec::new());
    for (name, trial) in TRIALS {
        for _ in 0..times {
            match trial(&Subject::honest()) {
                Ok(found) => {
                    run += 1;
                    broken.extend(found.into_iter().map(|why| format!("{name}: {why}")));
                }
                Err(why) => {
                    say(&format!("not available here: {name}: {why}"));
                    missing.push(*name);
                    break;
                }
            }
        }
    }
    say(&format!("real-media faults: {run} run, {} not available here", missing.len()));
    assert!(run > 0, "not one could be tried: at least the file size limit works everywhere");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The control (T13): on a full medium, a program that calls short writes success is caught.
#[test]
fn the_media_catch_a_program_that_swallows_errors() {
    let found =
        full::size_limit(&Subject::planted(Plant::Swallow)).expect("limits work everywhere");
    assert!(found.iter().any(|why| why.contains("I1") || why.contains("I2")), "{found:?}");
}
