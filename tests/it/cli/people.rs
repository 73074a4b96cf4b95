//! Who was at the keyboard, and what proves it, checked with the stock `ssh-keygen` alone.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use sangfroid::audit::sshsig::{Covered, Purpose, armoured};
use sangfroid::audit::{Digest, decode};
use sangfroid::domain::event::Event;
use sangfroid::domain::ids::{IncidentId, Initials, Seq, WriterId};

use super::sandbox::Sandbox;
use super::script::{say, with_samples};

/// One signature of a log: who is said to have made it, for what, and over which text.
struct Signed {
    principal: String,
    purpose: Purpose,
    text: String,
    signature: String,
}

/// Every signature of the log.
fn signatures(log: &Path) -> Vec<Signed> {
    let bytes = fs::read(log).unwrap();
    let mut heads = vec![Digest::ZERO];
    let mut found = Vec::new();
    let mut opened: Option<(IncidentId, WriterId)> = None;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let event = decode(line).unwrap().record.event;
        if let Event::Opened(facts) = &event {
            opened = Some((facts.incident.clone(), facts.writer.clone()));
        }
        let (incident, writer) = opened.as_ref().unwrap();
        let text = |purpose, seq: Seq, tag: Option<&Initials>| {
            let head = heads[usize::try_from(seq.0).unwrap()];
            Covered { incident, writer, last: seq, head }.message(purpose, tag)
        };
        let person =
            |purpose, tag: &Initials, proof: Option<sangfroid::domain::proof::KeyProof>| {
                proof.map(|proof| Signed {
                    principal: tag.to_string(),
                    purpose,
                    text: text(purpose, proof.seq, Some(tag)),
                    signature: proof.signature,
                })
            };
        found.extend(match event {
            Event::Sealed(seal) => Some(Signed {
                principal: writer.to_string(),
                purpose: Purpose::Seal,
                text: text(Purpose::Seal, seal.seq, None),
                signature: seal.signature,
            }),
            Event::SignedOn(on) => person(Purpose::SignOn, &on.initials, on.proof),
            Event::SignedOff(off) => person(Purpose::SignOff, &off.initials, off.proof),
            _ => None,
        });
        heads.push(sangfroid::audit::line::head_of(line).unwrap());
    }
    found
}

fn keygen(folder: &Path, words: &[&str], input: &str) -> bool {
    let mut child = Command::new("ssh-keygen")
        .args(words)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("ssh-keygen is installed");
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait().unwrap().success()
}

/// Whether `ssh-keygen` accepts it by the incident's own list of signers.
fn accepted(sandbox: &Sandbox, incident: &str, signed: &Signed, text: &str) -> bool {
    let folder = sandbox.folder().join(incident);
    fs::write(folder.join("sig"), armoured(&signed.signature)).unwrap();
    let purpose = signed.purpose.namespace();
    let list = "keys/allowed_signers";
    let words = ["-Y", "verify", "-f", list, "-I", &signed.principal, "-n", purpose, "-s", "sig"];
    keygen(&folder, &words, text)
}

fn new_key(sandbox: &Sandbox, name: &str, passphrase: &str) -> String {
    let words = ["-q", "-t", "ed25519", "-N", passphrase, "-C", "kp", "-f", name];
    assert!(keygen(sandbox.home(), &words, ""));
    sandbox.home().join(name).display().to_string()
}

fn run_with_input(sandbox: &Sandbox, words: &[&str], input: &str) -> (i32, String) {
    let mut child = sandbox
        .command()
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_night_of_two_people_is_proved_by_the_stock_program() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let key = new_key(&sandbox, "kp", "café 3h");
    let on = ["sign-on", &id, "--by", "KP", "--name", "Kim Petersen", "--key", &key];
    assert_eq!(run_with_input(&sandbox, &on, "café 3h\n"), (0, String::new()));
    for n in 0..40 {
        sandbox.fine(&["note", &id, &format!("entry {n}")]);
    }
    let off = ["sign-off", &id, "--by", "KP", "--key", &key];
    assert_eq!(run_with_input(&sandbox, &off, "café 3h\n").0, 0);
    let said = say(&sandbox, &format!("note {id} nobody_is_there"));
    assert_eq!(said.code, 2, "{said:?}");
    sandbox.fine(&["sign-on", &id, "--by", "DM", "--role", "duty manager"]);
    sandbox.fine(&["close", &id, "--reason", "exercise over"]);

    let found = signatures(&sandbox.log(&id));
    let count = |purpose| found.iter().filter(|signed| signed.purpose == purpose).count();
    assert_eq!((count(Purpose::SignOn), count(Purpose::SignOff)), (1, 1));
    assert!(count(Purpose::Seal) >= 3, "by count, at the sign-off, at the end");
    for signed in &found {
        assert!(accepted(&sandbox, &id, signed, &signed.text), "{}", signed.text);
        let digit = signed.text.rfind(|c: char| c.is_ascii_digit()).unwrap();
        let other = if &signed.text[digit..=digit] == "0" { "1" } else { "0" };
        let mut changed = signed.text.clone();
        changed.replace_range(digit..=digit, other);
        assert!(!accepted(&sandbox, &id, signed, &changed), "{changed}");
    }
    let log = sandbox.log(&id).display().to_string();
    assert_eq!(say(&sandbox, &format!("verify {log} --original")).code, 0);
    assert_eq!(by_hand(&sandbox, &id, found.len()), found.len());
}

/// How many signatures hold, with `verify.py` and `ssh-keygen` alone. Each must fail when one
/// letter of what it covers is another.
fn by_hand(sandbox: &Sandbox, id: &str, expected: usize) -> usize {
    let shell = |words: &str| {
        let folder = sandbox.folder().join(id);
        let done = Command::new("sh").args(["-c", words]).current_dir(folder).output().unwrap();
        (done.status.success(), String::from_utf8(done.stdout).unwrap())
    };
    let log = sandbox.log(id);
    let name = log.file_name().unwrap().to_string_lossy();
    let (is_fine, said) = shell(&format!("python3 verify.py --seals seals log/{name}"));
    assert!(is_fine, "{said}");
    let commands: Vec<_> = said.lines().filter(|line| line.starts_with("ssh-keygen")).collect();
    assert_eq!(commands.len(), expected, "{said}");
    commands
        .iter()
        .filter(|command| {
            let (before, message) = command.split_once(" < ").unwrap();
            let changed = format!("tr 1 2 < {message} | {before}");
            shell(command).0 && !shell(&changed).0
        })
        .count()
}

#[test]
fn a_passphrase_that_does_not_fit_records_nothing() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let key = new_key(&sandbox, "kp", "right");
    let before = fs::read(sandbox.log(&id)).unwrap();
    let on = ["sign-on", &id, "--by", "KP", "--key", &key];
    let (code, said) = run_with_input(&sandbox, &on, "wrong\n");
    assert!(code == 2 && said.contains("does not open"), "{said}");
    let public = format!("{key}.pub");
    let (code, said) =
        run_with_input(&sandbox, &["sign-on", &id, "--by", "KP", "--key", &public], "");
    assert!(code == 2 && said.contains("not a private key"), "{said}");
    assert_eq!(fs::read(sandbox.log(&id)).unwrap(), before);
}

#[test]
fn what_was_signed_elsewhere_counts_only_while_the_log_stands_still() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let key = new_key(&sandbox, "kp", "");
    let public = format!("{key}.pub");
    let text = sandbox.fine(&["sign-on", &id, "--by", "KP", "--print-message"]);
    fs::write(sandbox.home().join("message"), &text).unwrap();
    let words = ["-q", "-Y", "sign", "-f", "kp", "-n", "sangfroid-signon", "message"];
    assert!(keygen(sandbox.home(), &words, ""));
    let signature = sandbox.home().join("message.sig").display().to_string();
    let on = ["sign-on", &id, "--by", "KP", "--key", &public, "--signature", &signature];
    sandbox.fine(&on);
    let again = sandbox.run(&on);
    assert_eq!(again.code, 2, "the log has grown: {again:?}");
    let found = signatures(&sandbox.log(&id));
    let signed = found.iter().find(|signed| signed.purpose == Purpose::SignOn).unwrap();
    assert!(accepted(&sandbox, &id, signed, &signed.text));
}

#[test]
fn the_device_key_is_made_once_is_private_and_names_the_writer() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let path = sandbox.folder().join("keys").join("device");
    let first = fs::read(&path).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let key = sangfroid::audit::sshsig::SigningKey::parse(&first, None).unwrap();
    let name = sandbox.log(&id).file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.ends_with(&format!("-{}.0001.jsonl", key.writer_tag())), "{name}");
    sandbox.start("drill");
    assert_eq!(fs::read(&path).unwrap(), first);
}

#[test]
fn an_unusable_device_key_keeps_nobody_from_recording() {
    let sandbox = with_samples();
    fs::create_dir_all(sandbox.folder().join("keys")).unwrap();
    let path = sandbox.folder().join("keys").join("device");
    fs::write(&path, "not a key").unwrap();
    let said = sandbox.run(&["start", "drill", "--exercise", "--by", "KP", "--headless"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("without seals"), "{said:?}");
    let id = said.out.trim().to_owned();
    sandbox.fine(&["note", &id, "recorded all the same"]);
    assert_eq!(fs::read(&path).unwrap(), b"not a key");
    assert_eq!(say(&sandbox, &format!("seal {id}")).code, 2);
    assert!(signatures(&sandbox.log(&id)).is_empty());
}

#[test]
fn the_spoken_code_is_the_one_that_verify_finds() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let facts = sandbox.run(&["code", &id, "--json"]).json();
    let code = facts["spoken_code"].as_str().unwrap().to_owned();
    sandbox.fine(&["note", &id, "later"]);
    let log = sandbox.log(&id).display().to_string();
    let said = sandbox.run(&["verify", &log, "--code", &code]);
    assert_eq!(said.code, 0, "{said:?}");
    let text = sandbox.fine(&["code", &id]);
    assert!(text.contains("Read it aloud") && !text.contains(&code), "the log has grown");
}

#[test]
fn a_key_proves_the_sessions_that_it_signed_and_no_other_one() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let (key, other) = (new_key(&sandbox, "kp", ""), new_key(&sandbox, "kp2", ""));
    for key in [Some(&key), None, Some(&other)] {
        let mut on = vec!["sign-on", &id, "--by", "AD"];
        on.extend(key.into_iter().flat_map(|key| ["--key", key.as_str()]));
        sandbox.fine(&on);
        sandbox.fine(&["note", &id, "an order was given", "--by", "AD"]);
        sandbox.fine(&["sign-off", &id, "--by", "AD"]);
    }
    let log = sandbox.log(&id).display().to_string();
    let said = sandbox.run(&["verify", &log, "--json"]).json();
    let who = &said[0]["attributed"];
    assert_eq!(who["signed"], serde_json::json!(["AD"]), "{who:#}");
    assert_eq!(who["claimed"], serde_json::json!(["AD", "KP"]), "{who:#}");
    assert_eq!(who["keys"].as_array().map(Vec::len), Some(2), "{who:#}");
    let found: Vec<_> = said[0]["findings"].as_array().unwrap().iter().collect();
    assert!(found.iter().any(|finding| finding["code"] == "actor-second-key"), "{found:#?}");
    let page = sandbox.run(&["verify", &log]).out;
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("By claim only: AD (from line "), "{page}");
    assert!(page.contains("another key than before"), "{page}");
}

#[test]
fn keys_known_from_elsewhere_are_named_or_the_file_is_refused() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    sandbox.fine(&["seal", &id]);
    let log = sandbox.log(&id).display().to_string();
    let public = sandbox.folder().join("keys").join("device.pub").display().to_string();
    let list = sandbox.folder().join(&id).join("keys/allowed_signers");
    let row = fs::read_to_string(&list).unwrap();
    let (name, rest) = row.lines().next().unwrap().split_once(' ').unwrap();
    let several = sandbox.home().join("several");
    fs::write(&several, format!("other,{name} {rest}\n")).unwrap();
    let anyone = sandbox.home().join("anyone");
    fs::write(&anyone, format!("* {rest}\n")).unwrap();
    let empty = sandbox.home().join("empty");
    fs::write(&empty, "# nobody\n").unwrap();
    for known in [public, list.display().to_string(), path(&several), path(&anyone)] {
        let said = sandbox.run(&["verify", &log, "--signers", &known]);
        assert!(said.code == 0 && said.out.contains("Key as known from elsewhere"), "{said:?}");
    }
    let key = new_key(&sandbox, "stranger", "");
    for known in [format!("{key}.pub"), path(&anyone).replace("anyone", "forged")] {
        if known.ends_with("forged") {
            let stranger = fs::read_to_string(format!("{key}.pub")).unwrap();
            fs::write(&known, format!("* {stranger}")).unwrap();
        }
        assert_eq!(sandbox.run(&["verify", &log, "--signers", &known]).code, 4, "{known}");
    }
    let refused = sandbox.run(&["verify", &log, "--signers", &path(&empty)]);
    assert!(refused.code == 2 && refused.err.contains("holds no key"), "{refused:?}");
}

fn path(path: &Path) -> String {
    path.display().to_string()
}
