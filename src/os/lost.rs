//! The own log that is gone from the data folder: how that is known, where it is read instead, and
//! how it comes back.
//!
//! What says that it was written here is its mark and the list of its mirrors, which lie beside the
//! incidents. Where a mirror has it, it is opened from there, as when a medium cannot be read.
//!
//! Invariants: only segments that are absent, or hold no byte, are laid anew, whole and durable
//! before they have their names; a folder or log that somebody else wrote is never taken for ours.

use std::path::{Path, PathBuf};

use super::catch_up::{self, Source};
use super::files;
use super::log_copy::{LogCopy, Means};
use super::look;
use super::mirrors::{self, Mirror};
use super::paths;
use super::receive;
use super::regular::{self, Mode, failure};
use super::reviews;
use super::store::DataFolder;
use super::{attachment, mark};
use crate::domain::ids::IncidentId;
use crate::journal::{self, JournalError, Place};
use crate::ports::{
    Disk, Earlier, Failure, FailureKind, Incoming, LogEnd, MediumChange, OpenError,
};

/// What the data folder at `home` knows of a log of this name that was written here.
pub(super) fn earlier(home: &Path, incident: &IncidentId) -> Option<Earlier> {
    let lines = mark::kept(home, incident).map(|mark| mark.lines);
    let mirrors = mirrors::of(Some(home), incident, &[]);
    let mirrors: Vec<_> = mirrors.into_iter().map(|mirror| mirror.folder).collect();
    (lines.is_some() || !mirrors.is_empty()).then_some(Earlier { lines, mirrors })
}

/// The incidents that the data folder at `home` knew once, whether their folders are here or not.
pub(super) fn known(home: &Path) -> Vec<IncidentId> {
    let lists = [mark::FOLDER, mirrors::FOLDER, reviews::FOLDER].into_iter();
    let names = lists.filter_map(|list| std::fs::read_dir(home.join(list)).ok());
    let names = names.flatten().filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    // Comments lie in files of their own kind.
    let name = |name: String| IncidentId::parse(name.split('.').next()?).ok();
    names.filter_map(name).collect()
}

/// Whether no segment of the log is there.
pub(super) fn is_absent(place: &Place) -> bool {
    match files::segments(&place.log_dir(), place.writer()) {
        Ok(segments) => segments.is_empty(),
        Err(failure) => failure.kind == FailureKind::NotFound,
    }
}

/// Whether no byte of the log is there.
fn is_empty(place: &Place) -> bool {
    let has_nothing =
        |path: &PathBuf| path.symlink_metadata().is_ok_and(|it| it.is_file() && it.len() == 0);
    let segments = files::segments(&place.log_dir(), place.writer());
    is_absent(place) || segments.is_ok_and(|segments| segments.iter().all(has_nothing))
}

impl DataFolder {
    /// Where the log of an incident is, or was when this laptop wrote it.
    pub(super) fn place(&self, incident: &IncidentId) -> Result<Place, OpenError> {
        let writer = paths::known_writer(&self.folder).map_err(OpenError::Failed)?;
        let is_there = self.folder.join(incident.as_str()).is_dir();
        let Some(writer) = writer else {
            return Err(if is_there { OpenError::OtherWriter } else { OpenError::NoSuchIncident });
        };
        let place = Place::new(self.folder.clone(), incident.clone(), writer);
        if is_there || earlier(&self.folder, incident).is_some() {
            return Ok(place);
        }
        Err(OpenError::NoSuchIncident)
    }

    /// The folders that the log was written to beside the data folder.
    pub(super) fn beside(&self, incident: &IncidentId) -> Vec<Mirror> {
        let home = (!self.forgets).then_some(&*self.folder);
        mirrors::of(home, incident, &self.mirrors)
    }

    /// Where the log can be read: in the data folder, else where a mirror has it.
    pub(super) fn readable(&self, place: Place) -> Place {
        if !is_empty(&place) {
            return place;
        }
        let beside = self.beside(place.incident()).into_iter();
        let mut there = beside.map(|mirror| place.under(mirror.folder));
        there.find(|there| !is_absent(there)).unwrap_or(place)
    }

    /// Reads the log without locking, mending or writing anything.
    pub(super) fn look(
        &self,
        place: &Place,
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<LogEnd, OpenError> {
        look::look(&self.readable(place.clone()), visit)
    }

    /// What a log is that cannot be opened: nobody else's, where it was written here.
    pub(super) fn gone(&self, error: OpenError, place: &Place) -> OpenError {
        let is_missing = matches!(
            error,
            OpenError::OtherWriter | OpenError::HalfCreated | OpenError::NoSuchIncident
        );
        match earlier(&self.folder, place.incident()).filter(|_| is_missing) {
            // Of an empty file whose mark is known it can be said which lines are missing.
            Some(earlier) if is_absent(place) || is_empty(place) && !earlier.mirrors.is_empty() => {
                OpenError::Gone(earlier)
            }
            _ => error,
        }
    }
}

/// Brings the log back to `main` from `leader`, which is open and has all of it.
pub(super) fn bring_back(
    means: &mut Means<'_>,
    main: &mut LogCopy,
    leader: &LogCopy,
) -> MediumChange {
    let from = leader.place();
    let laid = lay(means.disk, from, main.place());
    let brought = laid
        .and_then(|()| main.catch_up(means, (Source::Medium(from), leader.lines()), &mut |_| {}));
    match brought {
        Ok(_) => main.comeback(leader.lines()),
        Err(failure) => {
            main.give_up(means.disk, failure.clone());
            main.loss(failure)
        }
    }
}

/// Lays the segments that are absent or empty. Without even the incident's folder nothing is done:
/// a copy that is not there is made whole by the one that catches up.
fn lay(disk: &mut dyn Disk, from: &Place, to: &Place) -> Result<(), Failure> {
    if to.incident_dir().symlink_metadata().is_err() {
        return Ok(());
    }
    if !attachment::is_own_folder(&to.log_dir()) {
        disk.create_dir(&to.log_dir())?;
        disk.sync_dir(&to.incident_dir())?;
    }
    for (number, source) in (1..).zip(files::segments(&from.log_dir(), from.writer())?) {
        let target = to.segment(number);
        if target.symlink_metadata().is_ok_and(|found| found.is_file() && found.len() == 0) {
            // Not one byte is lost with it, and its name has to be free.
            std::fs::remove_file(&target).map_err(|error| failure("unlink", &target, &error))?;
        }
        let mut file = regular::open(&source, Mode::Own)?;
        let what = Incoming::Segment(from.writer().to_string(), number);
        let mut received = receive::begin(disk, to, &what)?;
        if let Err(failure) = catch_up::poured(disk, &mut file, &source, &mut received) {
            received.give_up(disk);
            return Err(failure);
        }
        received.keep(disk).map_err(JournalError::into_failure)?;
    }
    journal::settle(disk, to).map_err(JournalError::into_failure)
}
