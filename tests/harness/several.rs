//! T12: several processes on one incident, a lock left behind, a holder that dies, a stranger who
//! writes into the log. One writer, never a fork.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::thread;

use crate::ledger::{Ledger, Stage};
use crate::plant::Plant;
use crate::python::Python;
use crate::reader;
use crate::subject::{Subject, first, folder, is_long, say};
use crate::support::Setting;
use crate::support::player::Player;

/// Rounds of all four trials.
const ROUNDS: usize = 20;
const ROUNDS_LONG: usize = 2_000;

/// Notes that each process tries to write in one round.
const NOTES: usize = 3;

fn opened() -> tempfile::TempDir {
    let place = folder();
    assert_eq!(Subject::honest().start(place.path()).code, Some(0));
    place
}

/// Several processes at once; what was acknowledged is there, in one chain, and nothing else.
fn crowd(subject: &Subject, place: &Path, people: usize, python: &mut Python) -> Vec<String> {
    let incident = place.join(first());
    let mut ledger = Ledger::default();
    ledger.keep_all(&incident);
    let before = ledger.len();
    let mut broken = Vec::new();
    let all: Vec<_> = thread::scope(|scope| {
        let one = |person: usize| {
            (0..NOTES)
                .map(|n| subject.note(place, &format!("from {person}, {n}")))
                .collect::<Vec<_>>()
        };
        let running: Vec<_> = (0..people).map(|person| scope.spawn(move || one(person))).collect();
        running.into_iter().flat_map(|person| person.join().expect("a person")).collect()
    });
    for ended in &all {
        match ended.code {
            Some(0) => ledger.keep(ended),
            Some(2 | 3) if ended.out.is_empty() && !ended.err.is_empty() => {}
            other => broken.push(format!("exit code {other:?}: {}{}", ended.out, ended.err)),
        }
    }
    let told = all.iter().filter(|ended| ended.code == Some(0)).count();
    if ledger.len() != before + told {
        broken.push(format!(
            "one name was given twice: {told} acts, {} names",
            ledger.len() - before
        ));
    }
    broken.extend(ledger.check(&incident, Stage::Recovered, python));
    if told == 0 {
        broken.push("nobody could write".to_owned());
    }
    if reader::read(&incident).is_ok_and(|log| log.lines.len() != ledger.len()) {
        broken.push("lines that nobody was told of".to_owned());
    }
    broken
}

/// A lock file that names a process long gone holds nobody up.
fn stale_lock(place: &Path) -> Vec<String> {
    fs::write(place.join(first()).join(".lock"), "999999 2026-01-01T00:00:00.000Z\n")
        .expect("a lock");
    let ended = Subject::honest().note(place, "after a stale lock");
    if ended.code == Some(0) { Vec::new() } else { vec![format!("held up: {}", ended.err)] }
}

/// While one holds the incident another is refused; when the holder is killed it is free at once.
fn holder_killed(place: &Path) -> Vec<String> {
    let mut broken = Vec::new();
    let mut player = Player::new(Setting::new(place));
    player.stage.wait_for("YOU ARE BACK");
    let before = reader::read(&place.join(first())).expect("a log").lines.len();
    let refused = Subject::honest().note(place, "while it is held");
    if refused.code == Some(0) || !refused.out.is_empty() {
        broken.push("two writers at once".to_owned());
    }
    if reader::read(&place.join(first())).expect("a log").count("while it is held") > 0 {
        broken.push("a refused act is in the log".to_owned());
    }
    player.stage.kill_9();
    let free = Subject::honest().note(place, "when it is free");
    if free.code != Some(0) {
        broken.push(format!("the lock of the dead holds: {}", free.err));
    }
    if reader::read(&place.join(first())).expect("a log").lines.len() <= before {
        broken.push("nothing was written".to_owned());
    }
    broken
}

/// A stranger's bytes behind an open log: the next act is not ticked, the log stays as it is.
///
/// One bad last line cannot be told from a torn write (audit-log §4.6): the next run keeps it
/// aside, byte for byte, and says so in the log. Two are damage: the next run refuses and touches
/// nothing.
fn foreign_append(place: &Path, lines: usize) -> Vec<String> {
    let mut broken = Vec::new();
    let mut player = Player::new(Setting::new(place));
    player.stage.wait_for("YOU ARE BACK");
    let before = player.lines();
    player.press("\r");
    player.wait_for_record(before);
    player.stage.wait("the step", |screen| !screen.contains("YOU ARE BACK"));
    let path = reader::segments(&place.join(first())).pop().expect("a log");
    let line = "{\"e\":{\"v\":1,\"id\":\"stranger.1\"},\t\t\"p\":\"00\",\"h\":\"00\"}\n";
    let foreign = line.repeat(lines);
    let mut file = OpenOptions::new().append(true).open(&path).expect("the log opens");
    file.write_all(foreign.as_bytes()).expect("a foreign line");
    let with_it = fs::read(&path).expect("the log");
    player.press("\r");
    player.stage.wait("the alarm", |screen| screen.contains("NOT BEING SAVED"));
    if player.stage.screen().contains("[x]") {
        broken.push("ticked after a foreign write".to_owned());
    }
    player.stage.kill_9();
    if fs::read(&path).expect("the log") != with_it {
        broken.push("the log was written after a foreign write".to_owned());
    }
    let ended = Subject::honest().note(place, "after it");
    let is_kept = torn_files(place).iter().any(|bytes| bytes == foreign.as_bytes());
    let is_untouched = fs::read(&path).expect("the log") == with_it;
    match (lines, ended.code) {
        (1, Some(0)) if is_kept => {}
        (2.., code) if code != Some(0) && is_untouched => {}
        (_, code) => broken.push(format!("{lines} foreign lines: {code:?} {}", ended.err)),
    }
    broken
}

/// What recoveries kept aside.
fn torn_files(place: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(place.join(first()).join("log")).expect("a log folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let is_torn = |path: &std::path::PathBuf| path.to_string_lossy().contains(".torn-");
    paths.filter(is_torn).map(|path| fs::read(path).expect("what was kept")).collect()
}

#[test]
fn of_several_processes_one_writes_and_the_log_never_forks() {
    let rounds = if is_long() { ROUNDS_LONG } else { ROUNDS };
    let mut python = Python::new();
    let mut broken = Vec::new();
    for round in 0..rounds {
        let place = opened();
        let found = crowd(&Subject::honest(), place.path(), 2 + round % 7, &mut python)
            .into_iter()
            .chain(stale_lock(place.path()))
            .chain(if round % 4 == 0 { holder_killed(place.path()) } else { Vec::new() })
            .chain(if round % 4 == 2 {
                foreign_append(place.path(), 1 + round / 4 % 2)
            } else {
                Vec::new()
            });
        broken.extend(found.map(|why| format!("round {round}: {why}")));
    }
    say(&format!("several at once: {rounds} rounds, {} violations", broken.len()));
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The control (T13): when everybody gets the lock, the log forks or two acts get one name.
#[test]
fn the_crowd_catches_a_lock_that_locks_nobody_out() {
    let mut python = Python::new();
    let caught = (0..5).any(|_| {
        let place = opened();
        !crowd(&Subject::planted(Plant::NoLock), place.path(), 6, &mut python).is_empty()
    });
    assert!(caught, "six writers at once went unnoticed");
}
