//! The full screen, driven by keys and read from its cells.

mod alarm;
mod closing;
mod lookback;
mod picker;
mod resume;
mod search;
mod stage;
mod start;
mod walks;
pub mod desk;
mod frame;
mod search;
mod step;
mod stream;
