//! I7 on the full screen: when the write or the sync of an act fails, nothing is ticked and the
//! screen says so; whatever it ticks later is in the log.

use std::fs;

use crate::ledger::{Ledger, Stage};
use crate::plant::Plant;
use crate::python::Python;
use crate::subject::{Subject, binary, first, folder, is_long, say};
use crate::support::Setting;
use crate::support::player::Player;

/// Calls of the thread that writes, by name and number, and the errors they answer with.
const CALLS: &[&str] = &["write", "fdatasync"];
const ERRORS: &[&str] = &["EIO", "ENOSPC"];
const ERRORS_LONG: &[&str] = &["EIO", "ENOSPC", "EROFS", "EDQUOT"];

/// One screen on which the calls of every act on the log fail; what was broken.
fn broken(plant: Option<Plant>, call: &str, error: &str) -> Vec<String> {
    let place = folder();
    assert_eq!(Subject::honest().start(place.path()).code, Some(0));
    let incident = place.path().join(first());
    let mut ledger = Ledger::default();
    ledger.keep_all(&incident);
    let trace = place.path().join("trace");
    let path = crate::reader::segments(&incident).pop().expect("a log");
    let mut setting = Setting::new(place.path());
    let tracer = ["strace", "-f", "-y", "-s", "120", "-P"];
    setting.command = tracer.map(str::to_owned).to_vec();
    setting.command.push(path.display().to_string());
    // The first sync belongs to opening, before any act.
    let first = if call == "fdatasync" { 2 } else { 1 };
    let order = format!("inject={call}:error={error}:when={first}+");
    let rest = ["-e", "trace=write,fdatasync,fsync", "-e", &order, "-o"];
    setting.command.extend(rest.map(str::to_owned));
    setting.command.push(trace.display().to_string());
    if let Some(plant) = plant {
        for (name, value) in plant.environment() {
            setting.command.extend(["-E".to_owned(), format!("{name}={value}")]);
        }
    }
    setting.command.push(binary().display().to_string());
    setting.env.push(("PATH", "/usr/bin:/bin"));
    let mut player = Player::new(setting);
    player.stage.wait_for(">> 1   Test the life lines");
    let mut found = Vec::new();
    for _ in 0..3 {
        player.press("\r");
        player.stage.pump(std::time::Duration::from_millis(300));
        if player.stage.screen().contains("[x]") {
            found.push(format!("I7: ticked although {call} failed with {error}"));
            break;
        }
    }
    if found.is_empty() && !player.stage.screen().contains("NOT") {
        found.push(format!("nothing is said about {error}:\n{}", player.stage.screen()));
    }
    // The tracer is what the pseudo-terminal knows; the program ends with its terminal.
    drop(player);
    let text = fs::read_to_string(trace).expect("a trace");
    if !text.contains("INJECTED") {
        found.push("no call was broken".to_owned());
    }
    found.extend(ledger.check(&incident, Stage::AfterFault, &mut Python::new()));
    found
}

#[test]
fn no_tick_is_drawn_after_a_write_or_sync_that_failed() {
    let errors = if is_long() { ERRORS_LONG } else { ERRORS };
    let cases = CALLS.iter().flat_map(|call| errors.iter().map(move |error| (call, error)));
    let (mut count, mut all) = (0, Vec::new());
    for (call, error) in cases {
        count += 1;
        all.extend(
            broken(None, call, error).into_iter().map(|why| format!("{call} {error}: {why}")),
        );
    }
    say(&format!("faults under the full screen: {count} run, {} violations", all.len()));
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// The control (T13): a program that takes a failed sync for done ticks, and is caught.
#[test]
fn the_screen_harness_catches_a_sync_error_that_is_swallowed() {
    let found = broken(Some(Plant::Swallow), "fdatasync", "EIO");
    assert!(found.iter().any(|why| why.contains("I7")), "not caught: {found:?}");
}
