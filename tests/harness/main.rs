//! Faults on the unmodified program: each promise about the log, tried against a failing machine.
//!
//! One file per kind of fault; what is acknowledged is kept outside (`ledger`), the log is read by
//! an independent reader (`reader`) and by the Python verifier (`python`). Each harness has its
//! failing control: a planted bug that it must catch (`plant`).
//!
//! `SANGFROID_PROOF=long` runs every case instead of a sample. `SANGFROID_BINARY` names another
//! build of the program. Linux only, as its tracer and its media are.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests stand outside: they read files, start the program and break the machine"
)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that cannot go on must fail, and its parts stand outside #[test] functions"
)]
#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "a test builds its texts in the plainest way; nobody waits for them"
)]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the names of logs are written by the program, in one spelling"
)]
#![allow(unreachable_pub, reason = "a test binary exports nothing; pub marks what a module offers")]

mod cuts;
mod injected;
mod kills;
mod ledger;
mod media;
mod order;
mod outside;
mod plant;
mod python;
mod reader;
mod screen_faults;
mod seeds;
mod several;
mod subject;
mod targets;
mod trace;

#[path = "../pty/support/mod.rs"]
#[allow(dead_code, reason = "the pseudo-terminal's own tests use the rest")]
mod support;
