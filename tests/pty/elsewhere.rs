//! The stick with the log is pulled out: the log goes on, whole, in the folder that is named
//! (audit-log §4.6).

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use crate::support::player::{Player, verify};
use crate::support::{Setting, log};

#[test]
fn when_the_stick_is_gone_the_whole_log_goes_on_in_another_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let [stick, away, other] = ["stick", "away", "other"].map(|name| folder.path().join(name));
    fs::create_dir(&stick).expect("a stick");
    fs::create_dir(&other).expect("another one");
    let mut player = Player::new(Setting::new(&stick));
    player.start("phones", "Telephones are down", "2", "Test the life lines");
    player.answer(0);
    let lines = player.lines();
    pulled(&stick, &away);
    note_in_vain(&mut player);
    player.press("2");
    player.press("\r");
    player.stage.wait_for("SAVE TO ANOTHER PLACE");
    player.type_text(&other.display().to_string());
    player.press("\r");
    player.stage.wait_for("THE LOG IS SAVED AGAIN");
    assert!(!stick.exists(), "nothing is made where the stick was");
    assert!(log::lines(&other) > lines, "the whole log is there");
    assert_eq!(verify(&other), 0);
    let state = log::state(&other);
    let notes: Vec<_> = state.notes.iter().map(|entry| entry.note.text.as_str()).collect();
    assert_eq!(notes, ["the stick fell out"]);
    assert_eq!(state.runs.len(), log::state(&away).runs.len());
    player.press("\r");
    player.stage.wait_for("Note by MK: the stick fell out");
    player.press("q");
    player.stage.wait_for("Leave?");
    player.press("\r");
    assert_eq!(player.stage.wait_for_end(), 0);
    let said = String::from_utf8_lossy(&player.stage.sent).into_owned();
    let there = format!("--data {}", other.display());
    assert!(said.contains(&there), "the last lines lead to the place that lives: {said}");
}

/// The stick goes. An open file outlives its folder's name; the bytes make the next write fail.
fn pulled(stick: &Path, away: &Path) {
    let log = log::file(stick).expect("the log");
    let mut log = OpenOptions::new().append(true).open(log).expect("the log opens");
    log.write_all(b"torn").expect("a piece of something");
    fs::rename(stick, away).expect("it is pulled out");
}

/// A note that no medium takes; the alarm stands then.
fn note_in_vain(player: &mut Player) {
    player.press("n");
    player.stage.wait_for("Tab kind");
    player.type_text("the stick fell out");
    player.press("\r");
    player.stage.wait_for("THE LOG IS NOT BEING SAVED");
}

#[test]
fn leaving_with_acts_that_no_disk_has_prints_them_and_what_is_half_written_and_ends_with_3() {
    let folder = tempfile::tempdir().expect("a folder");
    let [stick, away] = ["stick", "away"].map(|name| folder.path().join(name));
    fs::create_dir(&stick).expect("a stick");
    let mut player = Player::new(Setting::new(&stick));
    player.start("phones", "Telephones are down", "2", "Test the life lines");
    player.answer(0);
    pulled(&stick, &away);
    note_in_vain(&mut player);
    player.press("\x1b");
    player.stage.wait("the step", |screen| !screen.contains("THE LOG IS NOT BEING SAVED"));
    player.press("n");
    player.stage.wait_for("Tab kind");
    player.type_text("half a thought");
    player.stage.wait_for("NOT kept");
    player.press("\x1b");
    player.press("a");
    player.stage.wait_for("THE LOG IS NOT BEING SAVED");
    player.press("q");
    player.stage.wait_for("LEAVE?");
    player.press("\r");
    assert_eq!(player.stage.wait_for_end(), 3);
    let said = String::from_utf8_lossy(&player.stage.sent).into_owned();
    let (_, last) = said.rsplit_once("NOT RECORDED").expect("it is said");
    assert!(last.contains("the stick fell out") && last.contains("half a thought"), "{last}");
}
