//! Files among the logs that are none: named everywhere, never read, in nobody's way.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::taken::{Laptop, entries, first_exercise};
use crate::cli::python::{agreed, python};
use crate::cli::sandbox::Sandbox;
use crate::cli::verdict::{Desk, plain};

/// What macOS leaves beside a file on a stick.
const HIDDEN: &str = "._vm-dff4.0001.jsonl";

/// A pipe, a link, a folder, a strange name and a hidden file beside the logs of a folder.
fn litter(folder: &Path) {
    let log = folder.join("log");
    fs::write(log.join(HIDDEN), b"\0\x05\x16\x07").unwrap();
    assert!(Command::new("mkfifo").arg(log.join("zz.0001.jsonl")).status().unwrap().success());
    let secret = folder.parent().unwrap().join("secret");
    fs::write(&secret, b"not for anybody").unwrap();
    symlink(&secret, log.join("away.0001.jsonl")).unwrap();
    fs::create_dir(log.join("folder.0001.jsonl")).unwrap();
    fs::write(log.join("Lap\u{1b}[2J 1.0001.jsonl"), b"x").unwrap();
}

const STRAYS: usize = 5;

fn desk() -> Desk {
    Desk { sandbox: Sandbox::new() }
}

#[test]
fn a_stray_file_is_named_by_both_verifiers_and_the_logs_get_their_verdict() {
    let one = Laptop::first();
    let path = one.folder().display().to_string();
    fs::write(one.folder().join("log").join(HIDDEN), b"\0\x05\x16\x07").unwrap();
    let remark = vec![("log-unknown".to_owned(), 0)];
    assert_eq!(agreed(&desk(), &[&path]), (1, vec![remark]));
    let said = plain(&desk().verify(&[&path]).out);
    assert!(said.contains(HIDDEN) && said.contains("hidden file"), "{said}");
    fs::remove_file(one.folder().join("log").join(HIDDEN)).unwrap();
    litter(&one.folder());
    let (code, found) = agreed(&desk(), &[&path]);
    assert_eq!((code, found[0].len()), (1, STRAYS), "{found:?}");
    let inner = one.folder().join("log").display().to_string();
    // The folder of the logs by itself: there a link may be meant, and is no log.
    assert_eq!(agreed(&desk(), &[&inner]).0, python(&[&inner])["exit"]);
    for lang in ["en", "fr"] {
        let said = desk().sandbox.run(&["--lang", lang, "verify", &path]);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(!said.out.contains(['\u{1b}', '{']) && !said.out.contains("not for"), "{said:?}");
    }
}

#[test]
fn an_import_passes_strays_over_and_says_so() {
    for lang in ["en", "fr"] {
        let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
        // In the own folder, too.
        litter(&one.folder());
        litter(&two.folder());
        let path = two.folder().display().to_string();
        let said = one.sandbox.run(&["--lang", lang, "import", &path]);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.out.contains(HIDDEN) && !said.out.contains('\u{1b}'), "{said:?}");
        assert_eq!(one.log(&two.writer()), two.own());
        let (code, json) = one.import_json(&[&two.folder()]);
        assert_eq!((code, json["passed_over"].as_array().map(Vec::len)), (1, Some(STRAYS)));
    }
}

#[test]
fn a_copy_leaves_strays_out_and_counts_them() {
    for lang in ["en", "fr"] {
        let one = Laptop::first();
        litter(&one.folder());
        let out = one.sandbox.home().join("copy");
        let path = out.to_str().unwrap();
        let words = ["--lang", lang, "export", &one.id, "--as", "log", "--out", path];
        let said = one.sandbox.run(&[&words[..], &["--withhold", "none"]].concat());
        assert_eq!(said.code, 1, "a script must not miss what was left out: {said:?}");
        assert!(said.out.contains(HIDDEN) && !said.out.contains('\u{1b}'), "{said:?}");
        assert_eq!(entries(&out.join("log")).len(), 1, "only the log");
        let page = fs::read_to_string(out.join("README.txt")).unwrap();
        assert!(page.contains(&format!(": {STRAYS}\n")) || page.contains(": 5\r\n"), "{page}");
        assert!(!page.contains(HIDDEN), "a name from outside is in no copy");
    }
}

#[test]
fn a_stray_file_keeps_no_mirror_from_the_log() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    assert_eq!(one.import(&[&two.folder()]).code, 0);
    litter(&one.folder());
    let mirror = tempfile::tempdir().unwrap();
    let at = mirror.path().to_str().unwrap();
    let said = one.sandbox.run(&["--mirror", at, "note", &one.id, "begun"]);
    assert!(said.code == 0 && said.err.is_empty(), "{said:?}");
    let there = entries(&mirror.path().join(&one.id).join("log"));
    assert_eq!(there.iter().filter(|name| name.contains(".jsonl")).count(), 2, "{there:?}");
}
