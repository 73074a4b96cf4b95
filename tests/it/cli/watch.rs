//! Lasting limits, added clocks and holds by command, in both languages.

use super::sandbox::Sandbox;
use super::script::{say, with_samples};

fn fine(sandbox: &Sandbox, line: &str) -> String {
    let said = say(sandbox, line);
    assert_eq!(said.code, 0, "{line}: {said:?}");
    said.out
}

/// An incident on a shipped runbook whose first phase leaves a limit behind.
fn limited() -> (Sandbox, String) {
    let sandbox = with_samples();
    let text = crate::support::sample::DRILL.replace(
        "title: Look at the lamp\n",
        "title: Look at the lamp\n        carry: Nobody touches the lamp\n",
    );
    std::fs::write(sandbox.folder().join("runbooks").join("drill.yaml"), text).unwrap();
    let id = sandbox.start("drill");
    fine(&sandbox, &format!("do {id} 1 done --observed lit"));
    (sandbox, id)
}

#[test]
fn a_limit_is_listed_and_lifted_by_name_in_both_languages() {
    for lang in ["en", "fr"] {
        let (sandbox, id) = limited();
        let run = |line: &str| say(&sandbox, &format!("--lang {lang} {line}"));
        for line in [format!("limits {id}"), format!("status {id}")] {
            let said = run(&line);
            assert!(said.out.contains("Nobody touches the lamp"), "{said:?}");
        }
        let json = sandbox.run(&["status", &id, "--json"]).json();
        assert_eq!(json["limits"][0]["step"], "drill/look-at-it", "{json:#}");
        assert_eq!(run(&format!("lift {id} 9 --by AD --reason over")).code, 2);
        assert_eq!(run(&format!("lift {id} look-at-it --by AD --reason _")).code, 2);
        let said = run(&format!("lift {id} look-at-it --by AD --reason lamp_replaced"));
        assert_eq!(said.code, 0, "{said:?}");
        assert!(!run(&format!("status {id}")).out.contains("Nobody touches the lamp"));
        let json = sandbox.run(&["status", &id, "--json"]).json();
        assert_eq!(json["limits"].as_array().map(Vec::len), Some(0));
        assert_eq!(json["operator"], "KP", "who lifts is named, and has no keyboard");
        let log = run(&format!("log {id}")).out;
        assert!(log.contains("lamp replaced") && log.contains("AD"), "{log}");
    }
}

#[test]
fn a_clock_is_added_met_moved_and_ended() {
    let (sandbox, id) = limited();
    let entry = fine(
        &sandbox,
        &format!("clock-add {id} --text restore_the_phones --who AD --in 30m --every 1h --by MK"),
    );
    let entry = entry.trim().to_owned();
    let clock = || {
        let json = sandbox.run(&["status", &id, "--json"]).json();
        json["added_clocks"][0].clone()
    };
    assert_eq!(clock()["who"], "AD");
    assert_eq!(clock()["every_seconds"], 3_600);
    assert!(fine(&sandbox, &format!("status {id}")).contains("AD, restore the phones"));
    let number = entry.rsplit('.').next().unwrap();
    fine(&sandbox, &format!("clock-met {id} {number}"));
    assert!(clock()["last_met"].is_string());
    assert_eq!(say(&sandbox, &format!("clock-move {id} {entry} --reason late")).code, 2);
    fine(&sandbox, &format!("clock-move {id} {entry} --in 2h --reason supplier_late"));
    assert_eq!(clock()["moved"], "supplier late");
    fine(&sandbox, &format!("clock-move {id} {entry} --end --reason over"));
    assert!(clock().is_null());
    assert_eq!(say(&sandbox, &format!("clock-met {id} {number}")).code, 2);
    assert_eq!(say(&sandbox, &format!("clock-add {id} --text x --who y --in soon")).code, 2);
}

#[test]
fn a_runbook_is_held_and_taken_up_again() {
    let (sandbox, id) = limited();
    fine(&sandbox, &format!("hold {id} --reason power_cut --by MK"));
    let status = fine(&sandbox, &format!("status {id}"));
    assert!(status.contains("HELD since") && status.contains("power cut"), "{status}");
    let json = sandbox.run(&["status", &id, "--json"]).json();
    assert_eq!(json["holds"][0]["reason"], "power cut");
    let refused = say(&sandbox, &format!("do {id} 2 choose keep"));
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("held"), "{refused:?}");
    assert_eq!(say(&sandbox, &format!("hold {id} moon --reason dinner")).code, 2);
    fine(&sandbox, &format!("unhold {id}"));
    fine(&sandbox, &format!("do {id} 2 choose keep"));
    assert_eq!(say(&sandbox, &format!("unhold {id}")).code, 2);
}

#[test]
fn a_clock_of_another_day_is_told_with_its_day() {
    let (sandbox, id) = limited();
    let line = format!("clock-add {id} --text restore_the_phones --who AD --in 48h --by MK");
    fine(&sandbox, &line);
    let said = fine(&sandbox, &format!("status {id}"));
    let line = said.lines().find(|line| line.contains("restore the phones")).expect("the clock");
    let day = line.trim().split(' ').next().unwrap_or_default();
    let is_day = day.len() == 10 && day.matches('-').count() == 2;
    assert!(is_day, "{line}");
}
