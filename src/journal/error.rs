//! Why the journal did not do something. Facts only; the advice stands in the catalogue's `failure`.

use std::path::PathBuf;

use crate::ports::{Failure, FailureKind};

/// What kept the journal from recording or reading.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// The disk failed.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// The disk took only a part of a write. Nothing of it counts as recorded.
    #[error("{path}: the disk took {taken} of {offered} bytes")]
    ShortWrite {
        /// Which file.
        path: PathBuf,
        /// Bytes taken.
        taken: usize,
        /// Bytes offered.
        offered: usize,
    },
    /// The file is not as long as this program left it: somebody else writes to it, or cut it.
    #[error("{path}: {found} bytes long, expected {expected}")]
    ChangedUnderneath {
        /// Which file.
        path: PathBuf,
        /// Its length as this program left it.
        expected: u64,
        /// Its length now.
        found: u64,
    },
    /// An earlier error ended this handle; it is never written or synced again.
    #[error("an earlier error ended this log handle")]
    Poisoned,
    /// What was given is not a batch of whole lines.
    #[error("not a batch of whole lines")]
    NotLines,
    /// A batch is larger than the log takes in one write.
    #[error("a batch of {bytes} bytes; at most {bytes_max} are taken")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        bytes_max: usize,
    },
    /// There are more kept torn tails of one line than anything but a broken medium explains.
    #[error("{path}: too many kept tails of this line")]
    TooManyTorn {
        /// The first of them.
        path: PathBuf,
    },
}

impl JournalError {
    /// The same as the session hears it. The journal's own findings about a file become failures of the
    /// kind whose advice fits them.
    #[must_use]
    pub fn into_failure(self) -> Failure {
        let (op, kind, path) = match &self {
            Self::Failed(failure) => return failure.clone(),
            Self::ShortWrite { path, .. } => ("write", FailureKind::Full, path.clone()),
            Self::ChangedUnderneath { path, .. } => {
                ("fstat", FailureKind::ChangedUnderneath, path.clone())
            }
            Self::TooManyTorn { path } => ("open", FailureKind::Other, path.clone()),
            Self::Poisoned | Self::NotLines | Self::TooLarge { .. } => {
                ("append", FailureKind::Other, PathBuf::new())
            }
        };
        Failure { op, path, errno: None, kind, cause: self.to_string() }
    }

    /// A stable code for the catalogue, `--json` and tests.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Failed(failure) => failure.kind.code(),
            Self::ShortWrite { .. } => "short-write",
            Self::ChangedUnderneath { .. } => "changed-underneath",
            Self::Poisoned => "poisoned",
            Self::NotLines => "not-lines",
            Self::TooLarge { .. } => "too-large",
            Self::TooManyTorn { .. } => "too-many-torn",
        }
    }
}
