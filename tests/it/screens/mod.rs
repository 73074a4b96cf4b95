//! The full screen, driven by keys and read from its cells.

mod picker;
mod search;
mod stage;
mod start;
