//! Files of other laptops on their way into an incident's folder (audit-log §4.7).
//!
//! Invariants: a file grows under a name that counts for nothing, is durable before it gets its
//! final name, and gets it only while nothing else has it; nothing that is there is written over;
//! after [`settle`] the names are durable too, also those of an attempt that was cut short. So a
//! crash at any step leaves whole files or none, and doing it again does what is missing.

use std::path::{Path, PathBuf};

use super::append::append_whole;
use super::error::JournalError;
use super::place::Place;
use crate::ports::{Disk, Failure, FailureKind, FileId, Incoming};

/// A file on its way in.
#[derive(Debug)]
pub struct Received {
    file: FileId,
    part: PathBuf,
    target: PathBuf,
}

/// Begins a file in the incident's folder. The caller holds the incident's lock.
///
/// # Errors
/// [`JournalError`]; nothing that counts was made.
pub fn receive(
    disk: &mut dyn Disk,
    place: &Place,
    what: &Incoming,
) -> Result<Received, JournalError> {
    let (target, part) = place.incoming(what).ok_or_else(|| no_name(place))?;
    if matches!(what, Incoming::Attachment(_)) {
        make_folder(disk, place, &target)?;
    }
    let file = match disk.create_file(&part) {
        Ok(file) => file,
        Err(failure) if failure.kind == FailureKind::Exists => {
            // Left by an attempt that was cut short.
            let file = disk.open_file(&part)?;
            if let Err(failure) = disk.truncate(file, 0) {
                disk.close(file);
                return Err(failure.into());
            }
            file
        }
        Err(failure) => return Err(failure.into()),
    };
    Ok(Received { file, part, target })
}

fn make_folder(disk: &mut dyn Disk, place: &Place, target: &Path) -> Result<(), JournalError> {
    let Some(folder) = target.parent() else { return Ok(()) };
    match disk.create_dir(folder) {
        Ok(()) => Ok(disk.sync_dir(&place.incident_dir())?),
        Err(failure) if failure.kind == FailureKind::Exists => Ok(()),
        Err(failure) => Err(failure.into()),
    }
}

fn no_name(place: &Place) -> JournalError {
    JournalError::Failed(Failure {
        op: "open",
        path: place.log_dir(),
        errno: None,
        kind: FailureKind::Other,
        cause: "not the name of a log".to_owned(),
    })
}

impl Received {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`JournalError`]; nothing of it counts, and only [`Received::give_up`] may follow.
    pub fn write(&mut self, disk: &mut dyn Disk, bytes: &[u8]) -> Result<(), JournalError> {
        append_whole(disk, self.file, &self.part, bytes)
    }

    /// Makes it whole under its final name. The name is durable once [`settle`] said so.
    ///
    /// # Errors
    /// [`JournalError`]; `Exists` when something has that name.
    pub fn keep(self, disk: &mut dyn Disk) -> Result<(), JournalError> {
        let synced = disk.sync_data(self.file);
        disk.close(self.file);
        synced?;
        Ok(disk.rename(&self.part, &self.target)?)
    }

    /// Lets it go, and gives its space back as far as the disk obeys.
    pub fn give_up(self, disk: &mut dyn Disk) {
        disk.truncate(self.file, 0).ok();
        disk.close(self.file);
    }
}

/// Makes the names of everything that was received durable.
///
/// # Errors
/// Any failure; no record may speak of it then.
pub fn settle(disk: &mut dyn Disk, place: &Place) -> Result<(), JournalError> {
    disk.sync_dir(&place.log_dir())?;
    match disk.sync_dir(&place.incident_dir().join("files")) {
        Err(failure) if failure.kind != FailureKind::NotFound => Err(failure.into()),
        _ => Ok(()),
    }
}
