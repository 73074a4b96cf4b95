//! Plays a short incident on the faulty disk, crashes it everywhere, and checks the invariants.
//!
//! I1 acknowledged lines are there, byte for byte. I3 an unacknowledged batch is there whole or not
//! at all. I4 a crash is never called damage, and damage never repaired. I5 recovery may crash at
//! any step, three deep. I6 nothing before the last write is written again. I7 no yes without a
//! sync, none after an error.

use std::path::PathBuf;

use sangfroid::audit::digest::Digest;
use sangfroid::audit::line;
use sangfroid::domain::ids::{IncidentId, WriterId};
use sangfroid::journal::{self, Companion, Journal, JournalError, Opened, Place, Reopened};
use sangfroid::ports::FailureKind;

use super::disk::{DATA_DIR, EIO, ENOSPC, Fault, FaultyDisk};
use super::plant::{Plant, Planted};
use super::states::{Density, Random, after_crash};

/// How much is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// States after a crash in the script, and after crashes in recovery at depth 1, 2 and 3.
    pub density: [Density; 4],
    /// Of how many states one has its recovery crashed too, by depth.
    pub descend_every: [usize; 3],
}

/// The size for every change: some 10^5 states.
pub const PER_CHANGE: Effort = Effort {
    density: [
        Density { step: 5, subsets: 24 },
        Density { step: 149, subsets: 1 },
        Density { step: 199, subsets: 1 },
        Density { step: 311, subsets: 0 },
    ],
    descend_every: [12, 14, 14],
};

/// The size of `cargo bench --bench crash_states`: more than two million states.
#[allow(dead_code, reason = "the bench uses it")]
pub const FULL: Effort = Effort {
    density: [
        Density { step: 1, subsets: 120 },
        Density { step: 149, subsets: 1 },
        Density { step: 199, subsets: 1 },
        Density { step: 311, subsets: 0 },
    ],
    descend_every: [5, 10, 9],
};

/// What was promised so far.
#[derive(Clone, Debug)]
struct Ledger {
    /// How many lines are acknowledged.
    acknowledged: usize,
    /// How many more were handed over without an answer.
    in_flight: usize,
}

pub type Checked = Result<(), String>;

pub struct Harness {
    plant: Plant,
    effort: Effort,
    random: Random,
    place: Place,
    lines: Vec<Vec<u8>>,
    rotates: bool,
    /// States checked so far.
    pub states: u64,
}

/// Lines per batch of the script; the first is the batch that creates the incident.
const BATCHES: [usize; 4] = [2, 1, 3, 1];

const COMPANIONS: [Companion<'_>; 2] = [
    Companion { name: "README.txt", bytes: b"how to check" },
    Companion { name: "verify.py", bytes: b"import sys" },
];

impl Harness {
    pub fn new(plant: Plant, effort: Effort) -> Self {
        let incident = IncidentId::parse("INC-2026-0007").expect("an id");
        let writer = WriterId::parse("lap3-9f2c").expect("a writer");
        let place = Place::new(PathBuf::from(DATA_DIR), incident, writer);
        let random = Random::new(0x5eed_1234_9abc_def1);
        Self { plant, effort, random, place, lines: chain(12), rotates: false, states: 0 }
    }

    /// The same script over several segments: the third batch begins the second one.
    pub fn rotating(plant: Plant, effort: Effort) -> Self {
        let mut harness = Self::new(plant, effort);
        let bytes = harness.bytes(0, 4).len() as u64;
        harness.place = harness.place.growing_to(bytes);
        harness.rotates = true;
        harness
    }

    /// Everything; the first broken invariant ends it.
    pub fn run(&mut self) -> Checked {
        if self.rotates {
            self.fail_everywhere()?;
            return self.crash_everywhere();
        }
        self.foreign_append_is_noticed()?;
        self.fail_everywhere()?;
        self.damage_is_refused()?;
        self.fail_recovery_everywhere()?;
        self.crash_everywhere()
    }

    fn bytes(&self, from: usize, to: usize) -> Vec<u8> {
        self.lines[from..to].concat()
    }

    fn log(&self) -> PathBuf {
        self.place.segment(1)
    }

    /// What a reader finds in all segments, in order.
    fn whole_log(&self, disk: &FaultyDisk) -> Vec<u8> {
        let segments = (1..).map(|number| disk.content(&self.place.segment(number)));
        segments.map_while(|content| content).flatten().copied().collect()
    }

    /// Bytes of the first segment that nothing may change once this many lines are acknowledged.
    fn floor(&self, acknowledged: usize) -> usize {
        let first = if self.rotates { BATCHES[0] + BATCHES[1] } else { usize::MAX };
        self.bytes(0, acknowledged.min(first)).len()
    }

    fn disk(&self, fault: Option<(usize, Fault)>) -> Planted {
        Planted::new(FaultyDisk::new().with_fault(fault), self.plant)
    }

    /// Plays the script until it ends or an operation fails.
    fn play(&self, disk: &mut Planted) -> (Ledger, Option<Journal>, Option<JournalError>) {
        let mut ledger = Ledger { acknowledged: 0, in_flight: BATCHES[0] };
        let first = self.bytes(0, BATCHES[0]);
        let made = journal::reserve(disk, &self.place)
            .and_then(|()| journal::create(disk, self.place.clone(), &first, &COMPANIONS));
        let mut journal = match made {
            Ok(journal) => journal,
            Err(error) => return (ledger, None, Some(error)),
        };
        ledger = Ledger { acknowledged: BATCHES[0], in_flight: 0 };
        for size in &BATCHES[1..] {
            ledger.in_flight = *size;
            let batch = self.bytes(ledger.acknowledged, ledger.acknowledged + size);
            if let Err(error) = journal.append(disk, &batch) {
                return (ledger, Some(journal), Some(error));
            }
            ledger = Ledger { acknowledged: ledger.acknowledged + size, in_flight: 0 };
        }
        (ledger, Some(journal), None)
    }

    fn crash_everywhere(&mut self) -> Checked {
        let mut whole = self.disk(None);
        self.play(&mut whole);
        for at in 0..=whole.disk.operations {
            let mut disk = self.disk(Some((at, Fault::Crash)));
            let (ledger, _, _) = self.play(&mut disk);
            self.check_crash(&disk.disk, &ledger, 0).map_err(|e| format!("crash at {at}: {e}"))?;
        }
        Ok(())
    }

    /// All states after a crash at this moment.
    fn check_crash(&mut self, disk: &FaultyDisk, ledger: &Ledger, depth: usize) -> Checked {
        let floor = self.floor(ledger.acknowledged);
        let states = after_crash(disk, self.effort.density[depth], &mut self.random);
        for nodes in states {
            self.states += 1;
            let mut restarted = FaultyDisk::restarted(nodes, disk);
            restarted.protected = Some((self.log(), floor));
            self.check_state(&restarted, ledger, depth)?;
        }
        Ok(())
    }

    /// One state: recovery converges, and crashes in recovery change nothing about that.
    fn check_state(&mut self, disk: &FaultyDisk, ledger: &Ledger, depth: usize) -> Checked {
        let mut opened = Planted::new(disk.clone(), self.plant);
        let lines = self.check_open(&mut opened, ledger)?;
        let mutations = opened.disk.mutations.clone();
        if lines > 0 && self.random.below(6) == 0 {
            self.go_on(&opened.disk, lines)?;
        }
        let every = self.effort.descend_every.get(depth).copied().unwrap_or(usize::MAX);
        if depth < 3 && !mutations.is_empty() && self.random.below(every) == 0 {
            for mutation in mutations {
                let mut disk = Planted::new(disk.clone(), self.plant);
                disk.disk.fault = Some((mutation + 1, Fault::Crash));
                disk.open(&self.place, &mut |_| {}).ok();
                self.check_crash(&disk.disk, ledger, depth + 1)
                    .map_err(|e| format!("recovery crashed after {mutation}: {e}"))?;
            }
        }
        Ok(())
    }

    /// Opens and compares with what was promised. Returns how many lines are there; 0 for no
    /// incident.
    fn check_open(&self, disk: &mut Planted, ledger: &Ledger) -> Result<usize, String> {
        let (least, most) = (ledger.acknowledged, ledger.acknowledged + ledger.in_flight);
        let mut seen = Vec::new();
        let opened = disk.open(&self.place, &mut |line| seen.extend_from_slice(line));
        if let Some(broken) = &disk.disk.broken_rule {
            return Err(broken.clone());
        }
        let ready = match opened {
            Ok(Opened::Ready(ready)) => ready,
            Ok(Opened::HalfCreated) if least == 0 => return Ok(0),
            Err(JournalError::Failed(e)) if e.kind == FailureKind::NotFound && least == 0 => {
                return Ok(0);
            }
            other => return Err(format!("I1/I4: {least} acknowledged, but {other:?}")),
        };
        let lines = [least, most].into_iter().find(|n| seen == self.bytes(0, *n));
        let Some(lines) = lines.filter(|n| *n > 0) else {
            return Err(format!("I1/I3: not {least} nor {most} lines in {} bytes", seen.len()));
        };
        let is_same = self.whole_log(&disk.disk) == seen;
        let newest = disk.disk.content(&self.place.segment(ready.journal.segment_number()));
        let has_len = newest.is_some_and(|bytes| bytes.len() as u64 == ready.journal.len());
        if !is_same || !has_len || ready.lines != lines as u64 {
            return Err("I1: the file is not what was shown".to_owned());
        }
        if let Some(torn) = &ready.torn {
            let kept = disk.disk.content(&self.place.log_dir().join(&torn.file.name));
            let is_kept = kept.map(Digest::of) == Some(torn.file.sha256);
            if !is_kept || !ready.kept.contains(&torn.file) {
                return Err("I4: what was cut is not kept".to_owned());
            }
        }
        Ok(lines)
    }

    /// After recovery two more lines, one at a time, and a crash while the second is written.
    fn go_on(&mut self, disk: &FaultyDisk, lines: usize) -> Checked {
        let mut disk = Planted::new(disk.clone(), self.plant);
        let opened = disk.open(&self.place, &mut |_| {});
        let Ok(Opened::Ready(mut ready)) = opened else {
            return Err(format!("I5: opened once, not twice: {opened:?}"));
        };
        if ready.torn.is_some() {
            return Err("I5: the same tail was cut twice".to_owned());
        }
        let next = self.bytes(lines, lines + 1);
        ready.journal.append(&mut disk, &next).map_err(|e| format!("goes on: {e}"))?;
        // Length, write; the power goes before the sync.
        disk.disk.fault = Some((disk.disk.operations + 2, Fault::Crash));
        let next = self.bytes(lines + 1, lines + 2);
        ready.journal.append(&mut disk, &next).ok();
        let ledger = Ledger { acknowledged: lines + 1, in_flight: 1 };
        let floor = self.floor(lines + 1);
        let coarse = Density { step: 120, subsets: 1 };
        for nodes in after_crash(&disk.disk, coarse, &mut self.random) {
            self.states += 1;
            let mut restarted = FaultyDisk::restarted(nodes, &disk.disk);
            restarted.protected = Some((self.log(), floor));
            self.check_open(&mut Planted::new(restarted, self.plant), &ledger)
                .map_err(|e| format!("after going on: {e}"))?;
        }
        Ok(())
    }

    /// Every operation of the script fails once, in every way.
    fn fail_everywhere(&mut self) -> Checked {
        let mut whole = self.disk(None);
        self.play(&mut whole);
        for at in 0..whole.disk.operations {
            for fault in FAULTS {
                self.fail_once(at, fault).map_err(|e| format!("{fault:?} at {at}: {e}"))?;
            }
        }
        Ok(())
    }

    fn fail_once(&mut self, at: usize, fault: Fault) -> Checked {
        let mut disk = self.disk(Some((at, fault)));
        let (ledger, journal, error) = self.play(&mut disk);
        self.check_crash(&disk.disk, &ledger, 3)?;
        if error.is_none() {
            return Ok(());
        }
        let Some(mut journal) = journal else { return Ok(()) };
        if !journal.is_poisoned() {
            return Err("I7: an error left the handle alive".to_owned());
        }
        if fault == Fault::GivenUp {
            // Nothing is answered any more; the states after a restart are looked at above.
            return Ok(());
        }
        let touches = disk.disk.touches;
        let batch = self.bytes(ledger.acknowledged, ledger.acknowledged + ledger.in_flight);
        let again = journal.append(&mut disk, &batch);
        if again != Err(JournalError::Poisoned) || disk.disk.touches != touches {
            return Err(format!("I7: a dead handle was used again: {again:?}"));
        }
        self.reopen(disk, journal, &batch, &ledger)
    }

    /// On a fresh descriptor the batch is written anew, and then survives a crash.
    fn reopen(
        &mut self,
        mut disk: Planted,
        journal: Journal,
        batch: &[u8],
        ledger: &Ledger,
    ) -> Checked {
        let abandoned = journal.abandon(&mut disk);
        let mut seen = Vec::new();
        let mut visit = |line: &[u8]| seen.extend_from_slice(line);
        let reopened = journal::reopen(&mut disk, &abandoned, batch, &mut visit);
        let Ok(Reopened::Ready { mut journal, found_lines }) = reopened else {
            return Err(format!("I1: cannot go on after an error: {reopened:?}"));
        };
        if seen != self.bytes(0, ledger.acknowledged) || found_lines > ledger.in_flight {
            return Err("I1: reopening shows something else".to_owned());
        }
        journal.append(&mut disk, batch).map_err(|e| format!("written anew: {e}"))?;
        let acknowledged = ledger.acknowledged + ledger.in_flight;
        self.check_crash(&disk.disk, &Ledger { acknowledged, in_flight: 0 }, 3)
    }

    /// Every operation of a recovery fails once; the next attempt, or the next start, succeeds.
    fn fail_recovery_everywhere(&mut self) -> Checked {
        let (torn, ledger) = self.torn_batch();
        let mut whole = Planted::new(torn.clone(), self.plant);
        self.check_open(&mut whole, &ledger)?;
        for at in 0..whole.disk.operations {
            for fault in FAULTS {
                let mut disk = Planted::new(torn.clone(), self.plant);
                disk.disk.fault = Some((at, fault));
                let opened = disk.open(&self.place, &mut |_| {});
                let context = |e| format!("recovery, {fault:?} at {at}: {e}");
                self.check_crash(&disk.disk, &ledger, 2).map_err(context)?;
                if fault != Fault::GivenUp {
                    self.check_open(&mut disk, &ledger).map_err(context)?;
                } else if disk.disk.has_lied && matches!(opened, Ok(Opened::Ready(_))) {
                    return Err(context("I7: opened on a medium that is gone".to_owned()));
                }
            }
        }
        Ok(())
    }

    /// A log whose last batch, of three lines, lost its first and kept its last.
    fn torn_batch(&self) -> (FaultyDisk, Ledger) {
        let mut disk = self.disk(None);
        let (ledger, _, _) = self.play(&mut disk);
        let acknowledged = ledger.acknowledged - BATCHES[3] - BATCHES[2];
        let (from, next) = (self.bytes(0, acknowledged).len(), self.lines[acknowledged].len());
        let to = self.bytes(0, ledger.acknowledged - BATCHES[3]).len();
        let log = self.log();
        disk.disk.tamper(&log, |content| {
            content.truncate(to);
            content[from..from + next].fill(0);
        });
        let torn = FaultyDisk::restarted(disk.disk.nodes.clone(), &disk.disk);
        (torn, Ledger { acknowledged, in_flight: BATCHES[2] })
    }

    /// Damage before the last write: named, and not a byte of the folder is changed.
    fn damage_is_refused(&mut self) -> Checked {
        let mut disk = self.disk(None);
        let (ledger, _, _) = self.play(&mut disk);
        let last_line = self.bytes(0, ledger.acknowledged - 1).len();
        for at in 0..last_line {
            for change in [0x01_u8, 0x20, 0xff] {
                let mut tampered = FaultyDisk::restarted(disk.disk.nodes.clone(), &disk.disk);
                tampered.tamper(&self.log(), |content| content[at] ^= change);
                let before = tampered.content(&self.log()).map(<[u8]>::to_vec);
                let mut opened = Planted::new(tampered, self.plant);
                let found = opened.open(&self.place, &mut |_| {});
                self.states += 1;
                let is_untouched = opened.disk.content(&self.log()) == before.as_deref();
                let line = self.line_at(at);
                let is_named =
                    matches!(&found, Ok(Opened::Damaged(d)) if d.line == line as u64 + 1);
                if !is_named || !is_untouched || !opened.disk.mutations.is_empty() {
                    return Err(format!("I4: byte {at} changed by {change}, found {found:?}"));
                }
            }
        }
        Ok(())
    }

    fn line_at(&self, offset: usize) -> usize {
        (0..self.lines.len()).find(|n| self.bytes(0, n + 1).len() > offset).expect("inside")
    }

    /// Another program writes to the log between two appends.
    fn foreign_append_is_noticed(&mut self) -> Checked {
        let mut disk = self.disk(None);
        let (ledger, journal, _) = self.play(&mut disk);
        let Some(mut journal) = journal else { return Err("the script failed".to_owned()) };
        disk.disk.tamper(&self.log(), |content| content.extend_from_slice(b"hello\n"));
        let next = self.bytes(ledger.acknowledged, ledger.acknowledged + 1);
        let appended = journal.append(&mut disk, &next);
        if !matches!(appended, Err(JournalError::ChangedUnderneath { .. })) {
            return Err(format!("a foreign append was not noticed: {appended:?}"));
        }
        let again = journal.append(&mut disk, &next);
        if again == Err(JournalError::Poisoned) { Ok(()) } else { Err("I7: used again".to_owned()) }
    }
}

const FAULTS: [Fault; 7] = [
    Fault::Errno(EIO),
    Fault::Errno(ENOSPC),
    Fault::ErrnoAfterEffect(EIO),
    Fault::ErrnoAfterEffect(ENOSPC),
    Fault::Short(1),
    Fault::Short(136),
    Fault::GivenUp,
];

/// A log of `count` lines of about 330 bytes, the first of which opens it.
pub fn chain(count: usize) -> Vec<Vec<u8>> {
    let mut previous = Digest::ZERO;
    let mut lines = Vec::new();
    for number in 1..=count {
        let code = if number == 1 { "open" } else { "note" };
        let text = "x".repeat(40 + number);
        let event = format!(
            "{{\"v\":1,\"id\":\"lap3-9f2c.{number}\",\"t\":\"2026-10-12T03:02:41.007Z\",\
             \"b\":\"3f9c1a02\",\
             \"m\":{number},\"l\":{number},\"who\":\"KP\",\"do\":\"{code}\",\
             \"x\":{{\"text\":\"{text}\"}}}}"
        );
        let built = line::build(&event, &[], previous).expect("short");
        previous = built.head;
        lines.push(built.bytes);
    }
    lines
}
