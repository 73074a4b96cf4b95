//! Files of other laptops taken into the open incident, on every medium that answers.
//!
//! Invariants: the data folder takes each of them or the intake fails; a mirror that does not is
//! left out and catches up the next time the log is opened there.

use std::path::Path;

use super::RealDisk;
use super::attachment::is_own_folder;
use super::mismatch::foreign;
use super::mismatch::nothing_open;
use super::signers;
use super::store::DataFolder;
use crate::audit::signers::Row;
use crate::journal::{self, JournalError, Place, Received};
use crate::ports::{Disk, Failure, Incoming, Receiving, Reception, Store};

/// One file on its way to every medium.
struct Landing<'l> {
    disk: &'l mut dyn Disk,
    main: Option<Received>,
    others: Vec<Received>,
    missed: Vec<Failure>,
}

impl Reception for DataFolder {
    fn receive<'r>(&'r mut self, what: &Incoming) -> Result<Box<dyn Receiving + 'r>, Failure> {
        let places = self.places()?;
        let disk: &mut dyn Disk = &mut *self.disk;
        let (mut main, mut others, mut missed) = (None, Vec::new(), Vec::new());
        for (at, place) in places.iter().enumerate() {
            match begin(disk, place, what) {
                Ok(received) if at == 0 => main = Some(received),
                Ok(received) => others.push(received),
                Err(failure) if at == 0 => return Err(failure),
                Err(failure) => missed.push(failure),
            }
        }
        Ok(Box::new(Landing { disk, main, others, missed }))
    }

    fn settle(&mut self) -> Result<(), Failure> {
        for (at, place) in self.places()?.iter().enumerate() {
            match journal::settle(&mut *self.disk, place) {
                Err(error) if at == 0 => return Err(error.into_failure()),
                _ => {}
            }
        }
        Ok(())
    }

    fn keep_keys(&mut self, rows: &[Row]) -> Vec<Row> {
        let mut refused = Vec::new();
        for (at, place) in self.places().unwrap_or_default().iter().enumerate() {
            let kept_out = signers::keep_foreign(&place.incident_dir(), rows);
            if at == 0 {
                refused = kept_out;
            }
        }
        refused
    }
}

impl DataFolder {
    /// The data folder's own first: what other laptops wrote is compared with what lies there.
    fn places(&self) -> Result<Vec<Place>, Failure> {
        let places = self.live_places();
        let is_main = |place: &Place| place.data_dir() == self.folder();
        if places.first().is_some_and(is_main) {
            return Ok(places);
        }
        Err(nothing_open(self.folder()))
    }
}

pub(super) fn begin(
    disk: &mut dyn Disk,
    place: &Place,
    what: &Incoming,
) -> Result<Received, Failure> {
    let files = place.incident_dir().join("files");
    if files.symlink_metadata().is_ok() && !is_own_folder(&files) {
        return Err(foreign("open", files, "not a folder of its own"));
    }
    journal::receive(disk, place, what).map_err(JournalError::into_failure)
}

impl Receiving for Landing<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if let Some(main) = &mut self.main {
            main.write(self.disk, bytes).map_err(JournalError::into_failure)?;
        }
        for mut other in std::mem::take(&mut self.others) {
            match other.write(self.disk, bytes) {
                Ok(()) => self.others.push(other),
                Err(error) => {
                    other.give_up(self.disk);
                    self.missed.push(error.into_failure());
                }
            }
        }
        Ok(())
    }

    fn keep(mut self: Box<Self>) -> Result<Vec<Failure>, Failure> {
        if let Some(main) = self.main.take() {
            main.keep(self.disk).map_err(JournalError::into_failure)?;
        }
        for other in std::mem::take(&mut self.others) {
            if let Err(error) = other.keep(self.disk) {
                self.missed.push(error.into_failure());
            }
        }
        Ok(std::mem::take(&mut self.missed))
    }
}

impl Drop for Landing<'_> {
    fn drop(&mut self) {
        for received in self.main.take().into_iter().chain(std::mem::take(&mut self.others)) {
            received.give_up(self.disk);
        }
    }
}

/// Removes what interrupted intakes left among the logs; only for whoever holds the incident's
/// lock. What cannot be removed stays: its name counts for nothing.
pub(super) fn sweep(incident: &Path) {
    let folder = incident.join("log");
    for name in RealDisk::new().list(&folder).unwrap_or_default() {
        let path = folder.join(&name);
        let is_file = path.symlink_metadata().is_ok_and(|found| found.is_file());
        if path.extension().is_some_and(|end| end == "part") && is_file {
            drop(std::fs::remove_file(&path));
        }
    }
}
