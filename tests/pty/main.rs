//! The release of the program on a real pseudo-terminal: its life cycle, its bytes, its keys.
//!
//! Waiting is always for something seen on the screen or in the log. The one pause by the clock is the
//! program's own guard against double presses, which a person's pace lets pass.
#![cfg(unix)]

mod bytes;
mod exits;
mod keys;
mod kill;
mod support;
mod walk;
