//! Where the lines of an open log lie: a mark for every few hundred lines, so that one that was
//! written long ago is read again without reading everything before it (audit-log §6.3).
//!
//! Invariants: a mark stands where a line begins that the verifier took as the next one, and names
//! the chain's head before it; whoever reads from a mark checks the chain on from there, so what is
//! shown again is what was verified, or an error. Memory: 48 bytes for at least 256 lines.

use super::error::JournalError;
use super::piece::{Piece, Pieces};
use super::place::Place;
use crate::audit::digest::Digest;
use crate::audit::line::head_of;
use crate::audit::verdict::Head;
use crate::audit::verify::{Accepted, Completeness, Verifier};
use crate::domain::ids::Seq;
use crate::ports::{Disk, Failure, FailureKind, FileId};

/// After so many lines there is a mark.
const LINES: u64 = 256;

/// A place where a line begins.
#[derive(Clone, Copy, Debug)]
struct Mark {
    segment: u32,
    offset: u64,
    /// The chain before that line.
    head: Head,
}

/// The marks of one log, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    marks: Vec<Mark>,
}

impl Index {
    /// A good line begins here, and `head` is the chain before it.
    pub(super) fn pass(&mut self, segment: u32, offset: u64, head: Head) {
        let last = self.marks.last();
        if last.is_none_or(|last| head.lines >= last.head.lines + LINES) {
            self.marks.push(Mark { segment, offset, head });
        }
    }

    /// The log was cut behind this many lines.
    pub(super) fn cut(&mut self, lines: u64) {
        self.marks.retain(|mark| mark.head.lines < lines);
    }

    /// The nearest mark before this line.
    fn before(&self, line: Seq) -> Option<Mark> {
        let after = self.marks.partition_point(|mark| mark.head.lines < line.0);
        self.marks.get(after.checked_sub(1)?).copied()
    }

    /// How much memory it takes, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.marks.len() * size_of::<Mark>()
    }
}

/// The head of the chain behind these lines, which begin behind `head`.
pub(super) fn behind(head: Head, line: &[u8]) -> Head {
    Head { digest: head_of(line).unwrap_or(Digest::ZERO), lines: head.lines + 1 }
}

/// A log that is open, for reading some of its lines again.
pub(super) struct Shelf<'s> {
    pub(super) place: &'s Place,
    pub(super) index: &'s Index,
    /// The segment that is written, its file, and how much of it is acknowledged.
    pub(super) last: (u32, FileId, u64),
}

impl Shelf<'_> {
    /// Shows these lines, whose numbers rise.
    pub(super) fn read(
        &self,
        disk: &mut dyn Disk,
        wanted: &[Seq],
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<(), JournalError> {
        let mut wanted = wanted.iter().copied().peekable();
        while let Some(next) = wanted.peek().copied() {
            let mark = self.index.before(next).ok_or_else(|| self.differs(next))?;
            // One reading serves all that come before the next mark would be nearer.
            let near =
                std::iter::from_fn(|| wanted.next_if(|line| line.0 < next.0.saturating_add(LINES)));
            self.read_from(disk, mark, near.collect(), visit)?;
        }
        Ok(())
    }

    fn read_from(
        &self,
        disk: &mut dyn Disk,
        mark: Mark,
        wanted: Vec<Seq>,
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<(), JournalError> {
        let verifier = Verifier::resuming(mark.head, self.place.writer());
        let mut reading = Reading { verifier: verifier.demanding(Completeness::Original), wanted };
        let mut offset = mark.offset;
        for segment in mark.segment..=self.last.0 {
            let is_last = segment == self.last.0;
            let file =
                if is_last { self.last.1 } else { disk.open_file(&self.place.segment(segment))? };
            let read = match if is_last { Ok(self.last.2) } else { disk.len(file) } {
                Ok(end) => reading.segment(disk, Pieces::between(file, offset, end), visit),
                Err(failure) => Err(failure.into()),
            };
            if !is_last {
                disk.close(file);
            }
            read?;
            if reading.wanted.is_empty() {
                return Ok(());
            }
            offset = 0;
        }
        Err(self.differs(Seq(reading.verifier.head().lines + 1)))
    }

    fn differs(&self, line: Seq) -> JournalError {
        JournalError::Failed(Failure {
            op: "verify",
            path: self.place.log_dir(),
            errno: None,
            kind: FailureKind::ChangedUnderneath,
            cause: format!("line {line} is not as it was"),
        })
    }
}

/// Lines being looked for.
struct Reading {
    verifier: Verifier,
    wanted: Vec<Seq>,
}

impl Reading {
    /// Reads on until nothing is wanted any more, or up to the first line that is not good: an
    /// unfinished write at the end of an earlier segment is made good by the next one.
    fn segment(
        &mut self,
        disk: &mut dyn Disk,
        mut pieces: Pieces,
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<(), JournalError> {
        while !self.wanted.is_empty() {
            let Piece::Line(line) = pieces.next(disk)? else { return Ok(()) };
            match self.verifier.line(line) {
                Err(_) => return Ok(()),
                Ok(Accepted::Repeat) => {}
                Ok(Accepted::Next) => {
                    let number = self.verifier.head().lines;
                    if self.wanted.first().is_some_and(|wanted| wanted.0 == number) {
                        self.wanted.remove(0);
                        visit(line);
                    }
                }
            }
        }
        Ok(())
    }
}
