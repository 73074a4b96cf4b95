//! The real program, without a screen.

mod again;
mod brief;
mod clock;
mod code;
mod comment;
mod exercise;
mod exit;
#[cfg(unix)]
mod fair;
mod help;
mod hostile;
mod json;
mod line;
mod name;
mod outside;
mod people;
pub mod python;
pub mod sandbox;
pub mod script;
mod seals;
#[cfg(unix)]
mod second;
#[cfg(unix)]
mod unread;
pub mod verdict;
mod watch;
