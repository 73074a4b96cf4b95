//! Puts the pieces of a runbook's text together again and reads it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::audit::digest::Digest;
use crate::domain::command::RunbookCopy;
use crate::domain::event::{Event, Record, RunbookPart};
use crate::domain::ids::RunId;
use crate::domain::runbook::Runbook;
use crate::domain::state::IncidentState;

/// Reads a runbook's text; the words of the error are for a person.
pub type ReadRunbook = fn(&str) -> Result<Runbook, String>;

/// A runbook with its text and the digest of it.
#[must_use]
pub fn copy(runbook: Runbook, text: &str) -> RunbookCopy {
    let sha256 = Digest::of(text.as_bytes()).to_string();
    RunbookCopy { runbook: Arc::new(runbook), text: text.into(), sha256 }
}

/// Collects pieces until a text is whole.
#[derive(Debug)]
pub(super) struct Assembler {
    read: ReadRunbook,
    texts: BTreeMap<RunId, String>,
}

/// What a piece led to.
enum Piece {
    /// More are needed.
    More,
    /// The text is whole and was read.
    Whole(RunbookCopy),
    /// The text is whole and cannot be followed: its digest differs, or this version cannot read
    /// it.
    Unreadable(RunId, String),
}

impl Assembler {
    pub(super) fn new(read: ReadRunbook) -> Self {
        Self { read, texts: BTreeMap::new() }
    }

    /// An empty one that reads runbooks the same way.
    pub(super) fn another(&self) -> Self {
        Self::new(self.read)
    }

    fn take(&mut self, part: &RunbookPart) -> Piece {
        let text = self.texts.entry(part.run.clone()).or_default();
        if part.part == 1 {
            text.clear();
        }
        text.push_str(&part.text);
        if part.part < part.parts {
            return Piece::More;
        }
        let text = self.texts.remove(&part.run).unwrap_or_default();
        let sha256 = Digest::of(text.as_bytes()).to_string();
        if sha256 != part.sha256 {
            let words = format!("sha256 {sha256} != {}", part.sha256);
            return Piece::Unreadable(part.run.clone(), words);
        }
        match (self.read)(&text) {
            Ok(runbook) if runbook.id == *part.run.runbook() => {
                Piece::Whole(RunbookCopy { runbook: Arc::new(runbook), text: text.into(), sha256 })
            }
            Ok(runbook) => Piece::Unreadable(part.run.clone(), runbook.id.to_string()),
            Err(words) => Piece::Unreadable(part.run.clone(), words),
        }
    }
}

/// Folds one record, and the runbook that it may complete; gives back one that cannot be followed.
pub(super) fn fold(
    state: &mut IncidentState,
    assembler: &mut Assembler,
    record: &Record,
) -> Option<(RunId, String)> {
    if state.has_taken(record) {
        return None;
    }
    state.evolve(record);
    let Event::RunbookPart(part) = &record.event else { return None };
    match assembler.take(part) {
        Piece::More => None,
        Piece::Whole(copy) => {
            state.attach(record, copy, part.run.number(), part.opened_by.clone());
            None
        }
        Piece::Unreadable(run, words) => Some((run, words)),
    }
}
