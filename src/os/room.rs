//! Whether a folder can be written, and how much room there is (R88).

use std::path::Path;

use super::paths;
use super::regular::{self, failure};
use crate::ports::{Failure, Trial};

/// So much a start needs: the runbook's text, what lies beside the log, and the first acts.
const START_BYTES: usize = 1 << 20;

/// The file of a trial write; removed at once.
const TRIAL: &str = "trial";

/// The data folder, which is made where it is missing.
pub(super) fn trial(folder: &Path) -> Trial {
    let (written, free_bytes) = (write_trial(folder), free_bytes(folder));
    Trial { folder: folder.to_owned(), written, free_bytes, is_same_disk: false }
}

/// A mirror: no folder is made where a stick should be.
pub(super) fn trial_of_mirror(home: &Path, folder: &Path) -> Trial {
    if folder.is_dir() {
        return Trial { is_same_disk: paths::is_same_disk(home, folder), ..trial(folder) };
    }
    let error = std::io::Error::from(std::io::ErrorKind::NotFound);
    let written = Err(failure("open", folder, &error));
    Trial { folder: folder.to_owned(), written, free_bytes: None, is_same_disk: false }
}

/// Writes as much as a start needs, durably, and removes it; the folder is made where it is
/// missing. Free space is a promise that a quota, a limit or a broken medium does not keep.
pub(super) fn write_trial(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| failure("mkdir", folder, &error))?;
    let path = folder.join(TRIAL);
    // Not all one byte: a file system that packs would need no room for it.
    let bytes = filler(START_BYTES);
    let written = regular::replace(&path, &bytes);
    if written.is_err() {
        // What was written of it takes the last room there is.
        drop(std::fs::remove_file(path.with_extension("new")));
    }
    written?;
    std::fs::remove_file(&path).map_err(|error| failure("unlink", &path, &error))
}

/// Bytes that cannot be packed.
pub(super) fn filler(count: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_u32;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes().first().copied().unwrap_or_default()
    })
    .take(count)
    .collect()
}

/// Free space where `folder` is or will be.
#[cfg(unix)]
pub(super) fn free_bytes(folder: &Path) -> Option<u64> {
    let there = folder.ancestors().find(|path| path.exists())?;
    let stat = rustix::fs::statvfs(there).ok()?;
    Some(stat.f_bavail.saturating_mul(stat.f_frsize))
}

/// The standard library does not tell.
#[cfg(not(unix))]
pub(super) fn free_bytes(_folder: &Path) -> Option<u64> {
    None
}

/// Most folders that are set aside beside each other.
const ASIDE_MAX: u32 = 100;

/// Gives a folder another name beside itself, one that is nobody's incident: nothing is deleted.
pub(super) fn set_aside(folder: &Path) -> Result<(), Failure> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let names = (1..ASIDE_MAX).map(|n| folder.with_file_name(format!(".begun-{name}-{n}")));
    let free = names.into_iter().find(|path| path.symlink_metadata().is_err());
    let Some(free) = free else {
        let error = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
        return Err(failure("rename", folder, &error));
    };
    std::fs::rename(folder, free).map_err(|error| failure("rename", folder, &error))
}
