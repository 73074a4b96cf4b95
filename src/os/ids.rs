//! Random bits from the operating system, and the names made from them.

use std::path::PathBuf;

use super::paths;
use crate::domain::ids::{IncidentId, WriterId};
use crate::domain::time::{Timestamp, UtcOffset};
use crate::ports::{Failure, FailureKind, IdSource};

/// The system's generator, and the name under which a data folder writes.
#[derive(Clone, Debug)]
pub struct SystemIds {
    folder: PathBuf,
}

impl SystemIds {
    /// For this data folder.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }
}

/// 128 bits from the operating system.
///
/// # Errors
/// The system has no generator; nothing that needs a salt may be written then.
pub fn random_128() -> Result<[u8; 16], Failure> {
    let mut bits = [0; 16];
    getrandom::fill(&mut bits).map_err(|error| Failure {
        op: "getrandom",
        path: PathBuf::new(),
        errno: error.raw_os_error(),
        kind: FailureKind::Other,
        cause: error.to_string(),
    })?;
    Ok(bits)
}

impl IdSource for SystemIds {
    fn incident(&mut self, at: Timestamp, taken: &[IncidentId]) -> IncidentId {
        next_incident(at, taken)
    }

    fn random_128(&mut self) -> Result<[u8; 16], Failure> {
        random_128()
    }

    fn writer(&mut self) -> Result<WriterId, Failure> {
        let [a, b, ..] = random_128()?;
        paths::writer(&self.folder, [a, b])
    }
}

/// How the names of incidents made here begin.
pub(super) const PREFIX: &str = "INC-";

/// `INC-`, the year and the next free number; never one of `taken`.
#[must_use]
pub fn next_incident(at: Timestamp, taken: &[IncidentId]) -> IncidentId {
    let year = at.date(UtcOffset::default()).year();
    let prefix = format!("{PREFIX}{year}-");
    let number = |id: &IncidentId| id.as_str().strip_prefix(&prefix)?.parse::<u32>().ok();
    let last = taken.iter().filter_map(number).max().unwrap_or(0);
    let text = format!("{prefix}{:04}", last.saturating_add(1));
    // The form above is always a valid name; a year outside four digits only makes it longer.
    IncidentId::parse(&text).unwrap_or_else(|_| next_incident(Timestamp::from_ms(0), taken))
}
