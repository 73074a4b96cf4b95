//! The real program, without a screen.

mod clock;
mod exit;
mod help;
mod hostile;
mod json;
mod people;
pub mod sandbox;
pub mod script;
mod verdict;
