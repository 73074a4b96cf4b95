//! The four verdicts of `verify`, and every way in which a log can be whole and wrong.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sangfroid::audit::sshsig::{Covered, Purpose, SigningKey};
use sangfroid::audit::{Digest, decode, encode, line::head_of};
use sangfroid::domain::command::Command;
use sangfroid::domain::event::{Event, Mode, NoteKind, Record, SignedOn};
use sangfroid::domain::ids::{Author, EventId, Initials, Seq, WriterId};
use sangfroid::domain::proof::{
    ClockReference, ClockSource, KeyProof, Seal, SeenHead, SignedOff, Witness,
};
use sangfroid::domain::time::{Span, Timestamp};
use sangfroid::session::Session;
use serde_json::Value;

use super::sandbox::{Said, Sandbox};
use crate::support::Play;
use crate::support::play::{close, note, start};
use crate::support::sample::{DRILL, runbook};

/// The device's key; the person's is another.
pub fn device() -> SigningKey {
    SigningKey::from_seed(&[3; 32])
}

pub fn person() -> SigningKey {
    SigningKey::from_seed(&[5; 32])
}

pub fn initials(tag: &str) -> Initials {
    Initials::parse(tag).unwrap()
}

/// A night on a device with this key: a signed sign-on, twelve notes, the end.
pub fn night(key: SigningKey, words: &str) -> Vec<u8> {
    let mut play = Play::empty();
    let line = key.public_line().to_owned();
    play.session = Session::new(sangfroid::runbook::read).sealing_with(Some(Arc::new(key)));
    let Command::Start(mut begun) = start(runbook(DRILL)) else { panic!("a start") };
    begun.key = Some(line);
    play.give(Command::Start(begun)).unwrap();
    let facts = play.state().opened.clone().unwrap().facts;
    let (last, head) = (Seq(play.session.lines()), play.session.head());
    let covered = Covered { incident: &facts.incident, writer: &facts.writer, last, head };
    let text = covered.message(Purpose::SignOn, Some(&initials("DM")));
    let signature = person().sign(Purpose::SignOn, &text).unwrap();
    let key = person().public_line().to_owned();
    let proof = Some(KeyProof { key, seq: last, signature });
    let on = SignedOn { initials: initials("DM"), name: None, role: None, proof };
    play.give(Command::SignOn(on)).unwrap();
    for n in 0..12 {
        play.pass(Span::from_s(20));
        play.give(note(NoteKind::Fact, &format!("{words} {n}"))).unwrap();
        if n == 5 {
            play.give(Command::Seal).unwrap();
        }
    }
    play.give(close(Some("exercise over"))).unwrap();
    play.log
}

pub fn lines(log: &[u8]) -> Vec<&[u8]> {
    log.split_inclusive(|byte| *byte == b'\n').collect()
}

pub fn head_after(log: &[u8], n: usize) -> Digest {
    head_of(lines(log)[n - 1]).unwrap()
}

/// The log written anew, with valid digests, after `change` had each record; none drops it.
pub fn rewritten(log: &[u8], change: impl Fn(&mut Record) -> bool) -> Vec<u8> {
    let (mut head, mut seq, mut made) = (Digest::ZERO, 0, Vec::new());
    for line in lines(log) {
        let mut record = decode(line).unwrap().record;
        if !change(&mut record) {
            continue;
        }
        seq += 1;
        record.id.seq = Seq(seq);
        let line = encode(&record, Mode::Exercise, head, &mut || [7; 16]).unwrap();
        head = line.head;
        made.extend(line.bytes);
    }
    made
}

/// Takes a person's signature away.
fn unsign(record: &mut Record) {
    if let Event::SignedOn(person) = &mut record.event {
        person.proof = None;
    }
}

/// A place for logs, and the program.
pub struct Desk {
    pub sandbox: Sandbox,
}

impl Desk {
    pub fn new() -> Self {
        Self { sandbox: Sandbox::new() }
    }

    pub fn home(&self) -> &Path {
        self.sandbox.home()
    }

    pub fn put(&self, name: &str, log: &[u8]) -> String {
        let path = self.sandbox.home().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, log).unwrap();
        path.display().to_string()
    }

    pub fn verify(&self, words: &[&str]) -> Said {
        self.sandbox.run(&[&["verify"], words].concat())
    }

    pub fn json(&self, words: &[&str]) -> (i32, Value) {
        let said = self.verify(&[&["--json"], words].concat());
        assert_ne!(said.code, 2, "{said:?}");
        (said.code, said.json())
    }

    /// Exit code and the codes of all findings of the first log; each is told in both languages.
    pub fn found(&self, words: &[&str]) -> (i32, Vec<String>) {
        let (code, json) = self.json(words);
        let findings = json[0]["findings"].as_array().unwrap();
        let codes = findings.iter().map(|f| f["code"].as_str().unwrap().to_owned()).collect();
        for lang in ["en", "fr"] {
            let said = self.verify(&[&["--lang", lang], words].concat());
            let label = if lang == "en" { "FOUND" } else { "TROUVÉ" };
            assert_eq!(said.code, code, "{said:?}");
            assert_eq!(
                said.out.contains(&format!("\n{label}  ")),
                !findings.is_empty(),
                "{said:?}"
            );
            assert!(!said.out.contains('{'), "{}", said.out);
            let is_sign = |line: &str| {
                matches!(line.trim_start().chars().next(), Some(':' | ';' | '!' | '»'))
            };
            assert!(!said.out.lines().any(is_sign), "a sign begins a line: {}", said.out);
            let is_narrow = |line: &str| line.chars().count() <= 80 || line.contains('/');
            assert!(said.out.lines().all(is_narrow), "{}", said.out);
        }
        (code, codes)
    }
}

/// The words of a page, its line breaks aside.
pub fn plain(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn codes(all: &[&str]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

#[test]
fn a_sealed_night_is_attributed_and_says_what_it_does_not_prove() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    let path = desk.put("log.jsonl", &log);
    let (code, json) = desk.json(&[&path]);
    assert_eq!(code, 0, "{json:#}");
    let who = &json[0]["attributed"];
    assert_eq!(
        (&who["seals"], &who["signed"][0], &who["claimed"][0]),
        (&2.into(), &"DM".into(), &"KP".into())
    );
    assert_eq!(who["sealed_to"], json[0]["lines"].as_u64().unwrap() - 1);
    let page = desk.verify(&[&path]).out;
    assert!(page.contains("WHAT THIS DOES NOT PROVE") && page.contains("5. Initials"), "{page}");
    assert!(plain(&page).contains("Signed on with an own key: DM (line "), "{page}");
    let page = desk.verify(&["--lang", "fr", &path]).out;
    assert!(page.contains("CE QUE CELA NE PROUVE PAS"), "{page}");
}

#[test]
fn a_log_alone_cannot_show_its_lost_tail_and_every_witness_can() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    let whole = desk.put("whole.jsonl", &log);
    let cut = lines(&log)[..9].concat();
    let path = desk.put("cut.jsonl", &cut);
    assert_eq!(desk.found(&[&path]), (0, vec![]));
    assert!(plain(&desk.verify(&[&path]).out).contains("cannot show that its own end was cut off"));

    let head = head_after(&log, 14);
    let mark = format!("14:{head}");
    assert_eq!(desk.found(&[&path, "--head", &mark]), (5, codes(&["lost-tail"])));
    let plain = head.to_string();
    assert_eq!(desk.found(&[&path, "--head", &plain]), (4, codes(&["claim-unknown"])));
    let code = head.spoken_code().to_string();
    assert_eq!(desk.verify(&[&path, "--code", &code]).code, 4);
    assert_eq!(desk.found(&[&path, &whole]), (5, codes(&["rollback"])));

    let early = head_after(&log, 7).spoken_code().to_string();
    let (exit, json) = desk.json(&[&whole, "--code", &early, "--head", &mark]);
    assert_eq!(exit, 0, "{json:#}");
    assert_eq!(json[0]["claims"][1]["line"], 14);
}

#[test]
fn a_night_written_anew_is_found_by_whatever_was_kept_outside() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    let kept = desk.put("kept.jsonl", &log);
    let forged = night(SigningKey::from_seed(&[9; 32]), "nothing happened");
    let path = desk.put("forged.jsonl", &forged);
    assert_eq!(desk.found(&[&path]), (0, vec![]), "nothing in the file can show it");
    assert_eq!(desk.found(&[&path, &kept]), (4, codes(&["fork"])));
    let mark = format!("9:{}", head_after(&log, 9));
    assert_eq!(desk.found(&[&path, "--head", &mark]), (4, codes(&["rewritten"])));
    let known = format!("lap-0001 namespaces=\"sangfroid-seal\" {}\n", device().public_line());
    let known = desk.put("allowed_signers", known.as_bytes());
    assert_eq!(desk.found(&[&path, "--signers", &known]), (4, codes(&["device-key-other"])));
    assert_eq!(desk.found(&[&kept, "--signers", &known]), (0, vec![]));
}

#[test]
fn without_the_devices_key_nobody_can_write_it_anew_unseen() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    let softer = rewritten(&log, |record| {
        if let Event::NoteAdded(note) = &mut record.event {
            note.text = "all quiet".to_owned();
        }
        true
    });
    let path = desk.put("softer.jsonl", &softer);
    let all = codes(&["actor-swapped", "seal-wrong", "seal-wrong"]);
    assert_eq!(desk.found(&[&path]), (4, all), "the signed sign-on stood on other lines, too");

    let unsealed = rewritten(&log, |record| {
        unsign(record);
        !matches!(record.event, Event::Sealed(_))
    });
    let path = desk.put("unsealed.jsonl", &unsealed);
    assert_eq!(desk.found(&[&path]), (1, codes(&["seal-missing"])));

    let other = SigningKey::from_seed(&[9; 32]);
    let resealed = rewritten(&log, |record| {
        unsign(record);
        if let Event::Sealed(seal) = &mut record.event {
            seal.signature = other.sign(Purpose::Seal, "anything").unwrap();
        }
        true
    });
    let path = desk.put("resealed.jsonl", &resealed);
    assert_eq!(desk.found(&[&path]), (4, codes(&["seal-other-key", "seal-other-key"])));

    let moved = rewritten(&log, |record| {
        unsign(record);
        if let Event::Sealed(Seal { seq, .. }) = &mut record.event {
            *seq = Seq(seq.0 + 40);
        }
        true
    });
    let path = desk.put("moved.jsonl", &moved);
    assert_eq!(desk.found(&[&path]), (4, codes(&["seal-moved", "seal-moved"])));
}

#[test]
fn an_actor_cannot_be_swapped_behind_a_signature() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    let swapped = rewritten(&log, |record| {
        if let Event::SignedOn(person) = &mut record.event
            && person.proof.is_some()
        {
            person.initials = initials("XX");
        }
        !matches!(record.event, Event::Sealed(_))
    });
    let path = desk.put("swapped.jsonl", &swapped);
    let (code, found) = desk.found(&[&path]);
    assert_eq!(code, 4);
    assert_eq!(found, codes(&["actor-swapped", "actor-unknown", "seal-missing"]));

    let known = format!("DM {}\n", SigningKey::from_seed(&[6; 32]).public_line());
    let known = desk.put("allowed_signers", known.as_bytes());
    let path = desk.put("log.jsonl", &log);
    assert_eq!(desk.found(&[&path, "--signers", &known]), (4, codes(&["actor-other-key"])));
}

#[test]
fn acting_after_signing_off_is_told_once() {
    let desk = Desk::new();
    let mut play = Play::drill();
    play.give(note(NoteKind::Fact, "a")).unwrap();
    let off = SignedOff { initials: initials("KP"), proof: None };
    play.give(Command::SignOff(off)).unwrap();
    let late = lines(&play.log).len() as u64;
    let mut head = play.session.head();
    let mut log = play.log.clone();
    for n in 1..=3 {
        let mut record = decode(lines(&play.log)[3]).unwrap().record;
        record.id = EventId { writer: record.id.writer, seq: Seq(late + n) };
        let line = encode(&record, Mode::Exercise, head, &mut || [7; 16]).unwrap();
        head = line.head;
        log.extend(line.bytes);
    }
    let path = desk.put("log.jsonl", &log);
    assert_eq!(desk.found(&[&path]), (1, codes(&["actor-unknown"])));
}

/// A second laptop's log that saw the first one's head at line `seq`.
pub fn witness_of(log: &[u8], seq: u64, head: Digest) -> Vec<u8> {
    let mut made = Vec::new();
    let mut prev = Digest::ZERO;
    for (n, line) in (1..).zip(lines(log).into_iter().take(4)) {
        let mut record = decode(line).unwrap().record;
        record.id = EventId { writer: WriterId::parse("lap9-beef").unwrap(), seq: Seq(n) };
        if let Event::Opened(opened) = &mut record.event {
            opened.writer = record.id.writer.clone();
            opened.key = None;
        } else if n == 4 {
            let writer = WriterId::parse("lap-0001").unwrap();
            let seen = SeenHead { writer, seq: Seq(seq), head: head.to_string() };
            let via = "usb".to_owned();
            record.who = Author::Program;
            record.event = Event::Witnessed(Witness { heads: vec![seen], via });
        }
        let line = encode(&record, Mode::Exercise, prev, &mut || [7; 16]).unwrap();
        prev = line.head;
        made.extend(line.bytes);
    }
    made
}

#[test]
fn what_another_laptop_saw_proves_a_cut_and_a_rewrite() {
    let log = night(device(), "entry");
    let cases: [(Vec<u8>, &[&str], i32); 3] = [
        (log.clone(), &[], 0),
        (lines(&log)[..9].concat(), &["lost-tail"], 5),
        (night(device(), "another story"), &["rewritten"], 4),
    ];
    for (there, expected, code) in cases {
        let desk = Desk::new();
        let seen = witness_of(&log, 14, head_after(&log, 14));
        desk.put("inc/log/lap-0001.0001.jsonl", &there);
        desk.put("inc/log/lap9-beef.0001.jsonl", &seen);
        let folder: PathBuf = desk.sandbox.home().join("inc");
        let folder = folder.display().to_string();
        assert_eq!(desk.found(&[&folder]), (code, codes(expected)));
    }
}

#[test]
fn a_clock_is_weighed_and_never_judged() {
    let desk = Desk::new();
    let mut play = Play::drill();
    for jump in [1_000, -90_000, 3_600_000, 50 * 365 * 86_400_000, -100 * 365 * 86_400_000] {
        play.pass(Span::from_s(30));
        play.jump(jump);
        play.give(note(NoteKind::Fact, "x")).unwrap();
    }
    let plain = play.log.clone();
    let with_reference = rewritten(&plain, |record| {
        if record.id.seq == Seq(4) {
            record.event = Event::ClockCompared(ClockReference {
                reference: Timestamp::from_ms(record.at.wall.ms() + 83_000),
                source: ClockSource::Phone,
                place: None,
                by_ms: 83_000,
            });
            record.late = Some(record.at.wall.plus(Span::from_min(7)));
        }
        true
    });
    let path = desk.put("log.jsonl", &plain);
    let (code, json) = desk.json(&[&path]);
    assert_eq!(code, 0, "{json:#}");
    let clock = &json[0]["clock"];
    assert_eq!(clock["step_count"], 4, "one second is no step: {clock:#}");
    assert_eq!(clock["steps"][0]["by_ms"], -90_000);
    assert!(clock["odd_year"].is_u64(), "{clock:#}");
    assert!(desk.verify(&[&path]).out.contains("never compared"));
    let path = desk.put("compared.jsonl", &with_reference);
    let (_, json) = desk.json(&[&path]);
    assert_eq!(json[0]["clock"]["compared"][0]["by_ms"], 83_000);
    assert_eq!(json[0]["clock"]["late_by_ms"], 7 * 60_000);
    assert!(desk.verify(&[&path]).out.contains("0:01:23 ahead"));
}

#[test]
fn a_head_that_is_none_is_refused() {
    let desk = Desk::new();
    let path = desk.put("log.jsonl", &night(device(), "x"));
    for text in ["abc", "x:00", "12"] {
        assert_eq!(desk.verify(&[&path, "--head", text]).code, 2, "{text}");
    }
}

#[test]
fn evidence_that_was_changed_removed_or_slipped_in_is_named() {
    let desk = Desk::new();
    let sandbox = super::script::with_samples();
    let id = sandbox.start("drill");
    let source = desk.put("ransom.txt", b"pay");
    let words = ["evidence", &id, &source, "--step", "1", "--by", "KP", "--item", "the note"];
    sandbox.fine(&words);
    let folder = sandbox.folder().join(&id);
    let path = folder.display().to_string();
    assert_eq!(desk.found(&[&path]), (0, vec![]));
    let files = folder.join("files");
    let name = format!("sha256-{}", Digest::of(b"pay"));
    fs::write(files.join(&name), "play").unwrap();
    assert_eq!(desk.found(&[&path]), (4, codes(&["attachment-changed"])));
    fs::remove_file(files.join(&name)).unwrap();
    assert_eq!(desk.found(&[&path]), (5, codes(&["attachment-missing"])));
    fs::write(files.join(&name), "pay").unwrap();
    fs::write(files.join(format!("sha256-{}", Digest::of(b"more"))), "more").unwrap();
    assert_eq!(desk.found(&[&path]), (1, codes(&["attachment-unknown"])));
}

#[test]
fn what_a_shared_copy_withholds_is_not_missed() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    let hidden: Vec<u8> = lines(&log)
        .into_iter()
        .flat_map(|line| {
            let hides = !matches!(decode(line).unwrap().record.event, Event::Opened(_));
            if !hides {
                return line.to_vec();
            }
            let columns: Vec<&[u8]> = line.split(|byte| *byte == b'\t').collect();
            let k = Digest::of(columns[0]);
            [format!("{{\"k\":\"{k}\",\t\t").as_bytes(), columns[2]].concat()
        })
        .collect();
    let path = desk.put("hidden.jsonl", &hidden);
    let (code, json) = desk.json(&[&path]);
    assert_eq!((code, &json[0]["findings"]), (0, &Value::Array(vec![])), "{json:#}");
    assert_eq!(json[0]["withheld_lines"], json[0]["lines"].as_u64().unwrap() - 1);
}
