//! The site's own facts: read strictly, kept as far as they can be, checked against the runbooks.

mod command;
mod fiction;
mod load;
mod property;

use sangfroid::diagnostics::Diagnostic;
use sangfroid::domain::time::Date;
use sangfroid::lint::site::{Asked, check};
use sangfroid::runbook::bytes::Bounded;
use sangfroid::runbook::site::{LoadedSite, SiteFile, parse};

/// A site's file without a finding on [`today`].
pub const FACTS: &str = include_str!("facts.yaml");

/// A runbook that calls the director, and has two roles more.
const ASKING: &str = "\
sangfroid: 1
id: x
revision: 1
reviewed: 2026-11-23
title: Server down
use_when: The server is down.
roles: [{id: it, title: IT}, {id: director, title: Director}, {id: family, title: Family}]
tracks: [{id: t, title: Net}]
phases:
  - id: p
    title: First
    window: 10m
    steps:
      - id: tell
        kind: call
        track: t
        role: it
        title: Call the director
        call: {contact: director, say: ['Open the room. Please repeat.']}
      - {id: closing, kind: pause, track: t, role: it, title: Say what is open}
";

/// The day of every check here.
pub fn today() -> Date {
    Date::parse("2026-11-23").expect("a day")
}

/// What the small runbook asks for.
pub fn asked() -> Asked {
    let runbook = sangfroid::runbook::read(ASKING).expect("a sound runbook");
    Asked::by([&runbook])
}

/// The facts as a file that was read.
pub fn file() -> SiteFile {
    let content = Bounded { text: FACTS.to_owned(), findings: Vec::new() };
    SiteFile::of("site.yaml".to_owned(), &content)
}

/// Everything that is found in a file.
pub fn findings(text: &str) -> Vec<Diagnostic> {
    check(&parse(text), &asked(), today())
}

/// The sections of the sound file, by key.
fn sections(text: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let is_key = line.starts_with(|c: char| c.is_ascii_lowercase());
        if let Some((key, _)) = line.split_once(':').filter(|_| is_key) {
            sections.push((key.to_owned(), String::new()));
        }
        if let Some((_, text)) = sections.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    sections
}

/// The snippet, and every section of the sound file that it does not have.
pub fn facts_around(snippet: &str) -> String {
    let own: Vec<String> = sections(snippet).into_iter().map(|(key, _)| key).collect();
    let others = sections(FACTS).into_iter().filter(|(key, _)| !own.contains(key));
    // A key that is taken out on purpose is named in a comment.
    let others = others.filter(|(key, _)| !snippet.contains(&format!("# no {key}")));
    let others: String = others.map(|(_, text)| text).collect();
    format!("{snippet}{others}")
}

/// The sound file with something replaced; it must stand there.
pub fn with(from: &str, to: &str) -> LoadedSite {
    assert!(FACTS.contains(from), "{from}");
    parse(&FACTS.replacen(from, to, 1))
}
