//! Small facts in the margin of an incident's state: its clock, what no seal covers yet, and going
//! on out of turn.

use super::ids::EventId;
use super::time::Moment;

/// What is known of the laptop's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClockNotes {
    /// The last comparison: when, and by how much the other clock was ahead.
    pub compared: Option<(Moment, i64)>,
    /// The last time it moved by itself: when, and by how much.
    pub moved: Option<(Moment, i64)>,
    /// How often it moved.
    pub moves: u64,
}

/// Records that no seal covers yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsealed {
    /// How many.
    pub count: u64,
    /// When the first of them was written.
    pub since: Moment,
}

/// Going on out of turn (R18).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jump {
    /// The record.
    pub event: EventId,
    /// The step that was gone to, from 0.
    pub to: usize,
    /// Why.
    pub reason: String,
}
