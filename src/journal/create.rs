//! Making the folder and log of a new incident.
//!
//! Invariants: the log file appears only after everything it leans on is durable, and its first
//! batch is announced, so whatever a crash leaves here is told from a recorded incident by `open`
//! (`HalfCreated`). Half-made folders are left alone: their names count as taken, so they never
//! block a new incident.

use super::announcement::{Announcement, Announcements};
use super::append::{Journal, append_whole, check_batch, still_answers};
use super::error::JournalError;
use super::index::Index;
use super::place::Place;
use crate::audit::digest::Digest;
use crate::audit::verdict::Head;
use crate::ports::Disk;

/// The only segment that a new log has.
const FIRST_SEGMENT: u32 = 1;

/// A file that lies beside the log folder, such as `README.txt` or `verify.py`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Companion<'a> {
    /// Its name.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Takes the incident's name by making its folder, durably. The data folder exists and is durable.
/// Of one name, only the first call can succeed; whoever has it locks the folder before
/// [`create`], so that nobody opens what is being made.
///
/// # Errors
/// [`JournalError`]; `Exists` when the folder has been begun before.
pub fn reserve(disk: &mut dyn Disk, place: &Place) -> Result<(), JournalError> {
    disk.create_dir(&place.incident_dir())?;
    disk.sync_dir(place.data_dir())?;
    Ok(())
}

/// Creates the log with its first batch in the folder that [`reserve`] made, all durable when it
/// returns.
///
/// # Errors
/// [`JournalError`]. What was made by then stays, and is never taken for a recorded incident.
pub fn create(
    disk: &mut dyn Disk,
    place: Place,
    first_batch: &[u8],
    companions: &[Companion<'_>],
) -> Result<Journal, JournalError> {
    check_batch(first_batch)?;
    disk.create_dir(&place.log_dir())?;
    for companion in companions {
        create_companion(disk, &place, *companion)?;
    }
    disk.sync_dir(&place.incident_dir())?;

    let announced = Announcement { from: 0, to: first_batch.len() as u64 };
    let path = place.announcements(FIRST_SEGMENT);
    let mut announcements = Announcements::create(disk, &path)?;
    let begun = announcements
        .announce(disk, &path, announced)
        .and_then(|()| Ok(disk.sync_dir(&place.log_dir())?))
        .and_then(|()| create_log(disk, &place, first_batch));
    match begun {
        Ok(file) => {
            let mut journal = Journal {
                len: 0,
                head: Head { digest: Digest::ZERO, lines: 0 },
                index: Index::default(),
                place,
                segment: FIRST_SEGMENT,
                file,
                announcements: Some(announcements),
                is_poisoned: false,
            };
            journal.acknowledge(first_batch);
            Ok(journal)
        }
        Err(error) => {
            announcements.close(disk);
            Err(error)
        }
    }
}

fn create_log(
    disk: &mut dyn Disk,
    place: &Place,
    first_batch: &[u8],
) -> Result<crate::ports::FileId, JournalError> {
    let path = place.segment(FIRST_SEGMENT);
    let file = disk.create_file(&path)?;
    let written = append_whole(disk, file, &path, first_batch)
        .and_then(|()| Ok(disk.sync_data(file)?))
        .and_then(|()| Ok(disk.sync_dir(&place.log_dir())?))
        .and_then(|()| still_answers(disk, &path, first_batch.len() as u64));
    if let Err(error) = written {
        disk.close(file);
        return Err(error);
    }
    Ok(file)
}

fn create_companion(
    disk: &mut dyn Disk,
    place: &Place,
    companion: Companion<'_>,
) -> Result<(), JournalError> {
    let path = place.companion(companion.name);
    let file = disk.create_file(&path)?;
    let written =
        append_whole(disk, file, &path, companion.bytes).and_then(|()| Ok(disk.sync_data(file)?));
    disk.close(file);
    written
}
