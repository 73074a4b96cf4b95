//! The open log and its one way to grow: check, one write, one sync, one question, then yes.
//!
//! Invariants: `append` says yes only after the sync did and the medium still answers; after any
//! error the handle is dead and no operation ever reaches its files again, because a failed sync
//! may have dropped the data and the next one would succeed without it (audit-log §4.6). A batch of
//! several lines is announced first; it lies in one segment, and a new segment's name is durable
//! before its first byte is written.

use super::announcement::{Announcement, Announcements};
use super::error::JournalError;
use super::index::{self, Index, Shelf};
use super::place::Place;
use super::reopen::Abandoned;
use crate::audit::verdict::Head;
use crate::domain::ids::Seq;
use crate::ports::{Disk, FileId};

/// Largest batch taken in one write, in bytes. Bounds the memory that opening may need.
pub const BATCH_BYTES_MAX: usize = 4 << 20;

/// A log that is verified, synced and open at its end.
#[derive(Debug)]
pub struct Journal {
    pub(super) place: Place,
    pub(super) segment: u32,
    pub(super) file: FileId,
    pub(super) announcements: Option<Announcements>,
    /// The segment's length as this program left it: everything acknowledged, nothing else.
    pub(super) len: u64,
    /// The chain behind the last acknowledged line.
    pub(super) head: Head,
    pub(super) index: Index,
    pub(super) is_poisoned: bool,
}

impl Journal {
    /// Records a batch of whole lines, each with its line feed. `Ok` means that they are on the
    /// medium.
    ///
    /// # Errors
    /// [`JournalError`]; whatever it is but `NotLines` and `TooLarge`, the handle is dead
    /// afterwards and the batch counts as not recorded until [`super::reopen()`] has looked.
    pub fn append(&mut self, disk: &mut dyn Disk, batch: &[u8]) -> Result<(), JournalError> {
        if self.is_poisoned {
            return Err(JournalError::Poisoned);
        }
        let lines = check_batch(batch)?;
        // Until the last call has answered, any way out leaves the handle dead.
        self.is_poisoned = true;
        self.append_checked(disk, batch, lines)?;
        self.is_poisoned = false;
        Ok(())
    }

    fn append_checked(
        &mut self,
        disk: &mut dyn Disk,
        batch: &[u8],
        lines: usize,
    ) -> Result<(), JournalError> {
        let found = disk.len(self.file)?;
        if found != self.len {
            let path = self.place.segment(self.segment);
            return Err(JournalError::ChangedUnderneath { path, expected: self.len, found });
        }
        if !self.place.has_room(self.len, batch.len() as u64) {
            self.begin_segment(disk)?;
        }
        let path = self.place.segment(self.segment);
        let to = self.len + batch.len() as u64;
        if lines > 1 || self.has_stale_announcement() {
            self.announce(disk, Announcement { from: self.len, to })?;
        }
        append_whole(disk, self.file, &path, batch)?;
        disk.sync_data(self.file)?;
        still_answers(disk, &path, to)?;
        self.acknowledge(batch);
        Ok(())
    }

    /// These lines are on the medium.
    pub(super) fn acknowledge(&mut self, batch: &[u8]) {
        for line in batch.split_inclusive(|byte| *byte == b'\n') {
            self.index.pass(self.segment, self.len, self.head);
            self.len += line.len() as u64;
            self.head = index::behind(self.head, line);
        }
    }

    /// Leaves the full segment as it is, synced to its last line, and begins the next one.
    fn begin_segment(&mut self, disk: &mut dyn Disk) -> Result<(), JournalError> {
        let file = disk.create_file(&self.place.segment(self.segment + 1))?;
        if let Err(failure) = disk.sync_dir(&self.place.log_dir()) {
            disk.close(file);
            return Err(failure.into());
        }
        disk.close(std::mem::replace(&mut self.file, file));
        if let Some(announcements) = self.announcements.take() {
            announcements.close(disk);
        }
        self.segment += 1;
        self.len = 0;
        Ok(())
    }

    /// Whether the last announced batch never came: its range must not cover what is written now.
    fn has_stale_announcement(&self) -> bool {
        let last = self.announcements.as_ref().and_then(Announcements::last);
        last.is_some_and(|announced| announced.to > self.len)
    }

    fn announce(&mut self, disk: &mut dyn Disk, next: Announcement) -> Result<(), JournalError> {
        let path = self.place.announcements(self.segment);
        if let Some(announcements) = &mut self.announcements {
            return announcements.announce(disk, &path, next);
        }
        let mut announcements = Announcements::create(disk, &path)?;
        let announced = announcements.announce(disk, &path, next);
        self.announcements = Some(announcements);
        announced?;
        Ok(disk.sync_dir(&self.place.log_dir())?)
    }

    /// The segment that is written, from 1.
    #[must_use]
    pub const fn segment_number(&self) -> u32 {
        self.segment
    }

    /// Bytes of the current segment that are acknowledged.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Whether nothing is acknowledged in the current segment.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The chain behind the last acknowledged line.
    #[must_use]
    pub const fn head(&self) -> Head {
        self.head
    }

    /// What the marks take in memory by which old lines are found again, in bytes.
    #[must_use]
    pub fn index_bytes(&self) -> usize {
        self.index.bytes()
    }

    /// Reads these lines again, whose numbers rise, and shows each to `visit` once the chain up to
    /// it was checked.
    ///
    /// # Errors
    /// [`JournalError`]; a line that is not as it was verified is one.
    pub fn recall(
        &self,
        disk: &mut dyn Disk,
        wanted: &[Seq],
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<(), JournalError> {
        let last = (self.segment, self.file, self.len);
        Shelf { place: &self.place, index: &self.index, last }.read(disk, wanted, visit)
    }

    /// Whether an error ended this handle.
    #[must_use]
    pub const fn is_poisoned(&self) -> bool {
        self.is_poisoned
    }

    /// Whose log this is and where.
    #[must_use]
    pub const fn place(&self) -> &Place {
        &self.place
    }

    /// Lets the files go and keeps what [`super::reopen()`] needs to know.
    #[must_use]
    pub fn abandon(self, disk: &mut dyn Disk) -> Abandoned {
        disk.close(self.file);
        if let Some(announcements) = self.announcements {
            announcements.close(disk);
        }
        Abandoned { place: self.place, segment: self.segment, acknowledged: self.len }
    }

    /// Lets the files go at the end of work. Everything acknowledged is on the medium already.
    pub fn close(self, disk: &mut dyn Disk) {
        let _ = self.abandon(disk);
    }
}

/// Counts the lines of a batch, or refuses it.
pub(super) fn check_batch(batch: &[u8]) -> Result<usize, JournalError> {
    if batch.len() > BATCH_BYTES_MAX {
        let (bytes, bytes_max) = (batch.len(), BATCH_BYTES_MAX);
        return Err(JournalError::TooLarge { bytes, bytes_max });
    }
    if batch.last() != Some(&b'\n') {
        return Err(JournalError::NotLines);
    }
    Ok(batch.split_inclusive(|b| *b == b'\n').count())
}

/// Asks whether the medium still opens this file, once its sync has said yes.
///
/// A file system that is given up in the middle of a sync, because its device went away or it was
/// shut down, may let that sync return as if it had been done: ext4 and XFS on Linux 6.18 both lost
/// the last line of a loop of a write and `fdatasync` in 2 or 3 of 100 such ends. From that moment
/// on it opens nothing for writing, so this question, which costs no flush, tells the two apart.
///
/// The file of that name must also be as long as what was written: a program that keeps folders in
/// step may have put another one in its place, and ours would vanish with its handle.
pub(super) fn still_answers(
    disk: &mut dyn Disk,
    path: &std::path::Path,
    expected: u64,
) -> Result<(), JournalError> {
    let file = disk.open_file(path)?;
    let found = disk.len(file);
    disk.close(file);
    let found = found?;
    if found == expected {
        return Ok(());
    }
    Err(JournalError::ChangedUnderneath { path: path.to_owned(), expected, found })
}

/// One write that must be taken whole.
pub(super) fn append_whole(
    disk: &mut dyn Disk,
    file: FileId,
    path: &std::path::Path,
    bytes: &[u8],
) -> Result<(), JournalError> {
    let taken = disk.append(file, bytes)?;
    if taken == bytes.len() {
        return Ok(());
    }
    Err(JournalError::ShortWrite { path: path.to_owned(), taken, offered: bytes.len() })
}
