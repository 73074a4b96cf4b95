//! The folders that an incident is written to beside its own, and which of them it was written to
//! before.
//!
//! A command that does not name a mirror uses it all the same: the mirror may hold lines that the
//! data folder could not take, and going on without it would make two histories of one log.
//!
//! Invariants: a folder that was only remembered is compared and continued, never made anew, for it
//! may be another stick by now; what is remembered is a help and stops nobody.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::regular::{self, Mode};
use crate::domain::ids::IncidentId;
use crate::ports::Failure;

/// The folder of these lists in the data folder.
pub(super) const FOLDER: &str = "mirrors";

/// A longer list is not ours.
const BYTES_MAX: u64 = 64 << 10;

/// Most folders that are remembered.
const FOLDERS_MAX: usize = 8;

/// A folder that takes the log too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mirror {
    pub(super) folder: PathBuf,
    /// Whether nobody named it this time.
    pub(super) is_remembered: bool,
}

/// The folders that were named, then those that the incident was written to before, which the data
/// folder at `home` knows.
pub(super) fn of(home: Option<&Path>, incident: &IncidentId, named: &[PathBuf]) -> Vec<Mirror> {
    let mirror = |folder: &PathBuf| Mirror { folder: folder.clone(), is_remembered: false };
    let mut mirrors: Vec<Mirror> = named.iter().map(mirror).collect();
    for folder in home.map(|home| kept(home, incident)).unwrap_or_default() {
        if mirrors.iter().all(|known| whole(&known.folder) != folder) {
            mirrors.push(Mirror { folder, is_remembered: true });
        }
    }
    mirrors
}

/// Remembers these folders, as well as it can be done.
pub(super) fn keep(home: &Path, incident: &IncidentId, folders: &[&Path]) {
    let mut all: Vec<PathBuf> = folders.iter().map(|folder| whole(folder)).collect();
    all.sort();
    all.dedup();
    let mut before = kept(home, incident);
    before.sort();
    if all != before {
        // Without the list the next command must name them: that is what it always could do.
        drop(write(home, incident, &all));
    }
}

fn write(home: &Path, incident: &IncidentId, folders: &[PathBuf]) -> Result<(), Failure> {
    let list = home.join(FOLDER);
    regular::make_folder(&list)?;
    // A path that is no text, or of two lines, cannot be written here.
    let rows = folders.iter().filter_map(|folder| folder.to_str());
    let rows = rows.filter(|row| !row.contains('\n')).take(FOLDERS_MAX);
    let text: String = rows.flat_map(|row| [row, "\n"]).collect();
    regular::replace(&list.join(incident.as_str()), text.as_bytes())
}

fn kept(home: &Path, incident: &IncidentId) -> Vec<PathBuf> {
    let list = home.join(FOLDER).join(incident.as_str());
    // Not through a link: nobody named this file, and what it names is written to.
    let Ok(file) = regular::open(&list, Mode::Own) else { return Vec::new() };
    let mut text = String::new();
    if file.take(BYTES_MAX).read_to_string(&mut text).is_err() {
        return Vec::new();
    }
    let rows = text.split_inclusive('\n').filter_map(|row| row.strip_suffix('\n'));
    let rows = rows.map(PathBuf::from).filter(|row| row.is_absolute());
    rows.take(FOLDERS_MAX).collect()
}

/// The path from the root on: another command may stand in another folder.
fn whole(folder: &Path) -> PathBuf {
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned())
}
