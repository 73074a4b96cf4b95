//! The release of the program on a real pseudo-terminal: its life cycle, its bytes, its keys.
//!
//! Waiting is always for something seen on the screen or in the log. The one pause by the clock is
//! the program's own guard against double presses, which a person's pace lets pass.
#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests stand outside: they read files and start the program and its verifier"
)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that cannot go on must fail, and its helpers stand outside #[test] functions"
)]
#![allow(unreachable_pub, reason = "a test binary exports nothing; pub marks what a module offers")]

mod bytes;
mod draft;
mod elsewhere;
mod exits;
mod follow;
mod keys;
mod kill;
mod line;
mod linear;
mod review;
mod shift;
mod sound;
mod support;
mod walk;
