//! The full screen, driven by keys and read from its cells.

mod alarm;
mod closing;
pub mod desk;
mod journey;
mod lookback;
mod picker;
mod resume;
mod search;
mod show;
mod stage;
mod start;
mod walks;
