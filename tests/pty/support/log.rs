//! The log on disk, as an independent reader sees it.

use std::fs;
use std::path::{Path, PathBuf};

use sangfroid::domain::state::IncidentState;
use sangfroid::session::Replay;

/// The only incident folder of a data folder.
pub fn incident(data_dir: &Path) -> Option<PathBuf> {
    let mut folders: Vec<_> = fs::read_dir(data_dir)
        .ok()?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.join("log").is_dir())
        .collect();
    folders.sort();
    folders.pop()
}

/// The log file of the only incident.
pub fn file(data_dir: &Path) -> Option<PathBuf> {
    let folder = incident(data_dir)?.join("log");
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    entries.into_iter().find(|path| path.extension().is_some_and(|found| found == "jsonl"))
}

/// How many whole lines the log has.
pub fn lines(data_dir: &Path) -> usize {
    let bytes = file(data_dir).and_then(|path| fs::read(path).ok()).unwrap_or_default();
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// The state that the whole lines of the log tell.
pub fn state(data_dir: &Path) -> IncidentState {
    let bytes = file(data_dir).and_then(|path| fs::read(path).ok()).unwrap_or_default();
    let mut replay = Replay::new(sangfroid::runbook::read);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if line.ends_with(b"\n") {
            replay.line(line);
        }
    }
    replay.session().state().clone()
}
