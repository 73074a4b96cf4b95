//! What was kept outside a log, and whom it speaks against: it names its source, accuses only the
//! log that it is about, and no first verdict says the opposite of what was found.

use super::python::agreed;
use super::verdict::{Desk, device, head_after, night, witness_of};

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
