//! What is about to be written, said durably beforehand: offset and length of a batch of several
//! lines.
//!
//! Why: a crash may keep any part of an unfinished write, the last line of a batch without its
//! first, too. By its content such a tail cannot be told from damage to old lines; by the
//! announcement it can, exactly. A single line needs none: there the last piece of the file is all
//! that can be torn.
//!
//! Invariants: an announcement is durable before the first byte of its batch is written; only the
//! last readable one counts; it permits a cut inside its own range and says nothing about content.
//! Without the file, or with one that cannot be read, the stricter rule for single lines applies.

use std::path::Path;

use super::append::{BATCH_BYTES_MAX, append_whole};
use super::error::JournalError;
use crate::audit::digest::Digest;
use crate::ports::{Disk, FileId};

/// Bytes of one record: two numbers of 20 digits, 16 hex digits of their digest, separators, LF.
const RECORD_BYTES: usize = 20 + 1 + 20 + 1 + 16 + 1;

/// How much of the file's end is read; the last two records are enough.
const READ_BYTES: u64 = 1024;

/// A range of the log that is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Announcement {
    /// Where the batch begins, in bytes from the segment's start.
    pub from: u64,
    /// Where it ends.
    pub to: u64,
}

impl Announcement {
    fn encode(self) -> String {
        let numbers = format!("{:020} {:020}", self.from, self.to);
        format!("{numbers} {}\n", check(&numbers))
    }

    fn parse(record: &[u8]) -> Option<Self> {
        let record = std::str::from_utf8(record).ok()?;
        let (numbers, found) = record.rsplit_once(' ')?;
        let (from, to) = numbers.split_once(' ')?;
        let is_plain = |n: &str| n.len() == 20 && n.bytes().all(|b| b.is_ascii_digit());
        if !is_plain(from) || !is_plain(to) || check(numbers) != found {
            return None;
        }
        let announced = Self { from: from.parse().ok()?, to: to.parse().ok()? };
        // No batch of ours is larger, and what is believed here bounds the memory of opening.
        let bytes = announced.to.checked_sub(announced.from)?;
        (bytes <= BATCH_BYTES_MAX as u64).then_some(announced)
    }
}

fn check(numbers: &str) -> String {
    Digest::of(numbers.as_bytes()).to_string().chars().take(16).collect()
}

/// The open file of announcements.
#[derive(Debug)]
pub(super) struct Announcements {
    file: FileId,
    /// Whether the last record ends with its line feed; after a crash it may not.
    is_at_border: bool,
    last: Option<Announcement>,
}

impl Announcements {
    /// Makes the file. Its entry is volatile until the log folder is synced.
    pub(super) fn create(disk: &mut dyn Disk, path: &Path) -> Result<Self, JournalError> {
        let file = disk.create_file(path)?;
        Ok(Self { file, is_at_border: true, last: None })
    }

    /// Reads what was announced last.
    pub(super) fn open(disk: &mut dyn Disk, path: &Path) -> Result<Self, JournalError> {
        let file = disk.open_file(path)?;
        match read_end(disk, file) {
            Ok(end) => {
                let last = end.split(|b| *b == b'\n').rev().find_map(Announcement::parse);
                let is_at_border = end.last().is_none_or(|b| *b == b'\n');
                Ok(Self { file, is_at_border, last })
            }
            Err(error) => {
                disk.close(file);
                Err(error)
            }
        }
    }

    /// What was announced last.
    pub(super) const fn last(&self) -> Option<Announcement> {
        self.last
    }

    /// Announces `next` and makes that durable.
    pub(super) fn announce(
        &mut self,
        disk: &mut dyn Disk,
        path: &Path,
        next: Announcement,
    ) -> Result<(), JournalError> {
        let mut record = String::with_capacity(RECORD_BYTES + 1);
        if !self.is_at_border {
            record.push('\n');
        }
        record.push_str(&next.encode());
        self.is_at_border = false;
        append_whole(disk, self.file, path, record.as_bytes())?;
        disk.sync_data(self.file)?;
        self.is_at_border = true;
        self.last = Some(next);
        Ok(())
    }

    /// Lets the file go.
    pub(super) fn close(self, disk: &mut dyn Disk) {
        disk.close(self.file);
    }
}

fn read_end(disk: &mut dyn Disk, file: FileId) -> Result<Vec<u8>, JournalError> {
    let len = disk.len(file)?;
    let from = len.saturating_sub(READ_BYTES);
    let mut end = Vec::new();
    let mut buf = [0; 512];
    while from + (end.len() as u64) < len {
        let read = disk.read_at(file, from + end.len() as u64, &mut buf)?;
        if read == 0 {
            break;
        }
        end.extend(buf.iter().take(read));
    }
    Ok(end)
}

#[cfg(test)]
mod tests {
    use super::{Announcement, RECORD_BYTES};

    #[test]
    fn a_record_reads_back_and_no_part_of_it_does() {
        let announcement = Announcement { from: 4321, to: 98_765 };
        let record = announcement.encode();
        assert_eq!(record.len(), RECORD_BYTES);
        let body = record.trim_end().as_bytes();
        assert_eq!(Announcement::parse(body), Some(announcement));
        for cut in 0..body.len() {
            assert_eq!(Announcement::parse(&body[..cut]), None);
            let mut holed = body.to_vec();
            holed[cut] = 0;
            assert_eq!(Announcement::parse(&holed), None);
        }
    }
}
