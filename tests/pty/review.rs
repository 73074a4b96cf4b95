//! Comments of a reviewer belong to one incident: the next one in the same window has none of them
//! (S16).

use std::path::Path;
use std::process::Command;

use crate::support::Setting;
use crate::support::player::Player;

fn said(folder: &Path, words: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sangfroid"));
    let output = command.arg("--data").arg(folder).args(words).output().expect("it runs");
    assert!(output.status.success(), "{words:?} {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text").trim().to_owned()
}

#[test]
fn a_comment_stands_in_its_own_incident_and_in_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path();
    let id = said(place, &["start", "blank-log", "--exercise", "--by", "KP", "--headless"]);
    said(place, &["close", &id, "--reason", "over", "--last-acts-done"]);
    said(place, &["comment", &id, "1", "why so late?", "--by", "AD"]);
    let mut setting = Setting::new(place);
    setting.args = vec!["resume".to_owned(), id];
    let mut player = Player::new(setting);
    let to_first = |player: &mut Player| {
        player.press("v");
        player.stage.wait("the log", |screen| screen.contains(" entries on disk"));
        player.press("\x1b[H");
        player.stage.wait("its first entry", |screen| screen.contains("ENTRY 1 "));
    };
    player.stage.wait_for("CLOSED");
    to_first(&mut player);
    player.stage.wait_for("why so late?");
    player.press("\x1b");
    player.stage.wait_for("CLOSED");
    player.press("\r");
    player.stage.wait_for_picker();
    player.type_text("phones");
    player.press("\r");
    player.stage.wait("the start form", |screen| screen.contains("( ) 2"));
    player.press("2");
    player.press("\r");
    player.stage.wait_for("Test the life lines");
    to_first(&mut player);
    assert!(!player.stage.screen().contains("why so late?"), "{}", player.stage.screen());
}
