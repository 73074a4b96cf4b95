//! What is being typed, kept beside the log until it is recorded (R66). Never part of the record,
//! of a copy or of a check.

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::regular::{self, Mode, failure};
use crate::ports::Failure;

/// Its name in the incident's folder.
const NAME: &str = ".draft";

/// What was copied last, in the data folder.
const COPIED: &str = "copied.txt";

/// Nobody types more; a larger file is not ours.
const BYTES_MAX: u64 = 256 * 1024;

/// Puts `text` in the place of what was kept, durably; an empty one removes it.
pub(super) fn keep(incident: &Path, text: &str) -> Result<(), Failure> {
    let path = incident.join(NAME);
    if !text.is_empty() {
        return regular::replace(&path, text.as_bytes());
    }
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failure("unlink", &path, &error)),
        _ => Ok(()),
    }
}

/// Puts `text` in the place of what was copied before, for a terminal that has no clipboard.
pub(super) fn keep_copied(folder: &Path, text: &str) -> Result<PathBuf, Failure> {
    let path = folder.join(COPIED);
    regular::replace(&path, text.as_bytes()).map(|()| path)
}

/// What was kept. A file that cannot be read, or that is no text, is as good as none.
pub(super) fn kept(incident: &Path) -> Option<String> {
    let file = regular::open(&incident.join(NAME), Mode::Own).ok()?;
    let mut bytes = Vec::new();
    file.take(BYTES_MAX + 1).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 > BYTES_MAX {
        return None;
    }
    String::from_utf8(bytes).ok().filter(|text| !text.is_empty())
}
