//! The guide for authors: every snippet passes the check, every command works as it stands.

use std::path::Path;
use std::process::Command as Process;

use sangfroid::cli::runbook::check::{self, CheckFile, Form, Outcome};
use sangfroid::domain::text::Lang;
use sangfroid::runbook::bytes;
use sangfroid::runbook::law::LawShelf;
use sangfroid::runbook::library::{Library, shipped_cards, shipped_files};
use tempfile::TempDir;

const GUIDE: &str = include_str!("../../runbooks/README.md");

/// The blocks behind a mark, each with its place in the guide.
fn blocks(mark: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for (at, _) in GUIDE.match_indices(mark) {
        let rest = &GUIDE[at..];
        let (_, block) = rest.split_once("```").expect("a block");
        let (_, block) = block.split_once('\n').expect("its first line");
        let (block, _) = block.split_once("\n```").expect("its end");
        found.push((GUIDE[..at].lines().count() + 1, block));
    }
    found
}

/// A whole runbook around some steps.
fn around(steps: &str, french: bool) -> String {
    let indented: String = steps.lines().map(|line| format!("      {line}\n")).collect();
    let [title, use_when, pause, track, role] = if french {
        ["Essai", "Pour un essai.", "Dire à voix haute ce qui reste ouvert", "travail", "securite"]
    } else {
        ["Trial", "For a trial.", "Say aloud what is still open", "work", "it"]
    };
    let roles: String = [role, "dsi", "director", "wards"]
        .map(|id| format!("  - {{id: {id}, title: {id}}}\n"))
        .concat();
    format!(
        "sangfroid: 1\nid: trial\nrevision: 1\nreviewed: 2026-11-23\ntitle: {title}\n\
         use_when: {use_when}\nroles:\n{roles}tracks:\n  - {{id: {track}, title: {title}}}\n\
         phases:\n  - id: one\n    title: {title}\n    window: 1h\n    steps:\n{indented}      \
         - {{id: closed, kind: pause, track: {track}, role: {role}, title: {pause}}}\n"
    )
}

fn assert_clean(place: usize, text: &str, library: &Library) {
    let content = bytes::decode(text.as_bytes());
    let file = CheckFile { path: format!("README.md:{place}"), content };
    let mut out = Vec::new();
    let checked = check::check(&[file], library);
    let outcome = check::write(&mut out, &checked, Lang::En, Form::Full).expect("written");
    assert_eq!(outcome, Outcome::default(), "{}\n{text}", String::from_utf8_lossy(&out));
}

#[test]
fn every_snippet_of_the_guide_passes_the_check_without_a_finding() {
    let library = Library::shipped().under(LawShelf::shipped().law.clone());
    let whole = blocks("<!-- snippet -->");
    let english = blocks("<!-- steps -->");
    let french = blocks("<!-- steps: fr -->");
    assert!(!whole.is_empty() && english.len() >= 4 && !french.is_empty());
    for (place, text) in whole {
        assert_clean(place, &format!("{text}\n"), &library);
    }
    for (place, steps) in english {
        assert_clean(place, &around(steps, false), &library);
    }
    for (place, steps) in french {
        assert_clean(place, &around(steps, true), &library);
    }
    // No snippet stands without a mark.
    let marks =
        ["<!-- snippet -->\n```yaml", "<!-- steps -->\n```yaml", "<!-- steps: fr -->\n```yaml"];
    let marked: usize = marks.iter().map(|mark| GUIDE.matches(mark).count()).sum();
    assert_eq!(marked, GUIDE.matches("```yaml").count());
}

#[test]
fn every_command_of_the_guide_works_in_its_order() {
    let home = TempDir::new().expect("a folder");
    let program = Path::new(env!("CARGO_BIN_EXE_sangfroid"));
    let path = std::env::var("PATH").unwrap_or_default();
    let commands = blocks("<!-- commands -->");
    assert_eq!(commands.len(), GUIDE.matches("```sh").count());
    for line in commands.iter().flat_map(|(_, block)| block.lines()) {
        let output = Process::new("sh")
            .args(["-c", line])
            .current_dir(home.path())
            .env("PATH", format!("{}:{path}", program.parent().expect("a folder").display()))
            .env("HOME", home.path())
            .env("XDG_DATA_HOME", home.path().join("share"))
            .env("LC_ALL", "C.UTF-8")
            .output()
            .expect("a shell");
        assert!(output.status.success(), "{line}: {output:?}");
    }
    for page in ["label-printers.html", "etiqueteuses.html"] {
        assert!(home.path().join(page).is_file(), "{page}");
    }
}

#[test]
fn the_guide_is_no_runbook_of_the_library() {
    let is_yaml = |path: &str| Path::new(path).extension().is_some_and(|end| end == "yaml");
    let mut files = shipped_files().chain(shipped_cards());
    assert!(files.all(|(path, _)| is_yaml(&path)));
    assert!(Library::shipped().broken().iter().all(|one| is_yaml(one.source.path())));
}

#[test]
fn the_guide_names_every_kind_of_step() {
    for kind in ["do", "observe", "decide", "wait", "call", "tell", "pause", "include"] {
        assert!(GUIDE.contains(&format!("`{kind}`")), "{kind}");
    }
}
