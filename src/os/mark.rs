//! How far each log had come, kept beside the incidents: the witness against a log that lost its
//! end or was put back to an older state (audit-log §4.6).
//!
//! Invariants: the mark is replaced whole or not at all; it is only ever a claim about the log, so
//! that a missing or broken one stops nobody; it is written behind the line that it names.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::look;
use super::regular::{self, Mode};
use crate::audit::Digest;
use crate::domain::ids::{IncidentId, WriterId};
use crate::journal::Place;
use crate::ports::{Failure, Mark, OpenError};

/// The folder of the marks in the data folder.
pub(super) const FOLDER: &str = "marks";

/// No mark is longer; a larger file is not ours.
const BYTES_MAX: u64 = 256;

fn path(home: &Path, incident: &IncidentId) -> PathBuf {
    home.join(FOLDER).join(incident.as_str())
}

/// Puts the mark in the place of the one before, durably.
pub(super) fn keep(home: &Path, incident: &IncidentId, mark: &Mark) -> Result<(), Failure> {
    let path = path(home, incident);
    let folder = home.join(FOLDER);
    regular::make_folder(&folder)?;
    let text = format!("{} {} {}\n", mark.writer, mark.lines, mark.head);
    regular::replace(&path, text.as_bytes())
}

/// The mark of a log; none when there is none, or none that can be read.
pub(super) fn kept(home: &Path, incident: &IncidentId) -> Option<Mark> {
    let file = regular::open(&path(home, incident), Mode::Own).ok()?;
    let mut text = String::new();
    file.take(BYTES_MAX).read_to_string(&mut text).ok()?;
    let mut words = text.strip_suffix('\n')?.split(' ');
    let writer = WriterId::parse(words.next()?).ok()?;
    let lines = words.next()?.parse().ok()?;
    let head = Digest::parse(words.next()?)?;
    words.next().is_none().then_some(Mark { writer, lines, head })
}

/// The mark of the incident at `path`: this data folder's, or, of a folder that lies in another
/// one, the mark that lies there.
pub(super) fn of(home: &Path, path: &Path) -> Option<Mark> {
    if let Some(incident) = incident_at(home, path) {
        return kept(home, &incident);
    }
    let place = path.canonicalize().ok()?;
    let incident = IncidentId::parse(place.file_name()?.to_str()?).ok()?;
    kept(place.parent()?, &incident)
}

/// Which incident of this data folder lies at `path`, however the path is spelled.
pub(super) fn incident_at(home: &Path, path: &Path) -> Option<IncidentId> {
    let place = path.canonicalize().ok()?;
    let is_ours = place.parent() == home.canonicalize().ok().as_deref();
    IncidentId::parse(&place.file_name()?.to_string_lossy()).ok().filter(|_| is_ours)
}

/// Compares a log with its mark while it is read.
#[derive(Debug)]
pub(super) struct Comparing {
    mark: Option<Mark>,
    lines: u64,
    is_met: bool,
}

impl Comparing {
    pub(super) fn with(mark: Option<Mark>) -> Self {
        Self { mark, lines: 0, is_met: false }
    }

    /// Takes the next good line of the log.
    pub(super) fn take(&mut self, line: &[u8]) {
        self.lines += 1;
        if let Some(mark) = self.mark.as_ref().filter(|mark| mark.lines == self.lines) {
            self.is_met = crate::audit::line::head_of(line) == Some(mark.head);
        }
    }

    /// The mark, when the log is not the one that it was taken from, or not all of it.
    pub(super) fn unmet(self) -> Option<Mark> {
        self.mark.filter(|mark| mark.lines > 0 && !self.is_met)
    }
}

/// What the mark adds to a log that cannot be continued: what looks like a start that was
/// interrupted is a log whose lines are gone, once a line of it was marked.
pub(super) fn weighed(error: OpenError, mark: Option<&Mark>, place: &Place) -> OpenError {
    let had = mark.map_or(0, |mark| mark.lines);
    match error {
        OpenError::HalfCreated if had > 0 => {
            let mut lines = 0;
            // As far as it can be read; the log stays as it is.
            drop(look::look(place, &mut |_| lines += 1));
            OpenError::Cut { line: had.min(lines + 1), had: Some(had) }
        }
        OpenError::Cut { line, .. } if had >= line => OpenError::Cut { line, had: Some(had) },
        error => error,
    }
}
