//! A whole log, from one reader or from several segments, in bounded memory.
//!
//! Tail rule (audit-log §4.6): a fault on the last line that an interrupted write can leave behind
//! is "incomplete", everything else is "altered". Only NUL bytes may follow a torn line. At the
//! border of two segments a torn piece is made good by the next segment when that goes on from the
//! same head, and has there what the piece was to be.

use std::io::{self, BufRead, Read as _};

use super::line::LINE_BYTES_MAX;
use super::verdict::{Fault, FaultKind, Head, Verdict};
use super::verify::{Accepted, Verifier};

/// Checks one log from its first line to the end of `reader`.
///
/// # Errors
/// What reading said; nothing is known about the log then.
pub fn verify_stream(reader: &mut impl BufRead, verifier: Verifier) -> io::Result<Verdict> {
    let mut check = StreamCheck::new(verifier);
    check.segment(reader)?;
    Ok(check.finish())
}

/// Most torn pieces that are compared with what stands in their place.
const PIECES_MAX: usize = 16;

/// Checks the segments of one writer, given in the order of their names.
#[derive(Debug)]
pub struct StreamCheck {
    verifier: Verifier,
    line: Vec<u8>,
    fault: Option<Fault>,
    is_tail: bool,
    torn_bytes: u64,
    /// The torn pieces that nothing has made good yet.
    pieces: Vec<Vec<u8>>,
    superseded_bytes: u64,
    superseded_other: Option<u64>,
}

impl StreamCheck {
    /// Before the first segment.
    #[must_use]
    pub fn new(verifier: Verifier) -> Self {
        Self {
            verifier,
            line: Vec::new(),
            fault: None,
            is_tail: false,
            torn_bytes: 0,
            pieces: Vec::new(),
            superseded_bytes: 0,
            superseded_other: None,
        }
    }

    /// Checks the next segment to its end, or to the first fault and what follows it.
    ///
    /// # Errors
    /// What reading said.
    pub fn segment(&mut self, reader: &mut impl BufRead) -> io::Result<()> {
        self.segment_visiting(reader, &mut |_| {})
    }

    /// As [`StreamCheck::segment`], and gives every good line to `visit`, identical repeats once.
    ///
    /// # Errors
    /// What reading said.
    pub fn segment_visiting(
        &mut self,
        reader: &mut impl BufRead,
        visit: &mut dyn FnMut(&[u8]),
    ) -> io::Result<()> {
        if self.fault.is_some() && !self.is_tail {
            return Ok(());
        }
        while let Some(length) = self.next_line(reader)? {
            // A line that lies whole in the reader's buffer is judged where it is.
            let verdict = if self.line.is_empty() {
                let bytes = reader.fill_buf()?;
                self.verifier.line(bytes.get(..length).unwrap_or(bytes))
            } else {
                self.verifier.line(&self.line)
            };
            match verdict {
                Ok(Accepted::Next) => {
                    let line = if self.line.is_empty() {
                        let bytes = reader.fill_buf()?;
                        bytes.get(..length).unwrap_or(bytes)
                    } else {
                        &self.line
                    };
                    visit(line);
                    if self.fault.is_some() {
                        let is_made_good = self.pieces.iter().all(|piece| can_become(piece, line));
                        self.supersede(is_made_good);
                    }
                }
                Ok(_) => {}
                Err(fault) => return self.faulty(fault, length, reader),
            }
            if self.line.is_empty() {
                reader.consume(length);
            }
        }
        Ok(())
    }

    /// Finds the next line. It is in `self.line`, and passed over, when it did not lie whole in the
    /// reader's buffer; a line that is too long is kept up to one byte more than is allowed.
    fn next_line(&mut self, reader: &mut impl BufRead) -> io::Result<Option<usize>> {
        self.line.clear();
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let mut rest = bytes;
        let length = rest.skip_until(b'\n')?;
        if bytes.get(length - 1) == Some(&b'\n') && length <= LINE_BYTES_MAX {
            return Ok(Some(length));
        }
        let limit = LINE_BYTES_MAX as u64 + 1;
        reader.by_ref().take(limit).read_until(b'\n', &mut self.line)?;
        Ok(Some(self.line.len()))
    }

    /// A good line after a torn piece: the next segment began with what the piece was to be, or
    /// with something else.
    fn supersede(&mut self, is_made_good: bool) {
        (self.fault, self.is_tail) = (None, false);
        self.pieces.clear();
        self.superseded_bytes += std::mem::take(&mut self.torn_bytes);
        if !is_made_good {
            let line = self.verifier.head().lines;
            self.superseded_other.get_or_insert(line);
        }
    }

    fn faulty(&mut self, fault: Fault, length: usize, reader: &mut impl BufRead) -> io::Result<()> {
        let mut kind = fault.kind;
        let mut bytes = length as u64;
        let mut piece = self.line.clone();
        if piece.is_empty() {
            let bytes = reader.fill_buf()?;
            piece.extend_from_slice(bytes.get(..length).unwrap_or(bytes));
            reader.consume(length);
        }
        if kind == FaultKind::NoLineFeed && self.line.len() > LINE_BYTES_MAX {
            let (skipped, has_end) = skip_line(reader)?;
            bytes += skipped;
            if has_end {
                kind = FaultKind::TooLong;
            }
        }
        let (rest, is_zero) = skip_rest(reader)?;
        self.fault = Some(Fault { kind, ..fault });
        self.is_tail = kind.can_be_torn() && is_zero;
        self.torn_bytes = if self.is_tail { self.torn_bytes + bytes + rest } else { 0 };
        if self.is_tail && self.pieces.len() < PIECES_MAX {
            self.pieces.push(piece);
        }
        Ok(())
    }

    /// How far the chain is good so far.
    #[must_use]
    pub const fn head(&self) -> Head {
        self.verifier.head()
    }

    /// Bytes at the end so far that an interrupted write left, nothing good behind them.
    #[must_use]
    pub const fn torn_bytes(&self) -> u64 {
        self.torn_bytes
    }

    /// The verdict over all segments.
    #[must_use]
    pub fn finish(self) -> Verdict {
        let head = self.verifier.head();
        let is_empty = head.lines == 0 && self.fault.is_none();
        let empty = is_empty.then_some(Fault { line: 1, kind: FaultKind::Empty });
        Verdict {
            head,
            fault: self.fault.or(empty),
            is_tail: self.is_tail || is_empty,
            torn_bytes: self.torn_bytes,
            superseded_bytes: self.superseded_bytes,
            superseded_other: self.superseded_other,
            is_newer: self.verifier.is_newer(),
            withheld_fields: self.verifier.withheld_fields(),
            withheld_lines: self.verifier.withheld_lines(),
            code: self.verifier.code_match(),
        }
    }
}

/// Whether an interrupted write of `line` can leave this: its beginning, any of it not yet there.
fn can_become(piece: &[u8], line: &[u8]) -> bool {
    piece.iter().enumerate().all(|(at, byte)| *byte == 0 || line.get(at) == Some(byte))
}

/// Passes over the rest of a line; says how many bytes that was and whether a line feed came.
fn skip_line(reader: &mut impl BufRead) -> io::Result<(u64, bool)> {
    let mut skipped = 0;
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok((skipped, false));
        }
        let end = bytes.iter().position(|b| *b == b'\n');
        let used = end.map_or(bytes.len(), |end| end + 1);
        reader.consume(used);
        skipped += used as u64;
        if end.is_some() {
            return Ok((skipped, true));
        }
    }
}

/// Passes over everything that is left, as long as it is NUL bytes; the length is right only then.
fn skip_rest(reader: &mut impl BufRead) -> io::Result<(u64, bool)> {
    let mut skipped = 0;
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok((skipped, true));
        }
        if bytes.iter().any(|b| *b != 0) {
            return Ok((skipped, false));
        }
        let used = bytes.len();
        reader.consume(used);
        skipped += used as u64;
    }
}
