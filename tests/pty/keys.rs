//! What things cost in keys (G1, G2, G6), and that stray ones cost nothing (G13).

use std::time::Duration;

use crate::support::player::Player;
use crate::support::{Setting, plain};

fn plain() -> (tempfile::TempDir, Player) {
    let folder = tempfile::tempdir().expect("a folder");
    let player = plain::seated(folder.path());
    (folder, player)
}

#[test]
fn thirty_plain_steps_cost_thirty_enters() {
    let (_folder, mut player) = plain();
    player.keys = 0;
    for _ in 0..30 {
        assert!(player.answer(0));
    }
    assert_eq!(player.keys, 30);
    assert!(player.state().is_walked(&crate::support::player::now()));
}

#[test]
fn from_launch_to_the_first_step_it_is_at_most_eight_keys() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut player = Player::new(Setting::new(folder.path()));
    player.start("tele", "Telephones are down", "2", "Test the life lines");
    assert!(player.keys <= 9, "{} keys with two initials", player.keys);
    let folder = folder.path().to_owned();
    drop(player);
    // The initials are known from the last incident: now the goal counts in full.
    let mut player = plain::known_from(&folder);
    plain::to_telephones(&mut player);
    assert!(player.keys <= 8, "{} keys", player.keys);
}

#[test]
fn a_note_costs_its_text_and_two_keys() {
    let (_folder, mut player) = plain();
    let before = player.lines();
    player.keys = 0;
    player.press("n");
    player.stage.pump(Duration::from_millis(60));
    player.type_text("van left 02:40");
    player.press("\r");
    player.wait_for_record(before);
    assert_eq!(player.keys, "van left 02:40".len() + 2);
    let state = player.state();
    let entry = state.notes.iter().next_back().expect("a note");
    assert_eq!(entry.note.text, "van left 02:40");
    let begun = entry.note.begun_at.expect("the moment N was pressed");
    assert!(begun < entry.at.wall, "the note keeps when N was pressed, not when it was saved");
}

/// A slow line hands over more than the terminal's reader takes at once; nothing may wait for the
/// next key (R96).
#[test]
fn what_came_in_one_burst_is_taken_whole_before_the_next_key() {
    let (_folder, mut player) = plain();
    player.press("n");
    player.stage.wait_for("Tab kind");
    let burst = format!("{}by the north gate", "the van left ".repeat(230));
    player.stage.send(&burst);
    player.stage.wait_for("by the north gate");
}

#[test]
fn ten_bounced_enters_make_one_done() {
    let (_folder, mut player) = plain();
    let before = player.lines();
    player.stage.pump(Duration::from_millis(400));
    for _ in 0..10 {
        player.stage.send("\r");
        player.stage.pump(Duration::from_millis(10));
    }
    player.wait_for_record(before);
    player.stage.pump(Duration::from_millis(500));
    assert_eq!(player.lines(), before + 1);
}

#[test]
fn a_pasted_page_marks_nothing() {
    let (_folder, mut player) = plain();
    let before = player.lines();
    player.stage.pump(Duration::from_millis(400));
    let page = "x\r".repeat(200);
    player.stage.send(&format!("\x1b[200~{page}\x1b[201~"));
    player.stage.pump(Duration::from_millis(600));
    assert_eq!(player.lines(), before, "a paste is never a command");
    assert_eq!(player.state().runs[0].count(sangfroid::domain::place::Mark::Done), 0);
}

#[test]
fn no_letter_marks_a_step_or_writes_a_note() {
    let (_folder, mut player) = plain();
    let before = player.lines();
    for letter in 'a'..='z' {
        player.press(&letter.to_string());
        player.stage.pump(Duration::from_millis(60));
        player.press("\x1b");
        player.stage.pump(Duration::from_millis(120));
    }
    assert_eq!(player.lines(), before);
}

#[test]
fn an_arrow_whose_bytes_come_apart_is_an_arrow() {
    let (_folder, mut player) = plain();
    let before = player.lines();
    for gap in [0, 20, 100, 140] {
        for arrow in ["\x1b[B", "\x1bOB"] {
            player.stage.pump(Duration::from_millis(400));
            for byte in arrow.chars() {
                player.stage.send(&byte.to_string());
                player.stage.pump(Duration::from_millis(gap));
            }
            player.stage.wait_for("LOOKING AT 2");
            let screen = player.stage.screen();
            assert!(!screen.contains("[B"), "{gap} ms: it was read as letters\n{screen}");
            player.press("\x1b");
            player.stage.wait("the current step", |screen| !screen.contains("LOOKING"));
        }
    }
    assert_eq!(player.lines(), before, "an acknowledgement would be in the log");
}

#[test]
fn a_lone_esc_acts_within_a_fifth_of_a_second() {
    let (_folder, mut player) = plain();
    let mut quickest = Duration::MAX;
    for _ in 0..5 {
        player.press("m");
        player.stage.wait_for("MENU");
        player.stage.pump(Duration::from_millis(200));
        let sent = std::time::Instant::now();
        player.stage.send("\x1b");
        player.stage.wait("the step", |screen| !screen.contains("MENU"));
        quickest = quickest.min(sent.elapsed());
    }
    assert!(quickest < Duration::from_millis(200), "{quickest:?}");
}
