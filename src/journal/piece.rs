//! Reads a file line by line up to a fixed end, with a buffer that holds one longest line and no
//! more.

use super::error::JournalError;
use crate::audit::line::LINE_BYTES_MAX;
use crate::ports::{Disk, Failure, FailureKind, FileId};

/// Bytes asked for in one read.
const CHUNK_BYTES: usize = 64 * 1024;

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
    /// The bytes not handed out stand in `buf[start..]`.
    start: usize,
}

impl Pieces {
    /// From the file's start up to `end`.
    pub(super) const fn new(file: FileId, end: u64) -> Self {
        Self { file, end, at: 0, buf: Vec::new(), start: 0 }
    }

    /// Offset of the next piece.
    pub(super) const fn at(&self) -> u64 {
        self.at
    }

    /// The next piece. After `Ragged` there is none.
    pub(super) fn next(&mut self, disk: &mut dyn Disk) -> Result<Piece<'_>, JournalError> {
        let mut searched = 0;
        loop {
            let waiting = self.buf.get(self.start + searched..).unwrap_or_default();
            if let Some(found) = waiting.iter().position(|b| *b == b'\n') {
                let from = self.start;
                self.start += searched + found + 1;
                self.at += (self.start - from) as u64;
                return Ok(Piece::Line(self.buf.get(from..self.start).unwrap_or_default()));
            }
            searched += waiting.len();
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
        self.buf.drain(..self.start);
        self.start = 0;
        let held = self.buf.len();
        let offset = self.at + held as u64;
        let want = CHUNK_BYTES.min(usize::try_from(self.end - offset).unwrap_or(CHUNK_BYTES));
        self.buf.resize(held + want, 0);
        let target = self.buf.get_mut(held..).unwrap_or_default();
        let read = disk.read_at(self.file, offset, target)?;
        self.buf.truncate(held + read);
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
