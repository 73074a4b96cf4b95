//! Legal clocks: their arithmetic, their files, how they stand in an incident.

mod due;
mod shelf;
