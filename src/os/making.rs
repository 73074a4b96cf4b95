//! A new incident's folder and log, or nothing that looks like one.

use super::lock::IncidentLock;
use super::log_copy::{Means, lock};
use super::mismatch::refused_lock;
use super::room;
use crate::journal::{self, Journal, JournalError, Place};
use crate::ports::Failure;

/// Makes the folder, locks it, and writes the first lines durably.
///
/// # Errors
/// Any failure. What was begun is set aside: whoever is told that nothing was started must not find
/// half of it. Where the medium takes not even that, the half is told from an incident by how it
/// ends.
pub(super) fn make(
    means: &mut Means<'_>,
    place: &Place,
    first: &[u8],
) -> Result<(IncidentLock, Journal), Failure> {
    journal::reserve(means.disk, place).map_err(JournalError::into_failure)?;
    let begun = lock(place, means.now).map_err(refused_lock).and_then(|lock| {
        let made = journal::create(means.disk, place.clone(), first, means.companions);
        Ok((lock, made.map_err(JournalError::into_failure)?))
    });
    begun.inspect_err(|_| drop(room::set_aside(&place.incident_dir())))
}
