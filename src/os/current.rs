//! The incident that is open for writing, on every medium.
//!
//! Invariants: the data folder's copy stands first; `head` and `lines` are those of the record, and
//! a copy whose head differs is behind it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::attachment::is_own_folder;
use super::catch_up::{self, Source};
use super::log_copy::{LogCopy, Means};
use super::regular::failure;
use super::spare::Spare;
use super::{mirrors, paths, room};
use crate::audit::digest::Digest;
use crate::journal::Place;
use crate::ports::{Failure, LogEnd, MediumChange};

/// The incident that is open for writing.
#[derive(Debug)]
pub(super) struct Current {
    /// The data folder's copy first. There is always one.
    pub(super) copies: Vec<LogCopy>,
    pub(super) head: Digest,
    pub(super) lines: u64,
    pub(super) spare: Spare,
    /// Whether the log goes on without what lies beside it, because no medium could be read.
    pub(super) is_bare: bool,
    /// Folders that were named while it was open.
    added: Vec<PathBuf>,
}

impl Current {
    /// With these copies, which have this end.
    pub(super) const fn new(
        copies: Vec<LogCopy>,
        (head, lines): (Digest, u64),
        spare: Spare,
    ) -> Self {
        Self { copies, head, lines, spare, is_bare: false, added: Vec::new() }
    }

    /// The first copy that takes lines and holds all of them.
    pub(super) fn good(&self) -> Option<&LogCopy> {
        self.copies.iter().find(|copy| copy.is_live() && copy.head() == self.head)
    }

    /// The incident's folders that take its log, the data folder's first; all of them while none
    /// does, since a small file may still fit where a line did not.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        let live: Vec<_> = self.copies.iter().filter(|copy| copy.is_live()).collect();
        let all = || self.copies.iter().collect();
        let copies = if live.is_empty() { all() } else { live };
        copies.into_iter().map(|copy| copy.place().incident_dir()).collect()
    }

    pub(super) fn end(&self, changes: Vec<MediumChange>) -> LogEnd {
        let (head, lines) = (self.head, self.lines);
        LogEnd { head, lines, torn: Vec::new(), is_torn: false, changes }
    }

    /// Takes one more folder as a medium; says whether it is a new one.
    ///
    /// # Errors
    /// Nothing can be written there.
    pub(super) fn add(&mut self, folder: &Path) -> Result<bool, Failure> {
        if !is_own_folder(folder) {
            return Err(failure("open", folder, &ErrorKind::NotADirectory.into()));
        }
        room::write_trial(folder)?;
        let places = || self.copies.iter().map(LogCopy::place);
        let is_new = places().all(|place| place.data_dir() != folder);
        if let Some(main) = places().next().filter(|_| is_new) {
            let place = main.under(folder.to_owned());
            self.copies.push(LogCopy::unknown(place));
            self.added.push(folder.to_owned());
        }
        Ok(is_new)
    }

    /// Lets the folders that were named on the way and took the log be gone on from, as the data
    /// folder is, which may never come back: each knows which writer this is, and where else the
    /// log lies. As well as it can be done; another laptop's data folder stays its own.
    pub(super) fn settle_in(&self) {
        let has_it = |copy: &&LogCopy| {
            copy.is_live() && self.added.iter().any(|folder| folder == copy.place().data_dir())
        };
        for place in self.copies.iter().filter(has_it).map(LogCopy::place) {
            let folder = place.data_dir();
            if paths::known_writer(folder).is_ok_and(|known| known.is_none()) {
                drop(paths::keep_writer(folder, place.writer().as_str()));
            }
            let others = self.copies.iter().map(|copy| copy.place().data_dir());
            let others: Vec<_> = others.filter(|other| *other != folder).collect();
            mirrors::keep(folder, place.incident(), &others);
        }
    }

    /// Brings the copies that are behind to the end of a good one. Without a good one they take the
    /// lines of any that can still be read, else those in memory: a stick that was pulled out shows
    /// nothing, and the log goes on.
    pub(super) fn catch_up(&mut self, means: &mut Means<'_>) -> Vec<MediumChange> {
        let (good, head, lines) = (self.good().map(LogCopy::place).cloned(), self.head, self.lines);
        let whole = self.copies.iter().filter(|copy| copy.head() == head);
        let readable: Vec<Place> = match &good {
            Some(place) => vec![place.clone()],
            None => whole.map(LogCopy::place).cloned().collect(),
        };
        let memory = self.spare.whole().filter(|_| good.is_none()).map(Source::Memory);
        let sources: Vec<Source<'_>> = readable.iter().map(Source::Medium).chain(memory).collect();
        let mut changes = Vec::new();
        for copy in &mut self.copies {
            let is_source = readable.contains(copy.place());
            if is_source || (copy.is_live() && copy.head() == head) {
                continue;
            }
            let mut take =
                |source| Some((source, copy.catch_up(means, (source, lines), &mut |_| {}).ok()?));
            let Some((source, caught)) = sources.iter().copied().find_map(&mut take) else {
                continue;
            };
            match (source, &good) {
                (Source::Memory(_), _) => self.is_bare = true,
                (Source::Medium(_), Some(good)) if self.is_bare => {
                    self.is_bare = catch_up::beside(means.disk, copy.place(), good).is_err();
                }
                (Source::Medium(_), _) => {}
            }
            changes.push(copy.comeback(caught));
        }
        changes
    }
}
