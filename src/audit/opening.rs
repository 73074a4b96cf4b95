//! What the first line of a log says of it, whatever version wrote it.

use serde_json::Value;

use super::wire_v1::Whole;
use crate::domain::event::Mode;
use crate::domain::ids::{IncidentId, WriterId};

/// What a first line says of its log, whatever version wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Which incident.
    pub incident: IncidentId,
    /// Whose log.
    pub writer: WriterId,
    /// Real or exercise.
    pub mode: Mode,
}

/// Reads the first line of a log, which the verifier accepted; none when it says none of that.
#[must_use]
pub fn opening(line: &[u8]) -> Option<Opening> {
    let stored = serde_json::from_slice::<Whole>(line).ok()?.e?;
    let text = |name: &str| stored.x.get(name).and_then(Value::as_str);
    let writer = WriterId::parse(text("writer")?).ok()?;
    // The name on every line, and the one that the log gives itself, are one.
    let is_same = stored.id.rsplit_once('.').is_some_and(|(name, _)| name == writer.as_str());
    let is_exercise = stored.x.get("exercise") == Some(&Value::Bool(true));
    let mode = if is_exercise { Mode::Exercise } else { Mode::Real };
    let incident = IncidentId::parse(text("inc")?).ok()?;
    is_same.then_some(Opening { incident, writer, mode })
}
