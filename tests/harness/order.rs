//! I7: no tick before the sync of its line has returned, on the command line and on the screen.
//!
//! A traced walk is played back: bytes to the log, syncs that returned, bytes to the person. The
//! screen's bytes go through a terminal emulator, so a tick is what a person would have seen.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::plant::Plant;
use crate::reader::{self, member};
use crate::subject::{Subject, binary, first, folder};
use crate::support::Setting;
use crate::support::log;
use crate::support::player::{Player, ticked_on};
use crate::trace::{Call, Moment, moments};

/// The calls that write, sync or show.
const CALLS: &str = "trace=write,pwrite64,writev,fsync,fdatasync";

/// What is durable at one moment of the play-back.
#[derive(Default)]
struct Durable {
    written: Vec<(String, Option<String>)>,
    ids: BTreeSet<String>,
    steps: BTreeSet<String>,
}

impl Durable {
    fn take(&mut self, call: &Call) {
        if call.name == "write" && call.result.is_some_and(|n| n > 0) {
            let bytes = call.bytes();
            let text = String::from_utf8_lossy(&bytes);
            for line in text.lines() {
                if let Some(id) = member(line, "id") {
                    self.written.push((id, member(line, "at")));
                }
            }
        }
        if matches!(call.name.as_str(), "fdatasync" | "fsync") && call.result == Some(0) {
            for (id, at) in self.written.drain(..) {
                self.ids.insert(id);
                self.steps.extend(at);
            }
        }
    }

    /// What was in the log before the program came.
    fn of(incident: &Path) -> Self {
        let mut durable = Self::default();
        for line in reader::read(incident).map(|log| log.lines).unwrap_or_default() {
            durable.ids.insert(line.id);
            durable.steps.extend(line.at);
        }
        durable
    }
}

/// Acknowledgements on the command line that came too early, and how many there were.
fn early_words(trace: &str, mut durable: Durable) -> (usize, Vec<String>) {
    let (mut seen, mut early) = (0, Vec::new());
    for moment in moments(trace) {
        match moment {
            Moment::Returned(call) if call.is_on_log() => durable.take(&call),
            Moment::Began(call) if call.name == "write" && call.arguments.starts_with("1<") => {
                for word in String::from_utf8_lossy(&call.bytes()).split_whitespace() {
                    seen += 1;
                    let is_durable = if word.starts_with("EXERCISE-") {
                        durable.written.is_empty() && !durable.ids.is_empty()
                    } else {
                        durable.ids.contains(word)
                    };
                    if !is_durable {
                        early.push(word.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
    (seen, early)
}

/// Ticks on the screen that came too early, and how many different ones were seen.
fn early_ticks(trace: &str, before: &Path, names: &[String]) -> (usize, Vec<String>) {
    let mut durable = Durable::of(before);
    let mut parser = vt100::Parser::new(
        std::num::NonZero::new(24).expect("rows"),
        std::num::NonZero::new(80).expect("columns"),
        0,
    );
    let (mut seen, mut early) = (BTreeSet::new(), Vec::new());
    for moment in moments(trace) {
        match moment {
            Moment::Returned(call) if call.is_on_log() => durable.take(&call),
            Moment::Began(call) if call.path().contains("/dev/pts/") => {
                parser.process(&call.bytes());
                for (number, mark) in ticked_on(&parser.screen().contents()) {
                    let Some(name) = names.get(number - 1) else { continue };
                    if !durable.steps.contains(name) {
                        early.push(format!("{name} {mark:?}"));
                    }
                    seen.insert(name.clone());
                }
            }
            _ => {}
        }
    }
    (seen.len(), early)
}

/// The steps of the first runbook, by number.
pub fn step_names(folder: &Path) -> Vec<String> {
    let state = log::state(folder);
    let run = state.runs.first().expect("a runbook");
    let names = (0..).map_while(|index| run.step_ref(index));
    names.map(|step| format!("{}/{}", step.run, step.step)).collect()
}

/// Walks some steps on the traced screen, and returns what the tracer saw.
fn traced_screen(subject: &Subject, place: &Path, steps: usize) -> String {
    let trace = place.join("trace");
    let mut setting = Setting::new(place);
    setting.command =
        ["strace", "-f", "-y", "-s", "200000", "-e", CALLS, "-o"].map(str::to_owned).to_vec();
    setting.command.push(trace.display().to_string());
    if let Some(plant) = subject.plant {
        for (name, value) in plant.environment() {
            setting.command.extend(["-E".to_owned(), format!("{name}={value}")]);
        }
    }
    setting.command.push(binary().display().to_string());
    setting.env.push(("PATH", "/usr/bin:/bin"));
    let mut player = Player::new(setting);
    player.start("phones", "Telephones are down", "2", "Test the life lines");
    for pick in 0..steps {
        assert!(player.answer(pick));
    }
    player.stage.wait_for("[x]");
    player.press("q");
    player.stage.wait_for("Leave?");
    player.press("\r");
    player.stage.wait_for_end();
    fs::read_to_string(trace).expect("a trace")
}

/// A walk by subcommands, each traced.
fn traced_acts(subject: &Subject, place: &Path) -> (usize, Vec<String>) {
    let acts: &[&[&str]] = &[
        &["start", "telephony-loss", "--exercise", "--by", "MK", "--headless"],
        &["do", first(), "1", "done", "--by", "AD"],
        &["do", first(), "2", "skip", "--reason", "nobody there"],
        &["note", first(), "what was seen"],
        &["correct", first(), "9", "--not-so"],
        &["close", first(), "--reason", "drill over", "--last-acts-done"],
    ];
    let (mut seen, mut early) = (0, Vec::new());
    let trace = place.join("trace");
    let path = trace.to_str().expect("a path");
    let traced = subject.under(["strace", "-f", "-y", "-s", "200000", "-e", CALLS, "-o", path]);
    for act in acts {
        let durable = Durable::of(&place.join(first()));
        let ended = traced.run(place, act);
        assert_eq!(ended.code, Some(0), "{act:?}: {}", ended.err);
        let text = fs::read_to_string(&trace).expect("a trace");
        let (words, found) = early_words(&text, durable);
        seen += words;
        early.extend(found);
    }
    (seen, early)
}

#[test]
fn no_subcommand_acknowledges_before_the_sync_of_its_line_returned() {
    let place = folder();
    let (seen, early) = traced_acts(&Subject::honest(), place.path());
    assert_eq!(seen, 6, "one acknowledgement for each act");
    assert!(early.is_empty(), "too early: {early:?}");
}

#[test]
fn no_tick_is_drawn_before_the_sync_of_its_line_returned() {
    let place = folder();
    let trace = traced_screen(&Subject::honest(), place.path(), 5);
    let names = step_names(place.path());
    let (seen, early) = early_ticks(&trace, Path::new("/nowhere"), &names);
    assert!(seen >= 3, "only {seen} ticks");
    assert!(early.is_empty(), "too early: {early:?}");
}

/// The control (T13): a program that never syncs ticks too early, every time.
#[test]
fn the_order_check_catches_ticks_without_a_sync() {
    let place = folder();
    let (seen, early) = traced_acts(&Subject::planted(Plant::NoSync), place.path());
    assert_eq!(early.len(), seen);
    let place = folder();
    let trace = traced_screen(&Subject::planted(Plant::NoSync), place.path(), 3);
    let names = step_names(place.path());
    let (seen, early) = early_ticks(&trace, Path::new("/nowhere"), &names);
    assert!(seen > 0 && !early.is_empty(), "{seen} ticks, none noticed");
}

/// The control (T13): the same honest trace, with one sync moved behind the words it belongs to.
#[test]
fn the_order_check_catches_a_sync_that_comes_after_the_words() {
    let line = r#"7 write(5</x/log/a.0001.jsonl>, "{\"e\":{\"v\":1,\"id\":\"a.1\"", 22) = 22"#;
    let sync = "7 fdatasync(5</x/log/a.0001.jsonl>) = 0";
    let words = "7 write(1<pipe:[1]>, \"a.1\\n\", 4) = 4";
    let honest = [line, sync, words].join("\n");
    assert_eq!(early_words(&honest, Durable::default()), (1, Vec::new()));
    let late = [line, words, sync].join("\n");
    assert_eq!(early_words(&late, Durable::default()), (1, vec!["a.1".to_owned()]));
}
