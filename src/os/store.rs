//! The data folder and its mirrors: one folder per incident, one of them open for writing, under a
//! lock, on every medium that answers (audit-log §4.6).
//!
//! Invariants: the same bytes go to every medium before an append says yes; at least one took them;
//! a medium that failed is named and looked at again only through a fresh handle.

use std::path::{Path, PathBuf};

use super::clock::SystemClock;
use super::current::Current;
use super::disk::RealDisk;
use super::leading::{self, Led};
use super::log_copy::{LogCopy, Means};
use super::mark::{self, Comparing};
use super::mismatch::{nothing_open, unreadable};
use super::regular::failure;
use super::spare::Spare;
use super::{attachment, draft, handing, look, lost, mirrors, paths, room};
use crate::audit::line::{end_of, prev_of};
use crate::domain::event::Recovered;
use crate::domain::ids::{IncidentId, Seq, WriterId};
use crate::domain::time::Timestamp;
use crate::journal::{Companion, Place};
use crate::ports::{
    Access, Clock, Disk, Earlier, Failure, FailureKind, Intake, IntakeError, LogEnd, Mark, Medium,
    MediumChange, OpenError, Origin, Store, Trial,
};

/// A data folder of this machine.
#[derive(Debug)]
pub struct DataFolder {
    pub(super) folder: PathBuf,
    pub(super) mirrors: Vec<PathBuf>,
    pub(super) forgets: bool,
    clock: SystemClock,
    companions: Vec<(&'static str, Vec<u8>)>,
    pub(super) disk: Box<dyn Disk + Send>,
    current: Option<Current>,
    unmet: Option<Mark>,
}

impl DataFolder {
    /// The folder at `folder`, which need not exist yet. `companions` are laid into each new
    /// incident.
    #[must_use]
    pub fn new(
        folder: PathBuf,
        clock: SystemClock,
        companions: Vec<(&'static str, Vec<u8>)>,
    ) -> Self {
        let (mirrors, disk) = (Vec::new(), Box::new(RealDisk::new()));
        let (forgets, current, unmet) = (false, None, None);
        Self { folder, mirrors, forgets, clock, companions, disk, current, unmet }
    }

    /// The same, writing every record to these folders too.
    #[must_use]
    pub fn mirrored(mut self, mirrors: Vec<PathBuf>) -> Self {
        self.mirrors = mirrors;
        self
    }

    /// The same, leaving folders alone to which an incident was written before, unless they are
    /// named again.
    #[must_use]
    pub const fn forgetting(mut self, forgets: bool) -> Self {
        self.forgets = forgets;
        self
    }

    /// The same, writing its logs through this disk: between the journal and the machine stands
    /// whatever makes operations fail.
    #[must_use]
    pub fn through(mut self, disk: Box<dyn Disk + Send>) -> Self {
        self.disk = disk;
        self
    }

    /// The same folder, with nothing open.
    #[must_use]
    pub fn another(&self) -> Self {
        let fresh = Self::new(self.folder.clone(), self.clock, self.companions.clone());
        fresh.mirrored(self.mirrors.clone()).forgetting(self.forgets)
    }

    fn wall(&self) -> Timestamp {
        self.clock.now().moment.wall
    }

    /// Opens the log of the data folder, and brings its mirrors to the same end.
    fn continue_log(
        &mut self,
        place: &Place,
        mut comparing: Comparing,
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<LogEnd, OpenError> {
        let (now, beside) = (self.wall(), self.beside(place.incident()));
        let mut spare = Spare::default();
        let visit: &mut dyn FnMut(&[u8]) = &mut |line| {
            comparing.take(line);
            spare.take(line);
            visit(line);
        };
        let companions = &companions(&self.companions);
        let means = &mut Means { disk: &mut *self.disk, companions, now };
        let led = leading::open(means, place, &beside, visit)?;
        let Led { copies, head, lines, kept, changes } = led;
        let current = Current::new(copies, (head, lines), spare);
        let torn = kept.into_iter().map(Recovered::from).collect();
        let end = LogEnd { torn, ..current.end(changes) };
        self.current = Some(current);
        self.remember();
        self.unmet = comparing.unmet();
        Ok(end)
    }

    /// Brings the copies that are behind to the end of the record.
    fn catch_up(&mut self) -> Vec<MediumChange> {
        let now = self.wall();
        let companions = &companions(&self.companions);
        let means = &mut Means { disk: &mut *self.disk, companions, now };
        let Some(current) = self.current.as_mut() else { return Vec::new() };
        let changes = current.catch_up(means);
        if !changes.is_empty() {
            current.settle_in();
        }
        changes
    }

    /// Where the open log takes lines now.
    pub(super) fn live_places(&self) -> Vec<Place> {
        let copies = self.current.iter().flat_map(|current| &current.copies);
        copies.filter(|copy| copy.is_live()).map(|copy| copy.place().clone()).collect()
    }

    /// Remembers where the open incident is written to.
    fn remember(&self) {
        let copies = self.current.iter().flat_map(|current| &current.copies);
        let places: Vec<_> = copies.map(LogCopy::place).collect();
        let Some((main, others)) = places.split_first() else { return };
        let folders: Vec<_> = others.iter().map(|place| place.data_dir()).collect();
        mirrors::keep(&self.folder, main.incident(), &folders);
    }

    /// The data folder, then its mirrors.
    fn all_folders(&self) -> impl Iterator<Item = &PathBuf> {
        std::iter::once(&self.folder).chain(&self.mirrors)
    }
}

impl Store for DataFolder {
    fn folder(&self) -> &Path {
        &self.folder
    }

    fn list(&mut self) -> Result<Vec<IncidentId>, Failure> {
        paths::incidents(&mut *self.disk, &self.folder)
    }

    fn trials(&mut self) -> Vec<Trial> {
        let mirrors = self.mirrors.iter().map(|at| room::trial_of_mirror(&self.folder, at));
        std::iter::once(room::trial(&self.folder)).chain(mirrors).collect()
    }

    fn create(
        &mut self,
        incident: &IncidentId,
        writer: &WriterId,
        first: &[u8],
    ) -> Result<Vec<MediumChange>, Failure> {
        (self.current, self.unmet) = (None, None);
        std::fs::create_dir_all(&self.folder)
            .map_err(|error| failure("mkdir", &self.folder, &error))?;
        let now = self.wall();
        let place = Place::new(self.folder.clone(), incident.clone(), writer.clone());
        let companions = &companions(&self.companions);
        let means = &mut Means { disk: &mut *self.disk, companions, now };
        let main = LogCopy::create(means, place.clone(), first)?;
        let (head, lines) = (main.head(), main.lines());
        let (mut copies, mut changes) = (vec![main], Vec::new());
        for mirror in &self.mirrors {
            let place = place.under(mirror.clone());
            let made = LogCopy::create(means, place.clone(), first);
            copies.push(made.unwrap_or_else(|failure| {
                let copy = LogCopy::unknown(place).losing(failure.clone());
                changes.push(copy.loss(failure));
                copy
            }));
        }
        let spare = Spare::of(first);
        self.current = Some(Current::new(copies, (head, lines), spare));
        self.remember();
        Ok(changes)
    }

    fn open(
        &mut self,
        incident: &IncidentId,
        access: Access,
        visit: &mut (dyn FnMut(&[u8]) + Send),
    ) -> Result<LogEnd, OpenError> {
        let place = self.place(incident)?;
        self.unmet = None;
        // Before the log is read: a mark that is set meanwhile names a line that was not seen.
        let known = mark::kept(&self.folder, incident);
        let known = known.filter(|mark| mark.writer == *place.writer());
        let mut comparing = Comparing::with(known.clone());
        let end = handing::beside(visit, |visit| match access {
            Access::Read => self
                .look(&place, &mut |line| {
                    comparing.take(line);
                    visit(line);
                })
                .inspect(|_| self.unmet = comparing.unmet()),
            Access::Write => {
                self.current = None;
                if place.log_dir().is_dir() && lost::is_absent(&self.readable(place.clone())) {
                    return Err(OpenError::OtherWriter);
                }
                self.continue_log(&place, comparing, visit)
            }
        });
        end.map_err(|error| mark::weighed(self.gone(error, &place), known.as_ref(), &place))
    }

    fn recall(
        &mut self,
        incident: &IncidentId,
        wanted: &[Seq],
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<(), Failure> {
        let mut copies = self.current.iter().flat_map(|current| &current.copies);
        let is_open = |copy: &&LogCopy| copy.place().incident() == incident && copy.is_live();
        if let Some(copy) = copies.find(is_open) {
            return copy.recall(&mut *self.disk, wanted, visit);
        }
        let place = self.place(incident).map_err(|error| unreadable(&self.folder, error))?;
        look::recall(&self.readable(place), wanted, visit)
            .map_err(|error| unreadable(&self.folder, error))
    }

    fn log_bytes(&mut self, incident: &IncidentId) -> Result<u64, OpenError> {
        look::log_bytes(&self.readable(self.place(incident)?))
    }

    fn is_held(&self, incident: &IncidentId) -> Option<bool> {
        super::lock::is_held(&self.place(incident).ok()?.lock_file())
    }

    fn append(&mut self, bytes: &[u8]) -> Result<Vec<MediumChange>, Failure> {
        let now = self.wall();
        let Some(current) = &mut self.current else { return Err(nothing_open(&self.folder)) };
        if prev_of(bytes.split_inclusive(|b| *b == b'\n').next().unwrap_or_default())
            != Some(current.head)
        {
            return Err(Failure {
                op: "append",
                path: self.folder.clone(),
                errno: None,
                kind: FailureKind::ChangedUnderneath,
                cause: "these lines do not continue this log".to_owned(),
            });
        }
        let (mut changes, mut is_taken) = (Vec::new(), false);
        let mut refusal = None;
        for copy in current.copies.iter_mut().filter(|copy| copy.is_live()) {
            match copy.append(&mut *self.disk, bytes, now) {
                Ok(()) => is_taken = true,
                Err(failure) => {
                    changes.push(copy.loss(failure.clone()));
                    refusal.get_or_insert(failure);
                }
            }
        }
        if !is_taken {
            return Err(refusal.unwrap_or_else(|| nothing_open(&self.folder)));
        }
        (current.head, current.lines) = end_of(bytes, current.head, current.lines);
        current.spare.take(bytes);
        Ok(changes)
    }

    fn reopen(&mut self) -> Result<LogEnd, Failure> {
        let now = self.wall();
        let Some(current) = &mut self.current else { return Err(nothing_open(&self.folder)) };
        if current.good().is_some() {
            return Ok(current.end(Vec::new()));
        }
        let (mut refusal, mut changes) = (None, Vec::new());
        for copy in current.copies.iter_mut().filter(|copy| copy.head() == current.head) {
            if let Err(failure) = copy.revive(&mut *self.disk, now) {
                changes.push(copy.loss(failure.clone()));
                refusal.get_or_insert(failure);
            }
        }
        let caught = self.catch_up();
        let Some(current) = &self.current else { return Err(nothing_open(&self.folder)) };
        if current.good().is_none() {
            return Err(refusal.unwrap_or_else(|| nothing_open(&self.folder)));
        }
        changes.extend(caught);
        Ok(current.end(changes))
    }

    fn attach(&mut self, origin: Origin, bytes_max: u64) -> Result<Box<dyn Intake>, IntakeError> {
        let mut places = self.live_places();
        if places.is_empty() {
            // The log takes nothing now; a file may still fit.
            let copies = self.current.iter().flat_map(|current| &current.copies);
            places.extend(copies.map(|copy| copy.place().clone()).take(1));
        }
        let folders: Vec<_> = places.iter().map(Place::incident_dir).collect();
        Ok(Box::new(attachment::begin(&folders, origin, bytes_max)?))
    }

    fn keep_draft(&mut self, text: &str) -> Result<(), Failure> {
        draft::keep_on(self.current.as_ref().map(Current::folders).unwrap_or_default(), text)
    }

    fn read_small(&mut self, path: &Path, bytes_max: u64) -> Result<Vec<u8>, Failure> {
        super::regular::read(path, bytes_max)
    }

    fn keep_copied(&mut self, text: &str) -> Result<PathBuf, Failure> {
        draft::keep_copied(&self.folder, text)
    }

    fn keep_settings(&mut self, text: &str) -> Result<(), Failure> {
        super::regular::replace(&self.folder.join("settings.yaml"), text.as_bytes())
    }

    fn draft(&mut self) -> Option<String> {
        draft::newest(self.current.as_ref()?.folders())
    }

    fn mark(&self, path: &Path) -> Option<Mark> {
        mark::of(&self.folder, path)
    }

    fn earlier(&self, incident: &IncidentId) -> Option<Earlier> {
        lost::earlier(&self.folder, incident)
    }

    fn unmet_mark(&self) -> Option<&Mark> {
        self.unmet.as_ref()
    }

    fn keep_mark(&mut self) {
        let Some(current) = &self.current else { return };
        let Some(place) = current.copies.first().map(LogCopy::place) else { return };
        let (writer, lines, head) = (place.writer().clone(), current.lines, current.head);
        // Without a new mark the old one stands: it says less, and nothing wrong.
        drop(mark::keep(&self.folder, place.incident(), &Mark { writer, lines, head }));
    }

    fn media(&self) -> Vec<Medium> {
        match &self.current {
            Some(current) => current.copies.iter().map(LogCopy::medium).collect(),
            None => self
                .all_folders()
                .map(|folder| Medium {
                    folder: folder.clone(),
                    lost: None,
                    free_bytes: room::free_bytes(folder),
                    gave_room: false,
                })
                .collect(),
        }
    }

    fn mend(&mut self) -> Vec<MediumChange> {
        if self.current.as_ref().is_none_or(|current| current.good().is_none()) {
            return Vec::new();
        }
        let changes = self.catch_up();
        if !changes.is_empty() {
            // The folder of the list may have been away itself.
            self.remember();
        }
        changes
    }

    fn add_medium(&mut self, folder: &Path) -> Result<Vec<MediumChange>, Failure> {
        let folder = &*paths::typed(folder);
        let Some(current) = &mut self.current else { return Err(nothing_open(folder)) };
        if current.add(folder)? {
            self.mirrors.push(folder.to_owned());
            self.remember();
        }
        Ok(self.mend())
    }
}

fn companions<'c>(all: &'c [(&'static str, Vec<u8>)]) -> Vec<Companion<'c>> {
    all.iter().map(|(name, bytes)| Companion { name, bytes }).collect()
}
