//! A whole incident by commands, in both languages, and the log that it leaves.

use std::process::Command as Process;

use sangfroid::runbook::library::Library;

use super::sandbox::{Said, Sandbox};
use crate::support::sample::{CHILD, DRILL};

/// A sandbox with the sample runbooks in its data folder.
pub fn with_samples() -> Sandbox {
    let sandbox = Sandbox::new();
    let shelf = sandbox.folder().join("runbooks");
    std::fs::create_dir_all(&shelf).unwrap();
    std::fs::write(shelf.join("drill.yaml"), DRILL).unwrap();
    std::fs::write(shelf.join("child.yaml"), CHILD).unwrap();
    sandbox
}

/// Words split at spaces; `_` stands for a space inside one.
pub fn say(sandbox: &Sandbox, line: &str) -> Said {
    let words: Vec<_> = line.split(' ').map(|word| word.replace('_', " ")).collect();
    sandbox.run(&words)
}

fn fine(sandbox: &Sandbox, line: &str) -> String {
    let said = say(sandbox, line);
    assert_eq!(said.code, 0, "{line}: {said:?}");
    said.out
}

#[test]
fn a_whole_incident_is_walked_by_commands_in_both_languages() {
    for lang in ["en", "fr"] {
        let sandbox = with_samples();
        let id = sandbox.start("drill");
        let write =
            |line: &str| fine(&sandbox, &format!("--lang {lang} {}", line.replace("INC", &id)));
        write("do INC 1 done --observed lit");
        write("do INC cut-or-keep choose cut --objection the_night_nurse");
        write("do INC cut-it done --approval phone --approved-by DM --words the_link");
        write("do INC early go --reason short_of_time");
        write("do INC watch-it go --reason asked_by_the_leader");
        write("do INC watch-it done --at 5");
        write("do INC watch-it again");
        write("do INC watch-it reached");
        write("do INC soon later --after 10m --reason no_pen");
        write("do INC soon done");
        write("do INC early skip --reason counted_already");
        let entry = write("do INC look-closed done");
        let number = entry.trim().rsplit('.').next().unwrap().to_owned();
        write(&format!("correct INC {number} --not-so --reason too_early"));
        write("do INC look-closed done");
        write("do INC let-it-settle wait");
        write("do INC let-it-settle ended --reason it_is_quiet");
        write("do INC open-child done");
        write("do INC child/child-act done");
        write("do INC child-closed done");
        write("do INC call-leader cannot --reason nobody_answers");
        write("do INC settle-closed done");
        write("note INC who_has_the_key? --kind question --by MB");
        write("close INC --last-acts-done");
        let status = sandbox.run(&["status", &id, "--json"]).json();
        assert_eq!(status["closed"]["word"], "complete-open");
        assert_eq!(status["closed"]["open"].as_array().unwrap().len(), 3, "{status:#}");
        assert_eq!(status["operator"], "MB");
        assert_eq!(sandbox.run(&["incidents", "--json"]).json()[0]["open"], false);
        let log = sandbox.folder().join(&id);
        let verdict = sandbox.run(&["verify", log.to_str().unwrap(), "--json"]).json();
        assert_eq!(verdict[0]["verdict"], "intact");
        let output =
            Process::new("python3").arg(log.join("verify.py")).arg(sandbox.log(&id)).output();
        let output = output.expect("python3 runs");
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
}

#[test]
fn the_spoken_code_of_the_status_is_the_one_that_verify_finds() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let code =
        sandbox.run(&["status", "--json"]).json()["log"]["code"].as_str().unwrap().to_owned();
    sandbox.fine(&["note", &id, "the lamp is dark"]);
    let folder = sandbox.folder().join(&id);
    let folder = folder.to_str().unwrap();
    let found = sandbox.run(&["verify", folder, "--json", "--code", &code]);
    assert_eq!((found.code, &found.json()[0]["code"]["match"]), (0, &"line".into()));
    let zeros = "0".repeat(40);
    let lost = sandbox.run(&["verify", folder, "--original", "--code", &zeros]);
    assert_eq!(lost.code, 4, "{lost:?}");
}

#[test]
fn a_command_that_is_refused_leaves_the_log_as_it_was_also_in_a_new_name() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let before = std::fs::read(sandbox.log(&id)).unwrap();
    for line in [
        "do INC soon skip --by ZZ",
        "do INC keep-it done --by ZZ",
        "note INC _ --by ZZ",
        "close INC --by ZZ",
        "correct INC 1 --not-so --by ZZ",
        "do INC soon done --at 0315 --by ZZ",
        "do INC soon done --by Ümlaut",
    ] {
        let said = say(&sandbox, &line.replace("INC", &id));
        assert_eq!(said.code, 2, "{line}: {said:?}");
        assert!(said.out.is_empty() && said.err.lines().count() >= 2, "{line}: {said:?}");
    }
    assert_eq!(std::fs::read(sandbox.log(&id)).unwrap(), before);
}

#[test]
fn a_closed_incident_can_be_annotated_by_somebody_else() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    fine(&sandbox, &format!("close {id} --reason false_alarm"));
    fine(&sandbox, &format!("note {id} it_was_the_neighbour's_lamp --by AB"));
    assert_eq!(say(&sandbox, &format!("do {id} soon done")).code, 2);
}

#[test]
fn alone_a_reason_is_taken_as_the_words() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    fine(&sandbox, &format!("do {id} cut-or-keep choose cannot-tell"));
    fine(&sandbox, &format!("do {id} cut-it done --approval alone --reason nobody_answers"));
    for (lang, head, told) in [
        ("en", "DONE ALONE 1", ", ALONE: nobody answers"),
        ("fr", "FAIT SEUL 1", ", SEUL : nobody answers"),
    ] {
        let status = fine(&sandbox, &format!("--lang {lang} status {id}"));
        assert!(status.contains(head) && status.contains("nobody answers"), "{status}");
        let history = fine(&sandbox, &format!("--lang {lang} log {id}"));
        assert!(history.contains(told), "{history}");
    }
    let status = sandbox.run(&["status", &id, "--json"]).json();
    let agreement = &status["agreements"][0];
    assert_eq!((&agreement["how"], &agreement["with"]), (&"alone".into(), &().into()));
    assert_eq!(agreement["words"], "nobody answers");
}

#[test]
fn the_library_is_listed_shown_checked_and_begun() {
    let sandbox = with_samples();
    for lang in ["en", "fr"] {
        let list = fine(&sandbox, &format!("--lang {lang} runbook list"));
        assert!(list.contains("telephony-loss") && list.contains("drill"), "{list}");
        assert!(
            fine(&sandbox, &format!("--lang {lang} runbook show telephony-loss")).len() > 5_000
        );
        let starter = fine(&sandbox, &format!("--lang {lang} runbook new lamps-out"));
        let path = sandbox.home().join("lamps-out.yaml");
        std::fs::write(&path, starter).unwrap();
        let check = ["--lang", lang, "runbook", "check", path.to_str().unwrap()];
        sandbox.fine(&check);
        fine(&sandbox, &format!("--lang {lang} runbook check"));
    }
    let list = sandbox.run(&["runbook", "list", "--json"]).json();
    let shipped = Library::shipped().entries().count();
    assert_eq!(list["runbooks"].as_array().map(Vec::len), Some(shipped + 2));
    let schema = sandbox.run(&["runbook", "schema"]).json();
    assert!(schema["$schema"].is_string());
}

#[test]
fn a_note_is_taken_from_standard_input() {
    use std::io::Write as _;
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let mut command = sandbox.command();
    command.args(["note", &id, "-"]).stdin(std::process::Stdio::piped());
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all("ligne coupée\n".as_bytes()).unwrap();
    let said: Said = child.wait_with_output().unwrap().into();
    assert_eq!(said.code, 0, "{said:?}");
    let log = std::fs::read_to_string(sandbox.log(&id)).unwrap();
    assert!(log.contains("\"ligne coupée\""));
}
