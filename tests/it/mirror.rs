//! Several media at once, on real files: the same bytes on each, no medium stops the others, and
//! nothing is added to a copy that differs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sangfroid::audit::line;
use sangfroid::audit::verify_stream;
use sangfroid::domain::ids::IncidentId;
use sangfroid::os::clock::SystemClock;
use sangfroid::os::store::DataFolder;
use sangfroid::ports::{Access, FailureKind, MediumChange, Store};
use tempfile::TempDir;

/// A data folder and the folder of a second medium.
struct Two {
    main: TempDir,
    mirror: TempDir,
}

impl Two {
    fn new() -> Self {
        let make = || tempfile::tempdir().expect("a folder");
        Self { main: make(), mirror: make() }
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_sangfroid"))
            .args(["--lang", "en", "--data"])
            .arg(self.main.path())
            .arg("--mirror")
            .arg(self.mirror.path())
            .args(args)
            .output()
            .expect("the program runs")
    }

    fn start(&self) -> IncidentId {
        let args = ["start", "telephony-loss", "--exercise", "--by", "MK", "--headless"];
        let output = self.run(&args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        IncidentId::parse(String::from_utf8_lossy(&output.stdout).trim()).expect("an incident")
    }

    fn store(&self) -> DataFolder {
        let clock = SystemClock::new([7; 16]);
        let store = DataFolder::new(self.main.path().to_owned(), clock, Vec::new());
        store.mirrored(vec![self.mirror.path().to_owned()])
    }

    fn logs(&self, incident: &IncidentId) -> (PathBuf, PathBuf) {
        (log(self.main.path(), incident), log(self.mirror.path(), incident))
    }

    fn assert_same(&self, incident: &IncidentId) {
        let (main, mirror) = self.logs(incident);
        let main = fs::read(main).expect("a log");
        assert!(main == fs::read(mirror).expect("a copy"), "the two differ");
        let verdict = verify_stream(&mut main.as_slice(), sangfroid::audit::Verifier::new());
        assert_eq!(verdict.expect("memory can be read").fault, None);
    }
}

fn log(folder: &Path, incident: &IncidentId) -> PathBuf {
    let entries = fs::read_dir(folder.join(incident.as_str()).join("log")).expect("a log folder");
    let mut paths = entries.map(|entry| entry.expect("an entry").path());
    paths.find(|path| path.extension().is_some_and(|found| found == "jsonl")).expect("a log")
}

/// A further line of this log, which any reader accepts.
fn next_line(path: &Path, code: &str) -> Vec<u8> {
    let bytes = fs::read(path).expect("the log");
    let mut good = bytes.split_inclusive(|b| *b == b'\n').filter(|line| line.ends_with(b"\n"));
    let last = good.next_back().expect("a line");
    let id = sangfroid::audit::decode(last).map(|found| found.record.id);
    let (writer, seq) = id.map_or_else(
        |_| panic!("{}", String::from_utf8_lossy(last)),
        |id| (id.writer, id.seq.0 + 1),
    );
    let event = format!(
        "{{\"v\":1,\"id\":\"{writer}.{seq}\",\"t\":\"2026-10-12T03:02:41.007Z\",\"b\":\"3f9c1a02\",\
         \"m\":4201877,\"l\":{seq},\"who\":\"KP\",\"do\":\"{code}\",\"at\":\"a-b/c-d\"}}"
    );
    let head = line::head_of(last).expect("a head");
    line::build(&event, &[], head).expect("it is short").bytes
}

fn append_to(path: &Path, bytes: &[u8]) {
    use std::io::Write;
    let mut file = fs::OpenOptions::new().append(true).open(path).expect("a log");
    file.write_all(bytes).expect("it is written");
}

fn open(store: &mut DataFolder, incident: &IncidentId) -> Vec<MediumChange> {
    store.open(incident, Access::Write, &mut |_| {}).expect("it opens").changes
}

#[test]
fn every_record_is_on_both_media_with_everything_beside_it() {
    let two = Two::new();
    let incident = two.start();
    two.assert_same(&incident);
    let name = incident.as_str();
    let image = two.main.path().join("image.bin");
    fs::write(&image, [7; 5_000]).expect("a file");
    let image = image.to_string_lossy().into_owned();
    let taken = two.run(&["evidence", name, &image, "--item", "memory", "--host", "pc-7"]);
    assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
    assert!(two.run(&["note", name, "the guard has the keys"]).status.success());
    two.assert_same(&incident);
    for folder in ["keys", "files"] {
        let listed = |root: &TempDir| -> Vec<_> {
            let found = fs::read_dir(root.path().join(name).join(folder)).expect("a folder");
            found.map(|entry| entry.expect("an entry").file_name()).collect()
        };
        assert_eq!(listed(&two.main), listed(&two.mirror), "{folder}");
    }
    assert!(two.mirror.path().join(name).join("verify.py").exists());
}

#[test]
fn a_mirror_named_later_gets_the_whole_log_and_its_files() {
    let two = Two::new();
    let alone = Two { main: two.main, mirror: tempfile::tempdir().expect("another") };
    let incident = {
        let output = Command::new(env!("CARGO_BIN_EXE_sangfroid"))
            .arg("--data")
            .arg(alone.main.path())
            .args(["start", "telephony-loss", "--exercise", "--by", "MK", "--headless"])
            .output()
            .expect("the program runs");
        let name = String::from_utf8(output.stdout).expect("a name");
        IncidentId::parse(name.trim()).expect("an incident")
    };
    let note = alone.run(&["note", incident.as_str(), "now with a stick"]);
    assert!(note.status.success(), "{}", String::from_utf8_lossy(&note.stderr));
    alone.assert_same(&incident);
    let text = fs::read_to_string(alone.logs(&incident).0).expect("a log");
    assert!(text.contains("\"do\":\"fault\""), "that a medium came is an entry: {text}");
}

#[test]
fn a_mirror_that_is_not_there_stops_nothing_and_is_on_record_once() {
    let two = Two::new();
    let incident = two.start();
    let gone = two.mirror.path().with_extension("gone");
    fs::rename(two.mirror.path(), &gone).expect("it is unplugged");
    for text in ["first", "second"] {
        let noted = two.run(&["note", incident.as_str(), text]);
        let told = String::from_utf8_lossy(&noted.stderr).into_owned();
        assert!(noted.status.success() && told.contains("NO COPY IN"), "{told}");
    }
    assert!(!two.mirror.path().exists(), "no folder is made where a stick should be");
    let text = fs::read_to_string(log(two.main.path(), &incident)).expect("a log");
    assert_eq!(text.matches("\"do\":\"fault\"").count(), 1, "{text}");
    fs::rename(&gone, two.mirror.path()).expect("it is back");
    let third = two.run(&["note", incident.as_str(), "third"]);
    assert!(third.status.success() && third.stderr.is_empty(), "{third:?}");
    two.assert_same(&incident);
    let text = fs::read_to_string(log(two.mirror.path(), &incident)).expect("a log");
    assert_eq!(text.matches("\"do\":\"fault\"").count(), 2, "lost, and back");
}

#[test]
fn a_data_folder_that_lost_its_end_gets_it_back_from_the_mirror() {
    let two = Two::new();
    let incident = two.start();
    assert!(two.run(&["note", incident.as_str(), "kept on the stick"]).status.success());
    let (main, _) = two.logs(&incident);
    let whole = fs::read(&main).expect("the log");
    let cut = whole.split_inclusive(|b| *b == b'\n').next_back().expect("a line").len();
    fs::write(&main, &whole[..whole.len() - cut]).expect("it is cut");
    let mut store = two.store();
    let mut lines = 0;
    let end = store.open(&incident, Access::Write, &mut |_| lines += 1).expect("it opens");
    assert_eq!(lines, end.lines, "what came from the mirror is shown too");
    assert!(matches!(
        end.changes.as_slice(),
        [MediumChange::Back { medium, lines: 1, .. }] if medium == two.main.path()
    ));
    assert_eq!(fs::read(&main).expect("the log"), whole);
}

#[test]
fn a_mirror_with_other_lines_is_never_written_to() {
    for beyond in [0, 1, 3] {
        differing(beyond);
    }
}

/// The mirror holds another line, and `beyond` more than the data folder.
fn differing(beyond: usize) {
    let two = Two::new();
    let incident = two.start();
    let (main, mirror) = two.logs(&incident);
    let (ours, theirs) = (next_line(&main, "note"), next_line(&main, "step.done"));
    append_to(&main, &ours);
    append_to(&mirror, &theirs);
    for _ in 0..beyond {
        append_to(&mirror, &next_line(&mirror, "note"));
    }
    let before = fs::read(&mirror).expect("the copy");
    let mut store = two.store();
    let changes = open(&mut store, &incident);
    assert!(
        matches!(
            changes.as_slice(),
            [MediumChange::Lost { failure, .. }] if failure.kind == FailureKind::ChangedUnderneath
        ),
        "{changes:?}"
    );
    let line = next_line(&main, "note");
    assert_eq!(store.append(&line).expect("work goes on"), []);
    assert_eq!(store.mend(), []);
    assert_eq!(fs::read(&mirror).expect("the copy"), before);
}

#[test]
fn a_medium_that_fails_in_mid_work_is_left_and_catches_up_when_it_is_well() {
    let two = Two::new();
    let incident = two.start();
    let (main, mirror) = two.logs(&incident);
    let mut store = two.store();
    let joined = open(&mut store, &incident);
    assert!(matches!(joined.as_slice(), [MediumChange::Back { lines: 0, .. }]), "{joined:?}");
    let well = fs::read(&mirror).expect("the copy");
    append_to(&mirror, b"scribble");
    let changes = store.append(&next_line(&main, "note")).expect("one medium is enough");
    assert!(matches!(changes.as_slice(), [MediumChange::Lost { .. }]), "{changes:?}");
    assert_eq!(store.append(&next_line(&main, "note")).expect("it goes on"), []);
    let lost: Vec<_> = store.media().into_iter().map(|medium| medium.lost.is_some()).collect();
    assert_eq!(lost, [false, true]);
    assert_eq!(store.mend(), [], "somebody else's bytes are in it");
    fs::write(&mirror, &well).expect("it is as it was");
    let changes = store.mend();
    assert!(matches!(changes.as_slice(), [MediumChange::Back { lines: 2, .. }]), "{changes:?}");
    two.assert_same(&incident);
    assert_eq!(store.append(&next_line(&main, "note")).expect("on both"), []);
    two.assert_same(&incident);
}

#[test]
fn when_the_first_medium_fails_the_second_carries_on_and_the_first_catches_up() {
    let two = Two::new();
    let incident = two.start();
    let (main, mirror) = two.logs(&incident);
    let mut store = two.store();
    open(&mut store, &incident);
    let well = fs::read(&main).expect("the log");
    append_to(&main, b"scribble");
    let changes = store.append(&next_line(&mirror, "note")).expect("one medium is enough");
    assert!(matches!(
        changes.as_slice(),
        [MediumChange::Lost { medium, .. }] if medium == two.main.path()
    ));
    fs::write(&main, &well).expect("it is as it was");
    assert!(matches!(store.mend().as_slice(), [MediumChange::Back { lines: 1, .. }]));
    two.assert_same(&incident);
}

#[test]
fn with_no_medium_left_another_one_can_be_named_and_the_same_line_goes_there() {
    let two = Two::new();
    let incident = two.start();
    let (main, mirror) = two.logs(&incident);
    let mut store = two.store();
    open(&mut store, &incident);
    let line = next_line(&main, "note");
    append_to(&main, b"scribble");
    append_to(&mirror, b"scribble");
    store.append(&line).expect_err("no medium took it");
    store.reopen().expect_err("none is well");
    let third = tempfile::tempdir().expect("a stick");
    store.add_medium(&third.path().join("nowhere")).expect_err("no such folder");
    store.add_medium(third.path()).expect("it can be written");
    store.reopen().expect("the new one is well");
    store.append(&line).expect("written there");
    let mut expected = fs::read(&main).expect("the log");
    expected.truncate(expected.len() - b"scribble".len());
    expected.extend_from_slice(&line);
    assert_eq!(fs::read(log(third.path(), &incident)).expect("the copy"), expected);
}

fn is_back(changes: &[MediumChange], folder: &Path) -> bool {
    changes.iter().any(|change| match change {
        MediumChange::Back { medium, .. } => medium == folder,
        MediumChange::Lost { .. } => false,
    })
}

/// Both media are pulled out: nothing of the log can be read any more.
fn pulled(two: &Two, aside: &Path) {
    for (medium, name) in [(&two.main, "main"), (&two.mirror, "mirror")] {
        fs::rename(medium.path(), aside.join(name)).expect("it is away");
    }
}

#[test]
fn a_log_that_no_medium_shows_any_more_goes_on_whole_in_another_place() {
    let two = Two::new();
    let incident = two.start();
    let image = two.main.path().join("image.bin");
    fs::write(&image, [7; 5_000]).expect("a file");
    let image = image.to_string_lossy().into_owned();
    assert!(two.run(&["evidence", incident.as_str(), &image, "--item", "memory"]).status.success());
    let (main, mirror) = two.logs(&incident);
    let mut store = two.store();
    open(&mut store, &incident);
    let first = next_line(&main, "note");
    store.append(&first).expect("both take it");
    let line = next_line(&main, "note");
    let well = fs::read(&main).expect("the log");
    let expected = [well.as_slice(), &line].concat();
    append_to(&main, b"scribble");
    append_to(&mirror, b"scribble");
    store.append(&line).expect_err("no medium took it");
    let aside = tempfile::tempdir().expect("where they lie");
    pulled(&two, aside.path());
    store.reopen().expect_err("none is there");
    let third = tempfile::tempdir().expect("a stick");
    store.add_medium(third.path()).expect("it can be written");
    let end = store.reopen().expect("the new one is well");
    assert!(is_back(&end.changes, third.path()), "{:?}", end.changes);
    store.append(&line).expect("written there");
    let copy = log(third.path(), &incident);
    assert!(fs::read(&copy).expect("the copy") == expected, "the new place holds something else");
    assert!(!third.path().join(incident.as_str()).join("files").exists(), "from nowhere");
    // The old place may never come back: whoever goes on from the new one may do so.
    let listed = Command::new(env!("CARGO_BIN_EXE_sangfroid"))
        .args(["--lang", "en", "incidents", "--data"])
        .arg(third.path())
        .output()
        .expect("the program runs");
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(listed.contains("  open  ") && !listed.contains("another laptop"), "{listed}");

    fs::rename(aside.path().join("main"), two.main.path()).expect("it is put in again");
    fs::write(&main, &well).expect("it is as it was");
    let changes = store.mend();
    assert!(is_back(&changes, two.main.path()), "{changes:?}");
    assert!(fs::read(&main).expect("the log") == expected, "the old medium holds something else");
    let files = third.path().join(incident.as_str()).join("files");
    assert_eq!(fs::read_dir(files).expect("what lies beside the log").count(), 1);
}

#[test]
fn an_old_medium_that_holds_another_history_is_not_written_when_it_comes_back() {
    let two = Two::new();
    let incident = two.start();
    let (main, mirror) = two.logs(&incident);
    let mut store = two.store();
    open(&mut store, &incident);
    let (line, other) = (next_line(&main, "note"), next_line(&main, "wait"));
    append_to(&main, b"scribble");
    append_to(&mirror, b"scribble");
    store.append(&line).expect_err("no medium took it");
    let aside = tempfile::tempdir().expect("where they lie");
    pulled(&two, aside.path());
    let third = tempfile::tempdir().expect("a stick");
    store.add_medium(third.path()).expect("it can be written");
    store.reopen().expect("the new one is well");
    store.append(&line).expect("written there");

    fs::rename(aside.path().join("main"), two.main.path()).expect("it is put in again");
    let mut rewritten = fs::read(&main).expect("the log");
    rewritten.truncate(rewritten.len() - b"scribble".len());
    rewritten.extend_from_slice(&other);
    fs::write(&main, &rewritten).expect("somebody went on with it elsewhere");
    let changes = store.mend();
    assert!(!is_back(&changes, two.main.path()), "{changes:?}");
    assert!(fs::read(&main).expect("the log") == rewritten, "it was written to");
}

/// A command on the data folder that names no mirror.
fn run_plain(two: &Two, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sangfroid"))
        .args(["--lang", "en", "--data"])
        .arg(two.main.path())
        .args(args)
        .output()
        .expect("the program runs")
}

#[test]
fn what_only_the_mirror_took_is_not_forked_by_a_command_that_does_not_name_it() {
    let two = Two::new();
    let incident = two.start();
    let (main, _) = two.logs(&incident);
    let before = fs::read(&main).expect("the log");
    assert!(two.run(&["note", incident.as_str(), "the guard has the keys"]).status.success());
    fs::write(&main, &before).expect("as if only the mirror had taken it");
    let noted = run_plain(&two, &["note", incident.as_str(), "nobody named the mirror"]);
    assert!(noted.status.success(), "{}", String::from_utf8_lossy(&noted.stderr));
    two.assert_same(&incident);
    let verified = run_plain(
        &two,
        &[
            "verify",
            &two.main.path().join(incident.as_str()).to_string_lossy(),
            &two.mirror.path().join(incident.as_str()).to_string_lossy(),
        ],
    );
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stdout));
}

#[test]
fn a_mirror_that_is_only_remembered_is_never_made_anew_and_can_be_forgotten() {
    let two = Two::new();
    let incident = two.start();
    let aside = tempfile::tempdir().expect("where it lies");
    fs::rename(two.mirror.path(), aside.path().join("mirror")).expect("it is pulled out");
    fs::create_dir(two.mirror.path()).expect("another stick stands there");
    let noted = run_plain(&two, &["note", incident.as_str(), "first"]);
    let told = String::from_utf8_lossy(&noted.stderr).into_owned();
    assert!(noted.status.success() && told.contains("NO COPY IN"), "{told}");
    let there = fs::read_dir(two.mirror.path()).expect("a stick").count();
    assert_eq!(there, 0, "nothing is laid on somebody else's stick");
    let forgot = run_plain(&two, &["--forget-mirrors", "note", incident.as_str(), "second"]);
    assert!(forgot.status.success() && forgot.stderr.is_empty(), "{forgot:?}");
    let third = run_plain(&two, &["note", incident.as_str(), "third"]);
    assert!(third.status.success() && third.stderr.is_empty(), "{third:?}");
}

#[cfg(unix)]
#[test]
fn a_list_of_mirrors_is_not_read_through_a_link() {
    let two = Two::new();
    let incident = two.start();
    let list = two.main.path().join("mirrors").join(incident.as_str());
    let planted = tempfile::tempdir().expect("a folder");
    let elsewhere = planted.path().join("list");
    fs::rename(&list, &elsewhere).expect("the list");
    std::os::unix::fs::symlink(&elsewhere, &list).expect("a link");
    let noted = run_plain(&two, &["note", incident.as_str(), "alone"]);
    assert!(noted.status.success(), "{noted:?}");
    let (main, mirror) = two.logs(&incident);
    let length = |path: &Path| fs::metadata(path).expect("a log").len();
    assert!(length(&main) > length(&mirror), "the list leads nowhere");
}

#[test]
fn a_log_that_is_taken_away_or_swapped_underneath_is_noticed_before_anything_is_acknowledged() {
    let swaps: [fn(&Path); 3] = [
        |log| fs::remove_file(log).expect("taken away"),
        |log| fs::rename(log, log.with_extension("moved")).expect("moved"),
        |log| {
            // As a program does that keeps folders in step: a copy takes the place of the file.
            let copy = log.with_extension("copy");
            fs::copy(log, &copy).and_then(|_| fs::rename(copy, log)).expect("swapped");
        },
    ];
    for (number, swap) in swaps.into_iter().enumerate() {
        let two = Two::new();
        let incident = two.start();
        let (main, mirror) = two.logs(&incident);
        let line = next_line(&main, "note");
        let mut store = two.store();
        store.open(&incident, Access::Write, &mut |_| {}).expect("it opens");
        swap(&main);
        let changes = store.append(&line).expect("the other medium takes it");
        let lost = changes.iter().any(|change| {
            matches!(change, MediumChange::Lost { medium, .. } if medium == two.main.path())
        });
        assert!(lost, "swap {number}: {changes:?}");
        assert!(fs::read(&mirror).expect("the copy").ends_with(&line), "swap {number}");

        let alone = Two::new();
        let incident = alone.start();
        let (main, _) = alone.logs(&incident);
        let line = next_line(&main, "note");
        let clock = SystemClock::new([7; 16]);
        let mut store = DataFolder::new(alone.main.path().to_owned(), clock, Vec::new());
        store = store.forgetting(true);
        store.open(&incident, Access::Write, &mut |_| {}).expect("it opens");
        swap(&main);
        store.append(&line).expect_err("no medium holds it");
    }
}

/// Any number of lines behind those of a log, each so many bytes long.
fn long_lines(path: &Path, count: usize, text_bytes: usize) -> Vec<Vec<u8>> {
    let bytes = fs::read(path).expect("the log");
    let last = bytes.split_inclusive(|b| *b == b'\n').next_back().expect("a line");
    let id = sangfroid::audit::decode(last).expect("a record").record.id;
    let (writer, mut seq) = (id.writer, id.seq.0);
    let mut head = line::head_of(last).expect("a head");
    let mut lines = Vec::new();
    for _ in 0..count {
        seq += 1;
        let event = format!(
            "{{\"v\":1,\"id\":\"{writer}.{seq}\",\"t\":\"2026-10-12T03:02:41.007Z\",\
             \"b\":\"3f9c1a02\",\"m\":4201877,\"l\":{seq},\"who\":\"KP\",\"do\":\"note\",\
             \"x\":{{\"y\":\"{}\"}}}}",
            "x".repeat(text_bytes)
        );
        let built = line::build(&event, &[], head).expect("it is short enough");
        head = built.head;
        lines.push(built.bytes);
    }
    lines
}

#[test]
fn a_log_longer_than_one_batch_is_caught_up_with() {
    let two = Two::new();
    let output =
        run_plain(&two, &["start", "telephony-loss", "--exercise", "--by", "MK", "--headless"]);
    let name = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let incident = IncidentId::parse(&name).expect("an incident");
    let main = log(two.main.path(), &incident);
    let lines = long_lines(&main, 100, 60_000).concat();
    assert!(lines.len() > sangfroid::journal::BATCH_BYTES_MAX);
    append_to(&main, &lines);
    let mut store = two.store();
    let changes = open(&mut store, &incident);
    assert!(is_back(&changes, two.mirror.path()), "{changes:?}");
    two.assert_same(&incident);
    assert_eq!(store.append(&next_line(&main, "note")).expect("on both"), []);
    two.assert_same(&incident);
}

#[test]
fn a_medium_is_not_called_whole_while_the_other_one_lacks_lines() {
    let two = Two::new();
    let incident = two.start();
    let (main, mirror) = two.logs(&incident);
    let mut store = two.store();
    open(&mut store, &incident);
    let well = fs::read(&mirror).expect("the copy");
    append_to(&mirror, b"scribble");
    store.append(&next_line(&main, "note")).expect("one medium is enough");
    fs::write(&mirror, &well).expect("it is as it was");
    let whole = fs::read(&main).expect("the log");
    // What was acknowledged is gone from the only medium that had it.
    fs::write(&main, &well).expect("it is cut");
    assert_eq!(store.mend(), [], "it holds less than the record");
    fs::write(&main, &whole).expect("it is there again");
    assert!(matches!(store.mend().as_slice(), [MediumChange::Back { lines: 1, .. }]));
    two.assert_same(&incident);
}

#[test]
fn a_remembered_stick_that_was_swapped_in_mid_work_is_not_written_to() {
    let two = Two::new();
    let incident = two.start();
    let (main, _) = two.logs(&incident);
    let clock = SystemClock::new([7; 16]);
    let mut store = DataFolder::new(two.main.path().to_owned(), clock, Vec::new());
    let changes = open(&mut store, &incident);
    assert!(is_back(&changes, two.mirror.path()), "it is remembered: {changes:?}");
    let aside = tempfile::tempdir().expect("where it lies");
    fs::rename(two.mirror.path(), aside.path().join("mirror")).expect("it is pulled out");
    fs::create_dir(two.mirror.path()).expect("another stick stands there");
    let changes = store.append(&next_line(&main, "note")).expect("one medium is enough");
    assert!(
        matches!(
            changes.as_slice(),
            [MediumChange::Lost { medium, .. }] if medium == two.mirror.path()
        ),
        "{changes:?}"
    );
    assert_eq!(store.mend(), []);
    let there = fs::read_dir(two.mirror.path()).expect("a stick").count();
    assert_eq!(there, 0, "nothing is laid on somebody else's stick");
    fs::remove_dir(two.mirror.path()).expect("it is taken out");
    fs::rename(aside.path().join("mirror"), two.mirror.path()).expect("the right one");
    let changes = store.mend();
    assert!(is_back(&changes, two.mirror.path()), "{changes:?}");
    two.assert_same(&incident);
}

#[test]
fn a_medium_that_came_back_is_locked_again() {
    use sangfroid::domain::time::Timestamp;
    use sangfroid::os::{IncidentLock, LockError};

    let two = Two::new();
    let incident = two.start();
    let (main, mirror) = two.logs(&incident);
    let mut store = two.store();
    open(&mut store, &incident);
    let lock = two.mirror.path().join(incident.as_str()).join(".lock");
    let is_held = || {
        let taken = IncidentLock::acquire(&lock, 4711, Timestamp::from_ms(1_791_774_161_007));
        matches!(taken, Err(LockError::Held { .. }))
    };
    assert!(is_held());
    let well = fs::read(&mirror).expect("the copy");
    append_to(&mirror, b"scribble");
    store.append(&next_line(&main, "note")).expect("one medium is enough");
    fs::write(&mirror, &well).expect("it is as it was");
    // Another stick with the same content: the lock of before holds nothing there.
    fs::remove_file(&lock).expect("removed");
    assert!(is_back(&store.mend(), two.mirror.path()));
    assert!(is_held(), "another program could write beside this one");
}

#[test]
fn a_copy_with_two_records_of_one_fault_is_read_once_and_caught_up() {
    let two = Two::new();
    let incident = two.start();
    let (main, mirror) = two.logs(&incident);
    // A disk fault left the last line twice, and a torn piece at the end of the first segment.
    let bytes = fs::read(&main).expect("the log");
    let last = bytes.split_inclusive(|b| *b == b'\n').next_back().expect("a line").to_vec();
    let mut lines = long_lines(&main, 3, 10);
    append_to(&main, &[last.as_slice(), &lines[0], &lines[1][..50]].concat());
    let name = main.file_name().expect("a name").to_string_lossy().replace(".0001.", ".0002.");
    fs::write(main.with_file_name(name), lines.split_off(1).concat()).expect("a segment");
    let mut store = two.store();
    let changes = open(&mut store, &incident);
    assert!(
        matches!(changes.as_slice(), [MediumChange::Back { lines: 3, .. }]),
        "three lines were missed: {changes:?}"
    );
    let copy = fs::read(&mirror).expect("the copy");
    assert!(copy.starts_with(&bytes), "it was written to before its end");
    let verdict = verify_stream(&mut copy.as_slice(), sangfroid::audit::Verifier::new());
    let verdict = verdict.expect("memory can be read");
    let count = bytes.iter().filter(|b| **b == b'\n').count() as u64;
    assert_eq!((verdict.fault, verdict.head.lines), (None, count + 3));
}

#[test]
fn an_empty_stick_in_the_place_of_a_mirror_gets_the_whole_log_and_not_its_end() {
    let two = Two::new();
    let incident = two.start();
    let (main, mirror) = two.logs(&incident);
    let mut store = two.store();
    store.open(&incident, Access::Write, &mut |_| {}).expect("it opens");
    fs::remove_dir_all(two.mirror.path().join(incident.as_str())).expect("another stick");
    let lost = store.append(&next_line(&main, "note")).expect("the data folder takes it");
    assert!(matches!(lost.as_slice(), [MediumChange::Lost { .. }]), "{lost:?}");
    store.append(&next_line(&main, "note")).expect("and the next one");
    let back = store.mend();
    assert!(matches!(back.as_slice(), [MediumChange::Back { .. }]), "{back:?}");
    two.assert_same(&incident);
    store.append(&next_line(&main, "note")).expect("both take it");
    assert_eq!(fs::read(main).expect("a log"), fs::read(mirror).expect("a copy"));
}

#[test]
fn a_mirror_inside_the_data_folder_is_told_from_one_beside_it() {
    use sangfroid::os::paths::{is_same_disk, is_within};
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("data");
    fs::create_dir(&home).expect("the data folder");
    for inside in [home.clone(), home.join("sub"), home.join("sub/not/there"), home.join(".")] {
        assert!(is_within(&inside, &home), "{}", inside.display());
    }
    for beside in [folder.path().join("data-2"), folder.path().to_owned()] {
        assert!(!is_within(&beside, &home), "{}", beside.display());
    }
    assert!(is_same_disk(&folder.path().join("stick"), &home) || cfg!(not(unix)));
}

#[test]
fn a_place_that_was_named_in_an_outage_can_be_gone_on_from_and_catches_the_old_one_up() {
    let two = Two::new();
    let incident = two.start();
    let (main, mirror) = two.logs(&incident);
    let mut store = two.store();
    open(&mut store, &incident);
    let aside = tempfile::tempdir().expect("where they lie");
    pulled(&two, aside.path());
    let line = next_line(&log(&aside.path().join("main"), &incident), "note");
    store.append(&line).expect_err("no medium took it");
    let third = tempfile::tempdir().expect("a stick");
    store.add_medium(third.path()).expect("it can be written");
    store.reopen().expect("the new one is well");
    store.append(&line).expect("written there");
    drop(store);
    let go_on = || {
        let clock = SystemClock::new([7; 16]);
        let mut store = DataFolder::new(third.path().to_owned(), clock, Vec::new());
        open(&mut store, &incident);
        let line = next_line(&log(third.path(), &incident), "note");
        store.append(&line).expect("it goes on");
    };
    // While the old places are away, and when they are back.
    go_on();
    for (name, place) in [("main", &two.main), ("mirror", &two.mirror)] {
        fs::rename(aside.path().join(name), place.path()).expect("it is put in again");
    }
    go_on();
    let copy = fs::read(log(third.path(), &incident)).expect("a log");
    for path in [main, mirror] {
        assert!(fs::read(path).expect("a log") == copy, "one history, everywhere");
    }
}
