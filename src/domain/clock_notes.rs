//! What the state keeps about the laptop's clock, and about seals.

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
