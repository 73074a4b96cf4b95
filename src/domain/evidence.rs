//! Pieces of evidence and who holds them (ISO/IEC 27037, BCP 55): what a court asks about each.

use super::ids::{Author, EventId, EvidenceId, StepRef};
use super::time::{Moment, Timestamp};

/// A file was taken into the incident's folder, named by its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// SHA-256 of its bytes, 64 hex digits; the file is `files/sha256-…`.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// The step that asked for it, or during which it was taken.
    pub step: Option<StepRef>,
    /// Which of the step's pieces it is.
    pub slot: Option<EvidenceId>,
    /// The value is another one than the step's author expected; it is kept all the same (R71).
    pub is_unexpected: bool,
    /// What it is, in the person's words.
    pub item: String,
    /// The name it had where it came from.
    pub file_name: Option<String>,
    /// The machine it came from.
    pub host: Option<String>,
    /// Who collected it, when that was not who acts.
    pub collector: Option<String>,
    /// Where the original is kept.
    pub place: Option<String>,
    /// When it was collected, if that differs from now.
    pub collected_at: Option<Timestamp>,
}

/// A piece went from one hand to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Custody {
    /// The record that took it in.
    pub evidence: EventId,
    /// Who gave it.
    pub from: String,
    /// Who has it now.
    pub to: String,
    /// Where it is kept now.
    pub place: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// When, if that differs from now.
    pub happened_at: Option<Timestamp>,
}

/// A piece of evidence and its chain of custody (ISO/IEC 27037, BCP 55).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The record that took it in.
    pub event: EventId,
    /// When that was.
    pub at: Moment,
    /// Who did.
    pub who: Author,
    /// What it is, corrections applied.
    pub evidence: Evidence,
    /// The hand-overs, in the order of their records.
    pub moves: Vec<HandOver>,
    /// Withdrawn by a later entry: taken in by mistake. The file stays.
    pub is_withdrawn: bool,
}

/// One hand-over of a piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// The record.
    pub event: EventId,
    /// When it was entered.
    pub at: Moment,
    /// Who entered it.
    pub who: Author,
    /// What was said of it.
    pub custody: Custody,
}
