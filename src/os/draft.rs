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

/// The same in each of these folders of the incident, those first that take its log. One that keeps
/// it is enough: which medium answers is not known before.
pub(super) fn keep_on(folders: Vec<PathBuf>, text: &str) -> Result<(), Failure> {
    let (mut is_kept, mut refusal) = (folders.is_empty(), None);
    for folder in folders {
        match keep(&folder, text) {
            Ok(()) => is_kept = true,
            Err(failure) => refusal = refusal.or(Some(failure)),
        }
    }
    if is_kept { Ok(()) } else { refusal.map_or(Ok(()), Err) }
}

/// What was kept last in any of these folders.
pub(super) fn newest(folders: Vec<PathBuf>) -> Option<String> {
    let changed = |folder: &PathBuf| folder.join(NAME).metadata().ok()?.modified().ok();
    let found = folders.into_iter().filter_map(|folder| Some((changed(&folder), kept(&folder)?)));
    // Of two that are as old the first stands: it is the data folder's own.
    let newer = |best: (Option<_>, String), next: (Option<_>, String)| {
        if next.0 > best.0 { next } else { best }
    };
    found.reduce(newer).map(|(_, text)| text)
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
