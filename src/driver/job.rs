//! What the disk's thread does for the full screen, one job at a time.

use super::inline::{LoadError, Outside, load};
use crate::domain::ids::{IncidentId, WriterId};
use crate::ports::{Failure, LogEnd, MediumChange, Trial};
use crate::session::survey::{IncidentLine, survey};
use crate::session::{ReadRunbook, Session};

/// What the disk's thread is asked.
#[derive(Debug)]
pub enum Job {
    /// Make an incident.
    Create(IncidentId, WriterId, Vec<u8>),
    /// Append to its log.
    Append(Vec<u8>),
    /// Open its log again.
    Reopen,
    /// Open an incident that is there.
    Open(IncidentId),
    /// Look at the folder.
    Survey,
}

/// What the disk's thread answers.
#[derive(Debug)]
pub enum Done {
    /// To `Create` and `Append`.
    Saved(Result<Vec<MediumChange>, Failure>),
    /// To `Reopen`.
    Reopened(Result<LogEnd, Failure>),
    /// To `Open`.
    Opened(IncidentId, Box<Result<Session, LoadError>>),
    /// To `Survey`.
    Surveyed(Vec<IncidentLine>, Trial),
}

/// Does one job; runs on the disk's thread.
pub fn perform(job: Job, read: ReadRunbook, outside: &mut Outside<'_>) -> Done {
    match job {
        Job::Create(incident, writer, bytes) => {
            Done::Saved(outside.store.create(&incident, &writer, &bytes))
        }
        Job::Append(bytes) => Done::Saved(outside.store.append(&bytes)),
        Job::Reopen => Done::Reopened(outside.store.reopen()),
        Job::Open(incident) => {
            let loaded = load(&incident, read, outside);
            Done::Opened(incident, Box::new(loaded))
        }
        Job::Survey => {
            let trial = outside.store.trial();
            Done::Surveyed(survey(outside.store, read).unwrap_or_default(), trial)
        }
    }
}
