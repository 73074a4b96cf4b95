//! The numbers that the interface promises, as one table: goal, target, measured.
//!
//! `cargo bench --bench goals`. What is counted (keys, bytes, time) is counted here, on the program
//! in its optimised build on a real pseudo-terminal; what either holds or not is asked of the tests
//! that hold it. Goals that need people (G5, G20 to G27) are not in it.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    unreachable_pub,
    dead_code,
    reason = "a measurement stands outside: it starts the program, reads clocks, prints a table"
)]

#[cfg(unix)]
#[path = "../tests/pty/support/mod.rs"]
mod support;

#[cfg(unix)]
mod measured {
    use std::path::Path;
    use std::process::Command;
    use std::time::{Duration, Instant};

    use super::support::player::Player;
    use super::support::{Setting, Stage, plain};

    const FIRST_HOUR: &str = include_str!("../tests/it/screens/first-hour.yaml");
    const SECOND_BOOK: &str = include_str!("../tests/it/screens/second-book.yaml");

    /// What the second person types for the cut of the first hour.
    const CUT_NAMED: &str = "hospital";

    /// How often the program is started for its first frame.
    const LAUNCHES: usize = 20;

    /// How long the idle program is listened to.
    const SILENCE: Duration = Duration::from_secs(10);

    /// Bytes a second of a serial line of 9600 baud.
    const SERIAL_BYTES_PER_S: usize = 960;

    /// One row of the table.
    pub struct Row {
        goal: &'static str,
        what: &'static str,
        target: usize,
        unit: &'static str,
        measured: usize,
    }

    fn row(
        goal: &'static str,
        what: &'static str,
        (target, unit): (usize, &'static str),
        measured: usize,
    ) -> Row {
        Row { goal, what, target, unit, measured }
    }

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    fn settle(stage: &mut Stage) {
        stage.pump(Duration::from_millis(400));
    }

    /// A person on the first step of a runbook with every kind of step.
    fn at_first_hour(folder: &Path) -> Player {
        plain::shelve(folder, "first-hour.yaml", FIRST_HOUR);
        plain::shelve(folder, "second-book.yaml", SECOND_BOOK);
        let mut player = Player::new(Setting::new(folder));
        player.start("first hour", "Ransomware, first hour", "2", "Unplug the network cable");
        player
    }

    fn plain_steps() -> Row {
        let folder = folder();
        let mut player = plain::seated(folder.path());
        player.keys = 0;
        for _ in 0..30 {
            assert!(player.answer(0));
        }
        row("G1", "keys for 30 plain steps", (30, "keys"), player.keys)
    }

    /// From the picker with known initials; once by letters, once by what is seen.
    fn launches() -> [Row; 2] {
        let folder = folder();
        drop(at_first_hour(folder.path()));
        let mut player = plain::known_from(folder.path());
        plain::to_telephones(&mut player);
        let by_letters = player.keys;
        player.stage.kill_9();

        let other = tempfile::tempdir().expect("a folder");
        drop(at_first_hour(other.path()));
        let mut player = plain::known_from(other.path());
        for key in ["\x1b[A", "\x1b[A", "\r"] {
            player.press(key);
        }
        player.stage.wait_for("WHAT DO YOU SEE?");
        player.press("2");
        player.press("\r");
        player.stage.wait_for("MK");
        player.press("2");
        player.press("\r");
        player.stage.wait_for("Step 1 of");
        [
            row("G2", "keys to the first step, known scenario", (8, "keys"), by_letters),
            row("G3", "keys to the first step, by what is seen", (10, "keys"), player.keys),
        ]
    }

    /// Time from the start to the picker, the middle one of many.
    fn first_frame_ms() -> Row {
        let folder = folder();
        let mut times: Vec<Duration> = (0..LAUNCHES)
            .map(|_| {
                let started = Instant::now();
                let mut stage = Setting::new(folder.path()).raise();
                stage.wait_for_picker();
                started.elapsed()
            })
            .collect();
        times.sort();
        let ms = times[LAUNCHES / 2].as_millis();
        row("G4", "launch to the first frame", (300, "ms"), usize::try_from(ms).expect("ms"))
    }

    /// A note from each page: what it costs beyond its text.
    fn note_overhead() -> Row {
        let folder = folder();
        let mut player = plain::seated(folder.path());
        let mut most = 0;
        for page in ["", "d", "c", "o", "v", "m", "s"] {
            if !page.is_empty() {
                player.press(page);
                settle(&mut player.stage);
            }
            let (before, keys) = (player.lines(), player.keys);
            player.press("\x1bOQ");
            settle(&mut player.stage);
            player.type_text("van left");
            player.press("\r");
            player.wait_for_record(before);
            most = most.max(player.keys - keys - "van left".len());
            while !player.stage.screen().contains("Step 1 of 30") {
                player.press("\x1b");
                settle(&mut player.stage);
            }
        }
        row("G6", "keys of a note beyond its text, from 7 pages", (2, "keys"), most)
    }

    /// Taking back, the number of a call, three ways past a step, two persons.
    fn small_acts() -> Vec<Row> {
        let mut rows = Vec::new();
        let folder = folder();
        let mut player = at_first_hour(folder.path());
        player.answer(0);
        let counted = |player: &mut Player, keys: &[&str]| {
            let (lines, before) = (player.lines(), player.keys);
            for key in keys {
                player.press(key);
                settle(&mut player.stage);
            }
            player.wait_for_record(lines);
            player.keys - before
        };
        rows.push(row("G7", "keys to correct", (2, "keys"), counted(&mut player, &["u", "\r"])));
        player.answer(0);
        player.answer(0);
        player.answer(0);
        player.answer(1);
        let before = player.keys;
        player.press("c");
        player.stage.wait_for("SAY");
        rows.push(row("G8", "keys to the number of a step", (1, "keys"), player.keys - before));
        player.press("\x1b");
        settle(&mut player.stage);
        player.answer(0);
        let before = player.keys;
        player.answer(0);
        let extra = player.keys - before - "ad".len() - CUT_NAMED.len();
        rows.push(row("G10", "keys of two persons beyond what is typed", (5, "keys"), extra));
        let mut most = 0;
        for keys in [["s", "1", "\r"], ["i", "1", "\r"], ["p", "6", "\r"]] {
            let other = tempfile::tempdir().expect("a folder");
            let mut player = plain::seated(other.path());
            most = most.max(counted(&mut player, &keys));
        }
        rows.push(row("G9", "keys to skip, put off, say impossible", (3, "keys"), most));
        rows
    }

    fn bytes() -> Vec<Row> {
        let folder = folder();
        let mut player = Player::new(Setting::new(folder.path()));
        player.stage.wait_for_picker();
        settle(&mut player.stage);
        let first = player.stage.sent.len();
        player.start("phones", "Telephones are down", "2", "Test the life lines");
        let mut change = 0;
        for _ in 0..8 {
            settle(&mut player.stage);
            let (before, keys) = (player.stage.sent.len(), player.keys);
            player.answer(0);
            settle(&mut player.stage);
            if player.keys == keys + 1 {
                change = change.max(player.stage.sent.len() - before);
            }
        }
        let before = player.stage.sent.len();
        player.stage.pump(SILENCE);
        let idle = (player.stage.sent.len() - before) / usize::try_from(SILENCE.as_secs()).unwrap();
        player.press("n");
        settle(&mut player.stage);
        let mut letter = 0;
        for typed in ["a", "b", "c"] {
            let before = player.stage.sent.len();
            player.type_text(typed);
            settle(&mut player.stage);
            letter = letter.max(player.stage.sent.len() - before);
        }
        vec![
            row("G14", "first frame at 80x24", (2_600, "bytes"), first),
            row("G14", "step change", (1_200, "bytes"), change),
            row("G14", "idle, a second", (20, "bytes"), idle),
            row("G14", "one typed character", (40, "bytes"), letter),
            row(
                "G15",
                "step change at 9600 baud",
                (1_300, "ms"),
                change * 1_000 / SERIAL_BYTES_PER_S,
            ),
        ]
    }

    /// A goal that holds or not, and the tests that say so: suite, then names.
    const HELD: &[(&str, &str, &str, &[&str])] = &[
        ("G11", "1 key after each of 200 kills", "pty", &["kill::every_act_that_showed"]),
        ("G12", "0 entries lost, 1 s of draft", "pty", &["kill::", "draft::"]),
        ("G13", "bounces, a paste, every letter", "pty", &["keys::"]),
        ("G16", "no AltGr, Ctrl, Alt, digit or F-key needed", "it", &["screens::keys::"]),
        ("G17", "terminal restored, 7 exits, 5 terminals", "pty", &["exits::"]),
        ("G18", "linear and full-screen logs equal, 50 scripts", "it", &["linear::"]),
        ("G19", "states read from frames without colour", "it", &["screens::frame::"]),
        ("G28", "French overflow at 80x24", "it", &["runbook_lint::shipped"]),
    ];

    /// Asks the tests; how many passed and failed.
    fn asked(suite: &str, names: &[&str]) -> (usize, usize) {
        let output = Command::new(env!("CARGO"))
            .args(["test", "--quiet", "--test", suite, "--"])
            .args(names)
            .output()
            .expect("the tests run");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let count = |what: &str| {
            let line = text.lines().find(|line| line.starts_with("test result:"));
            let part = line.and_then(|line| line.split(&['.', ';'][..]).find(|p| p.contains(what)));
            part.and_then(|part| part.split_whitespace().next()?.parse().ok()).unwrap_or(0)
        };
        (count("passed"), count("failed"))
    }

    /// Prints the table; says whether every goal is met.
    pub fn table() -> bool {
        let mut rows = vec![plain_steps()];
        rows.extend(launches());
        rows.push(first_frame_ms());
        rows.push(note_overhead());
        rows.extend(small_acts());
        rows.extend(bytes());
        let mut is_met = true;
        println!("{:<5} {:<48} {:>14} {:>14}", "goal", "what", "target", "measured");
        for row in &rows {
            let word = if row.measured <= row.target { "" } else { "  MISSED" };
            is_met &= word.is_empty();
            let target = format!("{} {}", row.target, row.unit);
            let measured = format!("{} {}", row.measured, row.unit);
            println!("{:<5} {:<48} {target:>14} {measured:>14}{word}", row.goal, row.what);
        }
        for (goal, what, suite, names) in HELD {
            let (passed, failed) = asked(suite, names);
            let word = if passed > 0 && failed == 0 { "" } else { "  MISSED" };
            is_met &= word.is_empty();
            let measured = format!("{passed} of {}", passed + failed);
            println!("{goal:<5} {what:<48} {:>14} {measured:>14}{word}", "all tests");
        }
        is_met
    }
}

#[cfg(unix)]
fn main() {
    if !measured::table() {
        println!("At least one goal is missed.");
    }
}

#[cfg(not(unix))]
fn main() {
    println!("The goals are measured on a pseudo-terminal of a Unix system.");
}
