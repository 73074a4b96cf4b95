//! One writer per incident folder: a lock on a file of its own (audit-log §4.9).
//!
//! Invariants: the lock is taken without waiting and held until the value is dropped or the process
//! ends, however it ends; what the lock file says is only for the person who is refused, never for
//! the decision. The length check before each append is the net where locks lie.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::regular::{self, Mode, failure};
use crate::domain::time::Timestamp;
use crate::ports::Failure;

/// More than our own entry ever takes; a foreign file is not read further.
const ENTRY_BYTES_MAX: u64 = 256;

/// An incident folder that no other process writes to.
#[derive(Debug)]
pub struct IncidentLock {
    // Closing it gives the lock back.
    file: File,
}

/// Who has the incident open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Its process number.
    pub pid: u32,
    /// When it took the lock, by its own clock.
    pub since: Timestamp,
}

/// Why the incident may not be written to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    /// Another process has it open. Who, is missing when it could not be read.
    #[error("another process has {path} locked")]
    Held {
        /// The lock file.
        path: PathBuf,
        /// Who.
        holder: Option<Holder>,
    },
    /// The lock could not be taken or written.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl IncidentLock {
    /// Takes the lock of `path`, creating the file when needed, and writes who holds it and since
    /// when.
    ///
    /// # Errors
    /// [`LockError::Held`] at once when another process has it, [`LockError::Failed`] otherwise.
    pub fn acquire(path: &Path, pid: u32, now: Timestamp) -> Result<Self, LockError> {
        let mut file = regular::open(path, Mode::Scratch)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = read_holder(&mut file);
                return Err(LockError::Held { path: path.to_owned(), holder });
            }
            Err(TryLockError::Error(e)) => Err(failure("flock", path, &e))?,
        }
        // The lock holds without its label, and a full disk must not keep anyone from going on.
        write_holder(&mut file, pid, now).ok();
        Ok(Self { file })
    }
}

/// Whether somebody has the lock of `path`. Nothing is written, and nobody is kept out for longer
/// than the question takes.
pub(super) fn is_held(path: &Path) -> Option<bool> {
    let file = regular::open(path, Mode::Read).ok()?;
    match file.try_lock_shared() {
        Ok(()) => {
            drop(file.unlock());
            Some(false)
        }
        Err(TryLockError::WouldBlock) => Some(true),
        Err(TryLockError::Error(_)) => None,
    }
}

/// Closing the file is not enough where a program that embeds this one starts others: between fork
/// and exec a child has the file open as well, and would keep the lock a moment longer.
impl Drop for IncidentLock {
    fn drop(&mut self) {
        drop(self.file.unlock());
    }
}

fn write_holder(file: &mut File, pid: u32, now: Timestamp) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(format!("{pid} {now}\n").as_bytes())
}

/// Reads the label; on Windows the lock forbids it, and a foreign one is not trusted to be text.
fn read_holder(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(ENTRY_BYTES_MAX).read_to_string(&mut text).ok()?;
    let (pid, since) = text.trim_end().split_once(' ')?;
    Some(Holder { pid: pid.parse().ok()?, since: Timestamp::parse(since)? })
}
