//! One medium's copy of the log that is open for writing: its lock, its handle, what it surely
//! holds.
//!
//! Invariants: after a failed write or sync no operation reaches that handle again (audit-log
//! §4.6); a copy that comes back is compared line for line where it ends before anything is added;
//! one that differs is never written to. Ballast is given up at once when the medium is full.

use super::catch_up::Source;
use super::lock::IncidentLock;
use super::mirrors::Mirror;
use super::mismatch::{damaged, differs, foreign, refused, refused_lock};
use super::regular::failure;
use super::{attachment, ballast, catch_up, making, receive, signers};
use crate::audit::digest::Digest;
use crate::audit::line::{end_of, head_of, prev_of};
use crate::domain::ids::Seq;
use crate::domain::time::Timestamp;
use crate::journal::{self, Abandoned, Companion, Journal, JournalError, Opened, Place, TornFile};
use crate::ports::{Disk, Failure, FailureKind, Medium, MediumChange, OpenError};

/// From this many bytes on, lines that were missed are written.
const BATCH_BYTES: usize = 1 << 20;

/// What a copy is written with.
pub(super) struct Means<'m> {
    pub(super) disk: &'m mut dyn Disk,
    /// What is laid into a new incident's folder.
    pub(super) companions: &'m [Companion<'m>],
    pub(super) now: Timestamp,
}

/// Where a copy stands.
#[derive(Debug)]
enum Handle {
    Live(Journal),
    Abandoned(Abandoned),
    /// Never opened, or not openable.
    Closed,
}

/// One medium's copy.
#[derive(Debug)]
pub(super) struct LogCopy {
    place: Place,
    handle: Handle,
    lock: Option<IncidentLock>,
    head: Digest,
    lines: u64,
    /// The batch that it did not acknowledge.
    unacknowledged: Vec<u8>,
    lost: Option<Failure>,
    /// Whether it is only continued: another stick may stand in its place by now.
    is_never_made: bool,
    /// The reserve beside the log was given up.
    gave_room: bool,
}

impl LogCopy {
    /// A copy that nobody has looked at yet.
    pub(super) fn unknown(place: Place) -> Self {
        Self {
            place,
            handle: Handle::Closed,
            lock: None,
            head: Digest::ZERO,
            lines: 0,
            unacknowledged: Vec::new(),
            lost: None,
            is_never_made: false,
            gave_room: false,
        }
    }

    /// The copy of this log in a folder that takes it too, not looked at yet.
    pub(super) fn beside(place: &Place, mirror: &Mirror) -> Self {
        let is_never_made = mirror.is_remembered;
        Self { is_never_made, ..Self::unknown(place.under(mirror.folder.clone())) }
    }

    /// Makes the incident with these first lines.
    pub(super) fn create(
        means: &mut Means<'_>,
        place: Place,
        first: &[u8],
    ) -> Result<Self, Failure> {
        let (lock, journal) = making::make(means, &place, first)?;
        ballast::lay(&place.incident_dir());
        signers::keep(&place.incident_dir(), first);
        let (head, lines) = end_of(first, Digest::ZERO, 0);
        let handle = Handle::Live(journal);
        Ok(Self { handle, lock: Some(lock), head, lines, ..Self::unknown(place) })
    }

    /// Locks the copy, mends an unfinished last write, and keeps it open.
    pub(super) fn open(
        disk: &mut dyn Disk,
        place: Place,
        now: Timestamp,
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<(Self, Vec<TornFile>), OpenError> {
        for folder in [place.incident_dir(), place.log_dir()] {
            // Through a link the log would be wherever somebody else points it to.
            if folder.symlink_metadata().is_ok_and(|found| found.is_symlink()) {
                return Err(OpenError::Failed(foreign("open", folder, "it is a link")));
            }
        }
        if !place.log_dir().is_dir() {
            // Not even a lock is laid into a folder that may be somebody else's.
            return Err(OpenError::HalfCreated);
        }
        let lock = making::lock_to_open(&place, now)?;
        if ballast::is_needed(&place.incident_dir()) {
            // What a full disk tore off has to be kept before it is cut.
            ballast::release(&place.incident_dir());
        }
        let opened = journal::open(disk, place.clone(), visit);
        match opened.map_err(|error| OpenError::Failed(error.into_failure()))? {
            Opened::HalfCreated => Err(OpenError::HalfCreated),
            Opened::Damaged(damage) => Err(damaged(damage)),
            Opened::Newer { .. } => Err(OpenError::Newer),
            Opened::Ready(ready) => {
                attachment::sweep(&place.incident_dir());
                receive::sweep(&place.incident_dir());
                ballast::lay(&place.incident_dir());
                let (head, lines) = (ready.journal.head().digest, ready.lines);
                let handle = Handle::Live(ready.journal);
                let copy = Self { handle, lock: Some(lock), head, lines, ..Self::unknown(place) };
                Ok((copy, ready.kept))
            }
        }
    }

    /// The same, lost from the beginning.
    pub(super) fn losing(mut self, failure: Failure) -> Self {
        self.lost = Some(failure);
        self
    }

    pub(super) const fn place(&self) -> &Place {
        &self.place
    }

    pub(super) const fn head(&self) -> Digest {
        self.head
    }

    pub(super) const fn lines(&self) -> u64 {
        self.lines
    }

    pub(super) const fn is_live(&self) -> bool {
        matches!(self.handle, Handle::Live(_))
    }

    /// How it is, for showing.
    pub(super) fn medium(&self) -> Medium {
        let folder = self.place.data_dir().to_owned();
        let free_bytes = super::room::free_bytes(&folder);
        let lost = if self.is_live() { None } else { self.lost.clone() };
        Medium { folder, lost, free_bytes, gave_room: self.gave_room }
    }

    /// That it takes no more.
    pub(super) fn loss(&self, failure: Failure) -> MediumChange {
        MediumChange::Lost {
            medium: self.place.data_dir().to_owned(),
            failure,
            segment: self.segment(),
            last_good: self.lines,
        }
    }

    /// That it holds everything again.
    pub(super) fn comeback(&self, lines: u64) -> MediumChange {
        let medium = self.place.data_dir().to_owned();
        MediumChange::Back { medium, segment: self.segment(), lines }
    }

    fn segment(&self) -> u32 {
        match &self.handle {
            Handle::Live(journal) => journal.segment_number(),
            Handle::Abandoned(abandoned) => abandoned.segment,
            Handle::Closed => 1,
        }
    }

    /// Writes and syncs these lines. On a full medium the ballast is given up and the same lines
    /// are written once more, on a fresh handle.
    pub(super) fn append(
        &mut self,
        disk: &mut dyn Disk,
        bytes: &[u8],
        now: Timestamp,
    ) -> Result<(), Failure> {
        let appended = self.append_once(disk, bytes);
        match appended {
            Err(failure)
                if failure.kind == FailureKind::Full
                    && ballast::release(&self.place.incident_dir()) =>
            {
                self.gave_room = true;
                self.revive(disk, now).map_err(|_| failure)?;
                self.append_once(disk, bytes)
            }
            appended => appended,
        }
    }

    fn append_once(&mut self, disk: &mut dyn Disk, bytes: &[u8]) -> Result<(), Failure> {
        let Handle::Live(journal) = &mut self.handle else { return Err(self.why_not()) };
        // The last net: bytes that were made for another log, or for an older end of this one, are
        // never written.
        if bytes.split_inclusive(|byte| *byte == b'\n').next().and_then(prev_of) != Some(self.head)
        {
            let path = self.place.segment(1);
            return Err(foreign("append", path, "these lines do not continue this log"));
        }
        match journal.append(disk, bytes) {
            Ok(()) => {
                (self.head, self.lines) = end_of(bytes, self.head, self.lines);
                signers::keep(&self.place.incident_dir(), bytes);
                Ok(())
            }
            Err(error) => {
                self.unacknowledged = bytes.to_vec();
                if let Handle::Live(journal) = std::mem::replace(&mut self.handle, Handle::Closed) {
                    self.handle = Handle::Abandoned(journal.abandon(disk));
                }
                let failure = error.into_failure();
                self.lost = Some(failure.clone());
                Err(failure)
            }
        }
    }

    /// Reads these lines of the open copy again.
    ///
    /// # Errors
    /// It is not open, or the lines are not there as they were.
    pub(super) fn recall(
        &self,
        disk: &mut dyn Disk,
        wanted: &[Seq],
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<(), Failure> {
        let Handle::Live(journal) = &self.handle else { return Err(self.why_not()) };
        journal.recall(disk, wanted, visit).map_err(JournalError::into_failure)
    }

    fn why_not(&self) -> Failure {
        self.lost.clone().unwrap_or_else(|| super::mismatch::nothing_open(self.place.data_dir()))
    }

    /// Takes a fresh lock and a fresh handle; what was never acknowledged is cut off. A copy whose
    /// making was interrupted is set aside, and can be made anew then.
    pub(super) fn revive(&mut self, disk: &mut dyn Disk, now: Timestamp) -> Result<(), Failure> {
        let revived = self.try_to_revive(disk, now);
        if let Err(failure) = &revived {
            self.lost = Some(failure.clone());
        }
        revived
    }

    fn try_to_revive(&mut self, disk: &mut dyn Disk, now: Timestamp) -> Result<(), Failure> {
        // A medium that came back is another one to the system: the lock of before holds nothing
        // there.
        self.lock = None;
        let Handle::Abandoned(abandoned) = &self.handle else {
            match Self::open(disk, self.place.clone(), now, &mut |_| {}) {
                Ok((copy, _)) => {
                    *self = Self {
                        is_never_made: self.is_never_made,
                        gave_room: self.gave_room,
                        ..copy
                    }
                }
                // Not one acknowledged line was ever here.
                Err(OpenError::HalfCreated) if catch_up::is_only_begun(self.lines, &self.place) => {
                    super::room::set_aside(&self.place.incident_dir())?;
                }
                Err(error) => return Err(refused(error, &self.place)),
            }
            return Ok(());
        };
        self.lock = Some(making::lock(&self.place, now).map_err(refused_lock)?);
        let reopened = journal::reopen(disk, abandoned, &self.unacknowledged, &mut |_| {});
        match reopened.map_err(JournalError::into_failure)? {
            journal::Reopened::Ready { journal, .. } => {
                self.handle = Handle::Live(journal);
                self.unacknowledged.clear();
                self.lost = None;
                Ok(())
            }
            journal::Reopened::Damaged(damage) => {
                let path = self.place.segment(damage.segment);
                Err(foreign("verify", path, &format!("line {}", damage.line)))
            }
        }
    }

    /// Brings the copy to the first `goal` lines of the log at `source`; says how many it missed
    /// and shows each to `visit`. A copy that is not there yet is made.
    ///
    /// # Errors
    /// Any failure; [`FailureKind::ChangedUnderneath`] when the two differ, and nothing was written
    /// then.
    pub(super) fn catch_up(
        &mut self,
        means: &mut Means<'_>,
        from: (Source<'_>, u64),
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<u64, Failure> {
        let caught = self.try_to_catch_up(means, from, visit);
        if let Err(failure) = &caught {
            self.give_up(means.disk, failure.clone());
        }
        caught
    }

    /// Lets the copy go as it is.
    pub(super) fn give_up(&mut self, disk: &mut dyn Disk, failure: Failure) {
        if let Handle::Live(journal) = std::mem::replace(&mut self.handle, Handle::Closed) {
            journal.close(disk);
        }
        self.lock = None;
        self.lost = Some(failure);
    }

    /// Whether this copy begins with everything that `other` holds.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn continues(&self, other: &Self) -> Result<bool, Failure> {
        let mut does = false;
        catch_up::each_line(&self.place, &mut |number, line| {
            does = number == other.lines && head_of(line) == Some(other.head);
            Ok(number < other.lines)
        })?;
        Ok(does)
    }

    fn try_to_catch_up(
        &mut self,
        means: &mut Means<'_>,
        (source, goal): (Source<'_>, u64),
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<u64, Failure> {
        let is_there = self.place.incident_dir().symlink_metadata().is_ok();
        if !is_there && self.is_never_made {
            let path = self.place.incident_dir();
            return Err(failure("open", &path, &std::io::ErrorKind::NotFound.into()));
        }
        if !self.is_live() && is_there {
            self.try_to_revive(means.disk, means.now)?;
        } else if !self.is_live() {
            // Another stick stands there by now, or the folder was deleted: it needs every line.
            *self = Self { is_never_made: self.is_never_made, ..Self::unknown(self.place.clone()) };
        }
        let (held, mut batch) = (self.lines, Vec::new());
        if held > goal {
            return Err(differs(&self.place));
        }
        source.each_line(&mut |number, line| {
            if number == held && head_of(line) != Some(self.head) {
                return Err(differs(&self.place));
            }
            if number > held {
                batch.extend_from_slice(line);
                visit(line);
            }
            if batch.len() >= BATCH_BYTES || (number == goal && !batch.is_empty()) {
                self.add(means, &batch)?;
                batch.clear();
            }
            Ok(number < goal)
        })?;
        if self.lines != goal {
            return Err(differs(&self.place));
        }
        if let Source::Medium(source) = source {
            catch_up::beside(means.disk, source, &self.place)?;
        }
        self.lost = None;
        Ok(goal - held)
    }

    fn add(&mut self, means: &mut Means<'_>, batch: &[u8]) -> Result<(), Failure> {
        if self.is_live() {
            return self.append(means.disk, batch, means.now);
        }
        *self = Self::create(means, self.place.clone(), batch)?;
        Ok(())
    }
}
