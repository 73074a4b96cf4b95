//! One log on two media, through the program's own store: whatever fails and whenever the power
//! goes, what was acknowledged comes back, both copies are brought to one end, and no honest
//! accident is called another history (audit-log §4.6, T1).

use std::path::{Path, PathBuf};

use sangfroid::audit::{Digest, Verifier, verify_stream};
use sangfroid::domain::ids::{IncidentId, WriterId};
use sangfroid::os::clock::SystemClock;
use sangfroid::os::store::DataFolder;
use sangfroid::ports::{Access, MediumChange, OpenError, Store};
use tempfile::TempDir;

use super::edges::otherwise;
use super::frail::{Blow, Bug, Power};
use super::harness::{Checked, chain};
use super::states::Random;

/// Lines per batch; the first makes the incident.
const BATCHES: [usize; 5] = [2, 1, 3, 1, 2];

const BLOWS: [Blow; 5] = [Blow::Error, Blow::Pulled, Blow::GivenUp, Blow::Short, Blow::Cut];

/// How often the dice are thrown for one blow at one operation.
const THROWS: usize = 7;

struct Night {
    folder: TempDir,
    power: Power,
    lines: Vec<Vec<u8>>,
}

/// What was promised, and what was on its way.
#[derive(Clone, Copy, Debug)]
struct Promised {
    lines: usize,
    in_flight: usize,
}

impl Night {
    fn new(lines: &[Vec<u8>], bug: Option<Bug>) -> Self {
        // In memory: a thousand nights of syncing would take an hour on a disk.
        let memory = tempfile::tempdir_in("/dev/shm");
        let folder = memory.or_else(|_| tempfile::tempdir()).expect("a folder");
        let media = [folder.path().join("main"), folder.path().join("mirror")];
        for medium in &media {
            std::fs::create_dir(medium).expect("a medium");
        }
        let power = Power::over(&[&media[0], &media[1]], bug);
        let home = folder.path().join("main").join("writer");
        std::fs::write(home, "lap3-9f2c\n").expect("a name");
        Self { folder, power, lines: lines.to_vec() }
    }

    fn medium(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn store(&self) -> DataFolder {
        let clock = SystemClock::new([7; 16]);
        DataFolder::new(self.medium("main"), clock, vec![("README.txt", b"how".to_vec())])
            .mirrored(vec![self.medium("mirror")])
            .through(Box::new(self.power.disk()))
    }

    fn bytes(&self, from: usize, to: usize) -> Vec<u8> {
        self.lines[from..to].concat()
    }

    /// Plays the script, going on after failures as the session does.
    fn play(&self) -> Promised {
        let mut store = self.store();
        let mut promised = Promised { lines: 0, in_flight: BATCHES[0] };
        let (incident, writer) = names();
        if store.create(&incident, &writer, &self.bytes(0, BATCHES[0])).is_err() {
            return promised;
        }
        promised = Promised { lines: BATCHES[0], in_flight: 0 };
        for size in &BATCHES[1..] {
            promised.in_flight = *size;
            let batch = self.bytes(promised.lines, promised.lines + size);
            if store.append(&batch).is_err() && !retried(&mut store, &batch) {
                return promised;
            }
            promised = Promised { lines: promised.lines + size, in_flight: 0 };
            store.mend();
        }
        promised
    }

    /// After the power came back: everything that was promised, on both media, and it goes on.
    fn check(&self, promised: Promised) -> Checked {
        let (incident, _) = names();
        let mut store = self.store();
        let mut seen = Vec::new();
        let opened = store.open(&incident, Access::Write, &mut |line| seen.extend_from_slice(line));
        let end = match opened {
            Ok(end) => end,
            Err(_) if promised.lines == 0 => return Ok(()),
            Err(error) => return Err(format!("{} lines promised, but {error:?}", promised.lines)),
        };
        let possible = [promised.lines, promised.lines + promised.in_flight];
        let found = possible.into_iter().find(|n| seen == self.bytes(0, *n));
        let Some(count) = found.filter(|n| *n > 0) else {
            return Err(format!("{promised:?}, but {} bytes came back", seen.len()));
        };
        let lost = end.changes.iter().find(|change| matches!(change, MediumChange::Lost { .. }));
        if let Some(change) = lost {
            return Err(format!("a medium that works is kept out: {change:?}"));
        }
        // The mirror heals it; but what was acknowledged here must have stayed here.
        if promised.lines > 0 && end.changes.iter().any(|change| self.is_anew(change, end.lines)) {
            return Err("the first copy lost all that it had acknowledged".to_owned());
        }
        let next = self.bytes(count, count + 1);
        let changes = store.append(&next).map_err(|failure| format!("goes on: {failure}"))?;
        if !changes.is_empty() {
            return Err(format!("goes on: {changes:?}"));
        }
        drop(store);
        for name in ["main", "mirror"] {
            self.check_copy(name, count + 1).map_err(|error| format!("{name}: {error}"))?;
        }
        Ok(())
    }

    /// Whether the first copy had no line left, and has all of them again.
    fn is_anew(&self, change: &MediumChange, all: u64) -> bool {
        match change {
            MediumChange::Back { medium, lines, .. } => {
                *medium == self.medium("main") && *lines == all
            }
            MediumChange::Lost { .. } => false,
        }
    }

    /// A stranger who checks one copy finds this many whole lines and nothing else.
    fn check_copy(&self, name: &str, count: usize) -> Checked {
        let (incident, writer) = names();
        let log = self.medium(name).join(incident.as_str()).join("log");
        let bytes = std::fs::read(log.join(format!("{writer}.0001.jsonl")))
            .map_err(|error| error.to_string())?;
        let verdict = verify_stream(&mut bytes.as_slice(), Verifier::new()).expect("memory");
        let head = sangfroid::audit::line::head_of(&self.lines[count - 1]);
        let is_whole = verdict.fault.is_none() && verdict.head.lines == count as u64;
        if is_whole && Some(verdict.head.digest) == head && head != Some(Digest::ZERO) {
            Ok(())
        } else {
            Err(format!("{count} lines expected, found {verdict:?}"))
        }
    }
}

fn names() -> (IncidentId, WriterId) {
    let incident = IncidentId::parse("INC-2026-0007").expect("an id");
    (incident, WriterId::parse("lap3-9f2c").expect("a writer"))
}

/// The same bytes once more on a fresh handle, as the session asks for it.
fn retried(store: &mut DataFolder, batch: &[u8]) -> bool {
    (0..2).any(|_| {
        let Ok(end) = store.reopen() else { return false };
        let mut all = batch.split_inclusive(|b| *b == b'\n');
        let is_there = all.next_back().and_then(sangfroid::audit::line::head_of) == Some(end.head);
        is_there || store.append(batch).is_ok()
    })
}

/// How many operations the script takes when nothing happens.
fn operations(lines: &[Vec<u8>]) -> usize {
    let night = Night::new(lines, None);
    night.play();
    night.power.operations()
}

/// Every blow at every operation, with several outcomes each; the first broken promise ends it.
fn nights(bug: Option<Bug>) -> Result<usize, String> {
    let lines = chain(16);
    let mut random = Random::new(0x2a51_77d1_90cd_e33b);
    let mut count = 0;
    for at in 0..operations(&lines) {
        for (blow, throw) in BLOWS.into_iter().flat_map(|b| (0..THROWS).map(move |n| (b, n))) {
            let context = |error| format!("{blow:?} at {at}, throw {throw}: {error}");
            let night = Night::new(&lines, bug);
            night.power.strike(at, blow);
            let promised = night.play();
            night.power.settle(&mut random);
            // The power may go again, also while everything is being brought back.
            if random.below(2) == 0 {
                night.power.strike(random.below(60), Blow::Cut);
                let (incident, _) = names();
                drop(night.store().open(&incident, Access::Write, &mut |_| {}));
                night.power.settle(&mut random);
            }
            night.check(promised).map_err(context)?;
            count += 1;
        }
    }
    Ok(count)
}

#[test]
fn no_blow_to_either_of_two_media_breaks_a_promise() {
    let outcome = nights(None);
    let count = outcome.unwrap_or_else(|error| panic!("{error}"));
    assert!(count > 1_500, "only {count} nights");
}

#[test]
fn every_bug_with_two_media_is_found() {
    let bugs = [
        Bug::NoSync("main"),
        Bug::NoSync("mirror"),
        Bug::NoWrite("mirror"),
        Bug::Swallowed,
        Bug::NoCut("main"),
        Bug::NoCut("mirror"),
    ];
    for bug in bugs {
        assert!(nights(Some(bug)).is_err(), "{bug:?} stayed unseen");
    }
}

#[test]
fn a_log_whose_first_medium_cannot_be_read_is_opened_from_the_second() {
    let lines = chain(16);
    let night = Night::new(&lines, None);
    let promised = night.play();
    night.power.settle(&mut Random::new(7));
    night.power.strike(0, Blow::Pulled);
    let (incident, _) = names();
    let (mut store, mut seen) = (night.store(), Vec::new());
    let opened = store.open(&incident, Access::Write, &mut |line| seen.extend_from_slice(line));
    let end = opened.expect("the second medium shows it");
    assert_eq!((seen, end.lines), (night.bytes(0, promised.lines), promised.lines as u64));
    assert!(end.changes.iter().any(|change| matches!(change, MediumChange::Lost { .. })));
    store.append(&lines[promised.lines]).expect("it goes on there");

    // Whoever sees both media well again may not write beside it.
    let mut other = night.store();
    night.power.heal();
    let second = other.open(&incident, Access::Write, &mut |_| {});
    assert!(matches!(second, Err(OpenError::Locked { .. })), "{second:?}");

    let back = store.mend();
    assert!(matches!(back.as_slice(), [MediumChange::Back { lines: 1, .. }]), "{back:?}");
    drop(store);
    for name in ["main", "mirror"] {
        night.check_copy(name, promised.lines + 1).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

/// The first medium fails in the middle of being opened, after some of its lines were shown: the
/// second goes on from exactly there, or not at all.
#[test]
fn a_second_medium_leads_only_where_it_goes_on_from_what_was_shown() {
    let lines = chain(16);
    let other = otherwise(&lines, 3);
    let (incident, writer) = names();
    let (mut led, mut refused) = (0, 0);
    for history in [&lines[..12], &other[..12], &other[..3]] {
        for at in 0..40 {
            let night = Night::new(&lines, None);
            night.play();
            night.power.settle(&mut Random::new(7));
            let log = night.medium("mirror").join(incident.as_str()).join("log");
            let copy = log.join(format!("{writer}.0001.jsonl"));
            std::fs::write(&copy, history.concat()).expect("the second medium");
            night.power.strike(at, Blow::Pulled);
            let (mut store, mut seen) = (night.store(), Vec::new());
            let opened =
                store.open(&incident, Access::Write, &mut |line| seen.extend_from_slice(line));
            assert!(std::fs::read(&copy).expect("a copy").starts_with(&history.concat()));
            let Ok(end) = opened else {
                refused += 1;
                continue;
            };
            led += 1;
            let shown: Vec<_> = seen.split_inclusive(|b| *b == b'\n').collect();
            let last = shown.last().and_then(|line| sangfroid::audit::line::head_of(line));
            assert_eq!((Some(end.head), end.lines), (last, shown.len() as u64), "{at}");
            let verdict = verify_stream(&mut seen.as_slice(), Verifier::new()).expect("memory");
            assert_eq!(verdict.fault, None, "{at}: lines of two histories");
        }
    }
    assert!(led > 20 && refused > 5, "{led} led, {refused} refused");
}

#[test]
fn a_copy_that_was_only_begun_is_made_anew_and_nothing_is_deleted() {
    let lines = chain(8);
    let night = Night::new(&lines, None);
    let (incident, writer) = names();
    let begun = night.medium("mirror").join(incident.as_str());
    std::fs::create_dir_all(begun.join("log")).expect("begun");
    let log = begun.join("log").join(format!("{writer}.0001.jsonl"));
    std::fs::write(log, &lines[0][..20]).expect("half a line");
    let mut store = night.store();
    store.create(&incident, &writer, &night.bytes(0, 2)).expect("the main copy");
    store.mend();
    drop(store);
    night.check(Promised { lines: 2, in_flight: 0 }).expect("both copies");
    let aside = night.medium("mirror").join(format!(".begun-{incident}-1"));
    assert!(aside.join("log").is_dir(), "what was begun is still there");
}

#[test]
fn a_folder_of_somebody_else_under_the_name_is_left_as_it_is() {
    let lines = chain(8);
    let night = Night::new(&lines, None);
    let (incident, writer) = names();
    let theirs = night.medium("mirror").join(incident.as_str());
    std::fs::create_dir(&theirs).expect("a folder");
    std::fs::write(theirs.join("thesis.odt"), "years of work").expect("a file");
    let mut store = night.store();
    let changes = store.create(&incident, &writer, &night.bytes(0, 2)).expect("the main copy");
    assert!(matches!(changes.as_slice(), [MediumChange::Lost { .. }]), "{changes:?}");
    assert!(store.mend().is_empty());
    assert_eq!(names_in(&theirs), ["thesis.odt"]);
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}
