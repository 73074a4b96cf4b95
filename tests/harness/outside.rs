//! No network and no programs: what a whole walk asks of the kernel, seen by the tracer.
//!
//! One call is accepted that the tracer counts as network: an unnamed pair of ends inside the
//! program (`socketpair(AF_UNIX)`), by which a signal wakes the loop. It has no address, nothing
//! else can reach it, and sending needs none.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::plant::compiled;
use crate::subject::{RUNBOOK, Subject, binary, first, folder};
use crate::support::Setting;
use crate::support::player::Player;
use crate::trace::{Call, Moment, moments};

/// What the tracer watches.
const WATCHED: &str = "trace=network,process";

/// What leaves the program, as words for a person.
fn reaches_out(trace: &str) -> Vec<String> {
    let (mut found, mut starts) = (Vec::new(), 0);
    for moment in moments(trace) {
        let Moment::Began(call) = moment else { continue };
        if call.name == "execve" {
            starts += 1;
        }
        let is_own_start = call.name == "execve" && starts == 1;
        if !is_own_start && !is_harmless(&call) {
            found.push(format!("{}({})", call.name, call.arguments));
        }
    }
    if starts != 1 {
        found.push(format!("{starts} starts of a program in one trace"));
    }
    found
}

fn is_harmless(call: &Call) -> bool {
    match call.name.as_str() {
        "clone" | "clone3" => call.arguments.contains("CLONE_THREAD"),
        "socketpair" => call.arguments.starts_with("AF_UNIX"),
        "sendto" => call.arguments.contains(", NULL, 0"),
        "recvfrom" => call.arguments.contains(", NULL, NULL"),
        "exit" | "exit_group" | "arch_prctl" | "wait4" | "waitid" | "rt_sigreturn" => true,
        _ => false,
    }
}

/// Runs each of these under the tracer.
fn walked_by_subcommands(place: &Path) -> Vec<String> {
    let incident = place.join(first());
    let incident = incident.to_str().expect("a path");
    let [file, copy, paper] = ["shown.txt", "copy", "paper.html"].map(|name| place.join(name));
    fs::write(&file, "what the machine showed").expect("a file");
    let [file, copy, paper] = [&file, &copy, &paper].map(|path| path.to_str().expect("a path"));
    let walk: &[&[&str]] = &[
        &["start", RUNBOOK, "--exercise", "--by", "MK", "--headless"],
        &["do", first(), "1", "done", "--by", "AD"],
        &["do", first(), "2", "later", "--reason", "busy", "--after", "5m"],
        &["note", first(), "what was seen"],
        &["correct", first(), "9", "--not-so"],
        &["sign-on", first(), "--by", "AD"],
        &["evidence", first(), file, "--by", "AD"],
        &["custody", first(), "12", "--from", "AD", "--to", "MK"],
        &["evidence-list", first()],
        &["brief", first()],
        &["hand-over", first(), "--to", "MK", "--urgent", "the phones", "--unclear", "the cause"],
        &["track", first(), "nothing", "--to", "MK"],
        &["seal", first()],
        &["clock", first(), "--reads", "03:15"],
        &["code", first()],
        &["sign-off", first(), "--by", "AD"],
        &["export", first(), "--as", "log", "--out", copy],
        &["status", first()],
        &["status", "--json"],
        &["incidents"],
        &["verify", incident],
        &["verify", incident, "--json", "--original"],
        &["runbook", "list"],
        &["runbook", "show", RUNBOOK],
        &["runbook", "check"],
        &["runbook", "schema"],
        &["runbook", "new", "my-runbook"],
        &["runbook", "check", "--explain", "RB101"],
        &["runbook", "print", RUNBOOK, "--out", paper],
        &["add", first(), "network-isolation", "--by", "MK"],
        &["duty", first(), "list"],
        &["duty", first(), "judge", "eu-gdpr-33", "unknown", "--by", "MK"],
        &["limits", first()],
        &["lift", first(), "1", "--by", "MK", "--reason", "over"],
        &["clock-add", first(), "--text", "call back", "--who", "AD", "--in", "30m", "--by", "MK"],
        &["clock-met", first(), "1"],
        &["clock-move", first(), "1", "--in", "10m", "--reason", "busy"],
        &["hold", first(), "--reason", "power cut", "--by", "MK"],
        &["unhold", first()],
        &["clocks", "list"],
        &["card", "list"],
        &["site", "new"],
        &["contacts"],
        &["call", first(), "medical-director-on-duty", "no-answer", "--by", "MK"],
        &["import", first(), "--by", "MK"],
        &["log", first()],
        &["resume", "INC-2020-0099"],
        &["close", first(), "--reason", "drill over", "--last-acts-done"],
        &["comment", first(), "1", "why so late?", "--by", "RR"],
        &["comment", first()],
        &["--help"],
        &["--version"],
    ];
    named_all(walk);
    reached_by(place, walk)
}

fn reached_by(place: &Path, walk: &[&[&str]]) -> Vec<String> {
    let trace = place.join("trace");
    let path = trace.to_str().expect("a path");
    let traced = Subject::honest().under(["strace", "-f", "-e", WATCHED, "-o", path]);
    let mut found = Vec::new();
    for args in walk {
        let ended = traced.run(place, args);
        assert!(ended.code.is_some_and(|code| code <= 3), "{args:?}: {ended:?}");
        let text = fs::read_to_string(&trace).expect("a trace");
        assert!(text.contains("execve("), "{args:?}: nothing was traced");
        let reached = reaches_out(&text);
        found.extend(reached.into_iter().map(|what| format!("{args:?}: {what}")));
    }
    found
}

/// Every subcommand that the help names is walked, so that a new one cannot be forgotten.
fn named_all(walk: &[&[&str]]) {
    let help = Subject::honest().run(Path::new("/nonexistent"), &["--help"]).out;
    let listed = help.lines().filter_map(|line| line.strip_prefix("  "));
    let verbs = listed
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_whitespace().next());
    let missing: Vec<&str> =
        verbs.filter(|verb| !walk.iter().any(|args| args.first() == Some(verb))).collect();
    assert!(missing.is_empty(), "not walked: {missing:?}");
}

/// Opens every screen that a key opens, on a traced pseudo-terminal.
fn walked_on_the_screen(place: &Path) -> String {
    let trace = place.join("trace");
    let mut setting = Setting::new(place);
    let tracer = ["strace", "-f", "-e", WATCHED, "-o"];
    setting.command = tracer.map(str::to_owned).to_vec();
    setting.command.push(trace.display().to_string());
    setting.command.push(binary().display().to_string());
    setting.env.push(("PATH", "/usr/bin:/bin"));
    let mut player = Player::new(setting);
    player.start("phones", "Telephones are down", "2", "Test the life lines");
    assert!(player.answer(0));
    let walking = player.stage.screen();
    let mut opened = 0;
    for key in ('a'..='z').filter(|key| *key != 'q').map(String::from).chain(["?".to_owned()]) {
        let before = player.stage.screen();
        player.press(&key);
        player.stage.pump(std::time::Duration::from_millis(120));
        opened += usize::from(player.stage.screen() != before);
        player.press("\x1b");
        player.stage.pump(std::time::Duration::from_millis(120));
    }
    assert!(opened >= 8, "only {opened} keys opened something from:\n{walking}");
    player.press("n");
    player.stage.pump(std::time::Duration::from_millis(60));
    player.type_text("van left");
    let before = player.lines();
    player.press("\r");
    player.wait_for_record(before);
    player.press("q");
    player.stage.wait_for("Leave?");
    player.press("\r");
    assert_eq!(player.stage.wait_for_end(), 0);
    fs::read_to_string(trace).expect("a trace")
}

#[test]
fn no_subcommand_opens_a_socket_or_starts_a_program() {
    let place = folder();
    let found = walked_by_subcommands(place.path());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_screen_opens_a_socket_or_starts_a_program() {
    let place = folder();
    let trace = walked_on_the_screen(place.path());
    assert!(trace.contains("CLONE_THREAD"), "the screen's threads were not traced");
    let found = reaches_out(&trace);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The control: a program that does all three is caught three times.
#[test]
fn the_trace_catches_a_socket_a_child_and_a_program() {
    let place = folder();
    let trace = place.path().join("trace");
    let caller = compiled("caller.c", "caller", &[]);
    let status = Command::new("strace")
        .args(["-f", "-e", WATCHED, "-o"])
        .arg(&trace)
        .arg(caller)
        .status()
        .expect("the tracer runs");
    assert!(status.success());
    let found = reaches_out(&fs::read_to_string(trace).expect("a trace"));
    for call in ["socket(", "clone(", "execve("] {
        assert!(found.iter().any(|what| what.starts_with(call)), "{call} not in {found:?}");
    }
}
