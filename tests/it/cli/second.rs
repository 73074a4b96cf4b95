//! T7 for whole folders: `verify` and `verify.py` give the same verdicts about segments, evidence,
//! copies, witnesses, clocks and codes.

use std::fs;
use std::path::{Path, PathBuf};

use sangfroid::audit::sshsig::SigningKey;
use sangfroid::audit::{Digest, encode};
use sangfroid::domain::event::{Event, Mode};
use sangfroid::domain::proof::{ClockReference, ClockSource};
use sangfroid::domain::time::{BootTag, Elapsed, Moment, Timestamp};

use super::python::{agreed, python};
use super::verdict::{Desk, device, head_after, lines, night, plain, rewritten, witness_of};
use crate::audit::sample;

/// One log in an incident's folder; the folder's path.
fn folder(desk: &Desk, name: &str, segments: &[&[u8]]) -> String {
    for (number, bytes) in segments.iter().enumerate() {
        desk.put(&format!("{name}/log/lap-0001.{:04}.jsonl", number + 1), bytes);
    }
    desk.home().join(name).display().to_string()
}

fn first(found: &[Vec<(String, u64)>]) -> Vec<(&str, u64)> {
    found[0].iter().map(|(code, line)| (code.as_str(), *line)).collect()
}

#[test]
fn segments_in_a_folder_are_one_log_and_a_torn_one_is_made_good() {
    let log = night(device(), "entry");
    let all = lines(&log);
    let (one, rest) = (all[..9].concat(), all[9..].concat());
    let torn = [one.clone(), all[9][..100].to_vec()].concat();
    let twice = all[8..].concat();
    let gap = all[10..].concat();
    // A line without its line feed, and another one in its place.
    let other = rewritten(&log, |record| {
        if let Event::NoteAdded(note) = &mut record.event {
            note.text.push_str(", or not");
        }
        !matches!(record.event, Event::Sealed(_))
    });
    let other = [one.clone(), lines(&other)[9][..200].to_vec()].concat();
    let holes = [&one[..], &all[9][..40], &[0; 30], &all[9][70..100]].concat();
    let cases: [(&[&[u8]], i32); 14] = [
        (&[&log], 0),
        (&[&one, &rest], 0),
        (&[&one, &twice], 0),
        (&[&torn, &rest], 0),
        (&[&torn, b"", &rest], 0),
        (&[&holes, &rest], 0),
        (&[&other, &rest], 4),
        (&[&other, &rest[..rest.len() - 1]], 4),
        (&[&torn, all[8]], 5),
        (&[&torn], 5),
        (&[&torn, b"\0\0"], 5),
        (&[&torn, &gap], 4),
        (&[&rest, &one], 4),
        (&[b"", b""], 5),
    ];
    for (segments, exit) in cases {
        let desk = Desk::new();
        let path = folder(&desk, "inc", segments);
        assert_eq!(agreed(&desk, &[&path]).0, exit);
        assert_eq!(agreed(&desk, &[&format!("{path}/log")]).0, exit, "the inner folder");
        // The files themselves, in whatever order they are given: still one log.
        let mut files: Vec<String> = (1..=segments.len())
            .map(|number| format!("{path}/log/lap-0001.{number:04}.jsonl"))
            .collect();
        for _ in 0..2 {
            let words: Vec<&str> = files.iter().map(String::as_str).collect();
            assert_eq!(agreed(&desk, &words).0, exit, "{words:?}");
            files.reverse();
        }
    }
}

#[test]
fn a_folder_that_cannot_be_read_is_no_verdict() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    let path = folder(&desk, "inc", &[&log]);
    let missing = desk.home().join("nothing").display().to_string();
    assert_eq!(agreed(&desk, &[&missing]).0, 3);
    assert_eq!(agreed(&desk, &[&path, &missing]).0, 3);
    fs::create_dir_all(desk.home().join("empty/log")).unwrap();
    assert_eq!(agreed(&desk, &[&desk.home().join("empty").display().to_string()]).0, 3);
    desk.put("strange/log/Lap 1.0001.jsonl", &log);
    assert_eq!(agreed(&desk, &[&desk.home().join("strange").display().to_string()]).0, 3);
    for inner in ["log", "files", "keys"] {
        let name = format!("linked-{inner}");
        let linked = folder(&desk, &name, &[&log]);
        let target = desk.home().join(format!("away-{inner}"));
        if inner == "log" {
            fs::rename(Path::new(&linked).join("log"), &target).unwrap();
        } else {
            fs::create_dir(&target).unwrap();
        }
        std::os::unix::fs::symlink(&target, Path::new(&linked).join(inner)).unwrap();
        assert_eq!(agreed(&desk, &[&linked]).0, 3, "{inner}");
    }
}

#[test]
fn every_changed_line_is_named_alike_in_a_folder() {
    let log = night(device(), "entry");
    let desk = Desk::new();
    for n in 0..lines(&log).len() {
        let mut all: Vec<Vec<u8>> = lines(&log).iter().map(|line| line.to_vec()).collect();
        let middle = all[n].len() / 2;
        all[n][middle] ^= 1;
        let (one, two) = (all[..7].concat(), all[7..].concat());
        let exit = if n + 1 == all.len() { 5 } else { 4 };
        assert_eq!(agreed(&desk, &[&folder(&desk, "inc", &[&one, &two])]).0, exit);
        // The same line left out, and only its digest shown.
        all[n][middle] ^= 1;
        let [content, _, digests] = sample::columns(&all[n]);
        let k = Digest::of(content.as_bytes());
        all[n] = format!("{{\"k\":\"{k}\",\t\t{digests}\n").into_bytes();
        let path = folder(&desk, "inc", &[&all[..7].concat(), &all[7..].concat()]);
        let whole = python(&[&path]);
        assert_eq!((&whole["exit"], &whole["logs"][0]["whole"]), (&0.into(), &1.into()));
        let ours = desk.json(&[&path]);
        assert_eq!((ours.0 < 2, &ours.1[0]["withheld_lines"]), (true, &1.into()), "{ours:#?}");
        assert_eq!(agreed(&desk, &["--original", &path]).0, 4);
    }
}

/// An incident with one piece of evidence, and the path of that file.
fn with_evidence(desk: &Desk) -> (PathBuf, PathBuf) {
    let sandbox = &desk.sandbox;
    let id = sandbox.start("drill");
    let source = desk.put("ransom.txt", b"pay");
    let words = ["evidence", &id, &source, "--step", "1", "--by", "KP", "--item", "the note"];
    sandbox.fine(&words);
    let folder = sandbox.folder().join(&id);
    let file = folder.join(format!("files/sha256-{}", Digest::of(b"pay")));
    (folder, file)
}

#[test]
fn evidence_is_weighed_alike() {
    let desk = Desk { sandbox: super::script::with_samples() };
    let (folder, file) = with_evidence(&desk);
    let path = folder.display().to_string();
    let beside = |name: &str| folder.join("files").join(name);
    assert_eq!(agreed(&desk, &[&path]), (0, vec![vec![]]));
    fs::write(&file, "play").unwrap();
    assert_eq!(first(&agreed(&desk, &[&path]).1), [("attachment-changed", 0)]);
    fs::remove_file(&file).unwrap();
    let taken_at = 4;
    assert_eq!(first(&agreed(&desk, &[&path]).1), [("attachment-missing", taken_at)]);
    // The right bytes behind a link, and a folder in the place of the file.
    let away = desk.put("away", b"pay");
    std::os::unix::fs::symlink(&away, &file).unwrap();
    assert_eq!(agreed(&desk, &[&path]).0, 4);
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert_eq!(agreed(&desk, &[&path]).0, 4);
    fs::remove_dir(&file).unwrap();
    fs::write(&file, "pay").unwrap();
    // An intake that was interrupted is nobody's trouble; anything else is listed.
    fs::write(beside(".taking-0"), "pa").unwrap();
    assert_eq!(agreed(&desk, &[&path]), (0, vec![vec![]]));
    fs::write(beside(&format!("sha256-{}", Digest::of(b"more"))), "more").unwrap();
    fs::write(beside("report.exe"), "more").unwrap();
    let unknown = [("attachment-unknown", 0), ("attachment-unknown", 0)];
    let (exit, found) = agreed(&desk, &[&path]);
    assert_eq!((exit, first(&found)), (1, unknown.to_vec()));
    // A copy that withholds the description leaves the file out.
    let segment = desk.sandbox.log(folder.file_name().unwrap().to_str().unwrap());
    let log = fs::read(&segment).unwrap();
    let all: Vec<Vec<u8>> = lines(&log)
        .into_iter()
        .map(|line| {
            let [content, _, digests] = sample::columns(line);
            format!("{content}\t\t{digests}\n").into_bytes()
        })
        .collect();
    let copy = desk.home().join("copy");
    let name = segment.file_name().unwrap().to_str().unwrap();
    desk.put(&format!("copy/log/{name}"), &all.concat());
    assert_eq!(agreed(&desk, &[&copy.display().to_string()]), (0, vec![vec![]]));
}

#[test]
fn what_a_power_loss_cut_off_is_checked_against_the_line_that_names_it() {
    let desk = Desk { sandbox: super::script::with_samples() };
    let id = desk.sandbox.start("drill");
    let segment = desk.sandbox.log(&id);
    let name = segment.file_name().unwrap().to_str().unwrap().to_owned();
    let mut torn = fs::read(&segment).unwrap();
    torn.extend(b"{\"e\":{\"v\":1,\"id\":");
    fs::write(&segment, torn).unwrap();
    desk.sandbox.fine(&["note", &id, "after the power came back"]);
    let folder = desk.sandbox.folder().join(&id);
    let path = folder.display().to_string();
    assert_eq!(agreed(&desk, &[&path]), (0, vec![vec![]]));
    let mut kept = fs::read_dir(folder.join("log")).unwrap().map(|entry| entry.unwrap().path());
    let kept = kept.find(|path| path.to_str().unwrap().contains(".torn-")).unwrap();
    let bytes = fs::read(&kept).unwrap();
    let at = |found: &[Vec<(String, u64)>]| (found[0][0].0.clone(), found[0][0].1 > 3);
    for changed in [&b"{\"e\":{\"v\":2,\"id\":"[..], b"", &[&bytes[..], b" "].concat()] {
        fs::write(&kept, changed).unwrap();
        let (exit, found) = agreed(&desk, &[&path]);
        assert_eq!((exit, at(&found)), (4, ("cut-off-changed".to_owned(), true)));
        assert_eq!(desk.found(&[&path]), (4, vec!["cut-off-changed".to_owned()]));
    }
    fs::remove_file(&kept).unwrap();
    // A mirror never has them: that they are gone says nothing.
    assert_eq!(agreed(&desk, &[&path]), (0, vec![vec![]]));
    // A link to the right bytes is no file of this folder.
    std::os::unix::fs::symlink(desk.put("away", &bytes), &kept).unwrap();
    assert_eq!(agreed(&desk, &[&path]).0, 4);
    fs::remove_file(&kept).unwrap();
    // A copy for others leaves them out, and an import leaves them where they are.
    let log = fs::read(&segment).unwrap();
    let others: Vec<Vec<u8>> = lines(&log)
        .into_iter()
        .map(|line| {
            let [content, _, digests] = sample::columns(line);
            format!("{content}\t\t{digests}\n").into_bytes()
        })
        .collect();
    desk.put(&format!("copy/log/{name}"), &others.concat());
    let copy = desk.home().join("copy").display().to_string();
    assert_eq!(agreed(&desk, &[&copy]), (0, vec![vec![]]));
    desk.put(&format!("merged/log/{name}"), &log);
    let other = witness_of(&night(device(), "entry"), 0, Digest::ZERO);
    desk.put("merged/log/lap9-beef.0001.jsonl", &other);
    let (exit, found) = agreed(&desk, &[&desk.home().join("merged").display().to_string()]);
    assert_eq!(exit, 5, "the log that was seen is not there either");
    assert!(found.iter().flatten().all(|(code, _)| !code.starts_with("cut-off")), "{found:?}");
}

#[test]
fn evidence_is_not_judged_beyond_a_fault() {
    let desk = Desk { sandbox: super::script::with_samples() };
    let (folder, file) = with_evidence(&desk);
    let path = folder.display().to_string();
    let segment = desk.sandbox.log(folder.file_name().unwrap().to_str().unwrap());
    let log = fs::read(&segment).unwrap();
    let taken_in = lines(&log)[..3].concat().len();
    let mut damaged = log.clone();
    damaged[taken_in - 200] ^= 1;
    fs::write(&segment, &damaged).unwrap();
    let unjudged = vec![("attachment-unjudged", 0)];
    let (exit, found) = agreed(&desk, &[&path]);
    assert_eq!((exit, first(&found)), (4, unjudged), "whole, and no line so far took it in");
    for (lang, words) in [("en", "Not judged"), ("fr", "Non jugés")] {
        let page = plain(&desk.verify(&["--lang", lang, &path]).out);
        assert!(page.contains(words) && !page.contains("no line took it in"), "{page}");
    }
    // A file that is not what its name says, and one that no line could take in, are still told.
    fs::write(&file, "play").unwrap();
    fs::write(folder.join("files/report.exe"), "more").unwrap();
    let told = vec![("attachment-changed", 0), ("attachment-unknown", 0)];
    assert_eq!(first(&agreed(&desk, &[&path]).1), told);
    // A torn end may have been the line.
    fs::write(&file, "pay").unwrap();
    fs::remove_file(folder.join("files/report.exe")).unwrap();
    fs::write(&segment, &log[..taken_in + 40]).unwrap();
    let (exit, found) = agreed(&desk, &[&path]);
    assert_eq!((exit, first(&found)), (5, vec![("attachment-unjudged", 0)]));
}

#[test]
fn copies_are_compared_alike_in_either_order() {
    let log = night(device(), "entry");
    let other = night(device(), "another story");
    let count = lines(&log).len();
    let parted = lines(&log).iter().zip(lines(&other)).position(|(a, b)| *a != b).unwrap();
    let desk = Desk::new();
    let whole = folder(&desk, "whole", &[&log]);
    let same = desk.put("same.jsonl", &log);
    assert_eq!(agreed(&desk, &[&whole, &same]), (0, vec![vec![], vec![]]));
    let said = python(&[&whole, &same])["said"].as_str().unwrap().to_owned();
    assert!(said.matches(&format!("the same {count} lines as ")).count() == 2, "{said}");
    for (lang, words) in [("en", "has the same"), ("fr", "a les mêmes")] {
        let page = plain(&desk.verify(&["--lang", lang, &whole, &same]).out);
        assert_eq!(page.matches(words).count(), 2, "{page}");
    }
    let fork = folder(&desk, "fork", &[&other]);
    for paths in [[&whole, &fork], [&fork, &whole]] {
        let (exit, found) = agreed(&desk, &[paths[0], paths[1]]);
        let expected = vec![("fork".to_owned(), parted as u64 + 1)];
        assert_eq!((exit, found), (4, vec![expected.clone(), expected]));
    }
    for n in 1..count {
        let cut = desk.put("cut.jsonl", &lines(&log)[..n].concat());
        let (exit, found) = agreed(&desk, &[&whole, &cut]);
        assert_eq!((exit, found[0].len(), first(&found[1..])), (5, 0, vec![("rollback", 0)]));
        assert!(
            python(&[&whole, &cut])["said"]
                .as_str()
                .unwrap()
                .contains(&format!("ends {} lines before", count - n))
        );
        // Forked at every line: the same beginning, written on differently.
        let mut fork: Vec<Vec<u8>> = lines(&log).iter().map(|line| line.to_vec()).collect();
        let text = String::from_utf8(fork[n].clone()).unwrap();
        fork[n] = text.replacen("\"l\":", "\"y\":1,\"l\":", 1).into_bytes();
        sample::rechain(&mut fork, n);
        // Its seals are wrong now, which only one of the two can see.
        let fork = desk.put("fork.jsonl", &fork.concat());
        let theirs = python(&[&whole, &fork]);
        let ours = desk.json(&[&whole, &fork]).1;
        assert_eq!(theirs["exit"], 4);
        let line = n as u64 + 1;
        assert_eq!(theirs["logs"][0]["findings"], serde_json::json!([["fork", line]]));
        let is_it = |f: &serde_json::Value| f["code"] == "fork" && f["line"] == line;
        assert!(ours[0]["findings"].as_array().unwrap().iter().any(is_it), "{ours:#}");
    }
    let cut = desk.put("cut.jsonl", &lines(&log)[..5].concat());
    assert_eq!(agreed(&desk, &[&cut, &whole, &fork]).0, 4);
}

/// The log with these lines withheld whole.
pub fn withheld(log: &[u8], hides: impl Fn(usize) -> bool) -> Vec<u8> {
    let hide = |(at, line): (usize, &[u8])| {
        if !hides(at + 1) {
            return line.to_vec();
        }
        let [content, _, digests] = sample::columns(line);
        let k = Digest::of(content.as_bytes());
        format!("{{\"k\":\"{k}\",\t\t{digests}\n").into_bytes()
    };
    lines(log).into_iter().enumerate().flat_map(hide).collect()
}

#[test]
fn a_copy_whose_first_line_is_withheld_is_compared_by_its_digest() {
    let log = night(device(), "entry");
    let desk = Desk::new();
    let whole = desk.put("whole.jsonl", &log);
    for all in [false, true] {
        let cut = withheld(&lines(&log)[..9].concat(), |line| all || line == 1);
        let cut = desk.put("cut.jsonl", &cut);
        let (exit, found) = agreed(&desk, &[&whole, &cut]);
        assert_eq!((exit, first(&found[1..])), (5, vec![("rollback", 0)]), "all: {all}");
        let other = rewritten(&log, |record| {
            if record.id.seq.0 > 9 {
                record.late = Some(record.at.wall);
            }
            !matches!(record.event, Event::Sealed(_))
        });
        let fork = desk.put("fork.jsonl", &withheld(&other, |line| all || line == 1));
        let (exit, found) = agreed(&desk, &[&whole, &fork]);
        assert_eq!((exit, found[0][0].0.as_str()), (4, "fork"), "all: {all}");
    }
    // What another laptop saw of it is held against it as well.
    let path = folder(&desk, "inc", &[&withheld(&lines(&log)[..9].concat(), |line| line == 1)]);
    desk.put("inc/log/lap9-beef.0001.jsonl", &witness_of(&log, 14, head_after(&log, 14)));
    assert_eq!(first(&agreed(&desk, &[&path]).1), [("lost-tail", 0)]);
}

#[test]
fn what_another_laptop_saw_is_weighed_alike() {
    let log = night(device(), "entry");
    let cases = [
        (log.clone(), vec![], 0),
        (lines(&log)[..9].concat(), vec![("lost-tail", 0)], 5),
        (night(device(), "another story"), vec![("rewritten", 14)], 4),
    ];
    for (there, expected, exit) in cases {
        let desk = Desk::new();
        let path = folder(&desk, "inc", &[&there]);
        desk.put("inc/log/lap9-beef.0001.jsonl", &witness_of(&log, 14, head_after(&log, 14)));
        let (code, found) = agreed(&desk, &[&path]);
        assert_eq!((code, first(&found)), (exit, expected));
    }
}

/// Numbers that look random and are the same in every run.
fn numbers() -> impl FnMut(u64) -> u64 {
    let mut state = 88_172_645_463_325_252_u64;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    }
}

/// Days and years, and both sides of what counts as a step.
const JUMPS: [i64; 16] = {
    const DAY: i64 = 86_400_000;
    [
        0,
        1_999,
        2_000,
        2_001,
        -2_000,
        -2_001,
        61_000,
        -90_000,
        DAY,
        -DAY,
        50 * 365 * DAY,
        -50 * 365 * DAY,
        80 * 365 * DAY,
        -100 * 365 * DAY,
        1,
        -1,
    ]
};

/// A log whose laptop restarts, whose clock jumps, is compared, and lags behind what happened.
fn restless(next: &mut impl FnMut(u64) -> u64) -> Vec<u8> {
    let (mut wall, mut mono, mut boot) = (1_791_774_161_007_i64, 4_201_877_u64, 7_u32);
    let (mut prev, mut log) = (Digest::ZERO, Vec::new());
    for (number, event) in (1..).zip(sample::events("lap3-9f2c")) {
        let passed = next(90_000);
        mono += passed;
        wall += passed.cast_signed();
        if next(4) == 0 {
            wall += JUMPS[usize::try_from(next(16)).unwrap()];
        }
        if next(8) == 0 {
            boot += 1;
            mono = next(5_000);
        }
        let mut record = sample::record("lap3-9f2c", number, event);
        let (at, mono) = (Timestamp::from_ms(wall), Elapsed::from_ms(mono));
        record.at = Moment { wall: at, mono, boot: BootTag(boot) };
        if next(9) == 0 {
            let by = next(7_200_000).cast_signed() - 1_000;
            record.late = Some(Timestamp::from_ms(wall + by));
        }
        if number > 1 && next(6) == 0 {
            let by_ms = next(600_000).cast_signed() - 300_000;
            let (reference, source) = (Timestamp::from_ms(wall + by_ms), ClockSource::Phone);
            let clock = ClockReference { reference, source, place: None, by_ms };
            record.event = Event::ClockCompared(clock);
        }
        let line = encode(&record, Mode::Real, prev, &mut || [7; 16]).unwrap();
        prev = line.head;
        log.extend(line.bytes);
    }
    log
}

#[test]
fn clocks_are_weighed_alike() {
    let mut next = numbers();
    for _ in 0..60 {
        let desk = Desk::new();
        assert_eq!(agreed(&desk, &[&desk.put("log.jsonl", &restless(&mut next))]).0, 0);
    }
    // More steps than are told.
    let log = rewritten(&sample::log("lap3-9f2c").concat(), |record| {
        let ms = record.at.wall.ms() + 3_000 * (record.id.seq.0.cast_signed() % 2);
        record.at.wall = Timestamp::from_ms(ms);
        true
    });
    let desk = Desk::new();
    let path = desk.put("log.jsonl", &log);
    assert!(desk.json(&[&path]).1[0]["clock"]["step_count"].as_u64().unwrap() > 20);
    agreed(&desk, &[&path]);
}

/// A copy of `log` in segments, to which one to three things happened.
fn mishandled(log: &[Vec<u8>], next: &mut impl FnMut(u64) -> u64) -> Vec<Vec<u8>> {
    let mut pick = |below: usize| usize::try_from(next(below as u64)).unwrap();
    let (one, two) = (pick(log.len()), pick(log.len()));
    let (one, two) = (one.min(two), one.max(two));
    let mut segments = vec![log[..one].concat(), log[one..two].concat(), log[two..].concat()];
    for _ in 0..pick(3) {
        let at = pick(segments.len());
        let end = segments[at].len();
        match pick(7) {
            0 => segments[at].truncate(pick(end + 1)),
            1 => segments[at].extend_from_slice(&log[pick(log.len())][..pick(60)]),
            2 if end > 0 => segments[at][pick(end)] ^= 1 << pick(8),
            3 if segments.len() > 1 => drop(segments.remove(at)),
            4 => segments[at].extend(vec![0; pick(700)]),
            5 => segments.truncate(at + 1),
            6 => segments[at] = [&segments[at], log[pick(log.len())].as_slice()].concat(),
            _ => {}
        }
    }
    segments
}

#[test]
fn whatever_happens_to_copies_gets_the_same_verdicts() {
    let mut next = numbers();
    let mut exits = [0; 7];
    for case in 0..160 {
        let desk = Desk::new();
        let lines: Vec<_> = lines(&restless(&mut next)).iter().map(|line| line.to_vec()).collect();
        let mut paths = Vec::new();
        for copy in 0..=case % 3 {
            let segments = mishandled(&lines, &mut next);
            let segments: Vec<&[u8]> = segments.iter().map(Vec::as_slice).collect();
            paths.push(folder(&desk, &format!("copy{copy}"), &segments));
        }
        let mut words: Vec<&str> = paths.iter().map(String::as_str).collect();
        let line = usize::try_from(next(lines.len() as u64)).unwrap() + 1;
        let code = head_after(&lines.concat(), line).spoken_code().to_string();
        match next(4) {
            0 => words.extend(["--code", &code]),
            1 => words.extend(["--code", &code[..23]]),
            2 => words.push("--original"),
            _ => {}
        }
        exits[usize::try_from(agreed(&desk, &words).0).unwrap()] += 1;
    }
    // Enough of each verdict for the agreement to mean something.
    assert!([0, 4, 5].iter().all(|exit| exits[*exit] >= 12), "{exits:?}");
}

#[test]
fn codes_are_found_alike_whole_and_by_their_first_half() {
    let log = night(device(), "entry");
    let desk = Desk::new();
    let path = folder(&desk, "inc", &[&log]);
    let story = night(device(), "another story");
    let parted = lines(&log).iter().zip(lines(&story)).position(|(a, b)| *a != b).unwrap();
    let other = folder(&desk, "other", &[&story]);
    for n in (1..=lines(&log).len()).step_by(3) {
        let code = head_after(&log, n).spoken_code().to_string();
        for given in [&code, &code.replace(' ', ""), &code[..23]] {
            assert_eq!(agreed(&desk, &[&path, "--code", given]).0, 0, "{given}");
            let said = python(&[&path, "--code", given])["said"].as_str().unwrap().to_owned();
            let page = plain(&desk.verify(&[&path, "--code", given]).out);
            let is_half = given.len() < 40;
            assert_eq!(said.contains("Only 20 of 40 digits were given"), is_half, "{said}");
            assert_eq!(page.contains("Only the first 20 digits were given"), is_half, "{page}");
            let page = plain(&desk.verify(&["--lang", "fr", &path, "--code", given]).out);
            assert_eq!(page.contains("Seuls les 20 premiers chiffres"), is_half, "{page}");
            // A code of the first log says nothing about another one.
            let exit = if n <= parted { 0 } else { 4 };
            assert_eq!(agreed(&desk, &[&other, "--code", given]).0, exit, "{given}");
        }
        let second = &code[24..];
        assert_eq!(agreed(&desk, &[&path, "--code", second]).0, 4, "the second half is no code");
    }
    for given in ["1", "12345 67890 12345 6789", "not digits", ""] {
        assert_eq!(agreed(&desk, &[&path, "--code", given]).0, 2, "{given}");
    }
    let digits = "1".repeat(39);
    for (given, words) in [(digits.clone(), "39"), (format!("{digits}O"), "'O' is no digit")] {
        let said = desk.verify(&[&path, "--code", &given]);
        assert!(said.code == 2 && said.err.contains(words), "{said:?}");
    }
    // Two laptops in one folder: the code belongs to one of them.
    desk.put("inc/log/lap9-beef.0001.jsonl", &witness_of(&log, 14, head_after(&log, 14)));
    let code = head_after(&log, 9).spoken_code().to_string();
    assert_eq!(agreed(&desk, &[&path, "--code", &code]).0, 0);
    assert_eq!(agreed(&desk, &[&path, "--code", &"0".repeat(40)]).0, 4);
}

#[test]
fn two_logs_of_one_laptop_in_one_folder_are_compared_and_other_logs_of_its_name_are_not() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    let mut branch: Vec<Vec<u8>> = lines(&log).iter().map(|line| line.to_vec()).collect();
    branch.truncate(12);
    let text = String::from_utf8(branch[8].clone()).unwrap();
    branch[8] = text.replacen("\"l\":", "\"y\":1,\"l\":", 1).into_bytes();
    sample::rechain(&mut branch, 8);
    let branch = branch.concat();
    let path = folder(&desk, "inc", &[&log]);
    desk.put("inc/log/lap-0001.copy-2.0001.jsonl", &branch);
    let forked = vec![("fork".to_owned(), 9)];
    for (n, head) in [(14, head_after(&log, 14)), (12, head_after(&branch, 12))] {
        // Whichever branch was seen: the other one is not called a history written anew as well.
        desk.put("inc/log/lap9-beef.0001.jsonl", &witness_of(&log, n, head));
        let (code, found) = agreed(&desk, &[&path]);
        assert_eq!((code, found), (4, vec![forked.clone(), forked.clone(), vec![]]));
    }
    for lang in ["en", "fr"] {
        let page = plain(&desk.verify(&["--lang", lang, &path]).out);
        assert!(page.contains("(lap-0001.copy-2)") && page.contains("(lap-0001)"), "{page}");
    }
    // Without the branch that was seen, its absence is named.
    fs::remove_file(desk.home().join("inc/log/lap-0001.copy-2.0001.jsonl")).unwrap();
    assert_eq!(first(&agreed(&desk, &[&path]).1), [("rewritten", 12)]);
    // The same name and another first line: another log.
    desk.put("inc/log/lap-0001.copy-2.0001.jsonl", &night(SigningKey::from_seed(&[9; 32]), "b"));
    fs::remove_file(desk.home().join("inc/log/lap9-beef.0001.jsonl")).unwrap();
    assert_eq!(agreed(&desk, &[&path]), (0, vec![vec![]; 2]));
    // A copy that ends before the other one.
    desk.put("inc/log/lap-0001.copy-3.0001.jsonl", &lines(&log)[..6].concat());
    let (code, found) = agreed(&desk, &[&path]);
    assert_eq!((code, found[2].clone()), (5, vec![("rollback".to_owned(), 0)]));
    assert!(found[0].is_empty() && found[1].is_empty(), "{found:?}");
}

#[test]
fn a_reader_that_has_seen_enough_gets_no_traceback_and_the_same_exit_code() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    let whole = desk.put("whole.jsonl", &log);
    let cut = desk.put("cut.jsonl", &lines(&log)[..9].concat());
    for (paths, exit) in [(vec![&whole], 0), (vec![&whole, &cut], 5)] {
        let mut command = std::process::Command::new("python3");
        command.arg("-B").arg(super::python::assets().join("verify.py")).args(paths);
        let piped = std::process::Stdio::piped;
        let mut child = command.stdout(piped()).stderr(piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
        assert_eq!(ended.status.code(), Some(exit));
    }
}
