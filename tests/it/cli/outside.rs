//! What was kept outside a log, and whom it speaks against: it names its source, accuses only the
//! log that it is about, and no first verdict says the opposite of what was found.

use super::python::{agreed, python};
use super::verdict::{Desk, device, head_after, lines, night, plain, witness_of};

/// A folder with the logs of two laptops, of which the second saw `head` at line `seq` of the
/// first; their folder, and the log of the second.
fn two_laptops(desk: &Desk, there: &[u8], seen: &[u8]) -> String {
    desk.put("inc/log/lap-0001.0001.jsonl", there);
    desk.put("inc/log/lap9-beef.0001.jsonl", seen);
    desk.home().join("inc").display().to_string()
}

fn codes(json: &serde_json::Value) -> Vec<&str> {
    json["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect()
}

#[test]
fn a_true_head_of_one_laptop_accuses_no_other() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    let witness = witness_of(&log, 14, head_after(&log, 14));
    let path = two_laptops(&desk, &log, &witness);
    for (owner, seq, head) in [(0, 3, head_after(&log, 3)), (1, 3, head_after(&witness, 3))] {
        let (code, json) = desk.json(&[&path, "--head", &format!("{seq}:{head}")]);
        assert_eq!(code, 0, "{json:#}");
        assert_eq!(json[owner]["claims"][0]["line"], seq);
        assert_eq!(json[1 - owner]["claims"].as_array().unwrap().len(), 0, "{json:#}");
    }
    // What belongs to none of them: no single one is said to be written anew.
    let (code, json) = desk.json(&[&path, "--head", &format!("3:{}", "ab".repeat(32))]);
    assert_eq!(code, 4, "{json:#}");
    assert_eq!((codes(&json[0]), codes(&json[1])), (vec!["claim-unknown"], vec!["claim-unknown"]));
    // A copy of the same writer that has another line there is still told.
    let other = desk.put("other.jsonl", &night(device(), "another story"));
    let mark = format!("9:{}", head_after(&log, 9));
    let whole = desk.put("whole.jsonl", &log);
    let (code, json) = desk.json(&[&whole, &other, "--head", &mark]);
    assert_eq!(code, 4);
    assert_eq!((codes(&json[0]), codes(&json[1])), (vec!["fork"], vec!["rewritten", "fork"]));
}

#[test]
fn a_head_that_was_seen_is_compared_to_its_last_digit() {
    let log = night(device(), "entry");
    for at in [0, 7, 8, 31] {
        let mut seen = head_after(&log, 14);
        seen.0[at] ^= 1;
        let desk = Desk::new();
        let path = two_laptops(&desk, &log, &witness_of(&log, 14, seen));
        let (code, found) = agreed(&desk, &[&path]);
        assert_eq!((code, found[0].clone()), (4, vec![("rewritten".to_owned(), 14)]), "byte {at}");
    }
}

#[test]
fn a_finding_names_its_source_and_the_log_that_makes_the_claim_gets_a_remark() {
    let log = night(device(), "entry");
    let mut made_up = head_after(&log, 14);
    made_up.0[0] ^= 1;
    let cases = [
        (witness_of(&log, 14, made_up), "rewritten", 14, 4),
        (witness_of(&log, 99, made_up), "lost-tail", 0, 5),
    ];
    for (witness, code, line, exit) in cases {
        let desk = Desk::new();
        let path = two_laptops(&desk, &log, &witness);
        let (ended, found) = agreed(&desk, &[&path]);
        assert_eq!(ended, exit);
        let claim = ("contradicts".to_owned(), 4);
        assert_eq!(found, [vec![(code.to_owned(), line)], vec![claim]]);
        let (_, json) = desk.json(&[&path]);
        let finding = &json[0]["findings"][0];
        assert_eq!((&finding["by"], &finding["by_line"]), (&"lap9-beef".into(), &"4".into()));
        assert_eq!(json[1]["exit"], 1);
        assert_eq!(json[1]["findings"][0]["other"], "lap-0001");
        let said = python(&[&path])["said"].as_str().unwrap().to_owned();
        assert!(said.contains("line 4 of lap9-beef saw"), "{said}");
        for (lang, words) in [
            ("en", ["(line 4 of lap9-beef): one of the two", "one of the two logs is wrong"]),
            ("fr", ["(ligne 4 de lap9-beef)", "l’une des deux mains courantes est fausse"]),
        ] {
            let page = plain(&desk.verify(&["--lang", lang, &path]).out);
            assert!(words.iter().all(|words| page.contains(words)), "{page}");
        }
    }
    // What a person gave is named as it was given.
    let desk = Desk::new();
    let path = desk.put("log.jsonl", &log);
    let (_, json) = desk.json(&[&path, "--head", &format!("14:{made_up}")]);
    let finding = &json[0]["findings"][0];
    assert_eq!((&finding["source"], &finding["code"]), (&"given".into(), &"rewritten".into()));
    let page = plain(&desk.verify(&[&path, "--head", &format!("14:{made_up}")]).out);
    assert!(page.contains(&format!("(given: 14:{}", &made_up.to_string()[..8])), "{page}");
}

#[test]
fn a_mistyped_code_alters_no_log() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    let code = head_after(&log, lines(&log).len()).spoken_code().to_string();
    let last = if code.ends_with('1') { "2" } else { "1" };
    let mistyped = format!("{}{last}", &code[..code.len() - 1]);
    let path = two_laptops(&desk, &log, &witness_of(&log, 14, head_after(&log, 14)));
    assert_eq!(agreed(&desk, &[&path, "--code", &code]).0, 0);
    assert_eq!(agreed(&desk, &[&path, "--code", &mistyped]).0, 4);
    let (_, json) = desk.json(&[&path, "--code", &mistyped]);
    for log in json.as_array().unwrap() {
        assert_eq!(log["verdict"], "contradicted", "{log:#}");
        assert_eq!(log["code"]["match"], "none");
        assert_eq!(codes(log), ["claim-unknown"]);
    }
    for (lang, no, words) in [
        ("en", "NO. This log was altered", "or it was copied wrongly"),
        ("fr", "NON. Cette main courante", "la copie est fautive"),
    ] {
        let page = plain(&desk.verify(&["--lang", lang, &path, "--code", &mistyped]).out);
        assert!(!page.contains(no) && page.contains(words), "{page}");
    }
    let said = python(&[&path, "--code", &mistyped])["said"].as_str().unwrap().to_owned();
    assert!(!said.contains("ALTERED") && said.contains("or it was copied wrongly"), "{said}");
}

#[test]
fn the_first_verdict_does_not_contradict_the_findings_and_they_say_what_to_do() {
    let log = night(device(), "entry");
    let other = night(device(), "another story");
    let cut = lines(&log)[..9].concat();
    let torn = [other.clone(), b"{\"e\":".to_vec()].concat();
    let (plain_tail, torn_tail) = ("contradicts it: see FOUND", "except the last line, but");
    for (copy, exit, words) in [(cut, 5, plain_tail), (other, 4, plain_tail), (torn, 4, torn_tail)]
    {
        let desk = Desk::new();
        let copy = desk.put("copy.jsonl", &copy);
        let whole = desk.put("whole.jsonl", &log);
        let (code, json) = desk.json(&[&copy, &whole]);
        assert_eq!((code, &json[0]["verdict"]), (exit, &"contradicted".into()), "{json:#}");
        let page = plain(&desk.verify(&[&copy, &whole]).out);
        assert!(page.contains(words), "{page}");
        let page = desk.verify(&["--lang", "fr", &copy, &whole]).out;
        assert!(plain(&page).contains("mais quelque chose le contredit"), "{page}");
        let starts = |label: &str| page.lines().any(|line| line.starts_with(label));
        assert!(starts("TROUVÉ") && starts("SÛR") && starts("À FAIRE"), "{page}");
        let said = python(&[&copy, &whole])["said"].as_str().unwrap().to_owned();
        let is_torn = said.contains("INCOMPLETE");
        assert!(is_torn || said.contains("\nintact in itself, but contradicted"), "{said}");
    }
    // A remark contradicts nothing.
    let desk = Desk::new();
    let witness = desk.put("lap9-beef.0001.jsonl", &witness_of(&log, 14, head_after(&log, 14)));
    let (code, json) = desk.json(&[&witness]);
    assert_eq!((code, &json[0]["verdict"]), (1, &"intact".into()), "{json:#}");
    assert!(desk.verify(&[&witness]).out.contains("\nTO DO"));
}
