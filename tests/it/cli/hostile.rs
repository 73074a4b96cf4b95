//! Whatever stands in the arguments or lies under a name: a precise answer, soon, and nothing
//! broken.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::process::Command as Process;

use super::sandbox::{Said, Sandbox};
use super::script::with_samples;

/// Nothing that a terminal would obey.
fn assert_printable(said: &Said) {
    let is_bad = |c: char| c.is_control() && c != '\n';
    assert!(!said.err.contains(is_bad) && !said.out.contains(is_bad), "{said:?}");
}

#[test]
fn control_characters_are_recorded_as_text_and_never_obeyed() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let evil = "\u{1b}[2J\u{9b}31m\u{202e}\u{7}\r\nx";
    for words in [
        vec!["do", evil, "soon", "done"],
        vec!["do", &id, evil, "done"],
        vec!["do", &id, "cut-or-keep", "choose", evil],
        vec!["do", &id, "look-at-it", "done", "--observed", evil],
        vec!["do", &id, "soon", "done", "--by", evil],
        vec!["do", &id, "soon", "done", "--at", evil],
        vec!["start", evil, "--real", "--by", "KP", "--headless"],
        vec!["verify", evil],
        vec!["runbook", "show", evil],
        vec!["correct", &id, evil, "--not-so"],
    ] {
        let said = sandbox.run(&words);
        assert!([2, 3].contains(&said.code), "{words:?} {said:?}");
        assert_printable(&said);
    }
    sandbox.fine(&["note", &id, evil, "--kind", "todo"]);
    assert_printable(&sandbox.run(&["status", &id]));
    let log = fs::read_to_string(sandbox.log(&id)).unwrap();
    assert!(!log.contains(|c: char| c.is_control() && !"\n\t".contains(c)));
}

#[test]
fn a_text_that_is_too_long_is_refused_whole() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let before = fs::read(sandbox.log(&id)).unwrap();
    let long = "x".repeat(100_000);
    assert_eq!(sandbox.run(&["note", &id, &long]).code, 2);
    assert_eq!(sandbox.run(&["do", &id, "soon", "skip", "--reason", &long]).code, 2);
    assert_eq!(sandbox.run(&["do", &id, &long, "done"]).code, 2);
    let path = sandbox.home().join("long.txt");
    fs::write(&path, "y".repeat(1_000_000)).unwrap();
    let mut command = sandbox.command();
    command.args(["note", &id, "-"]).stdin(fs::File::open(&path).unwrap());
    let said: Said = command.output().unwrap().into();
    assert_eq!(said.code, 2, "{said:?}");
    assert_eq!(fs::read(sandbox.log(&id)).unwrap(), before);
}

#[test]
fn arguments_that_are_no_text_are_refused() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let raw = OsStr::from_bytes(b"\xff\xfe");
    for words in
        [[OsStr::new("note"), OsStr::new(&id), raw], [OsStr::new("do"), raw, OsStr::new("done")]]
    {
        let said = sandbox.run(&words);
        assert_eq!(said.code, 2, "{said:?}");
    }
    let odd = sandbox.run(&[OsStr::new("--data"), raw, OsStr::new("incidents")]);
    assert!([0, 2].contains(&odd.code), "{odd:?}");
}

#[test]
fn what_lies_under_the_name_of_the_data_folder_is_not_obeyed() {
    let sandbox = Sandbox::new();
    let pipe = sandbox.home().join("pipe");
    assert!(Process::new("mkfifo").arg(&pipe).status().unwrap().success());
    let nowhere = sandbox.home().join("dangling");
    std::os::unix::fs::symlink("nowhere", &nowhere).unwrap();
    let started = ["start", "telephony-loss", "--exercise", "--by", "KP", "--headless"];
    for path in [&pipe, &nowhere] {
        let mut command = sandbox.command();
        let said: Said = command.arg("--data").arg(path).args(started).output().unwrap().into();
        assert_ne!(said.code, 0, "{said:?}");
    }
    let real = sandbox.home().join("real");
    fs::create_dir(&real).unwrap();
    let link = sandbox.home().join("link");
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let mut command = Process::new(env!("CARGO_BIN_EXE_sangfroid"));
    command.env_clear().arg("--data").arg(&link).args(started);
    let said: Said = command.output().unwrap().into();
    assert_eq!(said.code, 0, "a folder may be reached through a link: {said:?}");
}

#[test]
fn a_shelf_full_of_traps_hides_neither_runbooks_nor_incidents() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let shelf = sandbox.folder().join("runbooks");
    fs::create_dir(shelf.join("folder.yaml")).unwrap();
    assert!(Process::new("mkfifo").arg(shelf.join("pipe.yaml")).status().unwrap().success());
    fs::File::create(shelf.join("huge.yaml")).unwrap().set_len(100 * 1024 * 1024).unwrap();
    fs::write(shelf.join("bytes.yaml"), b"\xff\xfe\x00").unwrap();
    fs::write(shelf.join("empty.yaml"), b"").unwrap();
    let said = sandbox.run(&["note", &id, "it goes on"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("pipe.yaml"), "and it is named: {said:?}");
    let list = sandbox.fine(&["runbook", "list"]);
    assert!(
        list.contains("drill") && list.contains("telephony-loss") && list.contains("huge.yaml")
    );
}

#[test]
fn folders_of_others_on_the_same_stick_are_no_incidents() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    for name in ["DCIM", "BACKUP", "2026"] {
        fs::create_dir(sandbox.folder().join(name)).unwrap();
    }
    let all = sandbox.run(&["incidents", "--json"]).json();
    assert_eq!(all.as_array().unwrap().len(), 1, "{all}");
    assert_eq!(all[0]["incident"], id.as_str());
}

#[test]
fn looking_makes_nothing_on_the_disk() {
    let sandbox = Sandbox::new();
    let vector = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/vectors/audit_v1/whole.jsonl");
    let before = sandbox.everything();
    for words in [
        vec!["--help"],
        vec!["--version"],
        vec!["start", "--help"],
        vec!["verify", vector],
        vec!["runbook", "list"],
        vec!["runbook", "schema"],
        vec!["runbook", "check"],
        vec!["incidents"],
        vec!["incidents", "--json"],
    ] {
        sandbox.fine(&words);
        assert_eq!(sandbox.everything(), before, "{words:?}");
    }
    for words in [
        vec!["status"],
        vec!["status", "INC-2026-0001"],
        vec!["note", "INC-2026-0001", "x"],
        vec!["start", "nope", "--real", "--by", "KP", "--headless"],
    ] {
        assert_eq!(sandbox.run(&words).code, 2, "{words:?}");
        assert_eq!(sandbox.everything(), before, "{words:?}");
    }
}
