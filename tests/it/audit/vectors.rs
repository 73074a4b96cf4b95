//! Golden files. They are added to, never edited: each pins a verdict for good.
//!
//! `log_of` makes the bytes of every named vector from the sample log. To add one, give it a row,
//! run the test once (it writes a file that is missing, and fails), look at the file, and commit
//! it.

use std::path::PathBuf;

use sangfroid::audit::from_wire::WITHHELD;
use sangfroid::audit::line::head_of;
use sangfroid::audit::{Verifier, decode, encode, verify_stream};
use sangfroid::domain::act::StepAct;
use sangfroid::domain::event::{Event, Mode};
use sangfroid::domain::ids::{Seq, WriterId};
use sangfroid::domain::proof::{Fork, SeenHead};

use super::sample::{columns, duties, log, log_with, rechain, record, ticks};
use super::tampering::replaced;

/// Name, exit code, first bad line, kind of fault.
const VECTORS: [(&str, u8, u64, &str); 18] = [
    ("whole", 0, 0, ""),
    ("torn_tail", 5, 24, "no-line-feed"),
    ("nul_tail", 5, 25, "no-line-feed"),
    ("cut_at_boundary", 0, 0, ""),
    ("altered_middle", 4, 9, "content"),
    ("altered_last", 5, 24, "content"),
    ("removed_middle", 4, 9, "link"),
    ("not_canonical", 4, 9, "grammar"),
    ("not_canonical_texts", 4, 6, "spelling"),
    ("smuggled_member", 4, 9, "event"),
    ("crlf", 4, 1, "grammar"),
    ("withheld_texts", 0, 0, ""),
    ("withheld_line", 0, 0, ""),
    ("newer_version", 6, 0, ""),
    ("newer_kind", 0, 0, ""),
    ("duties", 0, 0, ""),
    ("ticks", 0, 0, ""),
    ("forked", 0, 0, ""),
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/vectors/audit_v1")
}

fn log_of(name: &str) -> Vec<u8> {
    let mut lines = log("lap3-9f2c");
    match name {
        "torn_tail" => lines[23].truncate(200),
        "nul_tail" => lines.push(vec![0; 512]),
        "cut_at_boundary" => lines.truncate(17),
        "altered_middle" => lines[8] = replaced(&lines[8], "\"who\":\"KP\"", "\"who\":\"AB\""),
        "altered_last" => lines[23] = replaced(&lines[23], "\"who\":\"KP\"", "\"who\":\"AB\""),
        "removed_middle" => drop(lines.remove(8)),
        "not_canonical" => {
            let text = String::from_utf8(lines[8].clone()).unwrap();
            let start = text.len() - 67;
            lines[8] = (text[..start].to_owned() + &text[start..].to_uppercase()).into_bytes();
        }
        "not_canonical_texts" => lines[5] = replaced(&lines[5], "2e étage", "2e \\u00e9tage"),
        "smuggled_member" => {
            lines[8] = replaced(&lines[8], "{\"e\":{", "{\"e\":{\"v\":1},\"e\":{");
            rechain(&mut lines, 8);
        }
        "crlf" => lines.iter_mut().for_each(|line| {
            line.pop();
            line.extend(b"\r\n");
        }),
        "withheld_texts" => lines.iter_mut().for_each(|line| {
            let [first, _, third] = columns(line);
            *line = format!("{first}\t\t{third}\n").into_bytes();
        }),
        "withheld_line" => {
            let [first, _, third] = columns(&lines[6]);
            let digest = sangfroid::audit::Digest::of(first.as_bytes());
            lines[6] = format!("{{\"k\":\"{digest}\",\t\t{third}\n").into_bytes();
        }
        "newer_version" => {
            lines[8] = replaced(&lines[8], "\"v\":1,", "\"v\":2,");
            rechain(&mut lines, 8);
        }
        "newer_kind" => {
            lines[8] = replaced(&lines[8], "\"do\":\"step.wait\"", "\"do\":\"drone.sent\"");
            rechain(&mut lines, 8);
        }
        "ticks" => lines = log_with("lap3-9f2c", ticks()),
        "duties" => lines = log_with("lap3-9f2c", duties()),
        "forked" => lines.push(fork_of(&lines)),
        _ => {}
    }
    lines.concat()
}

/// The entry that two logs of one laptop part, behind the sample log.
fn fork_of(lines: &[Vec<u8>]) -> Vec<u8> {
    let seen = |seq: u64, head: &str| SeenHead {
        writer: WriterId::parse("lap1-c07e").unwrap(),
        seq: Seq(seq),
        head: head.repeat(32),
    };
    let event = Event::Forked(Fork { at: Seq(17), heads: [seen(114, "8d"), seen(98, "2f")] });
    let mut record = record("lap3-9f2c", 25, event);
    record.lamport = 115;
    let prev = lines.last().and_then(|line| head_of(line)).unwrap();
    encode(&record, Mode::Real, prev, &mut || [7; 16]).unwrap().bytes
}

#[test]
fn an_entry_about_a_fork_comes_back_as_it_was() {
    let bytes = std::fs::read(folder().join("forked.jsonl")).unwrap();
    let last = bytes.split_inclusive(|byte| *byte == b'\n').next_back().unwrap();
    let Event::Forked(fork) = decode(last).unwrap().record.event else { panic!("another event") };
    let [one, two] = &fork.heads;
    let told = (fork.at.0, one.seq.0, two.seq.0, one.writer.as_str(), &two.head[..4]);
    assert_eq!(told, (17, 114, 98, "lap1-c07e", "2f2f"));
}

#[test]
fn named_vectors_are_as_committed_and_get_their_verdicts() {
    for (name, exit, line, kind) in VECTORS {
        let path = folder().join(format!("{name}.jsonl"));
        let made = log_of(name);
        if !path.exists() {
            std::fs::write(&path, &made).unwrap();
            panic!("wrote the missing vector {name}: look at it and commit it");
        }
        let committed = std::fs::read(&path).unwrap();
        assert!(committed == made, "{name} is not what the generator makes");
        let verdict = verify_stream(&mut committed.as_slice(), Verifier::new()).unwrap();
        let fault = verdict.fault.map_or((0, ""), |fault| (fault.line, fault.kind.code()));
        assert_eq!((verdict.outcome().exit_code(), fault), (exit, (line, kind)), "{name}");
    }
}

#[test]
fn what_was_said_about_legal_clocks_is_read_back_from_the_vector() {
    let kept = std::fs::read_to_string(folder().join("duties.jsonl")).unwrap();
    let events: Vec<Event> =
        kept.lines().map(|line| decode(line.as_bytes()).unwrap().record.event).collect();
    let from = events.len() - duties().len();
    assert_eq!(events[from..], duties());
}

/// R14: the marks of lines are stored as `step.part`, the reason beside the hashed column; a copy
/// that withholds the reason still says that the line was left out.
#[test]
fn the_marks_of_lines_are_read_back_from_the_vector() {
    let kept = std::fs::read_to_string(folder().join("ticks.jsonl")).unwrap();
    let lines: Vec<&str> = kept.split_inclusive('\n').collect();
    let [first, second] = &lines[lines.len() - 2..] else { panic!("two lines") };
    for (line, part) in [(first, 1), (second, 2)] {
        assert!(line.contains("\"do\":\"step.part\",\"at\":\"voice-loss/links\""), "{line}");
        assert!(line.contains(&format!("\"part\":{part}")), "{line}");
    }
    let read = |line: &str| decode(line.as_bytes()).unwrap();
    assert_eq!([read(first), read(second)].map(|line| line.record.event).to_vec(), ticks());
    let [hashed, _, proof] = columns(second.as_bytes());
    let withheld = read(&format!("{hashed}\t\t{proof}\n"));
    let Event::Step(event) = withheld.record.event else { panic!("another event") };
    let left_out = Some(WITHHELD.to_owned());
    assert_eq!(event.act, StepAct::Ticked { line: 2, left_out });
}

#[test]
fn the_golden_log_has_its_published_head_and_code() {
    let golden = std::fs::read(folder().join("golden-5.jsonl")).unwrap();
    let verdict = verify_stream(&mut golden.as_slice(), Verifier::new()).unwrap();
    assert_eq!((verdict.fault, verdict.head.lines, verdict.is_newer), (None, 5, false));
    let head = "2d2134146328163a29a334052b44ae895025eff3a58455a56f3b702ca525aea4";
    assert_eq!(verdict.head.digest.to_string(), head);
    let code = "47654 86573 68968 88958 87696 32650 34912 84644";
    assert_eq!(verdict.head.digest.spoken_code().to_string(), code);
}

#[test]
fn lines_of_other_programs_are_kept_as_far_as_they_can_be_read() {
    let golden = std::fs::read_to_string(folder().join("golden-5.jsonl")).unwrap();
    let read = |line: &str| decode(line.as_bytes()).unwrap();
    let lines: Vec<_> = golden.lines().map(read).collect();
    let code = |n: usize| match &lines[n].record.event {
        Event::Unknown { code } => code.clone(),
        other => format!("{other:?}"),
    };
    // Written before the mode of an incident was stored: kept, and shown by its code.
    assert_eq!((code(0), lines[0].is_newer), ("open".to_owned(), true));
    let Event::Witnessed(witness) = &lines[3].record.event else { panic!("{}", code(3)) };
    let [seen] = witness.heads.as_slice() else { panic!("{witness:?}") };
    let seen = (seen.writer.as_str(), seen.seq.0, &seen.head[..8], witness.via.as_str());
    assert_eq!(seen, ("lap1-c07e", 114, "8d2f0b6d", "usb"));
    let Event::Sealed(seal) = &lines[4].record.event else { panic!("{}", code(4)) };
    assert_eq!((seal.seq.0, &seal.signature[..12]), (4, "U1NIU0lHAAAA"));
    assert!(!lines[3].is_newer && !lines[4].is_newer);
    assert_eq!(lines[2].record.id.to_string(), "lap3-9f2c.3");
}
