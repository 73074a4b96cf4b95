//! The real program, without a screen.

mod exit;
mod help;
mod hostile;
mod json;
mod people;
mod sandbox;
mod script;
mod verdict;
