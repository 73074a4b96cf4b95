//! What another laptop saw of this laptop's own log, and that is gone here (audit-log §4.7).

use std::fs;

use super::taken::{Laptop, copy, everything, first_exercise};
use crate::cli::python::agreed;
use crate::cli::sandbox::Sandbox;
use crate::cli::verdict::{Desk, lines};

/// The first laptop, put back behind what the second saw of it; and a folder with the second's own
/// log alone.
fn put_back() -> (Laptop, Laptop, std::path::PathBuf) {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    one.sandbox.fine(&["seal", &one.id]);
    let log = one.sandbox.log(&one.id);
    let before = fs::read(&log).unwrap();
    one.note("lost");
    one.note("by the restore");
    assert_eq!(two.import(&[&one.folder()]).code, 0);
    fs::write(log, before).unwrap();
    let only = two.sandbox.home().join("only");
    copy(&two.folder(), &only);
    let own = format!("{}.0001.jsonl", one.writer());
    fs::remove_file(only.join("log").join(own)).unwrap();
    (one, two, only)
}

#[test]
fn a_laptop_that_was_put_back_learns_it_from_what_another_saw_before_it_writes_there_again() {
    for (lang, missing) in [("en", "LINES MISSING"), ("fr", "LIGNES MANQUANTES")] {
        let (one, two, only) = put_back();
        let held = lines(&one.own()).len();
        let path = only.display().to_string();
        let said = one.sandbox.run(&["--lang", lang, "import", &path]);
        assert_eq!(said.code, 5, "{said:?}");
        assert!(said.out.contains(missing) && said.out.contains(&two.writer()), "{said:?}");
        let own = one.own();
        let first = String::from_utf8_lossy(lines(&own)[held]).into_owned();
        let itself = format!("[\"{}\",{}", one.writer(), held + 2);
        assert!(first.contains("\"do\":\"witness\""), "the first new line says so: {first}");
        assert!(first.contains(&itself), "the log is a witness against itself: {first}");
        let desk = Desk { sandbox: Sandbox::new() };
        let code = agreed(&desk, &[one.folder().to_str().unwrap()]).0;
        assert!([4, 5].contains(&code), "both verifiers see it");
    }
}

#[test]
fn that_it_was_put_back_is_said_again_and_recorded_once() {
    let (one, _two, only) = put_back();
    let (code, json) = one.import_json(&[&only]);
    assert_eq!((code, &json["findings"][0]["own"]), (5, &true.into()), "{json:#}");
    let before = everything(&one.folder());
    let (code, json) = one.import_json(&[&only]);
    assert!([4, 5].contains(&code) && json["records"].as_array().unwrap().is_empty(), "{json:#}");
    assert_eq!(everything(&one.folder()), before);
}
