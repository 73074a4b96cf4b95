//! A second run of a runbook, and a wrong one that gives way, by command (R23, R136).

use serde_json::Value;

use super::sandbox::Sandbox;
use super::script::{say, with_samples};

fn fine(sandbox: &Sandbox, line: &str) -> String {
    let said = say(sandbox, line);
    assert_eq!(said.code, 0, "{line}: {said:?}");
    said.out
}

fn json(sandbox: &Sandbox, id: &str) -> Value {
    sandbox.run(&["status", id, "--json"]).json()
}

fn sound(sandbox: &Sandbox, id: &str) {
    let log = sandbox.folder().join(id);
    let verdict = sandbox.run(&["verify", log.to_str().unwrap(), "--json"]).json();
    assert_eq!(verdict[0]["verdict"], "intact");
    let theirs = std::process::Command::new("python3")
        .arg(log.join("verify.py"))
        .arg(sandbox.log(id))
        .output()
        .expect("python3 runs");
    assert_eq!(theirs.status.code(), Some(0), "{theirs:?}");
}

#[test]
fn a_second_run_is_added_by_name_and_its_steps_bear_its_number() {
    for (lang, mark) in [("en", "run 2"), ("fr", "passage 2")] {
        let sandbox = with_samples();
        let id = sandbox.start("drill");
        let write = |line: &str| say(&sandbox, &format!("--lang {lang} {line}"));
        fine(&sandbox, &format!("do {id} 1 done --observed dark"));
        let refused = write(&format!("add {id} drill"));
        assert_eq!(refused.code, 2);
        assert!(refused.err.contains("--again"), "{refused:?}");
        let added = write(&format!("add {id} drill --again"));
        assert_eq!(added.code, 0, "{added:?}");
        fine(&sandbox, &format!("do {id} drill.2/look-at-it done --observed lit"));
        let all = json(&sandbox, &id);
        let runs = all["runbooks"].as_array().unwrap();
        let of = |at: usize| (runs[at]["id"].as_str().unwrap(), runs[at]["run"].as_u64().unwrap());
        assert_eq!((of(0), of(1)), (("drill", 1), ("drill", 2)));
        let current = &all["current"][1];
        assert_eq!((&current["runbook"], &current["run"]), (&"drill".into(), &2.into()));
        let status = write(&format!("status {id}")).out;
        assert!(status.contains(&format!("Drill with everything, {mark}")), "{status}");
        assert!(status.contains("drill.2/cut-or-keep"), "{status}");
        let brief = write(&format!("brief {id}")).out;
        assert!(brief.contains(mark), "{brief}");
        let log = write(&format!("log {id}")).out;
        assert!(log.contains("drill.2/look-at-it") && log.contains("drill.2"), "{log}");
        fine(&sandbox, &format!("hold {id} drill.2 --reason dinner"));
        assert_eq!(json(&sandbox, &id)["holds"][0]["run"], 2);
        fine(&sandbox, &format!("unhold {id} drill.2"));
        fine(&sandbox, &format!("track {id} drill.2/main --to AD"));
        let tracks = json(&sandbox, &id)["leading"]["tracks"].clone();
        assert!(tracks[0]["holder"].is_null(), "{tracks:#}");
        assert_eq!(tracks[1]["holder"], "AD", "{tracks:#}");
        sound(&sandbox, &id);
    }
}

#[test]
fn a_wrong_runbook_gives_way_by_command_with_one_reason() {
    for (lang, reason) in [
        ("en", "wrong runbook: changed to Child of the drill"),
        ("fr", "mauvaise fiche : remplacée par Child of the drill"),
    ] {
        let sandbox = with_samples();
        let id = sandbox.start("drill");
        let write = |line: &str| say(&sandbox, &format!("--lang {lang} {line}"));
        assert_eq!(write(&format!("add {id} child --in-place-of moon")).code, 2);
        assert_eq!(write(&format!("add {id} child --reason dinner")).code, 2);
        assert_eq!(write(&format!("add {id} child --again --in-place-of drill")).code, 2);
        let added = write(&format!("add {id} child --in-place-of drill"));
        assert_eq!(added.code, 0, "{added:?}");
        let hold = json(&sandbox, &id)["holds"][0].clone();
        assert_eq!(hold["runbook"], "drill");
        // French text has no-break spaces.
        let said = hold["reason"].as_str().unwrap().replace('\u{a0}', " ");
        assert_eq!(said, reason);
        let back = write(&format!("add {id} drill --in-place-of child --reason it_was_right"));
        assert_eq!(back.code, 0, "{back:?}");
        let all = json(&sandbox, &id);
        assert_eq!(all["runbooks"].as_array().unwrap().len(), 2);
        assert_eq!(all["holds"][0]["reason"], "it was right");
        sound(&sandbox, &id);
    }
}
