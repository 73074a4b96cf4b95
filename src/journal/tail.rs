//! What follows the last good line: nothing, what a crash can leave, or damage (audit-log §4.6).
//!
//! Invariant: the verdict leans only on where bytes lie, never on what a broken line seems to say.
//! Bounded memory: the tail is read once in chunks, whatever its size.

use super::announcement::Announcement;
use super::error::JournalError;
use super::piece::shrunk;
use crate::audit::line::LINE_BYTES_MAX;
use crate::ports::{Disk, FileId};

/// Bytes asked for in one read. Larger than elsewhere: a sparse tail can be gigabytes of nothing.
const CHUNK_BYTES: usize = 256 * 1024;

/// A longer tail is not even read: no interrupted write leaves one, and looking through a sparse file of
/// terabytes would keep a person waiting for hours.
pub(super) const TAIL_BYTES_MAX: u64 = 256 << 20;

/// Column borders in one line; inside columns there are none (audit-log §4.2).
const TABS_PER_LINE: usize = 2;

static NULS: [u8; CHUNK_BYTES] = [0; CHUNK_BYTES];

/// The shape of what follows the last good line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tail {
    /// Where it begins: the end of the last good line.
    pub from: u64,
    /// End of its last byte that is not NUL; `from` when all are.
    pub solid_to: u64,
    /// End of the file.
    pub to: u64,
    /// Whether it holds more than one line: a line feed before the last solid byte, or more columns than
    /// one line has, which a changed line feed leaves.
    pub is_several: bool,
}

/// Where the log may be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// Nothing to cut.
    Nothing,
    /// An unfinished write: cut here.
    At(u64),
    /// Damage: hands off.
    Never,
}

impl Tail {
    /// No tail at all.
    pub const fn nothing(at: u64) -> Self {
        Self { from: at, solid_to: at, to: at, is_several: false }
    }

    /// Reads the tail once.
    pub fn survey(
        disk: &mut dyn Disk,
        file: FileId,
        from: u64,
        to: u64,
    ) -> Result<Self, JournalError> {
        let held = usize::try_from(to - from).map_or(CHUNK_BYTES, |len| len.min(CHUNK_BYTES));
        let mut buf = vec![0; held];
        let mut tail = Self { from, solid_to: from, to, is_several: false };
        let mut first_lf = None;
        let mut tabs = 0;
        let mut at = from;
        while at < to {
            let want = CHUNK_BYTES.min(usize::try_from(to - at).unwrap_or(CHUNK_BYTES));
            let read = disk.read_at(file, at, buf.get_mut(..want).unwrap_or_default())?;
            if read == 0 {
                return Err(shrunk().into());
            }
            let chunk = buf.get(..read).unwrap_or_default();
            // Compared as a block: a byte-wise search would take minutes over a sparse tail.
            if Some(chunk) != NULS.get(..read) {
                let last = chunk.iter().rposition(|b| *b != 0).unwrap_or(0);
                tail.solid_to = at + last as u64 + 1;
                let lf = chunk.iter().position(|b| *b == b'\n').map(|i| at + i as u64);
                first_lf = first_lf.or(lf);
                tabs += chunk.split(|b| *b == b'\t').skip(1).count();
            }
            at += read as u64;
        }
        let has_inner_lf = first_lf.is_some_and(|lf| lf + 1 < tail.solid_to);
        tail.is_several = has_inner_lf || tabs > TABS_PER_LINE;
        Ok(tail)
    }

    /// What may be done about it, given what was announced last.
    pub fn cut(&self, announced: Option<Announcement>) -> Cut {
        if let Some(announced) = announced.filter(|announced| self.from < announced.to) {
            let is_inside = announced.from <= self.from && self.solid_to <= announced.to;
            return match is_inside {
                true if self.to == announced.from => Cut::Nothing,
                true => Cut::At(announced.from),
                // What lies before an announced batch was durable by then, and what lies behind it was
                // written after the batch was.
                false => Cut::Never,
            };
        }
        if self.from == self.to {
            return Cut::Nothing;
        }
        let is_short = self.solid_to - self.from <= LINE_BYTES_MAX as u64;
        if is_short && !self.is_several { Cut::At(self.from) } else { Cut::Never }
    }
}
