//! T5: `kill -9` at random moments, also while a torn end is being mended; nothing acknowledged is
//! lost. Kill alone never tears a small write, so some runs begin with an end torn by hand.

use std::fs::{self, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::Duration;

use crate::ledger::{Ledger, Stage};
use crate::plant::Plant;
use crate::python::Python;
use crate::reader;
use crate::subject::{Ended, Subject, first, folder, is_long, say};
use crate::support::Setting;
use crate::support::player::{Player, ticked_on};

/// Kills of acts without a screen, and of the full screen.
const HEADLESS: usize = 460;
const ON_SCREEN: usize = 40;

/// Both, in the longer tier.
const HEADLESS_LONG: usize = 18_000;
const ON_SCREEN_LONG: usize = 2_000;

/// A fixed start, so that a failure can be repeated.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

/// Kills a child; what it had said by then, and whether it was still there.
fn last_words(mut child: Child) -> (bool, Ended) {
    let killed = child.kill();
    drop(killed);
    let (mut out, mut err) = (String::new(), String::new());
    child.stdout.take().expect("its output").read_to_string(&mut out).expect("text");
    child.stderr.take().expect("its errors").read_to_string(&mut err).expect("text");
    let code = child.wait().expect("an end").code();
    (code.is_none(), Ended { code, out, err })
}

/// As a power cut leaves it: some bytes of a line that was never finished.
fn tear(incident: &Path, dice: &mut Dice) {
    let path = reader::segments(incident).pop().expect("a log");
    let log = fs::read(&path).expect("the log");
    if log.last() != Some(&b'\n') {
        return;
    }
    let last = log[..log.len() - 1].iter().rposition(|byte| *byte == b'\n').expect("a line");
    let line = &log[last + 1..];
    let length = 1 + usize::try_from(dice.roll(line.len() as u64 - 2)).expect("a length");
    let mut file = OpenOptions::new().append(true).open(path).expect("the log opens");
    file.write_all(&line[..length]).expect("a torn end");
}

/// Microseconds within which a kill may come: half as long again as an act takes here.
fn window(subject: &Subject) -> u64 {
    let place = folder();
    assert_eq!(Subject::honest().start(place.path()).code, Some(0));
    let began = std::time::Instant::now();
    subject.note(place.path(), "how long it takes");
    u64::try_from(began.elapsed().as_micros() * 3 / 2).expect("a short time")
}

/// Whether some acts begin with an end that a power cut tore.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Torn,
    Whole,
}

/// Kills acts without a screen; returns what was broken and how many acts were acknowledged.
fn headless(subject: &Subject, kills: usize, seed: u64, ends: Ends) -> (usize, Vec<String>) {
    let mut dice = Dice(seed);
    let mut python = Python::new();
    let (mut acknowledged, mut broken) = (0, Vec::new());
    let mut place = folder();
    let mut ledger = Ledger::default();
    let window = window(subject);
    let mut done = 0;
    for kill in 0.. {
        if done == kills {
            break;
        }
        let incident = place.path().join(first());
        if kill % 60 == 0 {
            place = folder();
            assert_eq!(Subject::honest().start(place.path()).code, Some(0));
            ledger = Ledger::default();
            ledger.keep_all(&place.path().join(first()));
            continue;
        }
        if ends == Ends::Torn && dice.roll(3) == 0 {
            tear(&incident, &mut dice);
        }
        let text = format!("kill {kill}");
        let child = subject.command(place.path(), &["note", first(), &text]).spawn();
        let child = child.expect("the program starts");
        thread::sleep(Duration::from_micros(dice.roll(window)));
        let (was_killed, ended) = last_words(child);
        done += usize::from(was_killed);
        acknowledged += ended.acknowledged().len();
        ledger.keep(&ended);
        match reader::read(&incident) {
            Ok(log) => {
                let lost = ledger.lost(&log);
                if !lost.is_empty() {
                    broken.push(format!("kill {kill}: lost {lost:?}"));
                }
                if log.count(&text) > 1 {
                    broken.push(format!("kill {kill}: I3: more than once"));
                }
                ledger.pin(&log);
            }
            Err(why) => broken.push(format!("kill {kill}: {why}")),
        }
        if kill % 20 == 19 {
            let next = Subject::honest().note(place.path(), "still here");
            ledger.keep(&next);
            let stage = if next.code == Some(0) { Stage::Recovered } else { Stage::AfterFault };
            if next.code != Some(0) {
                broken.push(format!("kill {kill}: the next run does not go on: {}", next.err));
            }
            broken.extend(ledger.check(&incident, stage, &mut python));
        }
    }
    (acknowledged, broken)
}

/// Kills the full screen between and during acts; returns what was broken.
fn on_screen(kills: usize, seed: u64) -> Vec<String> {
    let mut dice = Dice(seed);
    let mut python = Python::new();
    let mut broken = Vec::new();
    let mut place = folder();
    let mut names: Vec<String> = Vec::new();
    let mut is_new = true;
    for kill in 0..kills {
        let mut player = Player::new(Setting::new(place.path()));
        if is_new {
            player.start("phones", "Telephones are down", "2", "Test the life lines");
            names = crate::order::step_names(place.path());
        } else {
            player.resume();
        }
        player.press("\r");
        player.stage.pump(Duration::from_millis(dice.roll(30)));
        let shown = ticked_on(&player.stage.screen());
        player.stage.kill_9();
        let incident = place.path().join(first());
        match reader::read(&incident) {
            Ok(log) => {
                for (number, mark) in shown {
                    let name = names.get(number - 1);
                    let is_there = log.lines.iter().any(|line| line.at.as_ref() == name);
                    if name.is_some() && !is_there {
                        broken.push(format!("kill {kill}: step {number} {mark:?} is lost"));
                    }
                }
            }
            Err(why) => broken.push(format!("kill {kill}: {why}")),
        }
        broken.extend(Ledger::default().check(&incident, Stage::AfterFault, &mut python));
        is_new = kill % 12 == 11;
        if is_new {
            place = folder();
        }
    }
    broken
}

#[test]
fn nothing_acknowledged_is_lost_by_kill_9_without_a_screen() {
    let kills = if is_long() { HEADLESS_LONG } else { HEADLESS };
    let (acknowledged, broken) =
        headless(&Subject::honest(), kills, 0x5eed_0fca_fe00_d1ce, Ends::Torn);
    say(&format!("kills without a screen: {kills}, {acknowledged} acts acknowledged"));
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(acknowledged > kills / 20, "only {acknowledged} acts came to their end");
}

#[test]
fn nothing_ticked_is_lost_by_kill_9_on_the_screen() {
    let kills = if is_long() { ON_SCREEN_LONG } else { ON_SCREEN };
    let broken = on_screen(kills, 0x0dd5_ba11_ca5e_d0c5);
    say(&format!("kills on the screen: {kills}"));
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The control (T13): a program whose writes never happen loses what it acknowledged.
#[test]
fn the_kill_harness_catches_writes_that_never_happen() {
    // With a torn end it would notice by itself that its mending was not written, and refuse.
    let subject = Subject::planted(Plant::NoWrite);
    let (_, broken) = headless(&subject, 50, 0xb1a5_ed0d_d5ee_d5e7, Ends::Whole);
    assert!(broken.iter().any(|why| why.contains("lost")), "not caught: {broken:?}");
}
