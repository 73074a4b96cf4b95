//! Nobody is accused of what somebody else did, of what was not read, or of an honest accident; and
//! nothing counts twice.

use sangfroid::audit::line::head_of;
use sangfroid::audit::sshsig::SigningKey;
use sangfroid::audit::{Digest, decode, encode};
use sangfroid::domain::event::{Event, Mode, Record};
use sangfroid::domain::ids::{EventId, Seq, WriterId};
use sangfroid::domain::proof::{SeenHead, Witness};

use super::python::agreed;
use super::verdict::{Desk, device, head_after, lines, night, person, plain, witness_of};

/// The log with this record behind its last line.
fn followed_by(log: &[u8], mut record: Record) -> Vec<u8> {
    let all = lines(log);
    let prev = head_of(all[all.len() - 1]).unwrap();
    record.id.seq = Seq(all.len() as u64 + 1);
    let line = encode(&record, Mode::Exercise, prev, &mut || [7; 16]).unwrap();
    [log, &line.bytes].concat()
}

fn record_at(log: &[u8], n: usize) -> Record {
    decode(lines(log)[n - 1]).unwrap().record
}

fn signed_on(log: &[u8]) -> usize {
    let is_signed = |event| matches!(event, Event::SignedOn(person) if person.proof.is_some());
    (1..=lines(log).len()).find(|n| is_signed(record_at(log, *n).event)).unwrap()
}

fn folder(desk: &Desk, logs: &[(&str, &[u8])]) -> String {
    for (writer, log) in logs {
        desk.put(&format!("inc/log/{writer}.0001.jsonl"), log);
    }
    desk.home().join("inc").display().to_string()
}

fn codes(found: &[(String, u64)]) -> Vec<(&str, u64)> {
    found.iter().map(|(code, line)| (code.as_str(), *line)).collect()
}

#[test]
fn a_signature_counts_once() {
    let log = night(device(), "entry");
    let on = signed_on(&log);
    let twice = followed_by(&log, record_at(&log, on));
    let line = lines(&twice).len() as u64;
    let desk = Desk::new();
    let path = desk.put("log.jsonl", &twice);
    let (exit, found) = agreed(&desk, &[&path]);
    assert_eq!((exit, codes(&found[0])), (4, vec![("actor-replayed", line)]));
    let (code, found) = desk.found(&[&path]);
    assert_eq!(code, 4);
    assert_eq!(found[0], "actor-replayed");
    // What follows it is a claim.
    let (_, json) = desk.json(&[&path]);
    assert_eq!(json[0]["attributed"]["claimed"][0], "DM");
}

#[test]
fn what_stands_behind_a_fault_speaks_against_nobody() {
    let log = night(device(), "entry");
    let seen = witness_of(&log, 14, head_after(&log, 14));
    let mut bent = log.clone();
    let at = lines(&log)[..2].concat().len() + 30;
    bent[at] ^= 1;
    let desk = Desk::new();
    let path = folder(&desk, &[("lap-0001", &bent), ("lap9-beef", &seen)]);
    let (exit, found) = agreed(&desk, &[&path]);
    assert_eq!(exit, 4);
    assert_eq!((codes(&found[0]), codes(&found[1])), (vec![("head-unjudged", 0)], vec![]));
    desk.found(&[&path]);
    // Nor does a whole copy say that this one ends before.
    let whole = desk.put("whole.jsonl", &log);
    let (exit, found) = agreed(&desk, &[&whole, &format!("{path}/log/lap-0001.0001.jsonl")]);
    assert_eq!((exit, codes(&found[1])), (4, vec![]));
}

#[test]
fn an_older_copy_makes_nobody_wrong_who_saw_the_newer_one() {
    let log = night(device(), "entry");
    let seen = witness_of(&log, 14, head_after(&log, 14));
    let older = lines(&log)[..9].concat();
    let desk = Desk::new();
    let path = folder(&desk, &[("lap-0001", &older), ("lap9-beef", &seen)]);
    let newer = desk.put("newer.jsonl", &log);
    let (exit, found) = agreed(&desk, &[&path, &newer]);
    assert_eq!(exit, 5);
    assert_eq!((codes(&found[0]), codes(&found[1])), (vec![("rollback", 0)], vec![]));
    let said = plain(&desk.verify(&[&path, &newer]).out);
    assert!(said.contains("it is older, or its end was cut off"), "{said}");
}

#[test]
fn a_log_that_says_it_was_put_back_is_never_called_written_anew() {
    let log = night(device(), "entry");
    let short = lines(&log)[..9].concat();
    let mut told = record_at(&log, 9);
    let seen = SeenHead {
        writer: WriterId::parse("lap-0001").unwrap(),
        seq: Seq(14),
        head: head_after(&log, 14).to_string(),
    };
    told.who = sangfroid::domain::ids::Author::Program;
    told.event = Event::Witnessed(Witness { heads: vec![seen], via: "mark".to_owned() });
    let mut grown = followed_by(&short, told);
    for _ in 0..6 {
        let desk = Desk::new();
        let path = desk.put("log.jsonl", &grown);
        let (exit, found) = agreed(&desk, &[&path]);
        assert_eq!((exit, codes(&found[0])), (5, vec![("put-back", 10)]));
        desk.found(&[&path]);
        grown = followed_by(&grown, record_at(&log, 9));
    }
}

#[test]
fn a_digest_with_the_number_of_another_line_accuses_no_log() {
    let log = night(device(), "entry");
    let desk = Desk::new();
    let path = desk.put("log.jsonl", &log);
    for number in [6, 4, 99] {
        let head = format!("{number}:{}", head_after(&log, 5));
        let (code, found) = desk.found(&[&path, "--head", &head]);
        assert_eq!((code, found), (1, vec!["claim-elsewhere".to_owned()]), "{number}");
    }
    // Also beside another laptop's.
    let other = desk.put("other.jsonl", &witness_of(&log, 14, head_after(&log, 14)));
    let head = format!("6:{}", head_after(&log, 5));
    assert_eq!(desk.json(&[&path, &other, "--head", &head]).0, 1);
}

#[test]
fn a_bare_key_speaks_for_whoever_has_it_and_against_nobody_else() {
    let log = night(device(), "entry");
    let other = witness_of(&log, 14, head_after(&log, 14));
    let desk = Desk::new();
    let path = folder(&desk, &[("lap-0001", &log), ("lap9-beef", &other)]);
    let stranger = SigningKey::from_seed(&[9; 32]);
    for (key, exit) in [(device(), 0), (person(), 0), (stranger, 4)] {
        let known = desk.put("known.pub", key.public_line().as_bytes());
        let (code, json) = desk.json(&[&path, "--signers", &known]);
        assert_eq!(code, exit, "{json:#}");
        let found = json[0]["findings"].as_array().unwrap();
        assert_eq!(found.len(), usize::from(exit == 4), "{json:#}");
        assert!(exit == 0 || found[0]["code"] == "key-nowhere", "{json:#}");
    }
}

#[test]
fn a_copy_that_withholds_lines_still_has_its_list_of_keys_judged() {
    let log = night(device(), "entry");
    let stranger = SigningKey::from_seed(&[9; 32]);
    let row = |name: &str, space: &str, key: &SigningKey| {
        format!("{name} namespaces=\"sangfroid-{space}\" {}\n", key.public_line())
    };
    let on = signed_on(&log);
    let hidden = super::second::withheld(&log, |line| line == on || line == 9);
    let people = row("DM", "signon", &person());
    let cases = [
        (row("lap-0001", "seal", &device()), vec![], 0),
        (row("lap-0001", "seal", &stranger), vec![("signers-other", 0)], 4),
        // The line that is withheld may have brought it.
        (people, vec![("signers-unjudged", 0)], 1),
    ];
    for (list, expected, exit) in cases {
        let desk = Desk::new();
        let path = folder(&desk, &[("lap-0001", &hidden)]);
        desk.put("inc/keys/allowed_signers", list.as_bytes());
        let (code, found) = agreed(&desk, &[&path]);
        let found: Vec<_> =
            codes(&found[0]).into_iter().filter(|(code, _)| code.starts_with("sig")).collect();
        assert_eq!((code, found), (exit, expected), "{list}");
    }
}

#[test]
fn a_missing_piece_is_told_by_the_log_that_took_it_in() {
    let desk = Desk::new();
    let (one, two) = (super::script::with_samples(), super::script::with_samples());
    let id = one.start("drill");
    two.fine(&["start", "drill", "--exercise", "--by", "ZZ", "--headless", "--incident", &id]);
    let piece = two.home().join("piece");
    std::fs::write(&piece, "what was found").unwrap();
    two.fine(&["evidence", &id, piece.to_str().unwrap(), "--item", "a note"]);
    let log = two.log(&id);
    let writer = log.file_name().unwrap().to_str().unwrap().split('.').next().unwrap();
    let delivered = two.folder().join(&id);
    one.run(&["import", delivered.to_str().unwrap()]);
    let folder = one.folder().join(&id);
    for entry in std::fs::read_dir(folder.join("files")).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
    let path = folder.display().to_string();
    let (exit, found) = agreed(&desk, &[&path]);
    assert_eq!(exit, 5);
    let (_, json) = desk.json(&[&path]);
    for (log, found) in json.as_array().unwrap().iter().zip(&found) {
        let is_its = log["incident"]["writer"] == writer;
        let missing = found.iter().filter(|(code, _)| code == "attachment-missing").count();
        assert_eq!(missing, usize::from(is_its), "{log:#}");
    }
    let digest = Digest::of(b"what was found").to_string();
    assert!(desk.verify(&[&path]).out.contains(&digest), "it can be looked for");
}

#[test]
fn a_log_of_another_incident_and_an_exercise_are_told_as_such() {
    let mut log = Vec::new();
    let desk = Desk::new();
    for line in lines(&night(device(), "entry")) {
        log.extend_from_slice(line);
    }
    let Event::Opened(opened) = record_at(&log, 1).event else { panic!("the first line") };
    let id = opened.incident.as_str().to_owned();
    let named = |name: &str| {
        desk.put(&format!("{name}/log/lap-0001.0001.jsonl"), &log);
        desk.home().join(name).display().to_string()
    };
    for (name, exit) in [(id.as_str(), 0), ("court-copy", 0), ("INC-2031-7777", 1)] {
        let path = named(name);
        let (code, found) = agreed(&desk, &[&path]);
        let expected = if exit == 1 { vec![("incident-other", 1)] } else { vec![] };
        assert_eq!((code, codes(&found[0])), (exit, expected), "{name}");
        let said = plain(&desk.verify(&[&path]).out);
        assert!(said.contains(&format!("INCIDENT {id}, an EXERCISE.")), "{said}");
    }
}

#[test]
fn the_mark_beside_a_folder_is_read_wherever_the_folder_lies() {
    let sandbox = super::script::with_samples();
    let id = sandbox.start("drill");
    sandbox.fine(&["note", &id, "first"]);
    let old = sandbox.home().join("old");
    crate::import::taken::copy(&sandbox.folder().join(&id), &old);
    sandbox.fine(&["note", &id, "second"]);
    sandbox.fine(&["seal", &id]);
    std::fs::remove_dir_all(sandbox.folder().join(&id)).unwrap();
    crate::import::taken::copy(&old, &sandbox.folder().join(&id));
    let path = sandbox.folder().join(&id).display().to_string();
    // Another data folder looks at it.
    let (code, json) = Desk::new().json(&[&path]);
    assert_eq!((code, &json[0]["findings"][0]["source"]), (5, &"mark".into()), "{json:#}");
}

#[test]
fn what_was_cut_off_is_told_every_time() {
    let sandbox = super::script::with_samples();
    let id = sandbox.start("drill");
    sandbox.fine(&["note", &id, "acknowledged"]);
    let path = sandbox.log(&id);
    let mut log = std::fs::read(&path).unwrap();
    log.pop();
    std::fs::write(&path, log).unwrap();
    sandbox.fine(&["note", &id, "next"]);
    let folder = sandbox.folder().join(&id);
    let said = plain(&sandbox.run(&["verify", &id]).out);
    assert!(said.contains("were cut off as an interrupted write. They are kept in log/"), "{said}");
    for entry in std::fs::read_dir(folder.join("log")).unwrap() {
        let entry = entry.unwrap().path();
        if entry.to_string_lossy().contains("torn") {
            std::fs::remove_file(entry).unwrap();
        }
    }
    let said = plain(&sandbox.run(&["verify", &id]).out);
    assert!(said.contains("here they are not"), "{said}");
}

/// A line that only shows that the helper above makes whole logs.
#[test]
fn a_line_that_follows_is_a_line_of_the_log() {
    let log = night(device(), "entry");
    let mut record = record_at(&log, 9);
    record.id = EventId { writer: record.id.writer, seq: Seq(0) };
    let desk = Desk::new();
    let path = desk.put("log.jsonl", &followed_by(&log, record));
    assert_eq!(agreed(&desk, &[&path]).0, 0);
}
