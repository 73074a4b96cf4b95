//! The data folder: one folder per incident, one of them open for writing, under a lock.

use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::clock::SystemClock;
use super::disk::RealDisk;
use super::files;
use super::lock::{IncidentLock, LockError};
use super::regular::{self, Mode, failure};
use super::{attachment, environment, ids, paths, signers};
use crate::audit::digest::Digest;
use crate::audit::stream::StreamCheck;
use crate::audit::verdict::Outcome;
use crate::audit::verify::Verifier;
use crate::domain::event::Recovered;
use crate::domain::ids::{IncidentId, WriterId};
use crate::journal::{self, Abandoned, Companion, Journal, JournalError, Opened, Place, TornFile};
use crate::ports::{
    Access, Clock, Disk, Failure, FailureKind, Intake, IntakeError, LogEnd, Medium, MediumChange,
    OpenError, Origin, Store, Trial,
};

/// How much of a log is read at once.
const READ_BYTES: usize = 256 * 1024;

/// The file of a trial write; removed at once.
const TRIAL: &str = "trial";

/// A data folder of this machine.
#[derive(Debug)]
pub struct DataFolder {
    folder: PathBuf,
    clock: SystemClock,
    companions: Vec<(&'static str, Vec<u8>)>,
    disk: RealDisk,
    current: Option<Current>,
}

/// The incident that is open for writing.
#[derive(Debug)]
struct Current {
    handle: Option<Handle>,
    head: Digest,
    lines: u64,
    /// The batch whose append failed.
    unacknowledged: Vec<u8>,
    lock: Option<IncidentLock>,
}

#[derive(Debug)]
enum Handle {
    Live(Journal),
    Abandoned(Abandoned),
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
        Self { folder, clock, companions, disk: RealDisk::new(), current: None }
    }

    /// The same folder, with nothing open.
    #[must_use]
    pub fn another(&self) -> Self {
        Self::new(self.folder.clone(), self.clock, self.companions.clone())
    }

    fn lock(&self, place: &Place) -> Result<IncidentLock, OpenError> {
        let now = self.clock.now().moment.wall;
        let lock = IncidentLock::acquire(&place.lock_file(), environment::process(), now);
        lock.map_err(|error| match error {
            LockError::Held { holder, .. } => OpenError::Locked {
                pid: holder.map(|holder| holder.pid),
                since: holder.map(|holder| holder.since),
            },
            LockError::Failed(failure) => OpenError::Failed(failure),
        })
    }

    fn place(&self, incident: &IncidentId) -> Result<Place, OpenError> {
        let writer = paths::known_writer(&self.folder).map_err(OpenError::Failed)?;
        let folder = self.folder.join(incident.as_str());
        if !folder.is_dir() {
            return Err(OpenError::NoSuchIncident);
        }
        let writer = writer.ok_or(OpenError::OtherWriter)?;
        Ok(Place::new(self.folder.clone(), incident.clone(), writer))
    }

    /// Reads without locking, mending or writing anything.
    fn look(place: &Place, visit: &mut dyn FnMut(&[u8])) -> Result<LogEnd, OpenError> {
        let segments = files::segments(&place.log_dir(), place.writer());
        let segments = segments.map_err(|error| match error.kind {
            FailureKind::NotFound => OpenError::HalfCreated,
            _ => OpenError::Failed(error),
        })?;
        if segments.is_empty() {
            return Err(OpenError::OtherWriter);
        }
        let mut check = StreamCheck::new(Verifier::new());
        for path in segments {
            let file = regular::open(&path, Mode::Read).map_err(OpenError::Failed)?;
            let mut reader = BufReader::with_capacity(READ_BYTES, file);
            check
                .segment_visiting(&mut reader, visit)
                .map_err(|error| OpenError::Failed(failure("read", &path, &error)))?;
        }
        let verdict = check.finish();
        let line = verdict.fault.map_or(0, |fault| fault.line);
        match verdict.outcome() {
            Outcome::Altered => Err(OpenError::Damaged { line }),
            Outcome::Newer => Err(OpenError::Newer),
            Outcome::Incomplete if verdict.head.lines == 0 => Err(OpenError::HalfCreated),
            outcome => Ok(LogEnd {
                head: verdict.head.digest,
                lines: verdict.head.lines,
                torn: Vec::new(),
                is_torn: outcome == Outcome::Incomplete,
                changes: Vec::new(),
            }),
        }
    }

    /// Locks the incident, mends an unfinished last write, and keeps the log open.
    fn continue_log(
        &mut self,
        place: Place,
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<LogEnd, OpenError> {
        let lock = self.lock(&place)?;
        let mut head = Digest::ZERO;
        let opened = journal::open(&mut self.disk, place, &mut |line| {
            head = crate::audit::line::head_of(line).unwrap_or(head);
            visit(line);
        });
        match opened.map_err(|error| OpenError::Failed(error.into_failure()))? {
            Opened::HalfCreated => Err(OpenError::HalfCreated),
            Opened::Damaged(damage) => Err(OpenError::Damaged { line: damage.line }),
            Opened::Newer { .. } => Err(OpenError::Newer),
            Opened::Ready(ready) => {
                attachment::sweep(&ready.journal.place().incident_dir());
                let lines = ready.lines;
                let torn = ready.kept.into_iter().map(recovered).collect();
                self.current = Some(Current {
                    handle: Some(Handle::Live(ready.journal)),
                    head,
                    lines,
                    unacknowledged: Vec::new(),
                    lock: Some(lock),
                });
                Ok(LogEnd { head, lines, torn, is_torn: false, changes: Vec::new() })
            }
        }
    }

    fn write_trial(&mut self) -> Result<(), Failure> {
        std::fs::create_dir_all(&self.folder)
            .map_err(|error| failure("mkdir", &self.folder, &error))?;
        let path = self.folder.join(TRIAL);
        regular::replace(&path, b"sangfroid\n")?;
        std::fs::remove_file(&path).map_err(|error| failure("unlink", &path, &error))
    }
}

impl Store for DataFolder {
    fn folder(&self) -> &Path {
        &self.folder
    }

    fn list(&mut self) -> Result<Vec<IncidentId>, Failure> {
        let names = match self.disk.list(&self.folder) {
            Ok(names) => names,
            Err(error) if error.kind == FailureKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut incidents: Vec<_> =
            names.iter().filter_map(|name| IncidentId::parse(name).ok()).collect();
        // Somebody else's folder on the same stick is no incident, whatever its name looks like.
        let has_log = |id: &IncidentId| self.folder.join(id.as_str()).join("log").is_dir();
        incidents.retain(|id| id.as_str().starts_with(ids::PREFIX) || has_log(id));
        incidents.sort();
        Ok(incidents)
    }

    fn trial(&mut self) -> Trial {
        Trial { written: self.write_trial(), free_bytes: free_bytes(&self.folder) }
    }

    fn create(
        &mut self,
        incident: &IncidentId,
        writer: &WriterId,
        first: &[u8],
    ) -> Result<Vec<MediumChange>, Failure> {
        self.current = None;
        std::fs::create_dir_all(&self.folder)
            .map_err(|error| failure("mkdir", &self.folder, &error))?;
        let place = Place::new(self.folder.clone(), incident.clone(), writer.clone());
        let companions: Vec<_> =
            self.companions.iter().map(|(name, bytes)| Companion { name, bytes }).collect();
        let journal = journal::create(&mut self.disk, place.clone(), first, &companions)
            .map_err(JournalError::into_failure)?;
        let lock = self.lock(&place).map_err(|error| match error {
            OpenError::Failed(failure) => failure,
            _ => Failure {
                op: "flock",
                path: place.lock_file(),
                errno: None,
                // Not `Exists`: the incident is there, and a second one must not be made in
                // silence.
                kind: FailureKind::Other,
                cause: "the lock is held".to_owned(),
            },
        })?;
        signers::keep(&place.incident_dir(), first);
        let (head, lines) = end_of(first, Digest::ZERO, 0);
        self.current = Some(Current {
            handle: Some(Handle::Live(journal)),
            head,
            lines,
            unacknowledged: Vec::new(),
            lock: Some(lock),
        });
        Ok(Vec::new())
    }

    fn open(
        &mut self,
        incident: &IncidentId,
        access: Access,
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<LogEnd, OpenError> {
        let place = self.place(incident)?;
        match access {
            Access::Read => Self::look(&place, visit),
            Access::Write => {
                self.current = None;
                if files::segments(&place.log_dir(), place.writer())
                    .is_ok_and(|segments| segments.is_empty())
                {
                    return Err(OpenError::OtherWriter);
                }
                self.continue_log(place, visit)
            }
        }
    }

    fn append(&mut self, bytes: &[u8]) -> Result<Vec<MediumChange>, Failure> {
        let Some(current) = &mut self.current else { return Err(nothing_open(&self.folder)) };
        let Some(Handle::Live(journal)) = &mut current.handle else {
            return Err(nothing_open(&self.folder));
        };
        // The last net: bytes that were made for another log, or for an older end of this one, are
        // never written.
        if prev_of(bytes) != Some(current.head) {
            return Err(Failure {
                op: "append",
                path: journal.place().segment(1),
                errno: None,
                kind: FailureKind::ChangedUnderneath,
                cause: "these lines do not continue this log".to_owned(),
            });
        }
        match journal.append(&mut self.disk, bytes) {
            Ok(()) => {
                (current.head, current.lines) = end_of(bytes, current.head, current.lines);
                signers::keep(&journal.place().incident_dir(), bytes);
                Ok(Vec::new())
            }
            Err(error) => {
                current.unacknowledged = bytes.to_vec();
                if let Some(Handle::Live(journal)) = current.handle.take() {
                    current.handle = Some(Handle::Abandoned(journal.abandon(&mut self.disk)));
                }
                Err(error.into_failure())
            }
        }
    }

    fn reopen(&mut self) -> Result<LogEnd, Failure> {
        let Some(current) = &mut self.current else { return Err(nothing_open(&self.folder)) };
        let end = LogEnd {
            head: current.head,
            lines: current.lines,
            torn: Vec::new(),
            is_torn: false,
            changes: Vec::new(),
        };
        let Some(Handle::Abandoned(abandoned)) = &current.handle else { return Ok(end) };
        // A medium that came back is another one to the system: the lock of before holds nothing
        // there.
        let place = abandoned.place.clone();
        current.lock = None;
        let now = self.clock.now().moment.wall;
        let lock = IncidentLock::acquire(&place.lock_file(), environment::process(), now);
        current.lock = Some(lock.map_err(|error| match error {
            LockError::Failed(failure) => failure,
            LockError::Held { path, .. } => Failure {
                op: "flock",
                path,
                errno: None,
                kind: FailureKind::ChangedUnderneath,
                cause: "another process has it locked".to_owned(),
            },
        })?);
        let reopened =
            journal::reopen(&mut self.disk, abandoned, &current.unacknowledged, &mut |_| {});
        match reopened.map_err(JournalError::into_failure)? {
            journal::Reopened::Ready { journal, .. } => {
                current.handle = Some(Handle::Live(journal));
                current.unacknowledged.clear();
                Ok(end)
            }
            journal::Reopened::Damaged(damage) => Err(Failure {
                op: "verify",
                path: abandoned.place.segment(damage.segment),
                errno: None,
                kind: FailureKind::ChangedUnderneath,
                cause: format!("line {}", damage.line),
            }),
        }
    }

    fn attach(&mut self, origin: Origin, bytes_max: u64) -> Result<Box<dyn Intake>, IntakeError> {
        let handle = self.current.as_ref().and_then(|current| current.handle.as_ref());
        let folder = handle.map(|handle| match handle {
            Handle::Live(journal) => journal.place().incident_dir(),
            Handle::Abandoned(abandoned) => abandoned.place.incident_dir(),
        });
        // One folder per medium of the open incident.
        Ok(Box::new(attachment::begin(folder.as_slice(), origin, bytes_max)?))
    }

    fn media(&self) -> Vec<Medium> {
        let abandoned = |current: &Current| matches!(current.handle, Some(Handle::Abandoned(_)));
        let is_lost = self.current.as_ref().is_some_and(abandoned);
        let lost = is_lost.then(|| nothing_open(&self.folder));
        vec![Medium { folder: self.folder.clone(), lost, free_bytes: free_bytes(&self.folder) }]
    }

    fn mend(&mut self) -> Vec<MediumChange> {
        Vec::new()
    }

    fn add_medium(&mut self, folder: &Path) -> Result<Vec<MediumChange>, Failure> {
        Err(nothing_open(folder))
    }
}

/// The digest that the first of these lines continues.
fn prev_of(lines: &[u8]) -> Option<Digest> {
    let first = lines.split_inclusive(|byte| *byte == b'\n').next()?;
    crate::audit::line::prev_of(first)
}

/// Head and length of a log after these lines.
fn end_of(bytes: &[u8], head: Digest, lines: u64) -> (Digest, u64) {
    let all = bytes.split_inclusive(|byte| *byte == b'\n');
    all.fold((head, lines), |(head, lines), line| {
        (crate::audit::line::head_of(line).unwrap_or(head), lines + 1)
    })
}

fn recovered(torn: TornFile) -> Recovered {
    Recovered { file: torn.name, bytes: torn.bytes, sha256: torn.sha256.to_string() }
}

fn nothing_open(folder: &Path) -> Failure {
    Failure {
        op: "append",
        path: folder.to_owned(),
        errno: None,
        kind: FailureKind::Other,
        cause: "no log is open".to_owned(),
    }
}

/// Free space where `folder` is or will be.
#[cfg(unix)]
fn free_bytes(folder: &Path) -> Option<u64> {
    let there = folder.ancestors().find(|path| path.exists())?;
    let stat = rustix::fs::statvfs(there).ok()?;
    Some(stat.f_bavail.saturating_mul(stat.f_frsize))
}

/// The standard library does not tell.
#[cfg(not(unix))]
fn free_bytes(_folder: &Path) -> Option<u64> {
    None
}
