//! The full screen, driven by keys and read from its cells.

mod search;
