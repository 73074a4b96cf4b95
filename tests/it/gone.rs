//! The own log that is gone from the data folder: it comes back from a mirror that is remembered,
//! and where none has it, that is said. Nobody else is made its writer.

use std::fs;
use std::path::PathBuf;

use crate::cli::sandbox::{Said, Sandbox};
use crate::cli::script::with_samples;

/// A laptop with one incident that it wrote to a stick, too.
struct Night {
    sandbox: Sandbox,
    id: String,
}

impl Night {
    fn new() -> Self {
        let sandbox = with_samples();
        let stick = sandbox.home().join("stick");
        fs::create_dir(&stick).unwrap();
        let words = ["--mirror", stick.to_str().unwrap(), "start", "drill", "--exercise"];
        let said = sandbox.fine(&[&words[..], &["--by", "KP", "--headless"]].concat());
        let night = Self { sandbox, id: said.trim().to_owned() };
        night.sandbox.fine(&["note", &night.id, "before"]);
        night.sandbox.fine(&["seal", &night.id]);
        let piece = night.sandbox.home().join("piece");
        fs::write(&piece, b"found").unwrap();
        night.sandbox.fine(&["evidence", &night.id, piece.to_str().unwrap()]);
        night
    }

    fn folder(&self) -> PathBuf {
        self.sandbox.folder().join(&self.id)
    }

    fn stick(&self) -> PathBuf {
        self.sandbox.home().join("stick")
    }

    fn copy(&self) -> Vec<u8> {
        let name = self.sandbox.log(&self.id);
        fs::read(self.stick().join(&self.id).join("log").join(name.file_name().unwrap())).unwrap()
    }

    fn run(&self, lang: &str, words: &[&str]) -> Said {
        self.sandbox.run(&[&["--lang", lang], words].concat())
    }
}

/// What happens to a log.
type Blow = fn(&Night);

const BLOWS: [(&str, Blow); 4] = [
    ("its file is gone", |night| fs::remove_file(night.sandbox.log(&night.id)).unwrap()),
    ("its file is empty", |night| fs::write(night.sandbox.log(&night.id), b"").unwrap()),
    ("the folder of the logs is gone", |night| {
        fs::remove_dir_all(night.folder().join("log")).unwrap();
    }),
    ("its folder is gone", |night| fs::remove_dir_all(night.folder()).unwrap()),
];

#[test]
fn a_log_that_is_gone_comes_back_from_the_mirror_that_is_remembered() {
    for (name, blow) in BLOWS {
        let night = Night::new();
        let before = night.copy_of_main();
        blow(&night);
        // Whoever only reads is shown the copy, and nothing is written.
        assert_eq!(night.run("en", &["status", &night.id]).code, 0, "{name}");
        let said = night.run("en", &["note", &night.id, "after"]);
        assert!(said.code == 0 && !said.err.contains("MISSING"), "{name}: {said:?}");
        let main = fs::read(night.sandbox.log(&night.id)).unwrap();
        assert!(main.starts_with(&before), "{name}: every line is back");
        assert_eq!(main, night.copy(), "{name}: both go on alike");
        assert!(night.folder().join("files").read_dir().unwrap().count() > 0, "{name}");
        let path = night.folder().display().to_string();
        let said = night.run("en", &["verify", "--original", &path]);
        assert_eq!(said.code, 0, "{name}: {said:?}");
        let said = night.run("en", &["log", &night.id]);
        assert!(said.out.contains("before") && said.out.contains("after"), "{name}: {said:?}");
        let list = night.run("en", &["incidents", "--json"]).json();
        assert_eq!(list[0]["log"], "whole", "{name}: {list:#}");
    }
}

impl Night {
    fn copy_of_main(&self) -> Vec<u8> {
        fs::read(self.sandbox.log(&self.id)).unwrap()
    }
}

#[test]
fn a_log_that_no_mirror_has_is_said_to_be_gone_and_nobody_else_wrote_it() {
    for (name, blow) in BLOWS {
        let night = Night::new();
        let away = night.sandbox.home().join("pulled");
        fs::rename(night.stick(), &away).unwrap();
        blow(&night);
        for (lang, words) in [("en", "IS GONE"), ("fr", "A DISPARU")] {
            for verb in [vec!["note", &night.id, "x"], vec!["status", &night.id]] {
                let said = night.run(lang, &verb);
                assert!(said.code == 5 && said.err.contains(words), "{name}: {said:?}");
                assert!(said.err.contains("stick"), "{name}: where to look: {said:?}");
                assert!(!said.err.contains("another laptop"), "{name}: {said:?}");
            }
            let words = ["start", "drill", "--exercise", "--by", "KP", "--incident", &night.id];
            let said = night.run(lang, &[&words[..], &["--headless"]].concat());
            assert!(said.code == 2 && said.err.contains(&night.id), "{name}: {said:?}");
        }
        // The stick is plugged in again.
        fs::rename(&away, night.stick()).unwrap();
        assert_eq!(night.run("en", &["note", &night.id, "found"]).code, 0, "{name}");
    }
}

#[test]
fn an_import_from_the_own_mirror_finds_the_log_at_home_again() {
    let night = Night::new();
    fs::remove_file(night.sandbox.log(&night.id)).unwrap();
    let path = night.stick().join(&night.id).display().to_string();
    let said = night.run("en", &["import", &path]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(night.copy_of_main(), night.copy());
}

#[test]
fn a_data_folder_that_takes_nothing_back_leaves_the_work_on_the_mirror() {
    let night = Night::new();
    fs::remove_dir_all(night.folder().join("log")).unwrap();
    // A file where the folder of the logs was: it is somebody's, and stays.
    fs::write(night.folder().join("log"), b"what is this").unwrap();
    let said = night.run("en", &["note", &night.id, "goes on"]);
    assert!(said.code == 0 && said.err.contains("NO COPY IN"), "{said:?}");
    assert_eq!(fs::read(night.folder().join("log")).unwrap(), b"what is this");
}
