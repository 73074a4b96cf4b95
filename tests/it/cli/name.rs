//! The names of incidents: they say what kind each is, and none is given twice.

use std::fs;

use super::sandbox::{Said, Sandbox};
use super::script::with_samples;

fn start(sandbox: &Sandbox, mode: &str, incident: Option<&str>, lang: &str) -> Said {
    let mut words = vec!["--lang", lang, "start", "drill", mode, "--by", "KP", "--headless"];
    words.extend(incident.iter().flat_map(|name| ["--incident", name]));
    sandbox.run(&words)
}

#[test]
fn a_name_says_whether_it_is_an_exercise_and_no_other_is_taken() {
    let sandbox = with_samples();
    for lang in ["en", "fr"] {
        for (mode, name, form) in [
            ("--real", "EXERCISE-2026-0001", "INC-..."),
            ("--exercise", "INC-2026-0001", "EXERCISE-..."),
            ("--real", "NIGHT-1", "INC-..."),
        ] {
            let said = start(&sandbox, mode, Some(name), lang);
            assert_eq!(said.code, 2, "{said:?}");
            assert!(said.err.contains(form) && said.err.contains(name), "{said:?}");
            assert!(!sandbox.folder().join(name).exists());
        }
    }
    for (mode, name) in [("--real", "INC-2026-0007"), ("--exercise", "EXERCISE-2026-0007")] {
        assert_eq!(start(&sandbox, mode, Some(name), "en").out.trim(), name);
    }
}

#[test]
fn the_number_of_an_incident_that_was_moved_away_is_not_given_again() {
    let sandbox = with_samples();
    let first = sandbox.start("drill");
    sandbox.fine(&["seal", &first]);
    let (folder, away) = (sandbox.folder().join(&first), sandbox.home().join("finished"));
    fs::rename(&folder, &away).unwrap();
    let second = sandbox.start("drill");
    assert!(second.ends_with("-0002"), "{second}");
    for (lang, words) in [("en", "was written here before"), ("fr", "a déjà été écrite ici")] {
        let said = start(&sandbox, "--exercise", Some(&first), lang);
        assert!(said.code == 2 && said.err.contains(words), "{said:?}");
        assert!(!said.err.contains(['{', '}']), "{said:?}");
    }
    assert!(!folder.exists(), "nothing was made");
    fs::rename(&away, &folder).unwrap();
    sandbox.fine(&["note", &first, "it is back"]);
}

#[test]
fn a_folder_of_another_laptop_under_the_name_is_told_with_the_way_in() {
    let (one, two) = (with_samples(), with_samples());
    let id = one.start("drill");
    let folder = two.folder().join(&id);
    crate::import::taken::copy(&one.folder().join(&id), &folder);
    for (lang, words) in [("en", "sangfroid import FOLDER"), ("fr", "sangfroid import DOSSIER")] {
        let said = start(&two, "--exercise", Some(&id), lang);
        assert!(said.code == 2 && said.err.contains(words), "{said:?}");
        assert!(!said.err.contains(['{', '}']), "{said:?}");
    }
    // The way that it names works.
    let aside = two.home().join("aside");
    fs::rename(&folder, &aside).unwrap();
    assert_eq!(start(&two, "--exercise", Some(&id), "en").code, 0);
    assert_eq!(two.run(&["import", aside.to_str().unwrap()]).code, 0);
}
