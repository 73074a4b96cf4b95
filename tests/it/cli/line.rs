//! R14 by commands: each line ticked or left out, and what `status`, `log` and `brief` say of it.

use std::process::Command as Process;

use serde_json::json;

use super::sandbox::{Said, Sandbox};
use super::script::{say, with_samples};
use crate::support::sample::LINKS;

/// A sandbox with the runbook whose steps have lines.
fn with_links() -> Sandbox {
    let sandbox = with_samples();
    std::fs::write(sandbox.folder().join("runbooks/links.yaml"), LINKS).unwrap();
    sandbox
}

fn at(sandbox: &Sandbox, id: &str, line: &str) -> Said {
    say(sandbox, &line.replace("INC", id))
}

#[test]
fn lines_are_ticked_and_left_out_by_commands() {
    for (lang, progress, left_out, ticked, step_open) in [
        (
            "en",
            "(2 of 4 lines)",
            "left out: links/cut-links, line 3",
            "done: links/cut-links, line 1",
            "line 2 of 4 has no mark",
        ),
        (
            "fr",
            "(2 lignes sur 4)",
            "omis : links/cut-links, ligne 3",
            "fait : links/cut-links, ligne 1",
            "la ligne 2 sur 4",
        ),
    ] {
        let sandbox = with_links();
        let id = sandbox.start("links");
        let fine = |line: &str| {
            let said = at(&sandbox, &id, &format!("--lang {lang} {line}"));
            assert_eq!(said.code, 0, "{line}: {said:?}");
            said.out
        };
        fine("do INC cut-links tick 1");
        let refused = at(&sandbox, &id, &format!("--lang {lang} do INC cut-links done"));
        assert_eq!(refused.code, 2, "{refused:?}");
        assert!(refused.err.contains(step_open), "{refused:?}");
        fine("do INC 1 leave-out 3 --reason no_key_to_the_cabinet");
        let status = fine("status INC");
        for words in [progress, "[x] 1 ", "[ ] 2 ", "[/] 3 ", "no key to the cabinet"] {
            assert!(status.contains(words), "{words}: {status}");
        }
        assert!(fine("brief INC").contains(progress));
        let log = fine("log INC");
        assert!(log.contains(ticked), "{log}");
        assert!(log.contains(left_out) && log.contains("no key to the cabinet"), "{log}");
        let steps = sandbox.run(&["status", &id, "--json"]).json()["runbooks"][0]["steps"].clone();
        let lines = &steps[0]["lines"];
        assert_eq!(lines.as_array().map(Vec::len), Some(4));
        assert_eq!((&lines[0]["mark"], &lines[1]["mark"]), (&json!("[x]"), &json!("[ ]")));
        assert_eq!(lines[2]["left_out"], "no key to the cabinet");
        assert!(steps[1]["lines"].is_null(), "a plain step has none");
        // The entry that `status` names is the one that `correct` takes.
        let entry = lines[2]["entry"].as_str().expect("an entry").to_owned();
        fine(&format!("correct INC {entry} --not-so"));
        for line in [2, 3, 4] {
            fine(&format!("do INC cut-links tick {line} --at 5"));
        }
        fine("do INC cut-links done");
        let steps = sandbox.run(&["status", &id, "--json"]).json()["runbooks"][0]["steps"].clone();
        assert_eq!(steps[0]["mark"], "[x]");
        // The second verifier, which lies beside the log, knows nothing against it.
        let verifier = sandbox.folder().join(&id).join("verify.py");
        let output = Process::new("python3").arg(verifier).arg(sandbox.log(&id)).output();
        let output = output.expect("python3 runs");
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
}

#[test]
fn what_is_refused_about_a_line_leaves_the_log_as_it_was() {
    let sandbox = with_links();
    let id = sandbox.start("links");
    let fine = |line: &str| assert_eq!(at(&sandbox, &id, line).code, 0, "{line}");
    fine("do INC cut-links tick 1");
    let before = std::fs::read(sandbox.log(&id)).unwrap();
    for line in [
        "do INC cut-links tick 1",
        "do INC cut-links tick 5",
        "do INC cut-links tick 0",
        "do INC cut-links tick 256",
        "do INC cut-links leave-out 2",
        "do INC tell-wards tick 1",
        "do INC cut-links done --by ZZ",
    ] {
        let said = at(&sandbox, &id, line);
        assert_eq!(said.code, 2, "{line}: {said:?}");
    }
    assert_eq!(std::fs::read(sandbox.log(&id)).unwrap(), before);
}

#[test]
fn a_runbook_shows_which_of_its_steps_are_done_line_by_line() {
    let sandbox = with_links();
    for (lang, rule) in [("en", "Tick each line"), ("fr", "Cocher chaque ligne")] {
        let shown = say(&sandbox, &format!("--lang {lang} runbook show links")).out;
        assert_eq!(shown.matches(rule).count(), 3, "{shown}");
    }
}
