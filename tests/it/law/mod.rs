//! Legal clocks: their arithmetic, their files, how they stand in an incident.

mod due;
pub mod incident;
mod shelf;
