//! The bell as bytes, and what is never sent: blinking, flashing, mouse modes (R37, R40, R106).

use std::process::Command;
use std::time::Duration;

use crate::support::Setting;
use crate::support::player::Player;

/// Its first step calls at once: two minutes are left.
const URGENT: &str = "\
sangfroid: 1
id: urgent
revision: 1
reviewed: 2026-11-23
title: Something urgent
use_when: Only in tests.
roles: [{id: it, title: IT on duty}]
tracks: [{id: main, title: Main}]
phases:
  - id: look
    title: Look
    window: 10m
    steps:
      - id: call-them
        kind: do
        track: main
        role: it
        title: Call the switchboard
        how: [Use the red telephone.]
        undo: Nothing is changed.
        within: 2m
        within_from: start
        limit_basis: default
      - {id: look-closed, kind: pause, track: main, role: it, title: Say what is open}
";

/// What the program sent in its first second and a half on an incident that calls.
fn sent(args: &[&str]) -> (Vec<u8>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = folder.path().join("runbooks");
    std::fs::create_dir_all(&shelf).expect("a shelf");
    std::fs::write(shelf.join("urgent.yaml"), URGENT).expect("a runbook");
    let started = Command::new(env!("CARGO_BIN_EXE_sangfroid"))
        .arg("--data")
        .arg(folder.path())
        .args(["start", "urgent", "--exercise", "--by", "MK", "--headless"])
        .output()
        .expect("it starts");
    assert!(started.status.success(), "{started:?}");
    let mut setting = Setting::new(folder.path());
    setting.args = args.iter().map(|arg| (*arg).to_owned()).collect();
    let mut player = Player::new(setting);
    player.stage.wait("what is urgent", |screen| screen.contains("!! "));
    player.stage.pump(Duration::from_millis(1_500));
    (player.stage.sent.clone(), player.stage.screen())
}

fn bells(sent: &[u8]) -> usize {
    sent.iter().filter(|byte| **byte == 7).count()
}

#[test]
fn one_byte_rings_once_and_nothing_ever_blinks() {
    let (sent, screen) = sent(&[]);
    assert_eq!(bells(&sent), 1, "{screen}");
    let text = String::from_utf8_lossy(&sent);
    for never in ["\x1b[5m", "\x1b[6m", ";5m", ";6m", "\x1b[?5h", "\x1b[?1000h", "\x1b[?1002h"] {
        assert!(!text.contains(never), "{never:?}");
    }
}

#[test]
fn without_a_bell_the_words_stay() {
    let (sent, screen) = sent(&["--no-bell"]);
    assert_eq!(bells(&sent), 0);
    assert!(screen.contains("!! ") && screen.contains("Call the switchboard"), "{screen}");
}
