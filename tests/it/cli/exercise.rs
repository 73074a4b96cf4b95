//! Nothing that an exercise leaves behind can be taken for reality: its name says what it is, in
//! every answer, file and folder (R73); and the French word for the log is the trade's own (R75).

use std::fs;
use std::path::Path;

use sangfroid::domain::text::Lang;
use sangfroid::i18n::Catalogue;

use super::sandbox::Sandbox;
use super::script::with_samples;

/// Every text file below a folder.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(texts(&path));
        } else if let Ok(text) = fs::read_to_string(&path) {
            found.push((path.display().to_string(), text));
        }
    }
    found
}

fn answers(sandbox: &Sandbox, id: &str, lang: &str) -> Vec<(String, String)> {
    let all = ["status", "brief", "log"].iter().map(|verb| {
        let said = sandbox.run(&["--lang", lang, verb, id]);
        assert_eq!(said.code, 0, "{verb}: {said:?}");
        ((*verb).to_owned(), said.out)
    });
    all.collect()
}

#[test]
fn every_answer_file_and_copy_of_an_exercise_says_so() {
    for (lang, word) in [("en", "EXERCISE"), ("fr", "EXERCI")] {
        let sandbox = with_samples();
        let id = sandbox.start("drill");
        assert!(id.starts_with("EXERCISE-"), "{id}");
        sandbox.fine(&["note", &id, "a note", "--by", "KP"]);
        for (verb, said) in answers(&sandbox, &id, lang) {
            assert!(said.to_uppercase().contains(word), "{verb} says nothing of it:\n{said}");
        }
        let out = sandbox.home().join("copy");
        let words = ["--lang", lang, "export", &id, "--as", "log", "--out"];
        sandbox.fine(&[&words[..], &[out.to_str().expect("a path")]].concat());
        for (file, text) in texts(&out) {
            // A tool, sums, signatures and keys say nothing of any incident.
            let end = Path::new(&file).extension().and_then(|end| end.to_str());
            let is_said = matches!(end, Some("txt" | "jsonl" | "html" | "md"));
            assert!(!is_said || text.to_uppercase().contains(word), "{file}:\n{text}");
        }
        let folder = sandbox.folder().join(&id);
        for (file, text) in texts(&folder) {
            assert!(file.contains("EXERCISE-"), "{file}");
            let is_log = Path::new(&file).extension().is_some_and(|end| end == "jsonl");
            assert!(!is_log || text.lines().all(|line| line.contains("\"exercise\":true")));
        }
    }
}

#[test]
fn a_real_incident_never_bears_the_word() {
    let sandbox = with_samples();
    let words = ["start", "drill", "--real", "--by", "KP", "--headless"];
    let id = sandbox.fine(&words).trim().to_owned();
    assert!(id.starts_with("INC-"), "{id}");
    for (verb, said) in answers(&sandbox, &id, "en") {
        assert!(!said.contains("EXERCISE"), "{verb}:\n{said}");
    }
}

#[test]
fn in_french_the_log_is_the_main_courante() {
    let words = &Catalogue::of(Lang::Fr).screen;
    for label in [&words.menu.log, &words.help.log] {
        assert!(label.to_lowercase().contains("main courante"), "{label}");
    }
}
