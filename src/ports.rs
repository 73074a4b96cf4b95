//! What the core needs from outside, as traits; the real implementations live in `os`.
//!
//! No trait here can start a process or open a connection: the program advises, it does not act
//! (R155).

use std::fmt;
use std::path::{Path, PathBuf};

use crate::domain::ids::{IncidentId, WriterId};
use crate::domain::time::{Now, Timestamp};

/// Both clocks, read together.
pub trait Clock {
    /// What they say now.
    fn now(&self) -> Now;
}

/// Where new identifiers and salts come from.
pub trait IdSource {
    /// The next incident's name, for an incident opened at `at`; never one of `taken`.
    fn incident(&mut self, at: Timestamp, taken: &[IncidentId]) -> IncidentId;

    /// 128 bits for nonces and salts.
    fn random_128(&mut self) -> [u8; 16];

    /// The writer's name in this data folder.
    fn writer(&self) -> WriterId;
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
    /// The file is not as this program left it: somebody else wrote to it.
    ChangedUnderneath,
    /// Any other.
    Other,
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

/// A file opened for appending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// The few operations that the log's durability rests on (audit-log §4.6), one system call each.
///
/// Small on purpose: a fault model can enumerate every crash state of it. Faults every caller must
/// survive: any call fails; a write is short; unsynced bytes are lost in any part; a failed sync
/// drops data and the next one succeeds; a directory entry is lost until its directory is synced.
pub trait Disk {
    /// Makes one folder. Its entry is volatile until the parent is synced.
    ///
    /// # Errors
    /// [`FailureKind::Exists`] when something has that name, or any other failure.
    fn create_dir(&mut self, path: &Path) -> Result<(), Failure>;

    /// Makes a folder's entries durable.
    ///
    /// # Errors
    /// Any failure.
    fn sync_dir(&mut self, path: &Path) -> Result<(), Failure>;

    /// Creates a file that must not exist, for appending.
    ///
    /// # Errors
    /// [`FailureKind::Exists`] when something has that name, or any other failure.
    fn create_file(&mut self, path: &Path) -> Result<FileId, Failure>;

    /// Opens an existing regular file for appending and reading. Links are not followed.
    ///
    /// # Errors
    /// Any failure.
    fn open_file(&mut self, path: &Path) -> Result<FileId, Failure>;

    /// Appends with one system call and returns how many bytes it took.
    ///
    /// # Errors
    /// Any failure.
    fn append(&mut self, file: FileId, bytes: &[u8]) -> Result<usize, Failure>;

    /// Makes the file's data and length durable.
    ///
    /// # Errors
    /// Any failure; the caller must never sync this handle again.
    fn sync_data(&mut self, file: FileId) -> Result<(), Failure>;

    /// The file's length in bytes.
    ///
    /// # Errors
    /// Any failure.
    fn len(&mut self, file: FileId) -> Result<u64, Failure>;

    /// Reads up to `buf.len()` bytes at `offset`; 0 only at the end.
    ///
    /// # Errors
    /// Any failure.
    fn read_at(&mut self, file: FileId, offset: u64, buf: &mut [u8]) -> Result<usize, Failure>;

    /// Cuts the file to `len` bytes.
    ///
    /// # Errors
    /// Any failure.
    fn truncate(&mut self, file: FileId, len: u64) -> Result<(), Failure>;

    /// Names of the entries of a folder, sorted.
    ///
    /// # Errors
    /// Any failure.
    fn list(&mut self, path: &Path) -> Result<Vec<String>, Failure>;

    /// Lets a file go.
    fn close(&mut self, file: FileId);
}
