//! From the lines of a log back to a session.

use std::sync::Arc;

use super::assembler::ReadRunbook;
use super::machine::Session;
use super::standing::LeftOff;
use crate::audit::Decoder;
use crate::audit::digest::Digest;
use crate::audit::from_wire::DecodeError;
use crate::domain::event::{Event, Recovered};
use crate::domain::ids::RunId;
use crate::domain::law::Law;
use crate::ports::Mark;

/// Why a log cannot be continued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplayError {
    /// A line that the verifier accepts does not read as a record.
    Line {
        /// Which, from 1.
        line: u64,
        /// Why.
        error: DecodeError,
    },
    /// The log has no beginning.
    Empty,
    /// A runbook of the log cannot be followed: it can be read, not continued.
    Runbook(RunId, String),
    /// The log holds records of a newer version: it can be read, not continued.
    Newer,
    /// The start was interrupted before the runbook was whole.
    StartInterrupted,
}

impl ReplayError {
    /// The first line that is gone, from 1, when the log of `lines` lines ends before its start
    /// does and a later line of it was marked.
    #[must_use]
    pub fn gone_from(&self, lines: u64, mark: &Mark) -> Option<u64> {
        let is_begun = matches!(self, Self::Empty | Self::StartInterrupted);
        is_begun.then(|| (lines + 1).min(mark.lines))
    }
}

/// Takes the verified lines of one log, one after the other.
#[derive(Debug)]
pub struct Replay {
    session: Session,
    decoder: Decoder,
    lines: u64,
    error: Option<ReplayError>,
}

impl Replay {
    /// Nothing taken yet.
    #[must_use]
    pub fn new(read: ReadRunbook) -> Self {
        Self { session: Session::new(read), decoder: Decoder::new(), lines: 0, error: None }
    }

    /// The same, under these legal clocks.
    #[must_use]
    pub fn under(mut self, law: Arc<Law>) -> Self {
        self.session = self.session.under(law);
        self
    }

    /// Takes one verified line, its line feed included.
    pub fn line(&mut self, line: &[u8]) {
        self.lines += 1;
        if self.error.is_some() {
            return;
        }
        match self.decoder.decode(line) {
            Ok(decoded) if decoded.is_newer && decoded.record.event.is_known() => {
                self.error = Some(ReplayError::Newer);
            }
            Ok(decoded) => {
                if let Event::Opened(opened) = &decoded.record.event {
                    self.session.writer = Some(opened.writer.clone());
                }
                // By the record's own number: identical repeats of a line are legal.
                self.session.tip.seq = decoded.record.id.seq.0;
                self.session.tip.lamport = decoded.record.lamport;
                self.session.fold(&decoded.record);
            }
            Err(error) => self.error = Some(ReplayError::Line { line: self.lines, error }),
        }
    }

    /// Takes lines that were read again, all that
    /// [`crate::domain::state::IncidentState::to_recall`] named.
    pub fn recall(&mut self, lines: &[Vec<u8>]) {
        self.session.recall(lines);
    }

    /// The state so far, also of a log that cannot be continued.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Why the log can only be read; none when it can be continued.
    #[must_use]
    pub fn obstacle(&self) -> Option<ReplayError> {
        let session = &self.session;
        if let Some(error) = &self.error {
            return Some(error.clone());
        }
        if session.state.opened.is_none() {
            return Some(ReplayError::Empty);
        }
        if session.state.unknown > 0 {
            return Some(ReplayError::Newer);
        }
        if let Some((runbook, words)) = session.unreadable.first() {
            return Some(ReplayError::Runbook(runbook.clone(), words.clone()));
        }
        session.state.runs.is_empty().then_some(ReplayError::StartInterrupted)
    }

    /// A session that goes on after the last line, whose digest is `head`.
    ///
    /// # Errors
    /// [`ReplayError`] when the log can only be read.
    pub fn finish(self, head: Digest) -> Result<Session, ReplayError> {
        if let Some(error) = self.obstacle() {
            return Err(error);
        }
        let mut session = self.session;
        session.tip.head = head;
        let (is_clean, set_aside) = (session.state.left_cleanly, session.state.recovered.len());
        let last = session.state.last.as_ref().map(|(_, at)| *at);
        session.left_off = last.map(|at| LeftOff { at, is_clean, set_aside });
        Ok(session)
    }
}

/// Of the set-aside files that were found, those that no record mentions yet.
#[must_use]
pub fn unrecorded(session: &Session, found: Vec<Recovered>) -> Vec<Recovered> {
    let is_known = |torn: &Recovered| session.state.recovered.contains(&torn.file);
    found.into_iter().filter(|torn| !is_known(torn)).collect()
}
