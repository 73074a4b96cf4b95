//! Reads a file line by line up to a fixed end, with a buffer that holds one longest line and no
//! more.

use std::io::BufRead as _;

use super::error::JournalError;
use crate::audit::line::LINE_BYTES_MAX;
use crate::ports::{Disk, Failure, FailureKind, FileId};

/// Bytes asked for in one read.
const CHUNK_BYTES: usize = 128 * 1024;

/// What was found at one place of the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A line with its line feed.
    Line(&'a [u8]),
    /// Bytes without a line feed: the file's end, or longer than any line may be.
    Ragged,
    /// Nothing more.
    End,
}

/// A cursor over the lines of a file.
#[derive(Debug)]
pub(super) struct Pieces {
    file: FileId,
    end: u64,
    /// Offset of the first byte that was not handed out.
    at: u64,
    buf: Vec<u8>,
    /// The bytes not handed out stand in `buf[start..held]`.
    start: usize,
    held: usize,
}

impl Pieces {
    /// From the file's start up to `end`.
    pub(super) const fn new(file: FileId, end: u64) -> Self {
        Self::between(file, 0, end)
    }

    /// From the line that begins at `at` up to `end`.
    pub(super) const fn between(file: FileId, at: u64, end: u64) -> Self {
        Self { file, end, at, buf: Vec::new(), start: 0, held: 0 }
    }

    /// Offset of the next piece.
    pub(super) const fn at(&self) -> u64 {
        self.at
    }

    /// The next piece. After `Ragged` there is none.
    pub(super) fn next(&mut self, disk: &mut dyn Disk) -> Result<Piece<'_>, JournalError> {
        let mut searched = 0;
        loop {
            let mut waiting = self.buf.get(self.start + searched..self.held).unwrap_or_default();
            let all = waiting.len();
            // A slice finds a byte many times faster so than with an iterator.
            let passed = waiting.skip_until(b'\n').unwrap_or(all);
            let last = (self.start + searched + passed).checked_sub(1);
            let has_line = passed > 0 && last.and_then(|at| self.buf.get(at)) == Some(&b'\n');
            if has_line {
                let from = self.start;
                self.start += searched + passed;
                self.at += (self.start - from) as u64;
                return Ok(Piece::Line(self.buf.get(from..self.start).unwrap_or_default()));
            }
            searched += all;
            if searched > LINE_BYTES_MAX {
                return Ok(Piece::Ragged);
            }
            let is_whole = self.at + searched as u64 >= self.end;
            if is_whole {
                return Ok(if searched == 0 { Piece::End } else { Piece::Ragged });
            }
            self.fill(disk)?;
        }
    }

    fn fill(&mut self, disk: &mut dyn Disk) -> Result<(), JournalError> {
        self.buf.copy_within(self.start..self.held, 0);
        self.held -= self.start;
        self.start = 0;
        let offset = self.at + self.held as u64;
        let want = CHUNK_BYTES.min(usize::try_from(self.end - offset).unwrap_or(CHUNK_BYTES));
        let to = self.held + want;
        if self.buf.len() < to {
            self.buf.resize(to, 0);
        }
        let target = self.buf.get_mut(self.held..to).unwrap_or_default();
        let read = disk.read_at(self.file, offset, target)?;
        self.held += read.min(want);
        if read == 0 {
            return Err(shrunk().into());
        }
        Ok(())
    }
}

/// The file ended before the length that it had a moment ago.
pub(super) fn shrunk() -> Failure {
    Failure {
        op: "read",
        path: std::path::PathBuf::new(),
        errno: None,
        kind: FailureKind::ChangedUnderneath,
        cause: "the file became shorter while it was read".to_owned(),
    }
}
