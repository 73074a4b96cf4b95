//! What is being typed survives `kill -9`, and is gone once it is recorded (R66).

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sangfroid::domain::event::NoteKind;

use crate::support::player::Player;
use crate::support::{Setting, log};

/// Longer than any machine needs; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(30);

fn draft(folder: &Path) -> PathBuf {
    log::incident(folder).expect("an incident").join(".draft")
}

/// Looks until the file holds this, or is gone.
fn wait_for(player: &mut Player, folder: &Path, text: Option<&str>) {
    let end = Instant::now() + PATIENCE;
    loop {
        let found = std::fs::read_to_string(draft(folder)).ok();
        let is_it = match (&found, text) {
            (Some(found), Some(text)) => found.lines().any(|row| row.ends_with(text)),
            (found, text) => found.is_none() && text.is_none(),
        };
        if is_it {
            return;
        }
        assert!(Instant::now() < end, "{found:?} instead of {text:?}");
        player.stage.pump(Duration::from_millis(20));
    }
}

#[test]
fn half_a_note_comes_back_after_kill_9_and_leaves_no_draft_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut player = Player::new(Setting::new(folder.path()));
    player.start("phones", "Telephones are down", "2", "Test the life lines");
    player.answer(0);
    player.press("n");
    player.type_text("Guard found the bad");
    let words = "Guard found the bad";
    wait_for(&mut player, folder.path(), Some(words));
    let lines = player.lines();
    player.stage.kill_9();
    assert_eq!(player.lines(), lines, "a draft is no record");

    let mut player = Player::new(Setting::new(folder.path()));
    player.stage.wait_for("HALF WRITTEN");
    assert!(player.stage.screen().contains(words), "{}", player.stage.screen());
    player.press("n");
    player.stage.wait_for("Tab kind");
    player.type_text("ge");
    player.press("\r");
    player.wait_for_record(lines);
    wait_for(&mut player, folder.path(), None);
    let state = player.state();
    let notes: Vec<_> = state.notes.iter().map(|entry| &entry.note).collect();
    assert_eq!(notes.len(), 1);
    assert_eq!((notes[0].kind, notes[0].text.as_str()), (NoteKind::Fact, "Guard found the badge"));
}

#[test]
fn a_draft_that_is_no_text_or_a_link_is_as_good_as_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut player = Player::new(Setting::new(folder.path()));
    player.start("phones", "Telephones are down", "2", "Test the life lines");
    player.answer(0);
    player.stage.kill_9();
    let outside = folder.path().join("outside");
    std::fs::write(&outside, "not yours").expect("a file");
    let path = draft(folder.path());
    std::fs::write(&path, [0xff, 0xfe, 0x00]).expect("a broken draft");
    let mut player = Player::new(Setting::new(folder.path()));
    player.stage.wait_for("YOU ARE BACK");
    assert!(!player.stage.screen().contains("HALF WRITTEN"));
    player.stage.kill_9();
    std::fs::remove_file(&path).expect("removed");
    std::os::unix::fs::symlink(&outside, &path).expect("a link");
    let mut player = Player::new(Setting::new(folder.path()));
    player.stage.wait_for("YOU ARE BACK");
    assert!(!player.stage.screen().contains("not yours"));
    assert_eq!(std::fs::read_to_string(&outside).expect("untouched"), "not yours");
}

#[test]
fn a_half_written_reason_and_a_half_written_correction_survive_kill_9_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut player = Player::new(Setting::new(folder.path()).lang("fr"));
    player.start("phones", "Téléphonie coupée", "2", "Tester les lignes vitales");
    player.answer(0);
    player.press("s");
    player.stage.wait_for("Motif");
    player.type_text("le cadre est sur place");
    wait_for(&mut player, folder.path(), Some("le cadre est sur place"));
    player.stage.kill_9();

    let mut player = Player::new(Setting::new(folder.path()).lang("fr"));
    player.stage.wait_for("pourquoi sautée : « le cadre est sur place »");
    let lines = player.lines();
    player.press("\r");
    player.wait_for_record(lines);
    player.press("s");
    player.stage.wait_for("le cadre est sur place");
    let lines = player.lines();
    player.press("\r");
    player.wait_for_record(lines);
    wait_for(&mut player, folder.path(), None);

    player.press("u");
    player.stage.wait_for("RECTIFIER");
    player.press("2");
    player.press("\r");
    player.type_text(" depuis 2 h");
    wait_for(&mut player, folder.path(), Some("le cadre est sur place depuis 2 h"));
    player.stage.kill_9();
    let mut player = Player::new(Setting::new(folder.path()).lang("fr"));
    player.stage.wait_for("rectification : « le cadre est sur place depu");
}
