//! `verify.py` beside the program: the same words for both, and what each says.

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use super::verdict::{Desk, plain};

/// For each list of words, says in JSON what the verifier found; what it prints comes with it.
const ASK: &str = "
import contextlib, io, json, sys
import verify

def pairs(found):
    return [{'line': line, 'by_ms': by} for line, by in found]

def told(log):
    clock = log.clock
    return {
        'lines': log.lines, 'head': log.head.decode(), 'fault': log.bad_line(),
        'texts': log.texts_withheld, 'whole': log.lines_withheld, 'code': log.code_line,
        'clock': {'compared': pairs(clock.compared), 'steps': pairs(clock.steps),
                  'step_count': clock.step_count, 'backwards': pairs(clock.backwards),
                  'odd_year': clock.odd[0] if clock.odd else None, 'odd_years': len(clock.odd),
                  'late': clock.late, 'late_by_ms': clock.late_by},
        'times': clock.words(), 'same': log.same,
        'findings': [[code, line] for code, line, _ in log.findings]}

for line in sys.stdin:
    args, logs = json.loads(line), []
    checked = verify.check
    def kept(*given):
        logs.extend(checked(*given))
        return logs
    verify.check = kept
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = verify.main(args)
    verify.check = checked
    logs = [told(log) for log in logs] if code not in (2, 3) else []
    print(json.dumps({'exit': code, 'said': said.getvalue(), 'logs': logs}), flush=True)
";

/// The verifier, waiting for words.
struct Verifier {
    child: Child,
    from: BufReader<ChildStdout>,
}

impl Verifier {
    fn new() -> Self {
        let mut command = Command::new("python3");
        command.args(["-B", "-c", ASK]).env("PYTHONPATH", assets());
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("python3 is needed for this test");
        let from = BufReader::new(child.stdout.take().unwrap());
        Self { child, from }
    }

    fn ask(&mut self, words: &[&str]) -> Value {
        writeln!(self.child.stdin.as_mut().unwrap(), "{}", json!(words)).unwrap();
        let mut answer = String::new();
        self.from.read_line(&mut answer).unwrap();
        serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{words:?}: {error}"))
    }
}

impl Drop for Verifier {
    fn drop(&mut self) {
        let ended = (self.child.kill(), self.child.wait());
        drop(ended);
    }
}

/// The kinds of finding that need no signature to be checked: both verifiers know them.
const SHARED: [&str; 21] = [
    "seal-moved",
    "signers-other",
    "lost-tail",
    "rewritten",
    "contradicts",
    "rollback",
    "log-missing",
    "log-not-given",
    "fork",
    "attachment-changed",
    "attachment-missing",
    "cut-off-changed",
    "attachment-unknown",
    "attachment-unjudged",
    "log-unknown",
    "actor-replayed",
    "superseded-other",
    "put-back",
    "head-unjudged",
    "signers-unjudged",
    "incident-other",
];

/// Where the verifier lies.
pub fn assets() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets"))
}

/// What `verify.py` finds, and what it says. Each thread of tests keeps one running.
pub fn python(words: &[&str]) -> Value {
    thread_local!(static RUNNING: RefCell<Verifier> = RefCell::new(Verifier::new()));
    RUNNING.with_borrow_mut(|verifier| verifier.ask(words))
}

/// Findings that both know: code and line, 0 where there is none; sorted.
fn shared(findings: &Value) -> Vec<(String, u64)> {
    let mut found: Vec<_> = findings
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| match finding {
            Value::Array(pair) => (pair[0].as_str().unwrap().to_owned(), pair[1].as_u64().unwrap()),
            finding => {
                let line = finding["line"].as_u64().unwrap_or(0);
                (finding["code"].as_str().unwrap().to_owned(), line)
            }
        })
        .filter(|(code, _)| SHARED.contains(&code.as_str()))
        .collect();
    found.sort();
    found
}

/// The program's answer on one log in the words of the other verifier.
fn ours(log: &Value) -> Value {
    json!({
        "lines": log["lines"],
        "head": log["head"],
        "fault": log["fault"]["line"].as_u64().unwrap_or(0),
        "texts": log["withheld_texts"],
        "whole": log["withheld_lines"],
        "code": log["claims"][0]["line"].as_u64().unwrap_or(0),
        "clock": log["clock"],
        "same": log["same_as"],
        "findings": shared(&log["findings"]),
    })
}

/// Gives the same words to both, and compares exit codes, verdicts, lines, clocks and findings.
/// Returns the program's exit code and, for each log, the findings that both know.
pub fn agreed(desk: &Desk, words: &[&str]) -> (i32, Vec<Vec<(String, u64)>>) {
    let theirs = python(words);
    let said = desk.verify(&[&["--json"], words].concat());
    assert_eq!(theirs["exit"], said.code, "{words:?}: {theirs:#} and {said:?}");
    if said.code == 2 || said.code == 3 {
        return (said.code, Vec::new());
    }
    let json = said.json();
    let mut all = Vec::new();
    assert_eq!(json.as_array().unwrap().len(), theirs["logs"].as_array().unwrap().len());
    let page = plain(&desk.verify(words).out);
    for (log, other) in json.as_array().unwrap().iter().zip(theirs["logs"].as_array().unwrap()) {
        let mut other = other.clone();
        other["findings"] = json!(shared(&other["findings"]));
        let times = other.as_object_mut().unwrap().remove("times").unwrap();
        assert_eq!(ours(log), other, "{words:?}");
        // Also in the same words.
        assert!(page.contains(times.as_str().unwrap()), "{times} in {page}");
        all.push(shared(&log["findings"]));
    }
    (said.code, all)
}
