//! `kill -9` at random moments of a walk: what showed a tick is in the log, the log is sound, and
//! one key goes on (G11, G12).

use std::time::Duration;

use sangfroid::domain::place::Mark;

use crate::support::Setting;
use crate::support::player::{Player, ticked_on, verify, verify_with_python};

/// How often the program is killed.
const KILLS: u32 = 200;

/// A small generator with a fixed start, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

#[test]
fn every_act_that_showed_its_tick_survives_kill_9_and_one_key_resumes() {
    let mut dice = Dice(0x5eed_cafe_f00d_d1ce);
    let mut folder = tempfile::tempdir().expect("a folder");
    let mut player = Player::new(Setting::new(folder.path()));
    player.start("phones", "Telephones are down", "2", "Test the life lines");
    let mut resumed = 0;
    for kill in 0..KILLS {
        // Some answers at a person's pace, then death at any moment of the next one.
        for _ in 0..dice.roll(2) {
            player.answer(0);
        }
        player.press("\r");
        player.stage.pump(Duration::from_millis(dice.roll(30)));
        let shown = ticked_on(&player.stage.screen());
        player.stage.child.kill().expect("killed");
        player.stage.wait_for_end();
        let state = player.state();
        let run = state.runs.first().expect("a run");
        for (number, mark) in shown {
            let kept = run.mark(number - 1);
            let is_kept = kept == mark || (mark == Mark::Waiting && kept == Mark::Done);
            assert!(is_kept, "kill {kill}: step {number} showed {mark:?}, the log has {kept:?}");
        }
        assert!([0, 5].contains(&verify(folder.path())), "kill {kill}: the log is not sound");
        if kill % 20 == 0 {
            let (code, text) = verify_with_python(folder.path());
            assert!([0, 5].contains(&code), "kill {kill}: {text}");
        }
        let is_walked = state.is_walked(&crate::support::player::now());
        if is_walked || state.runs[0].count(Mark::Todo) < 4 {
            folder = tempfile::tempdir().expect("a folder");
            player = Player::new(Setting::new(folder.path()));
            player.start("phones", "Telephones are down", "2", "Test the life lines");
            continue;
        }
        player = Player::new(Setting::new(folder.path()));
        player.stage.wait_for("YOU ARE BACK");
        let before = player.lines();
        player.press("\r");
        player.wait_for_record(before);
        player.stage.wait("the step", |screen| !screen.contains("YOU ARE BACK"));
        resumed += 1;
    }
    assert!(resumed > KILLS / 2, "only {resumed} of {KILLS} kills were followed by a return");
}
