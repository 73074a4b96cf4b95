//! Reads and checks a list of 500 contacts and a runbook near the size limit, against other readers
//! of the same files in the same run: yamllint where it is installed, else Python's yaml, and plain
//! reading.
//!
//! Run it with `cargo bench --bench check`. Target: each file well under a second, and faster than
//! the other reader.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement stands outside: it reads clocks and files and prints what it found"
)]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use sangfroid::cli::runbook::check::{CheckFile, check};
use sangfroid::domain::time::Date;
use sangfroid::lint::site::{self as rules, Asked};
use sangfroid::runbook::bytes::{self, FILE_BYTES_MAX};
use sangfroid::runbook::library::Library;
use sangfroid::runbook::site::parse;

const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("sangfroid-check-{}", std::process::id()));
    std::fs::create_dir(&folder)?;
    let result = run(&folder);
    std::fs::remove_dir_all(&folder)?;
    result
}

fn run(folder: &Path) -> Result<(), Box<dyn Error>> {
    let library = Library::shipped();
    let asked = Asked::by(library.entries().map(|entry| &entry.runbook));
    let today = Date::parse("2026-11-23").ok_or("a day")?;
    let site = folder.join("site.yaml");
    std::fs::write(&site, contacts(500))?;
    measure("500 contacts", &site, &|text| {
        let loaded = parse(text);
        assert!(loaded.is_sound(), "{:?}", loaded.findings);
        rules::check(&loaded, &asked, today).len()
    })?;
    let book = folder.join("runbook.yaml");
    std::fs::write(&book, runbook())?;
    measure("a runbook near the limit", &book, &|text| {
        let content = bytes::decode(text.as_bytes());
        let file = CheckFile { path: "runbook.yaml".to_owned(), content };
        check(&[file], &library).iter().map(|checked| checked.findings.len()).sum()
    })
}

fn measure(name: &str, path: &PathBuf, ours: &dyn Fn(&str) -> usize) -> Result<(), Box<dyn Error>> {
    let (mut own, mut other, mut plain) = (Vec::new(), Vec::new(), Vec::new());
    let mut found = 0;
    let checker = checker();
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let text = std::fs::read_to_string(path)?;
        plain.push(started.elapsed());
        found = ours(&text);
        own.push(started.elapsed());
        let started = Instant::now();
        // What it finds is of no interest here, only how long it looks.
        Command::new(checker[0]).args(&checker[1..]).arg(path).output()?;
        other.push(started.elapsed());
    }
    let (own, other, plain) = (median(own), median(other), median(plain));
    let bytes = std::fs::metadata(path)?.len();
    let ratio = own.as_secs_f64() / other.as_secs_f64();
    println!("{name}, {bytes} bytes, {found} findings");
    println!("  ours {own:.3?}, {} {other:.3?}, ratio {ratio:.3}; reading {plain:.3?}", checker[0]);
    Ok(())
}

/// yamllint, else Python's yaml, which only reads.
fn checker() -> &'static [&'static str] {
    let lint = &["yamllint", "-d", "{extends: relaxed}"];
    if Command::new(lint[0]).arg("--version").output().is_ok() {
        return lint;
    }
    &["python3", "-c", "import sys, yaml; yaml.safe_load(open(sys.argv[1], encoding='utf-8'))"]
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn contacts(count: usize) -> String {
    let mut text = "sangfroid: 1\nupdated: 2026-11-02\nhospital: {name: H}\njurisdictions: [fr]\n\
                    contacts:\n"
        .to_owned();
    for at in 0..count {
        text.push_str(&format!(
            "  - id: c{at}\n    name: Person {at}\n    function: On duty {at}\n    \
             roles: [director, samu]\n    channels:\n      - {{kind: mobile, at: \"06 39 98 {:02} \
             {:02}\", network: outside}}\n      - {{kind: desk, at: \"01 99 00 {:02} {:02}\", \
             network: hospital}}\n    deputies: [c{}]\n    checked: {{on: 2026-11-01, by: MK}}\n",
            at / 100,
            at % 100,
            at / 100,
            at % 100,
            (at + 1) % count,
        ));
    }
    text
}

/// One step of the long runbook.
const STEP: &str = "      - id: s{phase}-{step}
        kind: do
        track: t
        role: r
        title: Unplug cable {step}
        how: ['Find the label on port {step}.', 'Pull the plug.']
        check: The lamp is dark.
        why: The link must be dead.
        undo: Plug the cable in again.
        if_not: Call the desk.
";

fn runbook() -> String {
    let mut text =
        "sangfroid: 1\nid: long\nrevision: 1\nreviewed: 2026-11-23\ntitle: Server down\n\
                    use_when: The server is down.\nroles: [{id: r, title: IT}]\n\
                    tracks: [{id: t, title: Net}]\nphases:\n"
            .to_owned();
    let mut phase = 0;
    while text.len() as u64 + 8_000 < FILE_BYTES_MAX {
        text.push_str(&format!("  - id: p{phase}\n    title: Part {phase}\n    window: 10m\n"));
        text.push_str("    steps:\n");
        for step in 0..8 {
            let step =
                STEP.replace("{phase}", &phase.to_string()).replace("{step}", &step.to_string());
            text.push_str(&step);
        }
        text.push_str(&format!(
            "      - {{id: e{phase}, kind: pause, track: t, role: r, title: Say what is open}}\n"
        ));
        phase += 1;
    }
    text
}
