//! The full screen, driven by keys and read from its cells.

pub mod desk;
mod frame;
mod search;
mod step;
mod stream;
