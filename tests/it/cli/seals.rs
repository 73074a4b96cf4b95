//! T6 for a log that is signed: seals, a sign-on and a sign-off by an own key. Whatever is done to
//! them is noticed, on the exact line: by the chain, else by the signatures, which `verify` checks
//! itself and `verify.py --seals` has checked by the stock `ssh-keygen`.

use std::fs;
use std::path::Path;
use std::process::Command as Process;
use std::sync::Arc;

use sangfroid::audit::decode;
use sangfroid::audit::sshsig::{Covered, Purpose, SigningKey};
use sangfroid::domain::command::Command;
use sangfroid::domain::event::{Event, NoteKind, SignedOn};
use sangfroid::domain::ids::Seq;
use sangfroid::domain::proof::{KeyProof, SignedOff};
use sangfroid::domain::time::Span;
use sangfroid::session::Session;

use super::python::{assets, python};
use super::verdict::{Desk, device, head_after, initials, lines, person};
use crate::audit::sample::{columns, rechain};
use crate::support::Play;
use crate::support::play::{close, note, start};
use crate::support::sample::{DRILL, runbook};

/// What a person with an own key signs now.
fn proof(play: &Play, purpose: Purpose) -> KeyProof {
    let facts = play.state().opened.clone().unwrap().facts;
    let (last, head) = (Seq(play.session.lines()), play.session.head());
    let covered = Covered { incident: &facts.incident, writer: &facts.writer, last, head };
    let text = covered.message(purpose, Some(&initials("DM")));
    let signature = person().sign(purpose, &text).unwrap();
    KeyProof { key: person().public_line().to_owned(), seq: last, signature }
}

/// A night on a device with this key: a signed sign-on, notes and a seal among them, a signed
/// sign-off, the end by somebody else.
fn night(key: SigningKey, words: &str) -> Vec<Vec<u8>> {
    let mut play = Play::empty();
    let line = key.public_line().to_owned();
    play.session = Session::new(sangfroid::runbook::read).sealing_with(Some(Arc::new(key)));
    let Command::Start(mut begun) = start(runbook(DRILL)) else { panic!("a start") };
    begun.key = Some(line);
    play.give(Command::Start(begun)).unwrap();
    let on = |tag, proof| SignedOn { initials: initials(tag), name: None, role: None, proof };
    let signed = Some(proof(&play, Purpose::SignOn));
    play.give(Command::SignOn(on("DM", signed))).unwrap();
    for n in 0..8 {
        play.pass(Span::from_s(20));
        play.give(note(NoteKind::Fact, &format!("{words} {n}"))).unwrap();
        if n % 3 == 2 {
            play.give(Command::Seal).unwrap();
        }
    }
    let signed = Some(proof(&play, Purpose::SignOff));
    let off = SignedOff { initials: initials("DM"), proof: signed };
    play.give(Command::SignOff(off)).unwrap();
    play.give(Command::SignOn(on("KP", None))).unwrap();
    play.give(note(NoteKind::Fact, "the last word")).unwrap();
    play.give(close(Some("exercise over"))).unwrap();
    lines(&play.log).iter().map(|line| line.to_vec()).collect()
}

/// The numbers of the lines that hold a signature; those of seals alone.
fn signatures(log: &[Vec<u8>], only_seals: bool) -> Vec<usize> {
    let is_one = |line: &[u8]| match decode(line).unwrap().record.event {
        Event::Sealed(_) => true,
        Event::SignedOn(person) => person.proof.is_some() && !only_seals,
        Event::SignedOff(person) => person.proof.is_some() && !only_seals,
        _ => false,
    };
    (1..).zip(log).filter(|(_, line)| is_one(line)).map(|(n, _)| n).collect()
}

/// Right numbers and digests for every line: what somebody without a key can still make.
fn made_good(log: &mut [Vec<u8>]) {
    for (n, line) in log.iter_mut().enumerate() {
        let text = String::from_utf8(line.clone()).unwrap();
        let id = text.split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap();
        let writer = id.rsplit_once('.').unwrap().0;
        *line = text.replacen(id, &format!("{writer}.{}", n + 1), 1).into_bytes();
    }
    rechain(log, 0);
}

/// `text` of line `n`, without its quotes.
fn member(line: &[u8], name: &str) -> String {
    let content = columns(line)[0];
    let rest = content.split(&format!("\"{name}\":\"")).nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn replaced(line: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(line.to_vec()).unwrap();
    assert!(text.contains(from), "{from} is not in {text}");
    text.replacen(from, to, 1).into_bytes()
}

/// The list of keys that was kept elsewhere.
fn known(device: &SigningKey, person: &SigningKey) -> String {
    format!(
        "lap-0001 namespaces=\"sangfroid-seal,sangfroid-export\" {}\n\
         DM namespaces=\"sangfroid-signon,sangfroid-signoff\" {}\n",
        device.public_line(),
        person.public_line()
    )
}

/// Everything that was found about one log.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    exit: i32,
    /// The first bad line of the chain; 0 when there is none.
    line: u64,
    /// The lines and codes of findings about signatures, by `verify`.
    wrong: Vec<(u64, String)>,
    /// The lines whose signatures `ssh-keygen` refuses by the keys of the log itself, or that have
    /// no place where they stand.
    refused: Vec<u64>,
    /// The same by the list that was kept elsewhere.
    refused_by_known: Vec<u64>,
}

impl Found {
    fn first_wrong(&self) -> Option<u64> {
        self.wrong.iter().map(|(line, _)| *line).min()
    }
}

fn found(desk: &Desk, log: &[Vec<u8>]) -> Found {
    let path = desk.put("log.jsonl", &log.concat());
    let (exit, json) = desk.json(&[&path]);
    let of_signature = |code: &str| code.starts_with("seal-") || code.starts_with("actor-swapped");
    let wrong = json[0]["findings"].as_array().unwrap().iter().filter_map(|finding| {
        let code = finding["code"].as_str().unwrap().to_owned();
        let is_weighty = of_signature(&code) && code != "seal-missing";
        is_weighty.then(|| (finding["line"].as_u64().unwrap(), code))
    });
    let wrong: Vec<_> = wrong.collect();
    let line = json[0]["fault"]["line"].as_u64().unwrap_or(0);
    let theirs = python(&[&path]);
    assert_eq!(theirs["logs"][0]["fault"], line, "{theirs:#}");
    let (refused, refused_by_known) = by_hand(desk, &path);
    Found { exit, line, wrong, refused, refused_by_known }
}

/// What `verify.py --seals` and the stock `ssh-keygen` say.
fn by_hand(desk: &Desk, path: &str) -> (Vec<u64>, Vec<u64>) {
    let list = desk.put("known_signers", known(&device(), &person()).as_bytes());
    let seals = desk.home().join("the seals");
    fs::remove_dir_all(&seals).ok();
    let output = Process::new("python3")
        .arg("-B")
        .arg(assets().join("verify.py"))
        .args(["--seals", "the seals", path])
        .current_dir(desk.home())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let mut refused = [Vec::new(), Vec::new()];
    for line in said.lines().filter(|line| line.contains("a signature covers nothing")) {
        let number = line.split(&[' ', ':'][..]).find_map(|word| word.parse().ok()).unwrap();
        for lines in &mut refused {
            lines.push(number);
        }
    }
    for command in said.lines().filter(|line| line.starts_with("ssh-keygen ")) {
        let number = command.rsplit('/').next().unwrap().strip_suffix(".msg").unwrap();
        for (own, lines) in [true, false].into_iter().zip(&mut refused) {
            let list = if own { "'the seals'/allowed_signers" } else { list.as_str() };
            let command = command.replace("'the seals'/allowed_signers", list);
            if !shell(desk.home(), &command) {
                lines.push(number.parse().unwrap());
            }
        }
    }
    for lines in &mut refused {
        lines.sort_unstable();
    }
    refused.into()
}

fn shell(folder: &Path, command: &str) -> bool {
    Process::new("sh").args(["-c", command]).current_dir(folder).output().unwrap().status.success()
}

/// Signatures on these lines are wrong, says `verify`, and `ssh-keygen` says so of the same lines.
fn assert_refused(found: &Found, expected: &[usize], what: &str) {
    let expected: Vec<u64> = expected.iter().map(|line| *line as u64).collect();
    let ours: Vec<u64> = found.wrong.iter().map(|(line, _)| *line).collect();
    assert_eq!(ours, expected, "{what}: {found:?}");
    assert_eq!(found.refused, expected, "{what}: {found:?}");
    assert_eq!((found.line, found.exit), (0, if expected.is_empty() { 0 } else { 4 }), "{what}");
}

#[test]
fn a_signed_night_is_sound_and_every_signature_is_good_by_hand() {
    let log = night(device(), "entry");
    assert_eq!((signatures(&log, false).len(), signatures(&log, true).len()), (6, 4));
    assert_eq!(found(&Desk::new(), &log), Found::default());
}

#[test]
fn a_seal_that_is_removed_breaks_the_chain_or_every_later_signature() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    for n in signatures(&log, false) {
        let mut less = log.clone();
        less.remove(n - 1);
        let seen = found(&desk, &less);
        if n == log.len() {
            // The end of a log is not in the log: the rhythm and whatever was kept outside tell.
            assert_eq!((seen.exit, seen.line), (1, 0), "{seen:?}");
            let path = desk.put("log.jsonl", &less.concat());
            assert_eq!(desk.found(&[&path]).1, ["seal-missing"]);
            let code = head_after(&log.concat(), n).spoken_code().to_string();
            assert_eq!(desk.verify(&[&path, "--code", &code]).code, 4);
            assert_eq!(python(&[&path, "--code", &code[..23]])["exit"], 4);
            continue;
        }
        assert_eq!((seen.exit, seen.line), (4, n as u64), "{seen:?}");
        made_good(&mut less);
        let later: Vec<_> = signatures(&less, false).into_iter().filter(|at| *at >= n).collect();
        assert_refused(&found(&desk, &less), &later, "made good");
    }
}

#[test]
fn a_seal_that_is_moved_is_named_where_it_stands() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    for n in signatures(&log, true).into_iter().filter(|n| *n < log.len()) {
        for to in [n - 1, n + 1] {
            let mut moved = log.clone();
            moved.swap(n - 1, to - 1);
            let seen = found(&desk, &moved);
            assert_eq!((seen.exit, seen.line), (4, n.min(to) as u64), "{seen:?}");
            made_good(&mut moved);
            let seen = found(&desk, &moved);
            assert_eq!((seen.exit, seen.line), (4, 0), "{seen:?}");
            assert_eq!(seen.wrong[0], (to as u64, "seal-moved".to_owned()), "{seen:?}");
            assert_eq!(seen.refused[0], to as u64, "{seen:?}");
        }
    }
}

/// The signature with one bit of its content changed.
fn with_bit(signature: &str, letter: usize, bit: u32) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = signature.as_bytes().to_vec();
    let value = LETTERS.iter().position(|known| *known == bytes[letter]).unwrap();
    bytes[letter] = LETTERS[value ^ (1 << bit)];
    String::from_utf8(bytes).unwrap()
}

#[test]
fn one_bit_of_a_signature_is_enough() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    for (count, n) in signatures(&log, false).into_iter().enumerate() {
        let signature = member(&log[n - 1], "sig");
        let letters = signature.trim_end_matches('=').len();
        for letter in (count * 7..letters - 1).step_by(71) {
            let other = with_bit(&signature, letter, (letter % 6).try_into().unwrap());
            let mut changed = log.clone();
            changed[n - 1] = replaced(&log[n - 1], &signature, &other);
            let path = desk.put("raw.jsonl", &changed.concat());
            let exit = if n == log.len() { 5 } else { 4 };
            let (code, json) = desk.json(&[&path]);
            assert_eq!((code, &json[0]["fault"]["line"]), (exit, &(n as u64).into()));
            let theirs = python(&[&path]);
            assert_eq!((&theirs["exit"], &theirs["logs"][0]["fault"]), (&exit.into(), &n.into()));
            made_good(&mut changed);
            let bad: Vec<_> = signatures(&log, false).into_iter().filter(|at| *at >= n).collect();
            assert_refused(&found(&desk, &changed), &bad, &format!("letter {letter}"));
        }
    }
}

#[test]
fn another_key_in_the_first_line_fits_no_signature() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    let other = SigningKey::from_seed(&[9; 32]);
    let mut swapped = log.clone();
    swapped[0] = replaced(&log[0], device().public_line(), other.public_line());
    let seen = found(&desk, &swapped);
    assert_eq!((seen.exit, seen.line), (4, 1), "{seen:?}");
    made_good(&mut swapped);
    let seen = found(&desk, &swapped);
    assert_refused(&seen, &signatures(&log, false), "key swapped");
    let seals = signatures(&log, true);
    let is_seal = |(line, code): &(u64, String)| {
        seals.iter().any(|seal| *seal as u64 == *line) == (code == "seal-other-key")
    };
    assert!(seen.wrong.iter().all(is_seal), "{seen:?}");
    assert_eq!(seen.first_wrong(), Some(signatures(&log, false)[0] as u64));
}

#[test]
fn a_night_signed_anew_is_refused_by_the_keys_that_were_kept() {
    let desk = Desk::new();
    let forged = night(SigningKey::from_seed(&[9; 32]), "nothing happened");
    let seen = found(&desk, &forged);
    // The log alone is sound: the claim "this key" is all it makes.
    assert_eq!((seen.exit, seen.line, seen.wrong.len(), seen.refused.len()), (0, 0, 0, 0));
    let seals: Vec<u64> = signatures(&forged, true).iter().map(|line| *line as u64).collect();
    assert_eq!(seen.refused_by_known, seals);
    let list = desk.put("kept", known(&device(), &person()).as_bytes());
    let path = desk.put("log.jsonl", &forged.concat());
    assert_eq!(desk.found(&[&path, "--signers", &list]), (4, vec!["device-key-other".to_owned()]));
    // In a folder whose list of keys was forgotten, nothing needs to be kept elsewhere.
    desk.put("inc/log/lap-0001.0001.jsonl", &forged.concat());
    desk.put("inc/keys/allowed_signers", known(&device(), &person()).as_bytes());
    let folder = desk.home().join("inc").display().to_string();
    let expected = vec![vec![("signers-other".to_owned(), 0)]];
    assert_eq!(super::python::agreed(&desk, &[&folder]), (4, expected));
}

#[test]
fn a_seal_of_another_incident_fits_nowhere() {
    let desk = Desk::new();
    let log = night(device(), "entry");
    // The same laptop, the same key, the same number of lines.
    let other = night(device(), "another story");
    assert_eq!(signatures(&log, false), signatures(&other, false));
    for n in signatures(&log, true) {
        let mut spliced = log.clone();
        spliced[n - 1].clone_from(&other[n - 1]);
        let seen = found(&desk, &spliced);
        assert_eq!((seen.exit, seen.line), (4, n as u64), "{seen:?}");
        made_good(&mut spliced);
        let bad: Vec<_> = signatures(&log, false).into_iter().filter(|at| *at >= n).collect();
        assert_refused(&found(&desk, &spliced), &bad, "spliced");
    }
}

#[test]
fn a_list_of_keys_that_was_swapped_is_named() {
    let log = night(device(), "entry");
    let stranger = SigningKey::from_seed(&[9; 32]);
    let own = known(&device(), &person());
    let more = format!("{own}XX namespaces=\"sangfroid-signon\" {}\n", stranger.public_line());
    let cases = [
        (own.clone(), 0, 0),
        (format!("# by hand\n\n{own}"), 0, 0),
        // A row that could not be written is nobody's fault.
        (own.lines().next().unwrap().to_owned(), 2, 0),
        (known(&stranger, &person()), 4, 4),
        (known(&device(), &stranger), 2, 4),
        (more, 0, 4),
    ];
    for (list, refused, exit) in cases {
        let desk = Desk::new();
        let path = desk.put("inc/log/lap-0001.0001.jsonl", &log.concat());
        desk.put("inc/keys/allowed_signers", list.as_bytes());
        let folder = desk.home().join("inc").display().to_string();
        let (code, found) = super::python::agreed(&desk, &[&folder]);
        assert_eq!((code, found[0].len()), (exit, usize::from(exit == 4)), "{list}");
        desk.found(&[&folder]);
        // By the list itself, as somebody would who trusts the folder.
        let by_list = list_refuses(&desk, &path);
        assert_eq!(by_list.len(), refused, "{list}: {by_list:?}");
    }
}

/// Which signatures `ssh-keygen` refuses by the folder's own list.
fn list_refuses(desk: &Desk, path: &str) -> Vec<String> {
    let output = Process::new("python3")
        .arg("-B")
        .arg(assets().join("verify.py"))
        .args(["--seals", "seals", path])
        .current_dir(desk.home())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let commands = said.lines().filter(|line| line.starts_with("ssh-keygen "));
    let by_list =
        |command: &str| command.replace("seals/allowed_signers", "inc/keys/allowed_signers");
    commands.map(by_list).filter(|command| !shell(desk.home(), command)).collect()
}
