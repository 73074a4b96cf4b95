//! The journal at the borders of its rules: what is just taken, what is just refused, and what is
//! in its way.

use std::fs::{self, File, OpenOptions};
use std::path::Path;

use sangfroid::audit::{Digest, line};
use sangfroid::domain::ids::Seq;
use sangfroid::journal::{self, Abandoned, BATCH_BYTES_MAX, JournalError, Opened, Reopened};
use sangfroid::os::RealDisk;
use sangfroid::ports::{Disk, FailureKind};

use super::disk::{DATA_DIR, EIO, Fault, FaultyDisk};
use super::harness::chain;
use super::real::{damage, log, open, place, ready, recorded};

/// Gives the log this length.
fn cut(data_dir: &Path, len: usize) {
    let file = OpenOptions::new().write(true).open(log(data_dir)).expect("the log");
    file.set_len(len as u64).expect("cut");
}

/// The same log with other words from line `from` on, counted from 0: another history.
pub fn otherwise(lines: &[Vec<u8>], from: usize) -> Vec<Vec<u8>> {
    let mut other = lines[..from].to_vec();
    for original in &lines[from..] {
        let text = String::from_utf8_lossy(original).replace("\"who\":\"KP\"", "\"who\":\"ABC\"");
        let event = text.strip_prefix("{\"e\":").and_then(|text| text.split(",\t").next());
        let head = other.last().and_then(|last| line::head_of(last));
        let built = line::build(event.expect("a column"), &[], head.unwrap_or(Digest::ZERO));
        other.push(built.expect("short").bytes);
    }
    other
}

#[test]
fn what_is_no_batch_is_refused_and_the_handle_stays_alive() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (mut disk, mut journal, all) = recorded(data_dir.path(), 3);
    for none in [b"".as_slice(), b"{", &all[3][..all[3].len() - 1]] {
        assert_eq!(journal.append(&mut disk, none), Err(JournalError::NotLines));
    }
    let mut large = vec![b'x'; BATCH_BYTES_MAX];
    large.push(b'\n');
    let (bytes, bytes_max) = (large.len(), BATCH_BYTES_MAX);
    let refused = journal.append(&mut disk, &large);
    assert_eq!(refused, Err(JournalError::TooLarge { bytes, bytes_max }));
    assert_eq!(fs::read(log(data_dir.path())).expect("the log"), all[..3].concat());
    journal.append(&mut disk, &all[3]).expect("nothing happened to it");
    assert_eq!(fs::read(log(data_dir.path())).expect("the log"), all[..4].concat());
    let head = line::head_of(&all[3]);
    assert_eq!((Some(journal.head().digest), journal.head().lines), (head, 4));
    // What the lines say is not the journal's business, only how many bytes they are.
    journal.append(&mut disk, &large[1..]).expect("the largest batch");
}

#[test]
fn a_log_that_became_shorter_or_other_underneath_is_damage_and_not_gone_on_with() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (mut disk, mut journal, all) = recorded(data_dir.path(), 4);
    let (two, four) = (all[..2].concat(), all[..4].concat());
    cut(data_dir.path(), two.len());
    let appended = journal.append(&mut disk, &all[4]);
    let (expected, found) = (four.len() as u64, two.len() as u64);
    let path = log(data_dir.path());
    assert_eq!(appended, Err(JournalError::ChangedUnderneath { path, expected, found }));
    let abandoned = journal.abandon(&mut disk);
    let mut other = four.clone();
    other[two.len() + 60] ^= 1;
    for (bytes, line) in [(two.clone(), 3), (other, 3), (Vec::new(), 1)] {
        fs::write(log(data_dir.path()), &bytes).expect("changed");
        let reopened = journal::reopen(&mut disk, &abandoned, &all[4], &mut |_| {});
        let Ok(Reopened::Damaged(damage)) = reopened else { panic!("{reopened:?}") };
        assert_eq!((damage.segment, damage.line), (1, line));
        assert_eq!(fs::read(log(data_dir.path())).expect("the log"), bytes, "it is evidence");
    }
    // Nor is what somebody wrote behind it cut, be it longer or only other than our own bytes.
    for more in [[all[4].as_slice(), b"x"].concat(), vec![b'x'; 10]] {
        let bytes = [four.as_slice(), &more].concat();
        fs::write(log(data_dir.path()), &bytes).expect("changed");
        let reopened = journal::reopen(&mut disk, &abandoned, &all[4], &mut |_| {});
        assert!(matches!(reopened, Err(JournalError::ChangedUnderneath { .. })), "{reopened:?}");
        assert_eq!(fs::read(log(data_dir.path())).expect("the log"), bytes);
    }
}

#[test]
fn a_batch_that_was_announced_and_never_came_costs_no_later_line() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (mut disk, mut journal, all) = recorded(data_dir.path(), 3);
    let (acknowledged, batch) = (journal.len(), all[3..6].concat());
    journal.append(&mut disk, &batch).expect("a batch of three");
    // As if its sync had failed.
    let abandoned = Abandoned { acknowledged, ..journal.abandon(&mut disk) };
    let reopened = journal::reopen(&mut disk, &abandoned, &batch, &mut |_| {});
    let Ok(Reopened::Ready { mut journal, found_lines: 3 }) = reopened else {
        panic!("{reopened:?}")
    };
    journal.append(&mut disk, &all[3]).expect("its first line alone");
    journal.close(&mut disk);
    let torn = [all[..4].concat(), all[4][..70].to_vec()].concat();
    fs::write(log(data_dir.path()), torn).expect("the power goes in the next line");
    let (ready, seen) = ready(data_dir.path());
    assert_eq!(seen, all[..4].concat(), "an acknowledged line is cut");
    assert_eq!(ready.torn.map(|torn| (torn.line, torn.cut)), Some((5, 70)));
}

#[test]
fn a_tail_longer_than_a_line_or_behind_the_announced_batch_is_damage() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (_, _, all) = recorded(data_dir.path(), 3);
    let whole = all[..3].concat();
    for (count, is_torn) in [(65_536, true), (65_537, false)] {
        fs::write(log(data_dir.path()), [whole.as_slice(), &vec![b'x'; count]].concat())
            .expect("a long piece");
        match open(data_dir.path()) {
            (Ok(Opened::Ready(_)), seen) => assert!(is_torn && seen == whole, "{count}"),
            (Ok(Opened::Damaged(damage)), _) => assert!(!is_torn && damage.line == 4, "{count}"),
            (other, _) => panic!("{other:?}"),
        }
    }
    let data_dir = tempfile::tempdir().expect("a folder");
    let (mut disk, mut journal, all) = recorded(data_dir.path(), 3);
    journal.append(&mut disk, &all[3..5].concat()).expect("a batch of two");
    journal.append(&mut disk, &all[5]).expect("a line behind it");
    let mut bytes = all[..6].concat();
    bytes[all[..3].concat().len() + 60] ^= 1;
    fs::write(log(data_dir.path()), &bytes).expect("changed");
    assert_eq!(damage(data_dir.path()).line, 4, "the batch was whole once");
    assert_eq!(fs::read(log(data_dir.path())).expect("the log"), bytes);
}

#[test]
fn a_missing_segment_and_damage_in_an_earlier_one_are_named() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (_, _, all) = recorded(data_dir.path(), 3);
    let second = place(data_dir.path()).segment(2);
    fs::write(&second, all[3..5].concat()).expect("the next segment");
    assert_eq!(ready(data_dir.path()).0.lines, 5);

    let mut bytes = all[..3].concat();
    bytes[all[0].len() + 60] ^= 1;
    fs::write(log(data_dir.path()), &bytes).expect("damaged");
    let found = damage(data_dir.path());
    assert_eq!((found.segment, found.line), (1, 2));
    assert_eq!(fs::read(log(data_dir.path())).expect("the log"), bytes);

    // Whole lines are gone at its end: the next segment does not go on from there.
    fs::write(log(data_dir.path()), all[..2].concat()).expect("cut");
    let found = damage(data_dir.path());
    assert_eq!((found.segment, found.line), (2, 3));
    // Nothing is left in it.
    fs::write(log(data_dir.path()), b"").expect("emptied");
    let found = damage(data_dir.path());
    assert_eq!((found.segment, found.line), (2, 1));
    // Nor in the next one: a log that lost everything is no start that was interrupted.
    for rest in [&all[3][..70], b"".as_slice()] {
        fs::write(&second, rest).expect("torn");
        let found = damage(data_dir.path());
        assert_eq!((found.segment, found.line), (2, 1));
        assert_eq!(fs::read(&second).expect("the second segment"), rest);
    }
    fs::write(&second, all[3..5].concat()).expect("the next segment");

    fs::remove_file(log(data_dir.path())).expect("removed");
    let (opened, _) = open(data_dir.path());
    let Err(JournalError::Failed(failure)) = opened else {
        panic!("taken for a start that was interrupted: {opened:?}")
    };
    assert_eq!((failure.kind, failure.path), (FailureKind::NotFound, log(data_dir.path())));
    assert_eq!(fs::read(&second).expect("the second segment"), all[3..5].concat());
}

#[test]
fn a_text_that_is_gone_from_the_own_log_is_damage_and_a_line_that_stands_twice_is_shown_once() {
    let data_dir = tempfile::tempdir().expect("a folder");
    recorded(data_dir.path(), 3);
    fs::remove_file(place(data_dir.path()).announcements(1)).expect("removed");
    let lines = crate::audit::sample::log("lap3-9f2c");
    let mut twice = lines.clone();
    twice.insert(9, lines[8].clone());
    fs::write(log(data_dir.path()), twice.concat()).expect("a disk fault");
    let (found, seen) = ready(data_dir.path());
    assert_eq!((seen, found.lines), (lines.concat(), lines.len() as u64));

    let number = lines.iter().position(|line| !line.windows(2).any(|two| two == b"\t\t"));
    let number = number.expect("a line with a text");
    let mut withheld = lines.clone();
    let text = String::from_utf8(withheld[number].clone()).expect("text");
    let columns: Vec<_> = text.split('\t').collect();
    withheld[number] = format!("{}\t\t{}", columns[0], columns[2]).into_bytes();
    let bytes = withheld.concat();
    fs::write(log(data_dir.path()), &bytes).expect("somebody took it out");
    assert_eq!(damage(data_dir.path()).line, number as u64 + 1);
    assert_eq!(fs::read(log(data_dir.path())).expect("the log"), bytes);
}

#[test]
fn lines_written_where_a_batch_was_cut_are_found_again() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (mut disk, mut journal, _) = recorded(data_dir.path(), 3);
    let all = chain(700);
    journal.append(&mut disk, &all[3..].concat()).expect("a long batch");
    journal.close(&mut disk);
    cut(data_dir.path(), all.concat().len() - 10);
    let mut seen = Vec::new();
    let mut visit = |line: &[u8]| seen.extend_from_slice(line);
    let opened = journal::open(&mut disk, place(data_dir.path()), &mut visit);
    let Ok(Opened::Ready(mut ready)) = opened else { panic!("{opened:?}") };
    assert_eq!((seen, ready.lines), (all[..3].concat(), 3), "a batch is there whole or not at all");
    let other = otherwise(&all, 3);
    ready.journal.append(&mut disk, &other[3..].concat()).expect("another batch");
    let wanted = [2, 3, 4, 300, 600, 700];
    let mut shown = Vec::new();
    let mut visit = |line: &[u8]| shown.push(line.to_vec());
    ready.journal.recall(&mut disk, &wanted.map(Seq), &mut visit).expect("they are found");
    let expected: Vec<_> =
        wanted.iter().map(|n| &other[usize::try_from(*n).unwrap() - 1]).collect();
    assert!(shown.iter().collect::<Vec<_>>() == expected);
}

#[test]
fn what_is_cut_is_kept_beside_whatever_has_its_name() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (_, _, all) = recorded(data_dir.path(), 5);
    let folder = place(data_dir.path()).log_dir();
    let name = |number: u32| match number {
        1 => folder.join("lap3-9f2c.torn-000005"),
        _ => folder.join(format!("lap3-9f2c.torn-000005-{number}")),
    };
    let rest = &all[4][..all[4].len() - 10];
    let mut same_length = rest.to_vec();
    same_length[7] ^= 1;
    fs::write(name(1), &same_length).expect("evidence of an earlier night");
    fs::write(name(2), b"half").expect("another one");
    fs::create_dir(name(3)).expect("a folder");
    cut(data_dir.path(), all[..5].concat().len() - 10);
    let (found, seen) = ready(data_dir.path());
    assert_eq!(seen, all[..4].concat());
    assert_eq!(found.torn.expect("a torn tail").file.name, "lap3-9f2c.torn-000005-4");
    assert_eq!(fs::read(name(1)).expect("kept"), same_length);
    assert_eq!(fs::read(name(2)).expect("kept"), b"half");
    assert_eq!(fs::read(name(4)).expect("kept"), rest);
    // Once more with the same bytes: the file serves again.
    fs::write(log(data_dir.path()), [&all[..4].concat(), rest].concat()).expect("as before");
    let (found, _) = ready(data_dir.path());
    assert_eq!(found.torn.expect("a torn tail").file.name, "lap3-9f2c.torn-000005-4");
}

#[test]
fn when_nothing_more_can_be_kept_nothing_is_cut() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let (_, _, all) = recorded(data_dir.path(), 5);
    let folder = place(data_dir.path()).log_dir();
    fs::write(folder.join("lap3-9f2c.torn-000005"), b"1").expect("kept");
    for number in 2..=100 {
        fs::write(folder.join(format!("lap3-9f2c.torn-000005-{number}")), b"1").expect("kept");
    }
    cut(data_dir.path(), all[..5].concat().len() - 10);
    let before = fs::read(log(data_dir.path())).expect("the log");
    let (opened, _) = open(data_dir.path());
    assert!(matches!(opened, Err(JournalError::TooManyTorn { .. })), "{opened:?}");
    assert_eq!(fs::read(log(data_dir.path())).expect("the log"), before);
}

#[test]
fn a_file_that_was_never_cut_off_is_no_evidence_and_in_nobodys_way() {
    let data_dir = tempfile::tempdir().expect("a folder");
    recorded(data_dir.path(), 3);
    let folder = place(data_dir.path()).log_dir();
    let large = File::create(folder.join("lap3-9f2c.torn-000002")).expect("a file");
    large.set_len(BATCH_BYTES_MAX as u64 + 1).expect("larger than any cut");
    fs::create_dir(folder.join("lap3-9f2c.torn-000003")).expect("a folder");
    fs::write(folder.join("lap3-9f2c.torn-"), b"x").expect("no number");
    let (found, _) = ready(data_dir.path());
    assert_eq!((found.torn, found.kept), (None, Vec::new()));
}

#[cfg(unix)]
#[test]
fn announcements_that_cannot_be_read_are_not_passed_over() {
    let data_dir = tempfile::tempdir().expect("a folder");
    recorded(data_dir.path(), 3);
    let announced = place(data_dir.path()).announcements(1);
    let elsewhere = data_dir.path().join("elsewhere");
    fs::rename(&announced, &elsewhere).expect("moved");
    std::os::unix::fs::symlink(&elsewhere, &announced).expect("a link");
    let (opened, _) = open(data_dir.path());
    let Err(JournalError::Failed(failure)) = opened else { panic!("{opened:?}") };
    assert_eq!(failure.cause, "not a regular file");
    // Without the file the rule for one line applies, and the log opens.
    fs::remove_file(&announced).expect("removed");
    assert_eq!(ready(data_dir.path()).0.lines, 3);
}

/// Does this with each operation failing once, until none is left that could.
fn failing_everywhere(disk: &FaultyDisk, mut act: impl FnMut(&mut FaultyDisk)) {
    let before = disk.operations;
    for at in before.. {
        let mut disk = disk.clone().with_fault(Some((at, Fault::Errno(EIO))));
        act(&mut disk);
        assert_eq!(disk.open_files(), 0, "operation {} of {}", at - before, disk.operations);
        if disk.operations <= at {
            assert!(at > before + 5, "only {} operations", at - before);
            return;
        }
    }
}

/// A log that is looked at again every few seconds of a night must not run out of handles.
#[test]
fn whatever_fails_no_file_is_left_open() {
    let all = chain(8);
    let place = place(Path::new(DATA_DIR));
    let first = all[..2].concat();
    failing_everywhere(&FaultyDisk::new(), |disk| {
        let made = journal::reserve(disk, &place)
            .and_then(|()| journal::create(disk, place.clone(), &first, &[]));
        if let Ok(journal) = made {
            journal.close(disk);
        }
    });
    let mut disk = FaultyDisk::new();
    journal::reserve(&mut disk, &place).expect("a free name");
    let small = place.clone().growing_to(all[..3].concat().len() as u64);
    let mut journal = journal::create(&mut disk, small.clone(), &first, &[]).expect("created");
    journal.append(&mut disk, &all[2]).expect("a line");
    let batch = all[3..6].concat();
    journal.append(&mut disk, &batch).expect("a batch in the next segment");
    assert_eq!(journal.segment_number(), 2);
    let abandoned = Abandoned { acknowledged: 0, ..journal.abandon(&mut disk) };
    assert_eq!(disk.open_files(), 0);
    let wrong = Abandoned { acknowledged: 3, ..abandoned.clone() };
    failing_everywhere(&disk, |disk| {
        match journal::reopen(disk, &abandoned, &batch, &mut |_| {}) {
            Ok(Reopened::Ready { journal, .. }) => journal.close(disk),
            Ok(Reopened::Damaged(damage)) => panic!("{damage:?}"),
            Err(_) => {}
        }
        drop(journal::reopen(disk, &wrong, &batch, &mut |_| {}));
    });
    disk.tamper(&place.segment(2), |content| content.truncate(70));
    failing_everywhere(&disk, |disk| {
        if let Ok(Opened::Ready(ready)) = journal::open(disk, small.clone(), &mut |_| {}) {
            let mut journal = ready.journal;
            drop(journal.append(disk, &batch));
            journal.close(disk);
        }
    });
}

#[test]
fn a_file_that_is_closed_is_not_written_to() {
    let data_dir = tempfile::tempdir().expect("a folder");
    let path = data_dir.path().join("file");
    let mut disk = RealDisk::new();
    let file = disk.create_file(&path).expect("made");
    disk.close(file);
    assert_eq!(disk.append(file, b"x").expect_err("refused").cause, "the file is closed");
    assert_eq!(disk.sync_data(file).expect_err("refused").op, "fdatasync");
    assert_eq!(fs::read(&path).expect("the file"), b"");
}
