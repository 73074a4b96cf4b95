//! T2: each system call on the data folder fails in each way, once, in the program as released.
//!
//! A first traced run numbers the calls; a second one with the same beginning breaks exactly one.
//! Calls of the loader and on other files keep their numbers and are never broken.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::ledger::{Ledger, Stage};
use crate::plant::Plant;
use crate::python::Python;
use crate::reader;
use crate::subject::{Ended, Subject, copy, first, folder, is_long, say};
use crate::trace::{Call, FILE_CALLS, calls};

/// The smallest number of broken runs per change.
const RUNS_MIN: usize = 300;

/// Per change, every so many-th case runs.
const STRIDE: usize = 3;

/// Stands in a scenario for the incident of the folder.
const HERE: &str = "the incident";

/// An act, and what stood in the folder before it.
struct Scenario {
    name: &'static str,
    args: &'static [&'static str],
    prepare: fn(&Path),
}

impl Scenario {
    /// What is typed.
    fn args(&self) -> Vec<&'static str> {
        let named = |arg: &&'static str| if *arg == HERE { first() } else { *arg };
        self.args.iter().map(named).collect()
    }
}

const SCENARIOS: &[Scenario] = &[
    Scenario {
        name: "start",
        args: &["start", "telephony-loss", "--exercise", "--by", "MK", "--headless"],
        prepare: |_| {},
    },
    Scenario { name: "note", args: &["note", HERE, "the marked words"], prepare: opened },
    Scenario { name: "do", args: &["do", HERE, "1", "done", "--by", "AD"], prepare: opened },
    Scenario { name: "correct", args: &["correct", HERE, "8", "--not-so"], prepare: noted },
    Scenario {
        name: "close",
        args: &["close", HERE, "--reason", "drill over", "--last-acts-done"],
        prepare: noted,
    },
    Scenario { name: "recover", args: &["note", HERE, "the marked words"], prepare: torn },
];

/// The names of them all.
const EVERY: &[&str] = &["start", "note", "do", "correct", "close", "recover"];

fn opened(folder: &Path) {
    assert_eq!(Subject::honest().start(folder).code, Some(0));
}

fn noted(folder: &Path) {
    opened(folder);
    let noted = Subject::honest().note(folder, "a first note");
    assert_eq!(noted.code, Some(0), "{}", noted.err);
}

/// As a power cut leaves it: the last line is half there.
fn torn(folder: &Path) {
    noted(folder);
    let path = reader::segments(&folder.join(first())).pop().expect("a log");
    let mut bytes = fs::read(&path).expect("the log");
    let half = bytes[bytes.len() - 300..bytes.len() - 100].to_owned();
    let start =
        bytes.len() - 1 - bytes[..bytes.len() - 1].iter().rev().position(|b| *b == b'\n').unwrap();
    let first = bytes[start..start + 60].to_owned();
    bytes.extend(first);
    bytes.extend(half);
    fs::write(path, bytes).expect("a torn log");
}

/// What happens to a call.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Error(&'static str, i32),
    /// A write takes fewer bytes than offered.
    Short,
    Kill,
}

const FAULTS: &[Fault] = &[
    Fault::Error("EIO", 5),
    Fault::Error("ENOSPC", 28),
    Fault::Error("EROFS", 30),
    Fault::Error("EDQUOT", 122),
    Fault::Error("EINTR", 4),
    Fault::Short,
    Fault::Kill,
];

/// One call to break, and how.
#[derive(Debug)]
struct Case {
    call: String,
    /// Its number among the calls of that name, from 1.
    number: usize,
    path: String,
    fault: Fault,
}

impl Case {
    fn order(&self) -> String {
        let Self { call, number, .. } = self;
        match self.fault {
            Fault::Error(name, _) => format!("inject={call}:error={name}:when={number}"),
            Fault::Short => format!("inject={call}:retval=7:when={number}"),
            Fault::Kill => format!("inject={call}:signal=SIGKILL:when={number}"),
        }
    }

    /// Whether the act must not be acknowledged when this happened to it.
    fn forbids_a_tick(&self) -> bool {
        let is_sync = matches!(self.call.as_str(), "fsync" | "fdatasync");
        let is_log = self.path.ends_with(".jsonl");
        let is_repeated = matches!(self.fault, Fault::Error("EINTR", _));
        // Keys sign, and lists of keys are derived: without them every act is recorded as before.
        let is_key = self.path.split('/').any(|part| part == "keys");
        // Ballast takes room and says nothing.
        // The mark is written behind the record, and says less when it cannot be.
        let is_mark = self.path.contains("/marks");
        let is_beside = is_key || is_mark || self.path.ends_with(".ballast");
        (is_sync && !is_beside || is_log && self.call == "write") && !is_repeated
    }

    /// Whether the medium said that it is full: then the ballast is given up, and the same lines
    /// are written once more on a fresh handle.
    fn is_full(&self) -> bool {
        matches!(self.fault, Fault::Error("ENOSPC" | "EDQUOT", _) | Fault::Short)
    }
}

fn traced(
    subject: &Subject,
    folder: &Path,
    trace: &Path,
    args: &[&str],
    order: Option<&str>,
) -> Ended {
    let mut before = vec!["strace", "-f", "-y", "-s", "120", "-e"];
    let traced = format!("trace={FILE_CALLS}");
    before.push(&traced);
    before.extend(["-o", trace.to_str().expect("a path")]);
    if let Some(order) = order {
        before.extend(["-e", order]);
    }
    subject.under(before).run(folder, args)
}

/// Every case of a scenario, from a run that nothing breaks.
fn cases(subject: &Subject, template: &Path, scenario: &Scenario) -> Vec<Case> {
    let scratch = folder();
    let place = scratch.path().join("f");
    copy(template, &place);
    let trace = scratch.path().join("trace");
    let ended = traced(subject, &place, &trace, &scenario.args(), None);
    assert_eq!(ended.code, Some(0), "{}: {}", scenario.name, ended.err);
    let text = fs::read_to_string(&trace).expect("a trace");
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for call in calls(&text) {
        let number = count.entry(call.name.clone()).or_default();
        *number += 1;
        if !is_on(&call, &place) {
            continue;
        }
        for fault in FAULTS {
            if matches!(fault, Fault::Short) && call.name != "write" {
                continue;
            }
            let path = call.path().to_owned();
            found.push(Case { call: call.name.clone(), number: *number, path, fault: *fault });
        }
    }
    found
}

fn is_on(call: &Call, place: &Path) -> bool {
    let text = place.to_str().expect("a path");
    call.path().starts_with(text) || call.arguments.contains(&format!("\"{text}"))
}

/// Breaks one call, and says which promises were broken with it.
fn broken(
    subject: &Subject,
    template: &Path,
    scenario: &Scenario,
    case: &Case,
    python: &mut Python,
) -> Vec<String> {
    let scratch = folder();
    let place = scratch.path().join("f");
    copy(template, &place);
    let incident = place.join(first());
    let mut ledger = Ledger::default();
    if incident.exists() && scenario.name != "recover" {
        ledger.keep_all(&incident);
    }
    let trace = scratch.path().join("trace");
    let ended = traced(subject, &place, &trace, &scenario.args(), Some(&case.order()));
    let text = fs::read_to_string(&trace).expect("a trace");
    let is_hit = text.contains("INJECTED") || matches!(case.fault, Fault::Kill);
    let mut found = Vec::new();
    if !is_hit {
        found.push("the call was never broken".to_owned());
    }
    found.extend(answer(&ended, case, &incident));
    if scenario.name == "start" {
        found.extend(after_start(&ended, &place, python));
        return found;
    }
    ledger.keep(&ended);
    found.extend(ledger.check(&incident, Stage::AfterFault, python));
    let next = Subject::honest().note(&place, "afterwards");
    // What is closed takes no further note, and says so.
    let is_refused = scenario.name == "close" && next.code == Some(2);
    if next.code != Some(0) && !is_refused {
        found.push(format!("the next run does not go on: {:?} {}", next.code, next.err));
    }
    ledger.keep(&next);
    found.extend(ledger.check(&incident, Stage::Recovered, python));
    let times = reader::read(&incident).map_or(0, |log| log.count("the marked words"));
    if times > 1 {
        found.push(format!("I3: the act is there {times} times"));
    }
    found
}

/// How the program must answer.
fn answer(ended: &Ended, case: &Case, incident: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let is_killed = matches!(case.fault, Fault::Kill);
    let is_relieved = case.is_full() && incident.is_dir() && !incident.join(".ballast").exists();
    if ended.code == Some(0) && case.forbids_a_tick() && !is_killed && !is_relieved {
        found.push("I7: acknowledged although its own call failed".to_owned());
    }
    match ended.code {
        Some(0) => {}
        _ if is_killed => {}
        Some(3) => {
            let errno = match case.fault {
                Fault::Error(_, number) => format!("(errno {number})"),
                _ => String::new(),
            };
            if !ended.err.contains(&errno) {
                found.push(format!("the message does not name {errno}: {}", ended.err));
            }
            if !["in the log.", "was changed.", "touched.", "over it."]
                .iter()
                .any(|safe| ended.err.contains(safe))
            {
                found.push(format!("the message does not say what is safe: {}", ended.err));
            }
            if !ended.out.is_empty() {
                found.push(format!("a failed act answers: {}", ended.out));
            }
        }
        other => found.push(format!("exit code {other:?}: {}{}", ended.out, ended.err)),
    }
    found
}

/// After a broken `start` the acknowledged incident is whole, and another can be opened.
fn after_start(ended: &Ended, place: &Path, python: &mut Python) -> Vec<String> {
    let mut found = Vec::new();
    let incident = place.join(first());
    let is_acknowledged = ended.acknowledged().iter().any(|name| name == first());
    let whole = reader::read(&incident);
    if is_acknowledged && !whole.is_ok_and(|log| log.lines.len() > 1 && log.tail.is_empty()) {
        found.push("I1: the acknowledged incident is not whole".to_owned());
    }
    let (code, said) = python.verdict(&incident);
    if code == 4 || (is_acknowledged && code != 0) {
        found.push(format!("I2: verify.py says {code}: {said}"));
    }
    let next = Subject::honest().start(place);
    let Some(name) = next.acknowledged().pop().filter(|_| next.code == Some(0)) else {
        found.push(format!("the next start fails: {:?} {}", next.code, next.err));
        return found;
    };
    if python.verdict(&place.join(&name)).0 != 0 {
        found.push(format!("the next incident {name} is not sound"));
    }
    found
}

/// Runs the cases that `chosen` takes, and returns how many and what was broken.
fn campaign(
    subject: &Subject,
    names: &[&str],
    chosen: impl Fn(usize, &Case) -> bool,
) -> (usize, Vec<String>) {
    let mut python = Python::new();
    let (mut runs, mut violations) = (0, Vec::new());
    for scenario in SCENARIOS.iter().filter(|scenario| names.contains(&scenario.name)) {
        let template = folder();
        (scenario.prepare)(template.path());
        let cases = cases(subject, template.path(), scenario);
        for (index, case) in cases.iter().enumerate().filter(|(index, case)| chosen(*index, case)) {
            runs += 1;
            for why in broken(subject, template.path(), scenario, case, &mut python) {
                violations.push(format!(
                    "{} #{index} {} {}: {why}",
                    scenario.name,
                    case.order(),
                    case.path
                ));
            }
        }
    }
    (runs, violations)
}

#[test]
fn every_call_on_the_data_folder_may_fail_and_no_promise_breaks() {
    let stride = if is_long() { 1 } else { STRIDE };
    let (runs, violations) = campaign(&Subject::honest(), EVERY, |index, _| index % stride == 0);
    say(&format!("injected faults: {runs} run, {} violations", violations.len()));
    assert!(runs >= RUNS_MIN, "only {runs} runs");
    assert!(violations.is_empty(), "{} violations:\n{}", violations.len(), violations.join("\n"));
}

/// The control (T13): the same harness on a program that calls a failure success.
#[test]
fn the_injection_harness_catches_errors_that_are_swallowed() {
    let is_chosen = |_, case: &Case| {
        case.path.ends_with(".jsonl")
            && case.call == "fdatasync"
            && matches!(case.fault, Fault::Error("EIO", _))
    };
    let (runs, violations) = campaign(&Subject::planted(Plant::Swallow), EVERY, is_chosen);
    assert!(runs > 3, "only {runs} runs");
    assert!(violations.iter().any(|why| why.contains("I7")), "not caught: {violations:?}");
}

/// The control (T13): the same harness on a program whose writes never happen.
#[test]
fn the_injection_harness_catches_writes_that_never_happen() {
    let is_chosen =
        |_, case: &Case| case.call == "fsync" && matches!(case.fault, Fault::Error("EINTR", _));
    let (runs, violations) =
        campaign(&Subject::planted(Plant::NoWrite), &["note", "close"], is_chosen);
    assert!(runs > 3, "only {runs} runs");
    assert!(violations.iter().any(|why| why.contains("I1")), "not caught: {violations:?}");
}
