//! A reader of logs that shares no line with the program: columns, digests, chain.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// One whole line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The event's citable name.
    pub id: String,
    /// The runbook and step it is about, if any.
    pub at: Option<String>,
    pub bytes: Vec<u8>,
}

/// What stands in an incident's log.
#[derive(Debug, Default)]
pub struct Log {
    pub lines: Vec<Line>,
    /// What follows the last whole line.
    pub tail: Vec<u8>,
}

impl Log {
    /// How many lines contain `text`.
    pub fn count(&self, text: &str) -> usize {
        let has = |line: &&Line| String::from_utf8_lossy(&line.bytes).contains(text);
        self.lines.iter().filter(has).count()
    }
}

/// The segments of the only writer of an incident, in order.
pub fn segments(incident: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(incident.join("log")) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|found| found == "jsonl"))
        .collect();
    found.sort();
    found
}

/// Reads the whole lines of a log and follows the chain.
///
/// # Errors
/// The first line that is whole and does not hold.
pub fn read(incident: &Path) -> Result<Log, String> {
    let mut log = Log::default();
    let mut head = "0".repeat(64);
    for path in segments(incident) {
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        log.tail.clear();
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            if piece.last() != Some(&b'\n') {
                piece.clone_into(&mut log.tail);
            } else if log.lines.last().is_none_or(|last| last.bytes != piece) {
                let line = log.lines.len() + 1;
                let whole = one(piece, &mut head).map_err(|why| format!("line {line}: {why}"))?;
                log.lines.push(whole);
            }
        }
    }
    Ok(log)
}

fn one(bytes: &[u8], head: &mut String) -> Result<Line, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let columns: Vec<&str> = text.trim_end_matches('\n').split('\t').collect();
    let [event, _, trailer] = columns[..] else { return Err("not three columns".to_owned()) };
    let part = |from: usize| trailer.get(from..from + 64).ok_or("a short trailer");
    let (before, own) = (part(5)?, part(76)?);
    if before != head {
        return Err("does not continue the line before".to_owned());
    }
    if sha(&format!("{before}{}", sha(event))) != own {
        return Err("the digest does not hold".to_owned());
    }
    own.clone_into(head);
    let id = member(event, "id").ok_or("no name")?;
    Ok(Line { id, at: member(event, "at"), bytes: bytes.to_owned() })
}

/// The first member of that name whose value is a plain string.
pub fn member(event: &str, name: &str) -> Option<String> {
    let rest = event.split_once(&format!("\"{name}\":\""))?.1;
    Some(rest.split_once('"')?.0.to_owned())
}

fn sha(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
