//! What another clock says is kept with its difference, and shown.

use super::script::{say, with_samples};

#[test]
fn a_comparison_is_recorded_shown_and_weighed() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let words =
        ["clock", &id, "--reads", "2020-01-01T00:00:00Z", "--source", "wall", "--where", "7B"];
    let entry = sandbox.fine(&words);
    assert_eq!(entry.lines().count(), 1, "{entry}");
    let status = sandbox.run(&["status", &id, "--json"]).json();
    let by_ms = status["clock"]["reference_minus_laptop_ms"].as_i64().unwrap();
    assert!(by_ms < -5 * 365 * 86_400_000, "{by_ms}");
    assert!(sandbox.fine(&["status", &id]).contains("Clock: the one"));
    assert!(sandbox.fine(&["--lang", "fr", "status", &id]).contains("Horloge : celle"));
    let log = sandbox.log(&id).display().to_string();
    let verdict = sandbox.run(&["verify", &log, "--json"]).json();
    assert_eq!(verdict[0]["clock"]["compared"][0]["by_ms"].as_i64(), Some(by_ms));
}

#[test]
fn a_reading_that_is_none_is_refused_in_words() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    for text in ["25:00", "noon", "3:15:99"] {
        let said = say(&sandbox, &format!("clock {id} --reads {text}"));
        assert!(said.code == 2 && said.err.contains(text), "{said:?}");
    }
}

#[test]
fn what_the_telephone_shows_at_the_start_is_part_of_the_start() {
    let sandbox = with_samples();
    let begin = "start drill --exercise --by MK --headless --clock";
    let said = say(&sandbox, &format!("{begin} 2020-01-01T00:00:00Z"));
    assert_eq!(said.code, 0, "{said:?}");
    let id = said.out.trim();
    let status = sandbox.run(&["status", id, "--json"]).json();
    let by_ms = status["clock"]["reference_minus_laptop_ms"].as_i64().unwrap();
    assert!(by_ms < -5 * 365 * 86_400_000, "{by_ms}");
    let log = std::fs::read_to_string(sandbox.log(id)).unwrap();
    assert!(log.lines().count() <= 5 && log.contains("\"do\":\"clock\""), "{log}");

    let said = say(&sandbox, &format!("{begin} noon"));
    assert!(said.code == 2 && said.err.contains("noon"), "{said:?}");
}
