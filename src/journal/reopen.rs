//! Going on with the same log after an error ended its handle.
//!
//! Invariant: what was not acknowledged is cut off and must be written anew, even where it can be
//! read back. After a failed sync the system may show data from memory that it will never write,
//! and the next sync succeeds without it; only fresh writes are written. The bytes are the caller's
//! own, so nothing is lost by the cut, and the identical line written again is no fork (audit-log
//! §4.6).

use super::append::{Journal, still_answers};
use super::error::JournalError;
use super::open::{Damage, Found, inspect};
use super::place::Place;
use super::tail::Cut;
use super::torn::read_range;
use crate::ports::Disk;

/// What is known of a log whose handle ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abandoned {
    /// Whose log and where.
    pub place: Place,
    /// The segment that was being written.
    pub segment: u32,
    /// Bytes of it that are acknowledged.
    pub acknowledged: u64,
}

/// What became of it.
#[derive(Debug)]
pub enum Reopened {
    /// Verified up to the last acknowledged line and open behind it.
    Ready {
        /// The log, on a fresh descriptor. None of the unacknowledged lines is in it any more.
        journal: Journal,
        /// How many of the unacknowledged lines stood there whole before they were cut.
        found_lines: usize,
    },
    /// What was acknowledged is not there as it was written. Nothing was touched.
    Damaged(Damage),
}

/// Opens the log again, cuts what was never acknowledged, and goes on behind the last acknowledged
/// line.
///
/// `unacknowledged` is the batch whose append failed; `visit` sees each acknowledged line.
///
/// # Errors
/// [`JournalError::ChangedUnderneath`] when something other than a part of `unacknowledged` follows
/// the acknowledged lines: nothing is touched then. Any other error leaves everything to a later
/// attempt.
pub fn reopen(
    disk: &mut dyn Disk,
    abandoned: &Abandoned,
    unacknowledged: &[u8],
    visit: &mut dyn FnMut(&[u8]),
) -> Result<Reopened, JournalError> {
    let Abandoned { place, segment, acknowledged } = abandoned;
    let mut found = inspect(disk, place, Some((*segment, *acknowledged)), visit)?;
    let result = cut_back(disk, place, &mut found, unacknowledged);
    match result {
        Ok(Some(found_lines)) => {
            let verified_to = found.verified_to;
            let journal = found.into_journal(place.clone(), verified_to);
            Ok(Reopened::Ready { journal, found_lines })
        }
        Ok(None) => {
            let damage = found.damage();
            found.close(disk);
            Ok(Reopened::Damaged(damage))
        }
        Err(error) => {
            found.close(disk);
            Err(error)
        }
    }
}

/// How many lines stood there; `None` for damage.
fn cut_back(
    disk: &mut dyn Disk,
    place: &Place,
    found: &mut Found,
    unacknowledged: &[u8],
) -> Result<Option<usize>, JournalError> {
    if found.cut != Cut::Nothing {
        return Ok(None);
    }
    let (expected, len) = (found.verified_to, disk.len(found.file)?);
    let changed = || JournalError::ChangedUnderneath {
        path: place.segment(found.segment),
        expected,
        found: len,
    };
    if len < expected || len - expected > unacknowledged.len() as u64 {
        return Err(changed());
    }
    let rest = read_range(disk, found.file, expected, len)?;
    if !unacknowledged.starts_with(&rest) {
        return Err(changed());
    }
    if len > expected {
        disk.truncate(found.file, expected)?;
    }
    disk.sync_data(found.file)?;
    disk.sync_dir(&place.log_dir())?;
    still_answers(disk, &place.segment(found.segment), expected)?;
    let whole = rest.split_inclusive(|b| *b == b'\n').filter(|line| line.ends_with(b"\n"));
    Ok(Some(whole.count()))
}
