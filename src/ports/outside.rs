//! The clocks, the names, the disk and the data folder.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::exchange::{Copying, Intake, IntakeError, Kept, LogSource, Origin, Reception};
use super::medium::{Mark, Medium, MediumChange, Trial};
use crate::audit::digest::Digest;
use crate::audit::sshsig::SigningKey;
use crate::domain::event::{Mode, Recovered};
use crate::domain::ids::{IncidentId, Seq, WriterId};
use crate::domain::time::{Now, Timestamp};

/// Both clocks, read together.
pub trait Clock {
    /// What they say now.
    fn now(&self) -> Now;
}

/// Where new identifiers and salts come from.
pub trait IdSource {
    /// The next incident's name, for an incident opened at `at`; never one of `taken`. The name of
    /// an exercise says that it is one, wherever its folder is carried (R73).
    fn incident(&mut self, mode: Mode, at: Timestamp, taken: &[IncidentId]) -> IncidentId;

    /// 128 bits for nonces and salts.
    ///
    /// # Errors
    /// The system's generator does not answer; nothing that needs a salt may be written then.
    fn random_128(&mut self) -> Result<[u8; 16], Failure>;

    /// The writer's name in this data folder, made at the first call.
    ///
    /// # Errors
    /// The name can be neither read nor written.
    fn writer(&mut self) -> Result<WriterId, Failure>;

    /// The device's own key, made at the first call and never leaving this data folder.
    ///
    /// # Errors
    /// It can be neither read nor made: the log is kept without seals then.
    fn device_key(&mut self) -> Result<Arc<SigningKey>, Failure>;
}

/// What the outside did not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Which operation, as its system call is called: `write`, `fdatasync`, `open`.
    pub op: &'static str,
    /// On which path.
    pub path: PathBuf,
    /// The operating system's number for it, where there is one.
    pub errno: Option<i32>,
    /// What sort of failure, for choosing the advice.
    pub kind: FailureKind,
    /// The operating system's own words.
    pub cause: String,
}

/// What sort of failure, as far as the advice differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// No space, no quota, or a file size limit.
    Full,
    /// The medium or folder may not be written.
    ReadOnly,
    /// Nothing there.
    NotFound,
    /// Something is there already.
    Exists,
    /// It would lie inside what it is made from.
    Inside,
    /// The file is not as this program left it: somebody else wrote to it.
    ChangedUnderneath,
    /// Any other.
    Other,
}

impl FailureKind {
    /// A stable code for the catalogue, `--json` and tests.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::ReadOnly => "read-only",
            Self::NotFound => "not-found",
            Self::Exists => "exists",
            Self::Inside => "inside",
            Self::ChangedUnderneath => "changed-underneath",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.op, self.path.display(), self.cause)?;
        match self.errno {
            Some(errno) => write!(f, " (errno {errno})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Failure {}

/// What reviewers said about incidents, kept apart from their logs (S16).
pub trait Reviews {
    /// Everything that was said about an incident, as it lies in the file; empty without one.
    ///
    /// # Errors
    /// [`Failure`] when the file is there and cannot be read.
    fn comments(&mut self, incident: &IncidentId) -> Result<Vec<u8>, Failure>;

    /// Adds one line, durably.
    ///
    /// # Errors
    /// [`Failure`] when the disk does not take it; what was there before is still there.
    fn keep_comment(&mut self, incident: &IncidentId, line: &[u8]) -> Result<(), Failure>;
}

/// The incidents of one data folder, of which at most one is open for writing.
pub trait Store: Reception + Reviews {
    /// The folder, for showing.
    fn folder(&self) -> &Path;

    /// The incidents that have a log, in the order of their names.
    ///
    /// # Errors
    /// The folder cannot be read. A folder that does not exist yet holds none.
    fn list(&mut self) -> Result<Vec<IncidentId>, Failure>;

    /// Whether a small file can be written durably to each medium, and how much space is free
    /// there: the data folder first, then its mirrors (R88).
    fn trials(&mut self) -> Vec<Trial>;

    /// Makes the incident's folder and its log with these first lines, durably, and keeps it open.
    ///
    /// # Errors
    /// Any failure; the incident does not exist then.
    fn create(
        &mut self,
        incident: &IncidentId,
        writer: &WriterId,
        first: &[u8],
    ) -> Result<Vec<MediumChange>, Failure>;

    /// Verifies this data folder's log of the incident and gives every good line to `visit`, of a
    /// long log on a thread of its own.
    ///
    /// # Errors
    /// [`OpenError`] when it cannot be continued, after every good line was visited.
    fn open(
        &mut self,
        incident: &IncidentId,
        access: Access,
        visit: &mut (dyn FnMut(&[u8]) + Send),
    ) -> Result<LogEnd, OpenError>;

    /// Reads these lines of the log again, whose numbers rise, and gives each to `visit` once it
    /// was checked against the chain; of a log that is open, without reading all before it.
    ///
    /// # Errors
    /// Any failure; a line that is not as it was is [`FailureKind::ChangedUnderneath`].
    fn recall(
        &mut self,
        incident: &IncidentId,
        wanted: &[Seq],
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<(), Failure>;

    /// How long this data folder's log of the incident is, over all its segments.
    ///
    /// # Errors
    /// [`OpenError`] when there is none, or its length cannot be read.
    fn log_bytes(&mut self, incident: &IncidentId) -> Result<u64, OpenError>;

    /// Whether another process has the incident open for writing; none where that cannot be told.
    fn is_held(&self, incident: &IncidentId) -> Option<bool>;

    /// Appends whole lines to the open log: one write and one data sync on every medium that
    /// answers, before it returns. What became of the others is in the answer.
    ///
    /// # Errors
    /// No medium took the lines. No handle is ever used again: [`Store::reopen`] the log.
    fn append(&mut self, bytes: &[u8]) -> Result<Vec<MediumChange>, Failure>;

    /// Opens the log that was open before a failure again, on a fresh handle.
    ///
    /// # Errors
    /// Any failure.
    fn reopen(&mut self) -> Result<LogEnd, Failure>;

    /// How far a log had come when [`Store::keep_mark`] was last called, for the incident at
    /// `path`, if that lies in this data folder.
    fn mark(&self, path: &Path) -> Option<Mark>;

    /// What is known of a log of this name that this data folder wrote, whether it is here or not.
    fn earlier(&self, incident: &IncidentId) -> Option<Earlier>;

    /// The mark of the incident that was opened last, when its log does not hold that line.
    fn unmet_mark(&self) -> Option<&Mark>;

    /// Keeps outside the log how far it has come now, as well as it can be done.
    fn keep_mark(&mut self);

    /// The media of the log, the data folder first.
    fn media(&self) -> Vec<Medium>;

    /// Looks whether a lost medium answers again, compares it, and lets it catch up.
    fn mend(&mut self) -> Vec<MediumChange>;

    /// Takes one more folder as a medium, and the open log there as far as it can be read here.
    ///
    /// # Errors
    /// Nothing can be written there; nothing has changed then.
    fn add_medium(&mut self, folder: &Path) -> Result<Vec<MediumChange>, Failure>;

    /// Keeps what is being typed beside the open log, durably; an empty text removes it (R66).
    ///
    /// # Errors
    /// Any failure; what was kept before may still be there.
    fn keep_draft(&mut self, text: &str) -> Result<(), Failure>;

    /// Reads a small file that lies anywhere, such as a person's own key on a stick.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be read, is no regular file or is larger than `bytes_max`.
    fn read_small(&mut self, path: &Path, bytes_max: u64) -> Result<Vec<u8>, Failure>;

    /// Keeps a text that was copied on the screen in a file of the data folder, and says where.
    ///
    /// # Errors
    /// [`Failure`] when the disk does not take it.
    fn keep_copied(&mut self, text: &str) -> Result<PathBuf, Failure>;

    /// Keeps the settings of this laptop, the text of `settings.yaml` in the data folder.
    ///
    /// # Errors
    /// [`Failure`] when the disk does not take it.
    fn keep_settings(&mut self, text: &str) -> Result<(), Failure>;

    /// What was kept so beside the open log.
    fn draft(&mut self) -> Option<String>;

    /// Begins to take a file into the incident that is open for writing. A record may name it only
    /// after [`Slice::Whole`](super::Slice::Whole).
    ///
    /// # Errors
    /// [`IntakeError`]; nothing was made that counts.
    fn attach(&mut self, origin: Origin, bytes_max: u64) -> Result<Box<dyn Intake>, IntakeError>;
}

/// What a log is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To look at it: nothing is locked, cut or written.
    Read,
    /// To go on writing it.
    Write,
}

/// Where a log ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEnd {
    /// Digest of its last line.
    pub head: Digest,
    /// How many lines it has.
    pub lines: u64,
    /// Files that hold bytes of interrupted writes, as found beside the log.
    pub torn: Vec<Recovered>,
    /// Whether the last line is cut, when the log was only looked at.
    pub is_torn: bool,
    /// What became of the media on the way.
    pub changes: Vec<MediumChange>,
}

/// Why a log cannot be continued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// No such incident in this data folder.
    NoSuchIncident,
    /// The incident holds no log of this data folder's writer.
    OtherWriter,
    /// This data folder's writer wrote one, and it is not here, nor on a mirror that is known.
    Gone(Earlier),
    /// Another process writes it; who, in its own words.
    Locked {
        /// Its process number, where it is known.
        pid: Option<u32>,
        /// Since when, where it is known.
        since: Option<Timestamp>,
    },
    /// A line before the last is not as it was written: the log stays as it is, as evidence.
    Damaged {
        /// The first bad line, from 1.
        line: u64,
    },
    /// Its end is gone: what the program announced or marked outside the log says so. What is left
    /// stays as it is, as evidence.
    Cut {
        /// The first line that is not there.
        line: u64,
        /// How many lines it once had, where that is known.
        had: Option<u64>,
    },
    /// Written by a newer version.
    Newer,
    /// The start was interrupted before its first record was on disk.
    HalfCreated,
    /// The outside failed.
    Failed(Failure),
}

/// What is known of a log that was written here once, beside the log itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// How many lines it had at its last seal, where that was marked.
    pub lines: Option<u64>,
    /// The folders that it was written to beside the data folder.
    pub mirrors: Vec<PathBuf>,
}

/// Files and standard input, read with a bound.
pub trait Files {
    /// The whole content of a regular file, or of standard input for `-`.
    ///
    /// # Errors
    /// Any failure; a file over `bytes_max` is one, found before it is read whole.
    fn read(&mut self, path: &Path, bytes_max: u64) -> Result<Vec<u8>, Failure>;

    /// Makes a small file whole and durable under a name that is free.
    ///
    /// # Errors
    /// [`FailureKind::Exists`] when something has that name, a link too; or any other failure.
    fn create(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Failure>;

    /// A reader over a regular file, or standard input for `-`, and its length where it is known.
    ///
    /// # Errors
    /// Any failure.
    fn open(&mut self, path: &Path) -> Result<(Box<dyn std::io::Read>, Option<u64>), Failure>;

    /// One line that must not be seen: from the terminal without showing it, else from standard
    /// input.
    ///
    /// # Errors
    /// Any failure.
    fn secret(&mut self, prompt: &str) -> Result<String, Failure>;

    /// The YAML files of a folder, sorted.
    ///
    /// # Errors
    /// Any failure.
    fn yaml(&mut self, folder: &Path) -> Result<Vec<PathBuf>, Failure>;

    /// The logs behind `path`: one file, or for a folder of an incident one entry per writer.
    ///
    /// # Errors
    /// Any failure.
    fn logs(&mut self, path: &Path) -> Result<Vec<LogSource>, Failure>;

    /// Whether `path` is a folder of an incident, with its logs below.
    fn is_incident(&mut self, path: &Path) -> bool;

    /// What an incident's folder, or a single log, holds.
    ///
    /// # Errors
    /// Any failure, also a link where a folder of ours belongs, or a folder without any log.
    fn kept(&mut self, path: &Path) -> Result<Kept, Failure>;

    /// A reader over a file that [`Files::kept`] named, relative with `/` between parts.
    ///
    /// # Errors
    /// Any failure; links are not followed.
    fn within(&mut self, path: &Path, name: &str) -> Result<Box<dyn std::io::Read>, Failure>;

    /// Begins a copy at `target`, a file or a folder as `is_folder` says, of what is at `source`.
    ///
    /// # Errors
    /// Something is there already, it lies inside the source, or any other failure.
    fn copy(
        &mut self,
        source: &Path,
        target: &Path,
        is_folder: bool,
    ) -> Result<Box<dyn Copying>, Failure>;
}
