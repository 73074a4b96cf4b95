//! What is found on a medium and is not what it should be, as failures: the words for the log's
//! copies.

use std::path::{Path, PathBuf};

use super::lock::LockError;
use crate::journal::{Damage, Place};
use crate::ports::{Failure, FailureKind, OpenError};

pub(super) fn foreign(op: &'static str, path: PathBuf, cause: &str) -> Failure {
    let kind = FailureKind::ChangedUnderneath;
    Failure { op, path, errno: None, kind, cause: cause.to_owned() }
}

pub(super) fn differs(place: &Place) -> Failure {
    foreign("compare", place.log_dir(), "this copy holds other lines")
}

/// A log that is not as it was written; without a fault, lines of it are gone.
pub(super) fn damaged(damage: Damage) -> OpenError {
    let line = damage.line;
    match damage.fault {
        Some(_) => OpenError::Damaged { line },
        None => OpenError::Cut { line, had: None },
    }
}

pub(super) fn refused_lock(error: LockError) -> Failure {
    match error {
        LockError::Failed(failure) => failure,
        LockError::Held { path, .. } => foreign("flock", path, "another process has it locked"),
    }
}

pub(super) fn refused(error: OpenError, place: &Place) -> Failure {
    let path = place.incident_dir();
    match error {
        OpenError::Failed(failure) => failure,
        OpenError::Locked { .. } => foreign("flock", path, "another process has it locked"),
        OpenError::Damaged { line } | OpenError::Cut { line, .. } => {
            foreign("verify", path, &format!("line {line}"))
        }
        OpenError::Newer => foreign("open", path, "written by a newer version"),
        OpenError::HalfCreated => foreign("open", path, "begun and never finished"),
        OpenError::NoSuchIncident | OpenError::OtherWriter | OpenError::Gone(_) => {
            foreign("open", path, "no log of this writer")
        }
    }
}

/// A log that cannot be read any more, after it was.
pub(super) fn unreadable(folder: &Path, error: OpenError) -> Failure {
    match error {
        OpenError::Failed(failure) => failure,
        _ => foreign("verify", folder.to_owned(), "the log is not as it was"),
    }
}

pub(super) fn nothing_open(folder: &Path) -> Failure {
    let (path, cause) = (folder.to_owned(), "no log is open".to_owned());
    Failure { op: "append", path, errno: None, kind: FailureKind::Other, cause }
}
