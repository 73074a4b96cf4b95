//! The full screen, driven by keys and read from its cells.

mod alarm;
mod closing;
pub mod desk;
mod journey;
mod frame;
mod lookback;
mod picker;
mod resume;
mod search;
mod show;
mod search;
mod stage;
mod start;
mod step;
mod stream;
mod walks;
