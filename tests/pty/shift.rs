//! A change of shift with people's own keys: the stock `ssh-keygen` makes them, the screen uses
//! them, and what stands in the log afterwards is proved.

use std::path::{Path, PathBuf};
use std::process::Command;

use sangfroid::audit::decode;
use sangfroid::domain::event::{Event, SignedOn};
use sangfroid::domain::proof::SignedOff;

use crate::support::Setting;
use crate::support::log::incident;
use crate::support::player::{Player, verify};

fn keygen(folder: &Path, name: &str, passphrase: &str) -> PathBuf {
    let path = folder.join(name);
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-a", "1", "-N", passphrase, "-C", name, "-f"])
        .arg(&path)
        .status();
    assert!(made.expect("ssh-keygen").success());
    path
}

/// Who signed on and off, in order.
fn people(folder: &Path) -> (Vec<SignedOn>, Vec<SignedOff>) {
    let log = incident(folder).expect("an incident").join("log");
    let (mut on, mut off) = (Vec::new(), Vec::new());
    for entry in std::fs::read_dir(log).expect("the log") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            let bytes = std::fs::read(path).expect("the log");
            for line in bytes.split_inclusive(|byte| *byte == b'\n') {
                match decode(line).expect("a line").record.event {
                    Event::SignedOn(person) => on.push(person),
                    Event::SignedOff(person) => off.push(person),
                    _ => {}
                }
            }
        }
    }
    (on, off)
}

/// Types what the screen does not show.
fn blind(player: &mut Player, text: &str) {
    for letter in text.chars() {
        player.press(&letter.to_string());
    }
}

fn tab(player: &mut Player, times: usize) {
    for _ in 0..times {
        player.press("\t");
    }
}

#[test]
fn both_sign_with_their_own_keys_and_a_wrong_passphrase_records_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let keys = tempfile::tempdir().expect("a stick");
    let (leaves, comes) = (keygen(keys.path(), "mk", ""), keygen(keys.path(), "ad", "night shift"));
    let mut player = Player::new(Setting::new(folder.path()));
    player.start("phones", "Telephones are down", "2", "Test the life lines");
    let before = player.lines();

    player.press("m");
    player.stage.wait_for("MENU");
    player.type_text("shift");
    player.press("\r");
    player.stage.wait_for("CHANGE OF SHIFT");
    player.type_text("AD");
    tab(&mut player, 3);
    player.type_text(&comes.display().to_string());
    tab(&mut player, 1);
    blind(&mut player, "nicht shift");
    player.stage.wait_for("***********");
    assert!(!player.stage.screen().contains("nicht shift"));
    tab(&mut player, 1);
    player.type_text(&leaves.display().to_string());
    player.press("\r");
    player.stage.wait_for("does not open this key");
    let (on, off) = people(folder.path());
    assert_eq!((on.len(), off.len()), (1, 0), "nobody leaves before the next one can come");

    // The caret is in the field that was wrong.
    for _ in 0.."nicht shift".len() {
        player.press("\x7f");
    }
    blind(&mut player, "night shift");
    player.press("\r");
    player.stage.wait_for("SPOKEN CODE");
    let (on, off) = people(folder.path());
    assert!(off.len() == 1 && off[0].proof.is_some(), "the one who leaves signed with a key");
    let person = on.last().expect("somebody");
    assert_eq!(person.initials.as_str(), "AD");
    assert!(person.proof.is_some());
    assert!(player.lines() > before);
    player.press("\r");
    player.stage.kill_9();

    // No passphrase anywhere below the data folder.
    let found = Command::new("grep").args(["-r", "-l", "ht shift"]).arg(folder.path()).output();
    assert_eq!(String::from_utf8_lossy(&found.expect("grep").stdout), "");
    assert_eq!(verify(folder.path()), 0);
    let root = incident(folder.path()).expect("an incident");
    let signers = std::fs::read_to_string(root.join("keys/allowed_signers")).expect("the keys");
    for key in [&leaves, &comes] {
        let public = std::fs::read_to_string(key.with_extension("pub")).expect("a key");
        let body = public.split(' ').nth(1).expect("a key").to_owned();
        assert!(signers.contains(&body), "{signers}");
    }
}
