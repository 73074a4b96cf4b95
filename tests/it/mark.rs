//! How far a log had come is kept outside it: an older copy put in its place, or a lost end, is
//! noticed on opening and by `verify`, and the log says so itself (audit-log §4.6).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn run(folder: &Path, args: &[&str]) -> Output {
    run_in("en", folder, args)
}

fn run_in(lang: &str, folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sangfroid"))
        .args(["--lang", lang, "--data"])
        .arg(folder)
        .args(args)
        .output()
        .expect("the program runs")
}

fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!("{}{}", String::from_utf8_lossy(out), String::from_utf8_lossy(err))
}

/// A data folder with one incident that was sealed and then went on.
struct Night {
    folder: TempDir,
    name: String,
}

impl Night {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let args = ["start", "telephony-loss", "--exercise", "--by", "MK", "--headless"];
        let output = run(folder.path(), &args);
        let name = String::from_utf8(output.stdout).expect("a name").trim().to_owned();
        Self { folder, name }
    }

    fn run(&self, args: &[&str]) -> Output {
        let output = run(self.folder.path(), args);
        assert!(output.status.success(), "{}", said(&output));
        output
    }

    fn note(&self, text: &str) -> Output {
        self.run(&["note", &self.name, text])
    }

    fn incident(&self) -> PathBuf {
        self.folder.path().join(&self.name)
    }

    fn log(&self) -> PathBuf {
        let entries = fs::read_dir(self.incident().join("log")).expect("a log folder");
        let mut paths = entries.map(|entry| entry.expect("an entry").path());
        paths.find(|path| path.extension().is_some_and(|found| found == "jsonl")).expect("a log")
    }

    fn mark(&self) -> PathBuf {
        self.folder.path().join("marks").join(&self.name)
    }

    fn verify(&self) -> (Option<i32>, String) {
        let output = run(self.folder.path(), &["verify", &self.incident().to_string_lossy()]);
        (output.status.code(), said(&output))
    }
}

fn without_last_lines(log: &Path, count: usize) {
    let bytes = fs::read(log).expect("the log");
    let lines: Vec<_> = bytes.split_inclusive(|b| *b == b'\n').collect();
    fs::write(log, lines[..lines.len() - count].concat()).expect("it is cut");
}

#[test]
fn a_seal_leaves_a_mark_that_names_the_last_line() {
    let night = Night::new();
    assert!(!night.mark().exists(), "nothing is sealed yet");
    night.note("first");
    night.run(&["seal", &night.name]);
    let mark = fs::read_to_string(night.mark()).expect("a mark");
    let bytes = fs::read(night.log()).expect("the log");
    let last = bytes.split_inclusive(|b| *b == b'\n').next_back().expect("a line");
    let head = sangfroid::audit::line::head_of(last).expect("a head");
    let lines = bytes.iter().filter(|b| **b == b'\n').count();
    let writer = night.log().file_name().expect("a name").to_string_lossy().into_owned();
    let writer = writer.trim_end_matches(".0001.jsonl").to_owned();
    assert_eq!(mark, format!("{writer} {lines} {head}\n"));
    night.note("more");
    assert_eq!(night.verify().0, Some(0), "a log that went on is not behind its mark");
}

#[test]
fn a_lost_end_is_found_by_verify_and_told_once_by_the_log_itself() {
    let night = Night::new();
    night.note("first");
    night.run(&["seal", &night.name]);
    without_last_lines(&night.log(), 2);
    let (code, words) = night.verify();
    assert_eq!(code, Some(5), "{words}");
    assert!(words.contains("written down elsewhere and is not here"), "{words}");

    let list = night.run(&["incidents"]);
    assert!(said(&list).contains("log without line"), "{}", said(&list));
    let told = night.note("going on");
    assert!(said(&told).contains("LINES MISSING"), "{}", said(&told));
    let witnesses = || {
        let log = fs::read_to_string(night.log()).expect("the log");
        log.matches("\"via\":\"mark\"").count()
    };
    assert_eq!(witnesses(), 1);
    // The new mark names the log as it is now; the loss stays on record, once.
    let told = night.note("and on");
    assert!(!said(&told).contains("LINES MISSING"), "{}", said(&told));
    night.run(&["seal", &night.name]);
    assert_eq!(witnesses(), 1);
    let (code, words) = night.verify();
    assert_eq!(code, Some(5), "it lacks what was there, and says so itself: {words}");
    assert!(words.contains("says itself that the log had"), "{words}");
}

#[test]
fn an_older_copy_in_its_place_is_noticed_also_where_it_grew_longer() {
    let night = Night::new();
    let old = fs::read(night.log()).expect("the log");
    night.note("first");
    night.run(&["seal", &night.name]);
    let mark = fs::read(night.mark()).expect("a mark");
    fs::write(night.log(), &old).expect("the old copy");
    fs::remove_file(night.mark()).expect("removed");
    for text in ["other", "history", "than", "before"] {
        night.note(text);
    }
    fs::write(night.mark(), mark).expect("the mark");
    let (code, words) = night.verify();
    assert_eq!(code, Some(4), "{words}");
    assert!(said(&night.note("next")).contains("LINES MISSING"));
}

#[test]
fn a_mark_that_is_broken_foreign_or_a_link_stops_nobody() {
    let night = Night::new();
    night.note("first");
    night.run(&["seal", &night.name]);
    let good = fs::read_to_string(night.mark()).expect("a mark");
    let outside = night.folder.path().join("outside");
    fs::write(&outside, &good).expect("a file");
    let foreign = good.replacen(good.split(' ').next().expect("a name"), "lap9-0000", 1);
    let huge = "9".repeat(1 << 20);
    for text in ["", "x", "a b c\n", "lap 5", &foreign, &huge, "lap3-9f2c 18446744073709551616 0\n"]
    {
        fs::write(night.mark(), text).expect("a mark");
        assert!(!said(&night.note("on")).contains("LINES MISSING"), "{text:.40}");
        assert_eq!(night.verify().0, Some(0), "{text:.40}");
    }
    fs::remove_file(night.mark()).expect("removed");
    std::os::unix::fs::symlink(&outside, night.mark()).expect("a link");
    assert!(!said(&night.note("on")).contains("LINES MISSING"));
    night.run(&["seal", &night.name]);
    assert_eq!(fs::read_to_string(&outside).expect("a file"), good, "never through a link");
}

/// Keeps the first lines only.
fn first_lines(log: &Path, count: usize) {
    let bytes = fs::read(log).expect("the log");
    let lines: Vec<_> = bytes.split_inclusive(|b| *b == b'\n').collect();
    fs::write(log, lines[..count].concat()).expect("it is cut");
}

#[test]
fn a_log_cut_down_to_its_start_is_never_called_an_interrupted_start() {
    let night = Night::new();
    night.note("first");
    night.note("second");
    night.run(&["seal", &night.name]);
    let had = fs::read(night.log()).expect("the log").iter().filter(|b| **b == b'\n').count();
    for kept in [2, 1, 0] {
        first_lines(&night.log(), kept);
        let before = fs::read(night.log()).expect("the log");
        for (lang, missing, empty) in [
            ("en", "LINES MISSING", ["Nothing was done", "Start a new"]),
            ("fr", "LIGNES MANQUANTES", ["Rien n'y a été fait", "Démarrer un nouvel"]),
        ] {
            for verb in ["note", "status", "seal"] {
                let mut args = vec![verb, &night.name];
                args.extend((verb == "note").then_some("more"));
                let output = run_in(lang, night.folder.path(), &args);
                let words = said(&output);
                assert_eq!(output.status.code(), Some(5), "{kept}, {verb}: {words}");
                assert!(words.contains(missing), "{kept}, {verb}: {words}");
                assert!(words.contains(&had.to_string()), "{kept}, {verb}: {words}");
                assert!(!empty.iter().any(|text| words.contains(text)), "{kept}: {words}");
            }
        }
        assert_eq!(fs::read(night.log()).expect("the log"), before, "it is evidence");
    }
}

#[test]
fn verbs_that_only_read_say_that_lines_are_missing_too() {
    let night = Night::new();
    night.note("first");
    night.run(&["seal", &night.name]);
    without_last_lines(&night.log(), 2);
    let before = fs::read(night.log()).expect("the log");
    let page = night.folder.path().join("page.html");
    let page = page.to_str().expect("a path");
    let name = night.name.as_str();
    let verbs: [(&[&str], i32); 6] = [
        (&["status", name], 0),
        (&["status", name, "--json"], 0),
        (&["brief", name], 0),
        (&["log", name], 0),
        (&["code", name], 5),
        (&["code", name, "--form", page], 5),
    ];
    for (words, code) in verbs {
        for (lang, missing) in [("en", "LINES MISSING"), ("fr", "LIGNES MANQUANTES")] {
            fs::remove_file(page).ok();
            let output = run_in(lang, night.folder.path(), words);
            let err = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(code), "{words:?}: {}", said(&output));
            assert!(err.contains(missing), "{words:?}: {}", said(&output));
        }
    }
    assert_eq!(fs::read(night.log()).expect("the log"), before, "they only read");
}

#[test]
fn a_log_cut_inside_an_older_batch_says_which_lines_are_gone() {
    let night = Night::new();
    night.note("first");
    night.run(&["seal", &night.name]);
    night.note("second");
    let had = fs::read_to_string(night.mark()).expect("a mark");
    let had: usize = had.split(' ').nth(1).expect("a number").parse().expect("a number");
    first_lines(&night.log(), 3);
    let output = run(night.folder.path(), &["note", &night.name, "more"]);
    let words = said(&output);
    assert_eq!(output.status.code(), Some(5), "{words}");
    assert!(words.contains(&format!("lines 4 to {had}")), "{words}");
    assert!(!words.contains("not sound"), "{words}");

    // In the middle of a line it is the same loss.
    let mut cut = fs::read(night.log()).expect("the log");
    cut.truncate(cut.len() - 20);
    fs::write(night.log(), cut).expect("the log");
    let output = run(night.folder.path(), &["note", &night.name, "more"]);
    let words = said(&output);
    assert_eq!(output.status.code(), Some(5), "{words}");
    assert!(words.contains(&format!("lines 3 to {had}")), "{words}");
    assert!(!words.contains("not sound"), "{words}");

    // Nor does the list call it altered.
    let (list, json) = (night.run(&["incidents"]), night.run(&["incidents", "--json"]));
    assert!(said(&list).contains("missing lines from line 3 on"), "{}", said(&list));
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("json");
    assert_eq!((&json[0]["log"], &json[0]["first_bad_line"]), (&"cut".into(), &3.into()));
}
