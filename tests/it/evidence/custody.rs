//! Evidence and its chain of custody by commands: what stands in the log, the list and the folder.

use std::io::Write as _;
use std::process::Stdio;

use sangfroid::audit::digest::Digest;

use crate::cli::sandbox::{Said, Sandbox};
use crate::cli::script::{say, with_samples};

fn given(sandbox: &Sandbox, words: &[&str], input: &[u8]) -> Said {
    let mut command = sandbox.command();
    command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that refuses before it reads closes the pipe.
    drop(child.stdin.take().unwrap().write_all(input));
    child.wait_with_output().unwrap().into()
}

#[test]
fn a_piece_is_taken_in_handed_over_and_listed_in_both_languages() {
    for lang in ["en", "fr"] {
        let sandbox = with_samples();
        let id = sandbox.start("drill");
        let file = sandbox.home().join("ransom note.txt");
        std::fs::write(&file, b"pay").unwrap();
        let digest = Digest::of(b"pay").to_string();
        let words = [
            "--lang",
            lang,
            "evidence",
            &id,
            file.to_str().unwrap(),
            "--step",
            "1",
            "--host",
            "PC-12",
            "--place",
            "safe 2",
            "--collected-by",
            "Night nurse",
            "--at",
            "5",
            "--by",
            "KP",
        ];
        let out = sandbox.fine(&words);
        assert!(out.contains(&digest) && out.contains('3'), "{out}");
        let record = out.split_whitespace().next().unwrap().to_owned();
        let kept = sandbox.folder().join(&id).join(format!("files/sha256-{digest}"));
        assert_eq!(std::fs::read(kept).unwrap(), b"pay");
        let number = record.rsplit('.').next().unwrap();
        let line = format!(
            "--lang {lang} custody {id} {number} --from KP --to Police --place station \
             --reason warrant --by MB"
        );
        assert_eq!(say(&sandbox, &line).code, 0);
        let list = sandbox.run(&["evidence-list", &id, "--json"]).json();
        let item = &list["items"][0];
        assert_eq!(
            (&item["record"], &item["hash"]),
            (&record.as_str().into(), &digest.as_str().into())
        );
        assert_eq!(item["description"], "ransom note.txt");
        assert_eq!(item["source_host"], "PC-12");
        assert_eq!(item["collected_by"], "Night nurse");
        assert_eq!(item["transfers"][0]["to"], "Police");
        assert_eq!(item["transfers"][0]["entered_by"], "MB");
        assert_eq!(list["exercise"], true);
        let text = sandbox.fine(&["--lang", lang, "evidence-list", &id]);
        for part in [&digest, "safe 2", "Night nurse", "Police", "station", "warrant", "PC-12"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert_eq!(sandbox.run(&["status", &id, "--json"]).json()["evidence"], 1);
        sandbox.fine(&["verify", sandbox.folder().join(&id).to_str().unwrap(), "--original"]);
    }
}

#[test]
fn the_same_content_twice_is_one_file_and_two_records_and_a_pipe_is_a_source() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    for item in ["first", "second"] {
        let said = given(&sandbox, &["evidence", &id, "-", "--item", item], b"from a pipe");
        assert_eq!(said.code, 0, "{said:?}");
    }
    let files = std::fs::read_dir(sandbox.folder().join(&id).join("files")).unwrap();
    assert_eq!(files.count(), 1);
    let list = sandbox.run(&["evidence-list", &id, "--json"]).json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(list["items"][0]["hash"], list["items"][1]["hash"]);
    assert_eq!(list["items"][0]["original_name"], serde_json::Value::Null);
}

#[test]
fn what_is_refused_leaves_the_log_and_the_folder_as_they_were() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let file = sandbox.home().join("file");
    std::fs::write(&file, b"0123456789").unwrap();
    let before = std::fs::read(sandbox.log(&id)).unwrap();
    let file = file.to_str().unwrap();
    for lang in ["en", "fr"] {
        for (words, code) in [
            (vec!["evidence", &id, file, "--step", "nowhere"], 2),
            (vec!["evidence", &id, file, "--step", "1", "--slot", "no-such-piece"], 2),
            (vec!["evidence", &id, file, "--step", "1", "--slot", "NO"], 2),
            (vec!["evidence", &id, file, "--item", " "], 2),
            (vec!["evidence", &id, file, "--max-bytes", "9"], 2),
            (vec!["evidence", &id, file, "--max-bytes", "many"], 2),
            (vec!["evidence", &id, file, "--max-bytes", "99999999999T"], 2),
            (vec!["evidence", &id, file, "--at", "0315"], 2),
            (vec!["evidence", &id, "-"], 2),
            (vec!["evidence", &id, "no-such-file", "--by", "ZZ"], 2),
            (vec!["evidence", &id, ".", "--item", "a folder", "--by", "ZZ"], 2),
            (vec!["custody", &id, "1", "--from", "A", "--to", "B"], 2),
            (vec!["custody", &id, "nine", "--from", "A", "--to", "B"], 2),
        ] {
            let mut all = vec!["--lang", lang];
            all.extend(&words);
            let said = sandbox.run(&all);
            assert_eq!(said.code, code, "{words:?}: {said:?}");
            assert!(said.out.is_empty() && said.err.lines().count() >= 2, "{words:?}: {said:?}");
        }
    }
    assert_eq!(std::fs::read(sandbox.log(&id)).unwrap(), before);
    assert!(
        !sandbox.folder().join(&id).join("files").exists() || {
            let files = std::fs::read_dir(sandbox.folder().join(&id).join("files")).unwrap();
            files.count() == 0
        }
    );
}

#[test]
fn a_closed_incident_still_takes_evidence_and_hand_overs() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    assert_eq!(say(&sandbox, &format!("close {id} --reason false_alarm")).code, 0);
    let said = given(&sandbox, &["evidence", &id, "-", "--item", "disk image"], b"late");
    assert_eq!(said.code, 0, "{said:?}");
    let number = said.out.split_whitespace().next().unwrap().rsplit('.').next().unwrap().to_owned();
    sandbox.fine(&["custody", &id, &number, "--from", "IT", "--to", "Court"]);
    let item = &sandbox.run(&["evidence-list", &id, "--json"]).json()["items"][0];
    assert_eq!(item["step"], serde_json::Value::Null);
}

#[test]
fn a_piece_taken_in_by_mistake_is_withdrawn_and_both_entries_stay() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let said = given(&sandbox, &["evidence", &id, "-", "--item", "wrong"], b"x");
    let record = said.out.split_whitespace().next().unwrap().to_owned();
    sandbox.fine(&["correct", &id, &record, "--text", "right"]);
    assert_eq!(
        sandbox.run(&["evidence-list", &id, "--json"]).json()["items"][0]["description"],
        "right"
    );
    sandbox.fine(&["correct", &id, &record, "--not-so"]);
    let list = sandbox.run(&["evidence-list", &id, "--json"]).json();
    assert_eq!(list["items"][0]["withdrawn"], true);
    assert!(sandbox.fine(&["evidence-list", &id]).contains("WITHDRAWN"));
}

#[test]
fn texts_of_strangers_cannot_drive_the_terminal() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let evil = "note \u{1b}[2J\u{202e}.txt";
    let file = sandbox.home().join(evil);
    std::fs::write(&file, b"x").unwrap();
    sandbox.fine(&["evidence", &id, file.to_str().unwrap()]);
    let text = sandbox.fine(&["evidence-list", &id]);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text:?}");
    assert!(text.contains("<U+001B>"), "{text}");
}

#[test]
fn a_value_that_its_step_does_not_expect_is_told_and_kept_as_such() {
    let sandbox = with_samples();
    let id = sandbox.start("telephony-loss");
    let taken = |value: &str| {
        let words = ["evidence", &id, "-", "--step", "stop-forwarding"];
        let words = [&words[..], &["--slot", "still-forwarded"]].concat();
        given(&sandbox, &words, value.as_bytes())
    };
    let long = "0".repeat(2_000);
    let table = [("0\n", false), (" 0 ", false), ("12", true), ("", true), (&long, true)];
    for (value, is_odd) in table {
        let said = taken(value);
        assert_eq!(said.code, 0, "{}", said.err);
        assert_eq!(said.err.contains("Not what the step expected"), is_odd, "{value:?}");
        let list = sandbox.run(&["evidence-list", &id, "--json"]).json();
        let items = list["items"].as_array().expect("a list");
        assert_eq!(items.last().expect("the piece")["unexpected"], is_odd, "{value:?}");
    }
    let words = ["evidence", &id, "-", "--step", "stop-forwarding", "--item", "a note"];
    assert!(!given(&sandbox, &words, b"12").err.contains("expected"), "no slot, no comparison");
}

#[test]
fn a_hand_over_that_does_not_fit_is_recorded_and_marked_wherever_it_is_shown() {
    for (lang, before, other) in [
        ("en", "before it was collected", "the last holder was"),
        ("fr", "avant qu'il ait été recueilli", "le dernier détenteur était"),
    ] {
        let sandbox = with_samples();
        let id = sandbox.start("drill");
        let said = given(&sandbox, &["evidence", &id, "-", "--item", "disk"], b"x");
        let record = said.out.split_whitespace().next().unwrap().to_owned();
        let moved = |more: &[&str]| {
            let said = sandbox.run(&[&["--lang", lang, "custody", &id, &record], more].concat());
            assert_eq!(said.code, 0, "it is recorded: {said:?}");
            said.err
        };
        let early = ["--from", "Nobody", "--to", "Police", "--at", "2020-01-01T00:00:00Z"];
        let said = moved(&early);
        assert!(said.contains(before) && said.contains(other) && said.contains("KP"), "{said}");
        assert!(moved(&["--from", "Smith", "--to", "Court"]).contains(other));
        // What fits is recorded without a word: the holder by name, in any letters.
        assert_eq!(moved(&["--from", "court ", "--to", "Police"]), "");
        assert_eq!(moved(&["--from", "Police", "--to", "KP"]), "");
        let list = sandbox.fine(&["--lang", lang, "evidence-list", &id]);
        assert!(list.matches(before).count() == 1 && list.matches(other).count() == 2, "{list}");
        let json = sandbox.run(&["evidence-list", &id, "--json"]).json();
        let transfers = json["items"][0]["transfers"].as_array().unwrap().clone();
        let doubts: Vec<_> = transfers.iter().map(|moved| moved["doubts"].to_string()).collect();
        let odd = "[\"other-holder\"]";
        assert_eq!(doubts, ["[\"before-collected\",\"other-holder\"]", odd, "[]", "[]"]);
    }
}

#[test]
fn hand_overs_that_are_told_late_are_compared_in_the_order_in_which_they_happened() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let words = ["evidence", &id, "-", "--item", "disk", "--at", "50", "--by", "KP"];
    let said = given(&sandbox, &words, b"x");
    let record = said.out.split_whitespace().next().unwrap().to_owned();
    let moved = |from: &str, to: &str, at: &str| {
        let words = ["custody", &id, &record, "--from", from, "--to", to, "--at", at];
        let said = sandbox.run(&words);
        assert_eq!(said.code, 0, "{said:?}");
        said.err
    };
    assert!(moved("Police", "Court", "10").contains("KP"), "nobody told how the police got it");
    assert_eq!(moved("KP", "Police", "30"), "");
    let json = sandbox.run(&["evidence-list", &id, "--json"]).json();
    for transfer in json["items"][0]["transfers"].as_array().unwrap() {
        assert_eq!(transfer["doubts"], serde_json::json!([]), "{json:#}");
    }
}

#[test]
fn a_pipe_or_a_folder_that_nobody_names_is_not_taken_and_what_is_missing_is_said() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let before = std::fs::read(sandbox.log(&id)).unwrap();
    for (lang, words) in [("en", "NOT TAKEN"), ("fr", "NON RECUEILLI")] {
        for source in ["-", "."] {
            let said = given(&sandbox, &["--lang", lang, "evidence", &id, source], b"data");
            assert_eq!(said.code, 2, "{said:?}");
            assert!(said.err.contains(words) && said.err.contains("--item"), "{said:?}");
        }
    }
    assert_eq!(std::fs::read(sandbox.log(&id)).unwrap(), before);
}
