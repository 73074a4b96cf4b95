//! The data folder: one incident per folder, one of them open for writing, under a lock.

use std::path::{Path, PathBuf};

use super::clock::SystemClock;
use super::disk::RealDisk;
use super::lock::{IncidentLock, LockError};
use super::regular::failure;
use super::{environment, paths};
use crate::audit::digest::Digest;
use crate::audit::verdict::Verdict;
use crate::audit::verify::verify_stream;
use crate::domain::event::Recovered;
use crate::domain::ids::{IncidentId, WriterId};
use crate::journal::{self, Abandoned, Companion, Journal, JournalError, Opened, Place, TornFile};
use crate::ports::{
    Access, Clock, Failure, FailureKind, LogEnd, OpenError, Store, Trial,
};

/// The folder that holds the incidents.
#[derive(Debug)]
pub struct DataFolder {
    folder: PathBuf,
    clock: SystemClock,
    companions: [(&'static str, Vec<u8>); 2],
    disk: RealDisk,
    open: Option<Open>,
}

/// The incident that is open for writing.
#[derive(Debug)]
struct Open {
    state: Handle,
    head: Digest,
    lines: u64,
    /// The batch whose append failed.
    unacknowledged: Vec<u8>,
    _lock: IncidentLock,
}

#[derive(Debug)]
enum Handle {
    Live(Journal),
    Abandoned(Abandoned),
}
