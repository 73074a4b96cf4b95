//! Seals against the stock `ssh-keygen`, in both directions, and against hostile texts.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::prelude::*;

use sangfroid::audit::Digest;
use sangfroid::audit::decode;
use sangfroid::audit::line::head_of;
use sangfroid::audit::sshsig::{
    self, Covered, KeyFault, Purpose, SignatureFault, SigningKey, armoured, check, unarmoured,
};
use sangfroid::domain::event::Event;
use sangfroid::domain::ids::{IncidentId, Initials, Seq, WriterId};

fn incident() -> IncidentId {
    IncidentId::parse("INC-2026-0007").unwrap()
}

fn writer() -> WriterId {
    WriterId::parse("lap3-9f2c").unwrap()
}

fn text(purpose: Purpose, n: u64, head: Digest, tag: Option<&Initials>) -> String {
    let (incident, writer) = (&incident(), &writer());
    Covered { incident, writer, last: Seq(n), head }.message(purpose, tag)
}

fn seal_text(n: u64) -> String {
    text(Purpose::Seal, n, Digest::of(b"a head"), None)
}

/// Whether the stock program accepts the signature.
fn stock_accepts(folder: &Path, key: &str, purpose: Purpose, message: &str, body: &str) -> bool {
    let name = purpose.namespace();
    let allowed = format!("lap3-9f2c namespaces=\"{name}\" {key}\n");
    fs::write(folder.join("allowed"), allowed).unwrap();
    fs::write(folder.join("sig"), armoured(body)).unwrap();
    let mut child = Command::new("ssh-keygen")
        .args(["-Y", "verify", "-f", "allowed", "-I", "lap3-9f2c", "-n", name, "-s", "sig"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("ssh-keygen is installed");
    child.stdin.take().unwrap().write_all(message.as_bytes()).unwrap();
    child.wait().unwrap().success()
}

#[test]
fn the_published_seal_verifies_and_no_changed_digit_does() {
    let golden = include_str!("../vectors/audit_v1/golden-5.jsonl");
    let lines: Vec<&str> = golden.split_inclusive('\n').collect();
    let Event::Sealed(seal) = decode(lines[4].as_bytes()).unwrap().record.event else {
        panic!("the golden log ends with a seal")
    };
    let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILfKbN8pMWrLqhyOku1qT6mqS8wYIIkEsTjLZQWTsnFe";
    let head = head_of(lines[3].as_bytes()).unwrap();
    let text = text(Purpose::Seal, seal.seq.0, head, None);
    assert_eq!(check(key, &seal.signature, Purpose::Seal, &text), Ok(()));
    for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_ascii_digit()) {
        let other = if letter == '7' { "8" } else { "7" };
        let mut changed = text.clone();
        changed.replace_range(at..=at, other);
        let found = check(key, &seal.signature, Purpose::Seal, &changed);
        assert_eq!(found, Err(SignatureFault::Wrong), "{changed}");
    }
    let fingerprint = "SHA256:PZkPx6ESf5/EK2fux7mtxsrEmqyEcQiCIbbtz1P/lrY";
    assert_eq!(sshsig::fingerprint(key).as_deref(), Ok(fingerprint));
}

#[test]
fn the_stock_program_accepts_what_is_signed_here_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let key = SigningKey::from_seed(&[7; 32]);
    let tag = Initials::parse("KP").unwrap();
    for purpose in Purpose::ALL {
        let head = Digest::of(b"a head");
        let text = text(purpose, 31, head, Some(&tag));
        let body = key.sign(purpose, &text).unwrap();
        assert_eq!(key.sign(purpose, &text).as_ref(), Some(&body), "the same bytes each time");
        assert_eq!(check(key.public_line(), &body, purpose, &text), Ok(()));
        let accepts =
            |text: &str| stock_accepts(folder.path(), key.public_line(), purpose, text, &body);
        assert!(accepts(&text));
        assert!(!accepts(&text.replace("KP", "KQ")));
        for other in Purpose::ALL.into_iter().filter(|other| *other != purpose) {
            let found = check(key.public_line(), &body, other, &text);
            assert_eq!(found, Err(SignatureFault::OtherPurpose));
        }
        let stranger = SigningKey::from_seed(&[8; 32]);
        let found = check(stranger.public_line(), &body, purpose, &text);
        assert_eq!(found, Err(SignatureFault::OtherKey));
    }
}

#[test]
fn keys_and_signatures_of_the_stock_program_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| {
        let done = Command::new("ssh-keygen").args(words).current_dir(folder.path()).output();
        let done = done.expect("ssh-keygen is installed");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    run(&["-q", "-t", "ed25519", "-N", "café 3h", "-C", "kp@example.org", "-f", "locked"]);
    let text = fs::read(folder.path().join("locked")).unwrap();
    assert_eq!(SigningKey::parse(&text, None).unwrap_err(), KeyFault::Locked);
    let wrong = SigningKey::parse(&text, Some("cafe 3h")).unwrap_err();
    assert_eq!(wrong, KeyFault::WrongPassphrase);
    let key = SigningKey::parse(&text, Some("café 3h")).unwrap();
    let public = fs::read_to_string(folder.path().join("locked.pub")).unwrap();
    assert_eq!(sshsig::plain_public_line(&public).as_deref(), Ok(key.public_line()));

    run(&["-q", "-t", "ed25519", "-N", "", "-f", "plain"]);
    fs::write(folder.path().join("msg"), seal_text(4)).unwrap();
    run(&["-q", "-Y", "sign", "-f", "plain", "-n", "sangfroid-seal", "msg"]);
    let armour = fs::read_to_string(folder.path().join("msg.sig")).unwrap();
    let body = unarmoured(&armour).unwrap();
    let public = fs::read_to_string(folder.path().join("plain.pub")).unwrap();
    assert_eq!(check(&public, &body, Purpose::Seal, &seal_text(4)), Ok(()));
    assert_eq!(check(&public, &body, Purpose::Seal, &seal_text(5)), Err(SignatureFault::Wrong));
    let plain = sshsig::plain_public_line(&public).unwrap();
    assert_eq!(sshsig::signer(&body).as_ref(), Some(&plain));

    run(&["-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", "rsa"]);
    let text = fs::read(folder.path().join("rsa")).unwrap();
    assert_eq!(SigningKey::parse(&text, None).unwrap_err(), KeyFault::Kind);
}

#[test]
fn a_device_key_comes_back_from_its_file_and_names_its_writer() {
    let key = SigningKey::from_seed(&[42; 32]);
    let text = key.to_openssh().unwrap();
    let back = SigningKey::parse(&text, None).unwrap();
    assert_eq!(back.public_line(), key.public_line());
    assert!(!format!("{key:?}").contains("PRIVATE"));
    let tag = key.writer_tag();
    assert!(tag.len() == 4 && tag.bytes().all(|b| b.is_ascii_hexdigit()), "{tag}");
    assert_ne!(tag, SigningKey::from_seed(&[43; 32]).writer_tag());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostile_texts_are_refused(key in "\\PC{0,200}", body in "[A-Za-z0-9+/=\\PC]{0,300}") {
        let good = SigningKey::from_seed(&[7; 32]);
        prop_assert!(check(&key, &body, Purpose::Seal, "x").is_err());
        prop_assert!(check(good.public_line(), &body, Purpose::Seal, "x").is_err());
        prop_assert!(SigningKey::parse(key.as_bytes(), Some(&body)).is_err());
        prop_assert_eq!(unarmoured(&body), None);
    }

    #[test]
    fn one_changed_letter_of_a_signature_is_refused(at in 0..300_usize, letter in "[A-Za-z0-9+/]") {
        let key = SigningKey::from_seed(&[7; 32]);
        let text = seal_text(4);
        let body = key.sign(Purpose::Seal, &text).unwrap();
        let at = at % body.len();
        let mut changed = body.clone();
        changed.replace_range(at..=at, &letter);
        let is_same = changed == body;
        prop_assert_eq!(check(key.public_line(), &changed, Purpose::Seal, &text).is_ok(), is_same);
    }
}
