//! `site`, `contacts` and `call` as a person types them.

use std::path::Path;
use std::process::{Command, Output};

use sangfroid::cli::site::beginning;
use sangfroid::diagnostics::Diagnostic;
use sangfroid::domain::text::Lang;
use sangfroid::lint::site::{Asked, check};
use sangfroid::runbook::library::Library;
use sangfroid::runbook::site::parse;

use super::{FACTS, today};

fn run(folder: &Path, words: &[&str]) -> Output {
    run_in("en", folder, words)
}

fn run_in(lang: &str, folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sangfroid"));
    command.arg("--data").arg(folder).args(["--lang", lang]).args(words);
    command.output().expect("the program runs")
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn home(text: Option<&str>) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    if let Some(text) = text {
        std::fs::write(home.path().join("site.yaml"), text).expect("a file");
    }
    home
}

#[test]
fn the_start_is_sound_in_both_languages_and_every_warning_names_something_to_do() {
    let library = Library::shipped();
    let asked = Asked::by(library.entries().map(|entry| &entry.runbook));
    for lang in Lang::ALL {
        let text = beginning(&library, today(), lang);
        let loaded = parse(&text);
        let findings = check(&loaded, &asked, today());
        let errors: Vec<&Diagnostic> = findings.iter().filter(|f| f.is_error()).collect();
        assert!(errors.is_empty(), "{errors:#?}\n{text}");
        let found = |code: &str| findings.iter().filter(|f| f.code.as_str() == code).count();
        let contacts = loaded.site.contacts.len();
        assert_eq!(contacts, asked.called.len(), "every role that is called has a contact");
        assert_eq!(found("SF140"), contacts + 1, "every number is made up, and said to be");
        assert_eq!(found("SF102"), contacts, "none was tried, and the file does not say so");
        assert_eq!((found("SF101"), found("SF106"), found("SF141")), (0, 0, 0));
        assert!(loaded.site.loss_cards.iter().all(|card| card.signed.is_none()));
        assert!(loaded.site.delegations.is_empty());
    }
}

#[test]
fn a_broken_list_still_gives_its_numbers_and_says_what_is_the_matter() {
    let home = home(Some(&FACTS.replacen("kind: desk", "kind: desks", 1)));
    let listed = run(home.path(), &["contacts"]);
    assert!(listed.status.success());
    let text = told(&listed);
    assert!(text.contains("site.yaml has faults: 1, the first in line 16."), "{text}");
    assert!(text.contains("06 10 98 12 40 (not on the hospital network)"), "{text}");
    let checked = run(home.path(), &["site", "check", "--format", "concise"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(told(&checked).contains("site.yaml:16:16 RB025"), "{}", told(&checked));
}

#[test]
fn no_list_is_said_and_stops_nothing() {
    let home = home(None);
    let listed = run(home.path(), &["contacts", "--json"]);
    assert!(listed.status.success());
    let value: serde_json::Value = serde_json::from_slice(&listed.stdout).expect("JSON");
    assert_eq!(value["is_missing"], true);
    let asked = run(home.path(), &["contacts", "director"]);
    assert_eq!(asked.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&asked.stderr).contains("There is no site.yaml"));
    let started =
        run(home.path(), &["start", "telephony-loss", "--exercise", "--by", "MK", "--headless"]);
    assert!(started.status.success());
}

#[test]
fn a_link_or_a_folder_in_its_place_stops_nothing() {
    let home = home(None);
    std::fs::create_dir(home.path().join("site.yaml")).expect("a folder");
    let listed = run(home.path(), &["contacts"]);
    assert!(listed.status.success());
    assert!(told(&listed).contains("site.yaml cannot be read"), "{}", told(&listed));
}

#[test]
fn a_call_is_recorded_with_its_role_and_never_a_number() {
    let home = home(Some(FACTS));
    let at = home.path();
    let words = ["start", "telephony-loss", "--exercise", "--by", "MK", "--headless"];
    let incident = told(&run(at, &words)).trim().to_owned();
    let unanswered = run(at, &["call", &incident, "director", "no-answer", "--channel", "mobile"]);
    assert!(unanswered.status.success(), "{}", String::from_utf8_lossy(&unanswered.stderr));
    let status = told(&run(at, &["status", &incident, "--json"]));
    assert!(status.contains("\"retry\""), "{status}");
    let reached =
        run(at, &["call", &incident, "director", "reached", "--said", "room opens at 04:00"]);
    assert!(reached.status.success());
    let status = told(&run(at, &["status", &incident, "--json"]));
    assert!(!status.contains("\"retry\""), "{status}");
    let log = std::fs::read_dir(at.join(&incident).join("log")).expect("a log");
    let log = log.map(|file| file.expect("a file").path());
    let log = log.filter(|path| path.extension().is_some_and(|end| end == "jsonl"));
    let text: String = log.map(|path| std::fs::read_to_string(path).expect("text")).collect();
    assert!(text.contains("P. Marchand") && text.contains("room opens at 04:00"), "{text}");
    assert!(!text.contains("06 10 98"), "no number reaches the log");
    let place = at.join(&incident).display().to_string();
    let verified = run(at, &["verify", &place]);
    assert!(matches!(verified.status.code(), Some(0 | 1)), "{}", told(&verified));
    let script = at.join(&incident).join("verify.py");
    let python = Command::new("python3").arg(script).arg(at.join(&incident)).output();
    let python = python.expect("python3 runs");
    assert!(python.status.success(), "{}", String::from_utf8_lossy(&python.stdout));
    let copy = at.join("copy");
    let out = copy.display().to_string();
    let made = run(at, &["export", &incident, "--as", "log", "--out", &out]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    for file in std::fs::read_dir(copy.join("log")).expect("a copy") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("text");
        assert!(!text.contains("Marchand") && !text.contains("room opens"), "names stay at home");
    }
}

#[test]
fn a_role_shows_its_names_in_order_with_the_age_of_the_list() {
    let home = home(Some(FACTS));
    let text = told(&run(home.path(), &["contacts", "director"]));
    let (first, second) = (text.find("P. Marchand"), text.find("A. Diallo, Security officer"));
    assert!(first.is_some() && first < second, "{text}");
    let (mobile, desk) = (text.find("06 10 98 12 40"), text.find("01 40 00 55 40"));
    assert!(mobile < desk, "lines off the network first: {text}");
    assert!(
        text.contains("List of 2026-11-02.") && text.contains("Paper copy: red folder, page 2")
    );
}

#[test]
fn the_hours_of_the_site_are_counted_by_the_command_line_and_change_no_record() {
    let home = home(Some(FACTS));
    let at = home.path();
    let words = ["start", "telephony-loss", "--exercise", "--by", "MK", "--headless"];
    let incident = told(&run(at, &words)).trim().to_owned();
    let due = || {
        let status = told(&run(at, &["status", &incident, "--json"]));
        let status: serde_json::Value = serde_json::from_str(&status).expect("JSON");
        let on_duty = &status["leading"]["on_duty"][0];
        let read = |key: &str| {
            let text = on_duty[key].as_str().expect("a time").to_owned();
            sangfroid::domain::time::Timestamp::parse(&text).expect("a time").ms()
        };
        ((read("relief_due") - read("since")) / 60_000, status["log"]["head"].clone())
    };
    let (usual, head) = due();
    assert!(usual > 60, "{usual}");
    let own = format!("{FACTS}duty:\n  relief_after_hours: {{day: 1, night: 1}}\n");
    std::fs::write(at.join("site.yaml"), own).expect("a file");
    assert_eq!(due(), (60, head.clone()), "the same log, counted by other hours");
    for (lang, hours) in [
        ("en", "after 1 h on duty by day, 1 h by night"),
        ("fr", "après 1 h en poste de jour, 1 h de nuit"),
    ] {
        let shown = told(&run_in(lang, at, &["site", "show"]));
        let shown = shown.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(shown.contains(hours), "{shown}");
    }
    let broken = format!("{FACTS}duty:\n  relief_after_hours: {{day: 0, night: 1}}\n");
    std::fs::write(at.join("site.yaml"), broken).expect("a file");
    assert_eq!(due(), (usual, head), "what cannot be read is as if it were not there");
    let checked = run(at, &["site", "check", "--format", "concise"]);
    assert_eq!(checked.status.code(), Some(1));
}
