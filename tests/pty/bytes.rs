//! What a serial line has to carry (R116, G14).

use std::time::Duration;

use crate::support::Setting;
use crate::support::player::Player;

/// At 80x24: first frame, step change, idle per second, one typed character.
const FIRST_FRAME_MAX: usize = 2_600;
const STEP_MAX: usize = 1_200;
const IDLE_PER_S_MAX: usize = 20;
const LETTER_MAX: usize = 40;

/// How long the idle program is listened to.
const SILENCE: Duration = Duration::from_secs(10);

#[test]
fn the_screen_fits_a_serial_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut player = Player::new(Setting::new(folder.path()));
    player.stage.wait_for_picker();
    player.stage.pump(Duration::from_millis(200));
    let first = player.stage.sent.len();
    assert!(first <= FIRST_FRAME_MAX, "first frame: {first} bytes");

    player.start("phones", "Telephones are down", "2", "Test the life lines");
    let (mut largest, mut measured) = (0, 0);
    for _ in 0..8 {
        player.stage.pump(Duration::from_millis(400));
        let (before, keys) = (player.stage.sent.len(), player.keys);
        player.answer(0);
        player.stage.pump(Duration::from_millis(400));
        if player.keys == keys + 1 {
            largest = largest.max(player.stage.sent.len() - before);
            measured += 1;
        }
    }
    assert!(measured >= 5, "only {measured} steps were done with one key");
    assert!(largest <= STEP_MAX, "step change: {largest} bytes");

    let before = player.stage.sent.len();
    player.stage.pump(SILENCE);
    let idle = player.stage.sent.len() - before;
    let allowed = IDLE_PER_S_MAX * usize::try_from(SILENCE.as_secs()).expect("seconds");
    assert!(idle <= allowed, "idle: {idle} bytes in {SILENCE:?}");

    player.press("n");
    player.stage.pump(Duration::from_millis(300));
    let mut largest_letter = 0;
    for letter in "a note".chars() {
        let before = player.stage.sent.len();
        player.type_text(&letter.to_string());
        player.stage.pump(Duration::from_millis(150));
        largest_letter = largest_letter.max(player.stage.sent.len() - before);
    }
    assert!(largest_letter <= LETTER_MAX, "one letter: {largest_letter} bytes");
    println!(
        "bytes at 80x24: first frame {first}, step {largest}, idle {idle} in 10 s, \
         letter {largest_letter}"
    );
}
