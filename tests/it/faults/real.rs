//! The journal on real files: what a stick, a stranger or a full disk can do to them.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use sangfroid::audit::digest::Digest;
use sangfroid::domain::ids::{IncidentId, WriterId};
use sangfroid::domain::time::Timestamp;
use sangfroid::journal::{
    self, Companion, Damage, Journal, JournalError, Opened, Place, Ready, Reopened,
};
use sangfroid::os::{IncidentLock, LockError, RealDisk};
use sangfroid::ports::{Disk, FailureKind};

use super::harness::chain;

pub fn place(data_dir: &Path) -> Place {
    let incident = IncidentId::parse("INC-2026-0007").expect("an id");
    let writer = WriterId::parse("lap3-9f2c").expect("a writer");
    Place::new(data_dir.to_owned(), incident, writer)
}

/// A log of `lines` lines, two of them from its creation.
pub fn recorded(data_dir: &Path, lines: usize) -> (RealDisk, Journal, Vec<Vec<u8>>) {
    let all = chain(lines + 4);
    let mut disk = RealDisk::new();
    let companions = [Companion { name: "README.txt", bytes: b"how to check\n" }];
    let first = all[..2].concat();
    journal::reserve(&mut disk, &place(data_dir)).expect("a free name");
    let mut journal =
        journal::create(&mut disk, place(data_dir), &first, &companions).expect("created");
    for line in &all[2..lines] {
        journal.append(&mut disk, line).expect("appended");
    }
    (disk, journal, all)
}

pub fn open(data_dir: &Path) -> (Result<Opened, JournalError>, Vec<u8>) {
    let mut seen = Vec::new();
    let mut visit = |line: &[u8]| seen.extend_from_slice(line);
    let opened = journal::open(&mut RealDisk::new(), place(data_dir), &mut visit);
    (opened, seen)
}

pub fn ready(data_dir: &Path) -> (Ready, Vec<u8>) {
    match open(data_dir) {
        (Ok(Opened::Ready(ready)), seen) => (*ready, seen),
        (other, _) => panic!("not ready: {other:?}"),
    }
}

pub fn damage(data_dir: &Path) -> Damage {
    match open(data_dir) {
        (Ok(Opened::Damaged(damage)), _) => damage,
        (other, _) => panic!("not damaged: {other:?}"),
    }
}

pub fn log(data_dir: &Path) -> PathBuf {
    place(data_dir).segment(1)
}

#[test]
fn what_was_appended_is_shown_again_and_the_log_goes_on() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (mut disk, journal, all) = recorded(data_dir.path(), 5);
    journal.close(&mut disk);
    let mut seen = Vec::new();
    let mut visit = |line: &[u8]| seen.extend_from_slice(line);
    let opened = journal::open(&mut disk, place(data_dir.path()), &mut visit);
    let Ok(Opened::Ready(mut ready)) = opened else { panic!("{opened:?}") };
    assert_eq!(seen, all[..5].concat());
    assert_eq!((ready.lines, &ready.torn, ready.kept.len()), (5, &None, 0));
    ready.journal.append(&mut disk, &all[5..8].concat()).expect("a batch of three");
    assert_eq!(fs::read(log(data_dir.path())).expect("the log"), all[..8].concat());
    let readme = place(data_dir.path()).companion("README.txt");
    assert_eq!(fs::read(readme).expect("the companion"), b"how to check\n");
}

#[test]
fn a_torn_tail_is_kept_cut_and_reported_until_it_is_recorded() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (_, _, all) = recorded(data_dir.path(), 5);
    let whole = all[..5].concat().len() as u64;
    let file = OpenOptions::new().write(true).open(log(data_dir.path())).expect("the log");
    file.set_len(whole - 10).expect("cut");
    let (ready_now, seen) = ready(data_dir.path());
    let torn = ready_now.torn.expect("a torn tail");
    assert_eq!(seen, all[..4].concat());
    assert_eq!(torn.file.name, "lap3-9f2c.torn-000005");
    assert_eq!((torn.line, torn.cut), (5, all[4].len() as u64 - 10));
    let kept = fs::read(place(data_dir.path()).log_dir().join(&torn.file.name)).expect("kept");
    assert_eq!(kept, all[4][..all[4].len() - 10]);
    assert_eq!(torn.file.sha256, Digest::of(&kept));
    // As if the power had gone before the `recover` record was written.
    let (later, _) = ready(data_dir.path());
    assert_eq!((later.torn, later.kept), (None, vec![torn.file]));
}

#[test]
fn an_empty_file_that_a_full_disk_left_is_filled_and_no_second_one_made() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (_, _, all) = recorded(data_dir.path(), 5);
    let whole = all[..5].concat().len() as u64;
    let file = OpenOptions::new().write(true).open(log(data_dir.path())).expect("the log");
    file.set_len(whole - 10).expect("cut");
    let empty = place(data_dir.path()).log_dir().join("lap3-9f2c.torn-000005");
    File::create(&empty).expect("an earlier attempt");
    let (ready_now, _) = ready(data_dir.path());
    let torn = ready_now.torn.expect("a torn tail");
    assert_eq!(torn.file.name, "lap3-9f2c.torn-000005");
    assert_eq!(fs::read(&empty).expect("kept"), all[4][..all[4].len() - 10]);
    assert_eq!(ready_now.kept, [torn.file]);
}

#[test]
fn damage_before_the_last_line_is_named_and_left_as_it_is() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (_, _, all) = recorded(data_dir.path(), 5);
    let mut bytes = fs::read(log(data_dir.path())).expect("the log");
    let third = all[..2].concat().len();
    bytes[third + 60] ^= 1;
    fs::write(log(data_dir.path()), &bytes).expect("damaged");
    let found = damage(data_dir.path());
    assert_eq!((found.segment, found.line, found.offset), (1, 3, third as u64));
    assert_eq!(fs::read(log(data_dir.path())).expect("the log"), bytes);
    let names = RealDisk::new().list(&place(data_dir.path()).log_dir()).expect("listed");
    assert_eq!(names, ["lap3-9f2c.0001.batches", "lap3-9f2c.0001.jsonl"]);
}

#[test]
fn two_bad_lines_at_the_end_are_damage_and_so_is_a_lost_line_feed() {
    for (from_end, change) in [(2_usize, 0x01_u8), (1, 0x2a)] {
        let data_dir = tempfile::tempdir().expect("a folder");
        let (_, _, all) = recorded(data_dir.path(), 5);
        let mut bytes = fs::read(log(data_dir.path())).expect("the log");
        let last = all[..4].concat().len();
        bytes[last - from_end] ^= change;
        bytes[last + 50] ^= 1;
        fs::write(log(data_dir.path()), &bytes).expect("damaged");
        assert_eq!(damage(data_dir.path()).line, 4);
        assert_eq!(fs::read(log(data_dir.path())).expect("the log"), bytes);
    }
}

#[test]
fn a_foreign_line_at_the_end_is_damage_because_its_digest_is_right() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (_, _, all) = recorded(data_dir.path(), 5);
    let mut file = OpenOptions::new().append(true).open(log(data_dir.path())).expect("the log");
    file.write_all(&all[3]).expect("replayed");
    assert_eq!(damage(data_dir.path()).line, 6);
}

#[test]
fn a_log_shorter_than_what_was_announced_is_damage() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (mut disk, mut journal, all) = recorded(data_dir.path(), 4);
    journal.append(&mut disk, &all[4..6].concat()).expect("a batch");
    let file = OpenOptions::new().write(true).open(log(data_dir.path())).expect("the log");
    file.set_len(all[..3].concat().len() as u64).expect("cut at a line's end");
    assert_eq!((damage(data_dir.path()).line, damage(data_dir.path()).fault), (4, None));
}

#[test]
fn segments_are_read_as_one_and_writing_goes_to_the_last() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (_, _, all) = recorded(data_dir.path(), 4);
    // The first medium failed in the middle of line 4; the next segment begins with it anew.
    let file = OpenOptions::new().write(true).open(log(data_dir.path())).expect("the log");
    file.set_len(all[..3].concat().len() as u64 + 20).expect("cut");
    fs::write(place(data_dir.path()).segment(2), all[3..5].concat()).expect("the next segment");
    let mut disk = RealDisk::new();
    let mut seen = Vec::new();
    let mut visit = |line: &[u8]| seen.extend_from_slice(line);
    let opened = journal::open(&mut disk, place(data_dir.path()), &mut visit);
    let Ok(Opened::Ready(mut ready)) = opened else { panic!("{opened:?}") };
    assert_eq!((seen, &ready.torn, ready.lines), (all[..5].concat(), &None, 5));
    ready.journal.append(&mut disk, &all[5]).expect("appended");
    let second = fs::read(place(data_dir.path()).segment(2)).expect("the second segment");
    assert_eq!(second, all[3..6].concat());
    let kept = fs::read(log(data_dir.path())).expect("the first segment");
    assert_eq!(kept.len(), all[..3].concat().len() + 20, "evidence stays where it is");
}

#[test]
fn a_log_of_a_newer_version_is_read_and_not_touched() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (_, _, all) = recorded(data_dir.path(), 3);
    let head = Digest::from_hex(&all[2][all[2].len() - 67..][..64]).expect("a digest");
    let event = r#"{"v":2,"id":"lap3-9f2c.4","t":"2026-10-12T03:02:41.007Z","do":"dance"}"#;
    let newer = sangfroid::audit::line::build(event, &[], head).expect("short");
    let mut bytes = [all[..3].concat(), newer.bytes].concat();
    bytes.extend_from_slice(b"{\"e\":");
    fs::write(log(data_dir.path()), &bytes).expect("written by another version");
    let (opened, _) = open(data_dir.path());
    assert!(matches!(opened, Ok(Opened::Newer { lines: 4 })), "{opened:?}");
    assert_eq!(fs::read(log(data_dir.path())).expect("the log"), bytes);
}

#[test]
fn a_second_holder_is_refused_and_told_who_has_it() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let path = data_dir.path().join(".lock");
    let now = Timestamp::from_ms(1_791_774_161_007);
    let held = IncidentLock::acquire(&path, 4711, now).expect("free");
    match IncidentLock::acquire(&path, 4712, now) {
        Err(LockError::Held { holder: Some(holder), .. }) => {
            assert_eq!((holder.pid, holder.since), (4711, now));
        }
        other => panic!("not refused: {other:?}"),
    }
    drop(held);
    IncidentLock::acquire(&path, 4712, now).expect("free again");
    fs::write(&path, [0xff; 5000]).expect("a foreign label");
    let _held = IncidentLock::acquire(&path, 4713, now).expect("a stale label does not matter");
}

#[test]
fn a_foreign_append_is_noticed_and_ends_the_handle() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (mut disk, mut journal, all) = recorded(data_dir.path(), 3);
    let mut file = OpenOptions::new().append(true).open(log(data_dir.path())).expect("the log");
    file.write_all(b"hello\n").expect("appended");
    let appended = journal.append(&mut disk, &all[3]);
    assert!(matches!(appended, Err(JournalError::ChangedUnderneath { .. })), "{appended:?}");
    assert_eq!(journal.append(&mut disk, &all[3]), Err(JournalError::Poisoned));
    let abandoned = journal.abandon(&mut disk);
    let reopened = journal::reopen(&mut disk, &abandoned, &all[3], &mut |_| {});
    assert!(matches!(reopened, Err(JournalError::ChangedUnderneath { .. })), "{reopened:?}");
    let bytes = fs::read(log(data_dir.path())).expect("the log");
    assert!(bytes.ends_with(b"hello\n"), "a stranger's bytes are not ours to cut");
}

#[test]
fn reopening_cuts_what_was_not_acknowledged_and_says_what_was_there() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (mut disk, journal, all) = recorded(data_dir.path(), 3);
    let batch = all[3..5].concat();
    let mut file = OpenOptions::new().append(true).open(log(data_dir.path())).expect("the log");
    file.write_all(&batch[..all[3].len() + 7]).expect("a write that was not answered");
    let abandoned = journal.abandon(&mut disk);
    let reopened = journal::reopen(&mut disk, &abandoned, &batch, &mut |_| {});
    let Ok(Reopened::Ready { mut journal, found_lines: 1 }) = reopened else {
        panic!("{reopened:?}")
    };
    journal.append(&mut disk, &batch).expect("written anew");
    assert_eq!(fs::read(log(data_dir.path())).expect("the log"), all[..5].concat());
}

#[cfg(unix)]
#[test]
fn a_link_a_folder_or_a_pipe_in_place_of_the_log_is_refused_at_once() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (_, _, all) = recorded(data_dir.path(), 3);
    let elsewhere = data_dir.path().join("elsewhere");
    fs::rename(log(data_dir.path()), &elsewhere).expect("moved");
    let refused = |what: &str| match open(data_dir.path()) {
        (Err(JournalError::Failed(e)), _) => {
            assert_eq!(e.cause, "not a regular file", "{what}");
        }
        (other, _) => panic!("{what}: {other:?}"),
    };
    std::os::unix::fs::symlink(&elsewhere, log(data_dir.path())).expect("a link");
    refused("link");
    fs::remove_file(log(data_dir.path())).expect("removed");
    fs::create_dir(log(data_dir.path())).expect("a folder");
    refused("folder");
    fs::remove_dir(log(data_dir.path())).expect("removed");
    let made = Command::new("mkfifo").arg(log(data_dir.path())).status().expect("mkfifo");
    assert!(made.success());
    refused("pipe");
    assert_eq!(fs::read(&elsewhere).expect("the log"), all[..3].concat());
}

#[test]
fn an_unfinished_creation_is_no_incident_and_blocks_no_other() {
    let data_dir = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(place(data_dir.path()).incident_dir()).expect("begun");
    assert!(matches!(open(data_dir.path()), (Ok(Opened::HalfCreated), _)));
    fs::create_dir(place(data_dir.path()).log_dir()).expect("begun");
    assert!(matches!(open(data_dir.path()), (Ok(Opened::HalfCreated), _)));
    File::create(log(data_dir.path())).expect("begun");
    assert!(matches!(open(data_dir.path()), (Ok(Opened::HalfCreated), _)));
    let again = journal::reserve(&mut RealDisk::new(), &place(data_dir.path()));
    assert!(matches!(again, Err(JournalError::Failed(e)) if e.kind == FailureKind::Exists));
    let other = IncidentId::parse("INC-2026-0008").expect("an id");
    let writer = WriterId::parse("lap3-9f2c").expect("a writer");
    let other = Place::new(data_dir.path().to_owned(), other, writer);
    journal::reserve(&mut RealDisk::new(), &other).expect("another name is free");
    journal::create(&mut RealDisk::new(), other, &chain(1)[0], &[]).expect("its log");
}

#[test]
fn megabytes_of_nothing_after_the_last_line_are_cut() {
    const EXTRA: u64 = 100 << 20;
    let data_dir = tempfile::tempdir().expect("a folder");
    let (_, _, all) = recorded(data_dir.path(), 3);
    let whole = all[..3].concat();
    let file = OpenOptions::new().write(true).open(log(data_dir.path())).expect("the log");
    file.set_len(whole.len() as u64 + EXTRA).expect("a sparse tail");
    let (found, seen) = ready(data_dir.path());
    let torn = found.torn.expect("a torn tail");
    assert_eq!((seen, torn.cut), (whole.clone(), EXTRA));
    assert!(torn.file.bytes <= 65_536, "{} bytes of nothing are kept", torn.file.bytes);
    assert_eq!(fs::read(log(data_dir.path())).expect("the log"), whole);
}

#[test]
fn gigabytes_of_nothing_are_refused_without_being_read() {
    const EXTRA: u64 = 10 << 30;
    let data_dir = tempfile::tempdir().expect("a folder");
    let (_, _, all) = recorded(data_dir.path(), 3);
    let whole = all[..3].concat().len() as u64;
    let file = OpenOptions::new().write(true).open(log(data_dir.path())).expect("the log");
    file.set_len(whole + EXTRA).expect("a sparse tail");
    let found = damage(data_dir.path());
    assert_eq!((found.line, found.offset), (4, whole));
    assert_eq!(file.metadata().expect("still there").len(), whole + EXTRA);
}

/// Set for the process that plays the full disk: its data folder.
#[cfg(unix)]
const SMALL_FILES: &str = "SANGFROID_TEST_SMALL_FILES";

/// A file size limit gives what a full disk gives, a short write and then an error, without any
/// right to mount. It holds for a whole process, so this test runs itself once more in a process of
/// its own.
#[cfg(unix)]
#[test]
fn on_a_full_disk_nothing_acknowledged_is_lost_and_nothing_more_is_promised() {
    if let Some(data_dir) = std::env::var_os(SMALL_FILES) {
        return write_until_full(Path::new(&data_dir));
    }
    let data_dir = tempfile::tempdir().expect("a folder");
    let name =
        "faults::real::on_a_full_disk_nothing_acknowledged_is_lost_and_nothing_more_is_promised";
    let limited = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" --exact \"$1\""])
        .arg(std::env::current_exe().expect("this program"))
        .arg(name)
        .env(SMALL_FILES, data_dir.path())
        .output()
        .expect("sh");
    let said = String::from_utf8_lossy(&limited.stdout);
    assert!(limited.status.success() && said.contains("1 passed"), "{said}");
    let acknowledged = fs::read_to_string(data_dir.path().join("acknowledged")).expect("a number");
    let acknowledged: usize = acknowledged.parse().expect("a number");
    let (found, seen) = ready(data_dir.path());
    assert_eq!(seen, chain(60)[..acknowledged].concat());
    assert!(found.torn.is_some(), "the short write is kept apart");
}

#[cfg(unix)]
fn write_until_full(data_dir: &Path) {
    let (mut disk, mut journal, _) = recorded(data_dir, 2);
    let all = chain(60);
    let mut acknowledged = 2;
    let error = loop {
        match journal.append(&mut disk, &all[acknowledged]) {
            Ok(()) => acknowledged += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(error, JournalError::ShortWrite { .. }), "{error:?}");
    assert_eq!(journal.append(&mut disk, &all[acknowledged]), Err(JournalError::Poisoned));
    let full = OpenOptions::new().append(true).open(log(data_dir)).expect("the log");
    assert!((&full).write(b"x").is_err(), "the limit holds");
    fs::write(data_dir.join("acknowledged"), acknowledged.to_string()).expect("written down");
}
