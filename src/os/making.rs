//! A new incident's folder and log, or nothing that looks like one.

use super::environment;
use super::leading::held;
use super::lock::{IncidentLock, LockError};
use super::log_copy::Means;
use super::mismatch::refused_lock;
use super::room;
use crate::domain::time::Timestamp;
use crate::journal::{self, Journal, JournalError, Place};
use crate::ports::{Failure, OpenError};

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

/// Takes the lock of an incident's folder.
pub(super) fn lock(place: &Place, now: Timestamp) -> Result<IncidentLock, LockError> {
    IncidentLock::acquire(&place.lock_file(), environment::process(), now)
}

/// The same where the incident is opened: somebody else may have it.
pub(super) fn lock_to_open(place: &Place, now: Timestamp) -> Result<IncidentLock, OpenError> {
    lock(place, now).map_err(|error| match error {
        LockError::Held { holder, .. } => held(holder),
        LockError::Failed(failure) => OpenError::Failed(failure),
    })
}
