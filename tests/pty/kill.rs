//! `kill -9` at random moments of a walk: what showed a tick is in the log, the log is sound, and
//! one key goes on (G11, G12).

use std::path::Path;
use std::thread;
use std::time::Duration;

use sangfroid::domain::place::Mark;
use sangfroid::domain::state::IncidentState;

use crate::support::player::{Player, ticked_on, verify, verify_with_python};
use crate::support::{Setting, log};

/// How often the program is killed, by each of several people at once.
const KILLS: u32 = 50;

/// Where the dice of each person start, so that a failure can be repeated. 200 kills in all (G11).
const SEEDS: [u64; 4] =
    [0x5eed_cafe_f00d_d1ce, 0x0dd5_ba11_ca5e_d0c5, 0xb1a5_ed0d_d5ee_d5e7, 0xfee1_900d_ba5e_ba11];

/// A small generator with a fixed start.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

/// A mark that the screen showed and the log does not have.
fn lost(shown: &[(usize, Mark)], state: &IncidentState) -> Option<String> {
    let Some(run) = state.runs.first() else { return Some("no runbook".to_owned()) };
    let is_lost = |(number, mark): &&(usize, Mark)| {
        let kept = run.mark(number - 1);
        kept != *mark && !(*mark == Mark::Waiting && kept == Mark::Done)
    };
    let (number, mark) = shown.iter().find(is_lost)?;
    Some(format!("step {number} showed {mark:?}, the log has {:?}", run.mark(number - 1)))
}

fn seated(folder: &Path) -> Player {
    let mut player = Player::new(Setting::new(folder));
    player.start("phones", "Telephones are down", "2", "Test the life lines");
    player
}

/// One person, killed again and again; how often they came back with one key.
fn haunted(seed: u64) -> u32 {
    let mut dice = Dice(seed);
    let mut folder = tempfile::tempdir().expect("a folder");
    let mut player = seated(folder.path());
    let mut resumed = 0;
    for kill in 0..KILLS {
        // Perhaps an answer at a person's pace, then death at any moment of the next one.
        if dice.roll(2) == 1 {
            player.answer(0);
        }
        player.press("\r");
        player.stage.pump(Duration::from_millis(dice.roll(30)));
        let shown = ticked_on(&player.stage.screen());
        player.stage.kill_9();
        let state = player.state();
        assert_eq!(lost(&shown, &state), None, "seed {seed:x}, kill {kill}");
        let verdict = verify(folder.path());
        assert!([0, 5].contains(&verdict), "seed {seed:x}, kill {kill}: the log is not sound");
        if kill % 10 == 0 {
            let (code, text) = verify_with_python(folder.path());
            assert_eq!(code, verdict, "seed {seed:x}, kill {kill}: {text}");
        }
        if state.runs.first().is_none_or(|run| run.count(Mark::Todo) < 4) {
            folder = tempfile::tempdir().expect("a folder");
            player = seated(folder.path());
            continue;
        }
        player = Player::new(Setting::new(folder.path()));
        player.resume();
        resumed += 1;
    }
    resumed
}

#[test]
fn every_act_that_showed_its_tick_survives_kill_9_and_one_key_resumes() {
    let resumed: u32 = thread::scope(|scope| {
        let people = SEEDS.map(|seed| scope.spawn(move || haunted(seed)));
        people.into_iter().map(|person| person.join().expect("a person")).sum()
    });
    assert!(resumed > 150, "only {resumed} of 200 kills were followed by a return");
}

/// The control: a log that lost what the screen showed must be noticed.
#[test]
fn a_tick_whose_record_is_cut_off_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut player = seated(folder.path());
    player.answer(0);
    player.stage.wait_for("[x]");
    let shown = ticked_on(&player.stage.screen());
    assert_eq!(lost(&shown, &player.state()), None);
    player.stage.kill_9();
    let path = log::file(folder.path()).expect("a log");
    let bytes = std::fs::read(&path).expect("the log");
    let end = bytes[..bytes.len() - 1].iter().rposition(|byte| *byte == b'\n').expect("a line");
    std::fs::write(&path, &bytes[..=end]).expect("a shorter log");
    assert!(
        lost(&shown, &player.state()).is_some(),
        "a lost record went unnoticed: {shown:?}\n{}",
        player.stage.screen()
    );
}
