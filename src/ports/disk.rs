//! The operations that the log's durability rests on.

use std::fmt;
use std::path::Path;

use super::outside::Failure;
#[cfg(doc)]
use super::outside::FailureKind;

/// A file opened for appending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// The few operations that the log's durability rests on (audit-log §4.6), one system call each.
///
/// Small on purpose: a fault model can enumerate every crash state of it. Faults every caller must
/// survive: any call fails; a write is short; unsynced bytes are lost in any part; a failed sync
/// drops data and the next one succeeds; a directory entry is lost until its directory is synced.
pub trait Disk: fmt::Debug {
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

    /// Gives a file its final name, which must be free. Volatile until the folder is synced.
    ///
    /// # Errors
    /// [`FailureKind::Exists`] when something has that name, or any other failure.
    fn rename(&mut self, from: &Path, to: &Path) -> Result<(), Failure>;

    /// Names of the entries of a folder, sorted.
    ///
    /// # Errors
    /// Any failure.
    fn list(&mut self, path: &Path) -> Result<Vec<String>, Failure>;

    /// Lets a file go.
    fn close(&mut self, file: FileId);
}
