//! Random bits from the operating system, and the names made from them.

use std::path::PathBuf;
use std::sync::Arc;

use super::{device_key, lost, paths};
use crate::audit::sshsig::SigningKey;
use crate::domain::event::Mode;
use crate::domain::ids::{IncidentId, WriterId};
use crate::domain::time::{Timestamp, UtcOffset};
use crate::ports::{Failure, FailureKind, IdSource};

/// The system's generator, and the name under which a data folder writes.
#[derive(Clone, Debug)]
pub struct SystemIds {
    folder: PathBuf,
    key: Option<Arc<SigningKey>>,
}

impl SystemIds {
    /// For this data folder.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, key: None }
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
    fn incident(&mut self, mode: Mode, at: Timestamp, taken: &[IncidentId]) -> IncidentId {
        // One that was moved away keeps its number: its mark, or its mirrors, would speak of it.
        let known = lost::known(&self.folder);
        let taken: Vec<_> = taken.iter().cloned().chain(known).collect();
        next_incident(mode, at, &taken)
    }

    fn random_128(&mut self) -> Result<[u8; 16], Failure> {
        random_128()
    }

    fn writer(&mut self) -> Result<WriterId, Failure> {
        let tag = match self.device_key() {
            Ok(key) => key.writer_tag(),
            // Without a key there are no seals, but the log must be kept.
            Err(_) => {
                let [a, b, ..] = random_128()?;
                format!("{:04x}", u16::from_be_bytes([a, b]))
            }
        };
        paths::writer(&self.folder, &tag)
    }

    fn device_key(&mut self) -> Result<Arc<SigningKey>, Failure> {
        if let Some(key) = &self.key {
            return Ok(Arc::clone(key));
        }
        let key = Arc::new(device_key::read_or_make(&self.folder)?);
        self.key = Some(Arc::clone(&key));
        Ok(key)
    }
}

/// `INC-` or `EXERCISE-`, the year and the next free number; never one of `taken`.
#[must_use]
pub fn next_incident(mode: Mode, at: Timestamp, taken: &[IncidentId]) -> IncidentId {
    let year = at.date(UtcOffset::default()).year();
    let prefix = format!("{}{year}-", mode.prefix());
    let number = |id: &IncidentId| id.as_str().strip_prefix(&prefix)?.parse::<u32>().ok();
    let last = taken.iter().filter_map(number).max().unwrap_or(0);
    let text = format!("{prefix}{:04}", last.saturating_add(1));
    // The form above is always a valid name; a year outside four digits only makes it longer.
    IncidentId::parse(&text).unwrap_or_else(|_| next_incident(mode, Timestamp::from_ms(0), taken))
}
