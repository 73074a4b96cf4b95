//! Order of IO: the two fronts' loops around the one session.

pub mod inline;
#[cfg(feature = "tui")]
pub mod tui;
