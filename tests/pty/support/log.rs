//! The log on disk, as an independent reader sees it.

use std::fs;
use std::path::{Path, PathBuf};

use sangfroid::domain::state::IncidentState;
use sangfroid::session::Replay;

/// The only incident folder of a folder folder.
pub fn incident(folder: &Path) -> Option<PathBuf> {
    let mut folders: Vec<_> = fs::read_dir(folder)
        .ok()?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.join("log").is_dir())
        .collect();
    folders.sort();
    folders.pop()
}

/// The log file of the only incident.
pub fn file(folder: &Path) -> Option<PathBuf> {
    let folder = incident(folder)?.join("log");
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    entries.into_iter().find(|path| path.extension().is_some_and(|found| found == "jsonl"))
}

/// How many whole lines the log has.
pub fn lines(folder: &Path) -> usize {
    let bytes = file(folder).and_then(|path| fs::read(path).ok()).unwrap_or_default();
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// The state that the whole lines of the log tell.
pub fn state(folder: &Path) -> IncidentState {
    let bytes = file(folder).and_then(|path| fs::read(path).ok()).unwrap_or_default();
    let mut replay = Replay::new(sangfroid::runbook::read);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if line.ends_with(b"\n") {
            replay.line(line);
        }
    }
    replay.session().state().clone()
}
