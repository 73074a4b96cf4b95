//! The briefing, the hand-over and the tracks without a screen.

use super::sandbox::Sandbox;
use super::script::{say, with_samples};

fn begun(sandbox: &Sandbox) -> String {
    let id = sandbox.start("drill");
    for line in [
        "do INC 1 done --observed lit",
        "do INC cut-or-keep choose cut",
        "do INC cut-it done --approval alone --reason nobody_answers",
        "note INC the_gate_opens_at_seven --kind briefing",
    ] {
        let said = say(sandbox, &line.replace("INC", &id));
        assert_eq!(said.code, 0, "{line}: {said:?}");
    }
    id
}

/// The program and the verifier in Python find the log intact.
fn both_verify(sandbox: &Sandbox, id: &str) {
    let folder = sandbox.folder().join(id);
    let verdict = sandbox.run(&["verify", folder.to_str().expect("a path"), "--json"]).json();
    assert_eq!(verdict[0]["verdict"], "intact");
    let python = std::process::Command::new("python3")
        .arg(folder.join("verify.py"))
        .arg(sandbox.log(id))
        .output()
        .expect("python3 runs");
    assert_eq!(python.status.code(), Some(0), "{python:?}");
}

#[test]
fn the_briefing_speaks_both_languages_and_says_what_was_done_alone() {
    let sandbox = with_samples();
    let id = begun(&sandbox);
    for (lang, words) in [
        ("en", ["SITUATION", "RECOMMENDATION", "ALONE", "TELL the gate opens at seven"]),
        ("fr", ["ANTÉCÉDENTS", "DEMANDE", "SEUL", "À DIRE the gate opens at seven"]),
    ] {
        let said = say(&sandbox, &format!("--lang {lang} brief {id}"));
        assert_eq!(said.code, 0, "{said:?}");
        for word in words.into_iter().chain(["nobody answers", &id]) {
            assert!(said.out.contains(word), "{word}: {}", said.out);
        }
    }
    let json = sandbox.run(&["brief", &id, "--json"]).json();
    assert_eq!((&json["incident"], &json["mode"]), (&id.as_str().into(), &"exercise".into()));
    let kinds = |part: &str| -> Vec<String> {
        let lines = json[part].as_array().expect("a part").iter();
        lines.map(|line| line["kind"].as_str().expect("a kind").to_owned()).collect()
    };
    assert_eq!(kinds("situation"), ["incident", "progress"]);
    assert!(kinds("background").contains(&"alone".to_owned()), "{json:#}");
    assert!(kinds("recommendation").contains(&"briefing".to_owned()), "{json:#}");
}

#[test]
fn the_lead_passes_with_a_read_back_and_never_without() {
    let sandbox = with_samples();
    let id = begun(&sandbox);
    let leader = || sandbox.run(&["status", &id, "--json"]).json()["leading"]["leader"].clone();
    let before = leader();
    let log = || std::fs::read(sandbox.log(&id)).expect("a log");
    let bytes = log();
    let again = format!("hand-over INC --to {} --urgent a --unclear b", before.as_str().unwrap());
    for line in [
        "hand-over INC --to ZZ --urgent _ --unclear the_vendor",
        "hand-over INC --to ZZ --urgent the_backups --unclear _",
        &again,
    ] {
        let said = say(&sandbox, &line.replace("INC", &id));
        assert_eq!(said.code, 2, "{line}: {said:?}");
        assert!(said.err.lines().count() >= 2, "what is true and what to do: {said:?}");
    }
    assert_eq!((leader(), log()), (before, bytes));
    let line = format!("hand-over {id} --to ZZ --urgent the_backups --unclear the_vendor");
    let said = say(&sandbox, &line);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("EXERCISE") && said.err.contains("ZZ leads incident"), "{said:?}");
    assert_eq!(leader(), "ZZ");
    let status = sandbox.run(&["status", &id, "--json"]).json();
    assert_eq!(status["operator"], "ZZ", "who leads now has the keyboard of who led");
    let history = say(&sandbox, &format!("log {id}"));
    assert!(history.out.contains("ZZ takes over the lead from"), "{history:?}");
    assert!(history.out.contains("the backups / the vendor"), "{history:?}");
    both_verify(&sandbox, &id);
}

#[test]
fn a_track_is_given_to_a_named_person() {
    let sandbox = with_samples();
    let id = begun(&sandbox);
    let tracks = || sandbox.run(&["status", &id, "--json"]).json()["leading"]["tracks"].clone();
    let first = tracks()[0].clone();
    assert_eq!(first["holder"], serde_json::Value::Null, "{first:#}");
    let name = first["track"].as_str().expect("a name").to_owned();
    assert_eq!(say(&sandbox, &format!("track {id} {name} --to SB")).code, 0);
    assert_eq!(tracks()[0]["holder"], "SB");
    let unknown = say(&sandbox, &format!("track {id} nothing-here --to SB"));
    assert_eq!(unknown.code, 2, "{unknown:?}");
    assert!(unknown.err.contains("nothing-here"), "{unknown:?}");
}

#[test]
fn lines_are_said_in_own_words_by_name_and_stand_in_the_log() {
    for lang in ["en", "fr"] {
        let sandbox = with_samples();
        let id = begun(&sandbox);
        let json = || sandbox.run(&["brief", &id, "--json"]).json();
        let lines: Vec<String> = ["situation", "background", "assessment", "recommendation"]
            .iter()
            .flat_map(|part| json()[part].as_array().expect("lines").clone())
            .map(|line| line["line"].as_str().expect("a name").to_owned())
            .collect();
        assert!(lines.contains(&"progress".to_owned()), "{lines:?}");
        let next = lines.iter().find(|name| name.starts_with("next:")).expect("a next step");
        let start = format!("--lang {lang} hand-over {id} --to ZZ --urgent a --unclear b");
        let log = || std::fs::read(sandbox.log(&id)).expect("a log");
        let before = log();
        for wrong in ["moon=full", "progress=_", "progress"] {
            let refused = say(&sandbox, &format!("{start} --say {wrong}"));
            assert_eq!(refused.code, 2, "{wrong}: {refused:?}");
        }
        let twice = format!("{start} --say progress=phase_one --say progress=phase_two");
        let twice = say(&sandbox, &twice);
        assert_eq!(twice.code, 2, "{twice:?}");
        assert!(twice.err.contains("progress") && twice.err.lines().count() >= 2, "{twice:?}");
        assert_eq!(log(), before, "no lead passes half");
        let line = format!("{start} --say progress=we_hold_phase_one --say {next}=wait=for_AD");
        let said = say(&sandbox, &line);
        assert_eq!(said.code, 0, "{said:?}");
        let told = json()["said"].clone();
        assert_eq!(told[0]["line"], "progress");
        assert_eq!(told[0]["text"], "we hold phase one");
        assert_eq!(told[1]["text"], "wait=for AD", "{told:#}");
        let history = say(&sandbox, &format!("--lang {lang} log {id}")).out;
        assert!(history.contains("we hold phase one"), "{history}");
        both_verify(&sandbox, &id);
    }
}
