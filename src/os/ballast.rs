//! A megabyte beside the log that is given up when the medium is full, so that the last entries and
//! the warning still fit (audit-log §4.6). Never part of the record, of a copy or of a check.

use std::io::Write;
use std::path::Path;

use super::room::{filler, free_bytes};

/// Its name in the incident's folder.
const NAME: &str = ".ballast";

const BYTES: usize = 1 << 20;

/// Below this much free space the room is better left to the log.
const FREE_BYTES_MIN: u64 = 16 << 20;

/// Lays the ballast where it is missing and there is room. Its failure stops nobody.
pub(super) fn lay(incident: &Path) {
    let path = incident.join(NAME);
    if free_bytes(incident).is_none_or(|free| free < FREE_BYTES_MIN) || path.exists() {
        return;
    }
    // Not all one byte: a file system that packs would keep no room for it.
    let bytes = filler(BYTES);
    // It has to take room, not to last: no sync.
    let mut new = std::fs::OpenOptions::new();
    let made = new.write(true).create_new(true).open(&path);
    if made.and_then(|mut file| file.write_all(&bytes)).is_err() {
        let _ = std::fs::remove_file(&path);
    }
}

/// Whether there is hardly any room left.
pub(super) fn is_needed(incident: &Path) -> bool {
    free_bytes(incident).is_some_and(|free| free < BYTES as u64 / 4)
}

/// Gives the ballast up; whether there was any.
pub(super) fn release(incident: &Path) -> bool {
    std::fs::remove_file(incident.join(NAME)).is_ok()
}
