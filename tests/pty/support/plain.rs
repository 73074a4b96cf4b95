//! A runbook of plain steps only, for counting keys.

use std::fmt::Write;
use std::path::Path;

use super::Setting;
use super::player::Player;

/// Five phases of five steps and a pause: 30 in all.
pub fn runbook() -> String {
    let mut text = String::from(
        "sangfroid: 1\nid: plain-thirty\nrevision: 1\nreviewed: 2026-11-23\n\
         title: Thirty plain steps\nuse_when: A test.\n\
         symptoms: [plain]\nkeywords: [plain]\n\
         roles: [{id: it, title: IT on call}]\ntracks: [{id: main, title: MAIN}]\n\
         sources: [{title: None, publisher: None, year: 2026}]\nphases:\n",
    );
    for phase in 0..5 {
        writeln!(
            text,
            "  - id: phase-{phase}\n    title: Phase {phase}\n    window: 30m\n    steps:"
        )
        .expect("a text takes words");
        for step in 0..5 {
            writeln!(
                text,
                "      - {{id: step-{phase}-{step}, kind: do, track: main, role: it, \
                 title: Note the number {phase}{step}, how: [Write it down.]}}"
            )
            .expect("a text takes words");
        }
        writeln!(
            text,
            "      - {{id: pause-{phase}, kind: pause, track: main, role: it, \
             title: Close phase {phase}, how: [Read back.]}}"
        )
        .expect("a text takes words");
    }
    text
}

/// Puts a runbook on the shelf of a data folder.
pub fn shelve(folder: &Path, name: &str, text: &str) {
    let shelf = folder.join("runbooks");
    std::fs::create_dir_all(&shelf).expect("a shelf");
    std::fs::write(shelf.join(name), text).expect("a runbook");
}

/// A person on the first of thirty plain steps.
pub fn seated(folder: &Path) -> Player {
    shelve(folder, "plain.yaml", &runbook());
    let mut player = Player::new(Setting::new(folder));
    player.start("plain", "Thirty plain steps", "2", "Note the number 00");
    player
}

/// Ends the only incident of a folder, and opens the picker again: the person is known from it.
pub fn known_from(folder: &Path) -> Player {
    let incident = super::log::incident(folder).expect("an incident");
    let name = incident.file_name().expect("a name").to_string_lossy().into_owned();
    let closed = std::process::Command::new(env!("CARGO_BIN_EXE_sangfroid"))
        .args(["--data", folder.to_str().expect("a path")])
        .args(["close", &name, "--reason", "drill over"])
        .output()
        .expect("the program runs");
    assert!(closed.status.success(), "{}", String::from_utf8_lossy(&closed.stderr));
    let mut player = Player::new(Setting::new(folder));
    player.stage.wait_for_picker();
    player
}

/// Letters, the mode, and the first step of the telephone runbook.
pub fn to_telephones(player: &mut Player) {
    player.type_text("tele");
    player.press("\r");
    player.stage.wait_for("MK");
    player.press("2");
    player.press("\r");
    player.stage.wait_for("Test the life lines");
}
