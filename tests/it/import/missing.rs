//! A log that was seen and is gone: `verify` and `verify.py` miss it, and accuse nobody who was
//! only given a part.

use std::fs;
use std::path::Path;

use crate::cli::python::agreed;
use crate::cli::verdict::{Desk, plain};

use super::taken::{Laptop, copy};

/// The first laptop after it took in the log of a second one, whose name comes with it.
fn merged() -> (Laptop, String) {
    let one = Laptop::first();
    let two = Laptop::joining(&one.id);
    two.note("from the second laptop");
    assert_eq!(one.import(&[&two.folder()]).code, 0);
    let name = two.writer();
    (one, name)
}

fn remove(folder: &Path, writer: &str) {
    for entry in fs::read_dir(folder.join("log")).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_str().unwrap().starts_with(writer) {
            fs::remove_file(path).unwrap();
        }
    }
    let keys = folder.join("keys/allowed_signers");
    let rows = fs::read_to_string(&keys).unwrap();
    let rows: Vec<_> = rows.lines().filter(|row| !row.starts_with(writer)).collect();
    fs::write(keys, rows.join("\n") + "\n").unwrap();
}

#[test]
fn a_log_that_another_laptop_saw_is_missed_in_its_folder() {
    let (one, two) = merged();
    let desk = Desk::new();
    let folder = desk.home().join("copy");
    copy(&one.folder(), &folder);
    let path = folder.to_str().unwrap();
    assert_eq!(agreed(&desk, &["--original", path]).0, 0, "whole");
    remove(&folder, &two);
    let (code, found) = agreed(&desk, &["--original", path]);
    assert_eq!((code, found[0][0].0.as_str()), (5, "log-missing"), "{found:?}");
    let (_, json) = desk.json(&[path]);
    let finding = &json[0]["findings"][0];
    assert_eq!((&finding["writer"], &finding["source"]), (&two.as_str().into(), &"line".into()));
    assert!(finding["n"].as_str().unwrap().parse::<u64>().unwrap() > 1, "{json:#}");
    for (lang, words) in [("en", "at least"), ("fr", "d’au moins")] {
        let page = plain(&desk.verify(&["--lang", lang, path]).out);
        assert!(page.contains(&two) && page.contains(words), "{page}");
    }
}

#[test]
fn a_part_that_was_given_is_not_accused_of_what_it_need_not_hold() {
    let (one, two) = merged();
    let desk = Desk::new();
    let own = desk.put(&format!("{}.0001.jsonl", one.writer()), &one.own());
    let (code, found) = agreed(&desk, &[&own]);
    assert_eq!((code, found[0].len(), found[0][0].0.as_str()), (1, 1, "log-not-given"));
    // Both files: nothing is missing.
    let other = desk.put(&format!("{two}.0001.jsonl"), &one.log(&two));
    assert_eq!(agreed(&desk, &[&own, &other]), (0, vec![vec![], vec![]]));
    // There and unreadable is damaged, not gone.
    let folder = desk.home().join("copy");
    copy(&one.folder(), &folder);
    fs::write(folder.join(format!("log/{two}.0001.jsonl")), "").unwrap();
    let (code, found) = agreed(&desk, &[folder.to_str().unwrap()]);
    assert!(code == 5 && found.iter().flatten().all(|(code, _)| code != "log-missing"));
}

#[test]
fn the_log_that_the_mark_names_is_missed() {
    let (one, two) = merged();
    one.sandbox.fine(&["seal", &one.id]);
    let desk = Desk { sandbox: one.sandbox };
    let folder = desk.sandbox.folder().join(&one.id);
    let path = folder.to_str().unwrap();
    assert_eq!(desk.found(&[path]), (0, vec![]));
    let writer = fs::read_to_string(desk.sandbox.folder().join("writer")).unwrap();
    remove(&folder, writer.trim());
    let (code, json) = desk.json(&[path]);
    let finding = &json[0]["findings"][0];
    assert_eq!((code, &finding["code"]), (5, &"log-missing".into()), "{json:#}");
    assert_eq!((&json[0]["log"], &finding["source"]), (&two.as_str().into(), &"mark".into()));
    assert_eq!(desk.found(&[path]), (5, vec!["log-missing".to_owned()]));
}
