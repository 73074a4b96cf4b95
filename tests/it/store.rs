//! The data folder's last net: lines that do not continue the open log are never written.

use std::fs;
use std::process::Command;

use sangfroid::domain::ids::IncidentId;
use sangfroid::os::clock::SystemClock;
use sangfroid::os::store::DataFolder;
use sangfroid::ports::{Access, FailureKind, Store};

fn started(folder: &std::path::Path) -> IncidentId {
    let output = Command::new(env!("CARGO_BIN_EXE_sangfroid"))
        .arg("--data")
        .arg(folder)
        .args(["start", "telephony-loss", "--exercise", "--by", "MK", "--headless"])
        .output()
        .expect("the program runs");
    let name = String::from_utf8(output.stdout).expect("a name");
    IncidentId::parse(name.trim()).expect("an incident")
}

fn log(folder: &std::path::Path, incident: &IncidentId) -> std::path::PathBuf {
    let entries = fs::read_dir(folder.join(incident.as_str()).join("log")).expect("a log folder");
    let mut paths = entries.map(|entry| entry.expect("an entry").path());
    paths.find(|path| path.extension().is_some_and(|found| found == "jsonl")).expect("a log")
}

#[test]
fn lines_of_another_log_or_of_an_older_end_are_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mine, other) = (started(folder.path()), started(folder.path()));
    let path = log(folder.path(), &mine);
    let before = fs::read(&path).expect("the log");
    let foreign = fs::read(log(folder.path(), &other)).expect("the other log");
    let lines = |bytes: &[u8]| -> Vec<Vec<u8>> {
        bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
    };
    let old_end = lines(&before).pop().expect("a line");
    let foreign_end = lines(&foreign).pop().expect("a line");
    for wrong in [old_end, foreign_end, b"no line at all\n".to_vec()] {
        let clock = SystemClock::new([7; 16]);
        let mut store = DataFolder::new(folder.path().to_owned(), clock, Vec::new());
        store.open(&mine, Access::Write, &mut |_| {}).expect("it opens");
        let failure = store.append(&wrong).expect_err("refused");
        assert_eq!(failure.kind, FailureKind::ChangedUnderneath);
        assert_eq!(fs::read(&path).expect("the log"), before);
    }
}

#[test]
fn a_second_opener_is_refused_until_the_first_lets_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let incident = started(folder.path());
    let clock = SystemClock::new([7; 16]);
    let mut store = DataFolder::new(folder.path().to_owned(), clock, Vec::new());
    store.open(&incident, Access::Write, &mut |_| {}).expect("it opens");
    let mut second = store.another();
    let refused = second.open(&incident, Access::Write, &mut |_| {});
    assert!(matches!(refused, Err(sangfroid::ports::OpenError::Locked { .. })), "{refused:?}");
    drop(store);
    second.open(&incident, Access::Write, &mut |_| {}).expect("free again");
}
