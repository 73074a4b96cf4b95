//! The folders that take the log, and what becomes of them.

use std::path::PathBuf;

use super::outside::Failure;
use crate::audit::digest::Digest;
use crate::domain::ids::WriterId;

/// A folder that takes the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Medium {
    /// Which.
    pub folder: PathBuf,
    /// Why it takes nothing now; none while it does.
    pub lost: Option<Failure>,
    /// Free space in bytes, where the system tells.
    pub free_bytes: Option<u64>,
    /// Whether the reserve beside the log was given up since it was opened.
    pub gave_room: bool,
}

/// What became of a medium of the open log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediumChange {
    /// It took no more; the log goes on elsewhere.
    Lost {
        /// Which folder.
        medium: PathBuf,
        /// What it said.
        failure: Failure,
        /// The segment in which the log goes on.
        segment: u32,
        /// The last line that it surely holds.
        last_good: u64,
    },
    /// It answers again, agrees with the others, and holds all that they hold.
    Back {
        /// Which folder.
        medium: PathBuf,
        /// The segment in which the log goes on.
        segment: u32,
        /// How many lines it had missed.
        lines: u64,
    },
}

/// Below this the free space is called little: a long incident with copies takes some megabytes.
pub const LITTLE_SPACE_BYTES: u64 = 200_000_000;

/// Whether the log can be written here (R88).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Which folder.
    pub folder: PathBuf,
    /// Whether writing worked.
    pub written: Result<(), Failure>,
    /// Free space in bytes, where the system tells.
    pub free_bytes: Option<u64>,
    /// Whether it is a mirror on the disk of the data folder, which ends with it.
    pub is_same_disk: bool,
}

/// How far a log had come, kept outside it (audit-log §4.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Whose log.
    pub writer: WriterId,
    /// How many lines it had.
    pub lines: u64,
    /// The digest of the last of them.
    pub head: Digest,
}
