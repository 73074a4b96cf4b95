//! All integration tests, in one binary: one link, one run, one count.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests stand outside: they read files, start the program and its independent verifier"
)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that cannot go on must fail, and its helpers stand outside #[test] functions"
)]
#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "a test builds its texts in the plainest way; nobody waits for them"
)]
#![allow(unreachable_pub, reason = "a test binary exports nothing; pub marks what a module offers")]

mod audit;
mod author;
mod cli;
#[cfg(feature = "tui")]
mod contract;
mod coverage;
mod documents;
mod domain;
mod evidence;
mod faults;
mod gone;
mod import;
mod law;
#[cfg(feature = "tui")]
mod linear;
mod mark;
mod mirror;
mod paper;
mod recall;
mod runbook_bytes;
mod runbook_cli;
mod runbook_explain;
mod runbook_lint;
mod runbook_property;
mod runbook_schema;
#[cfg(feature = "tui")]
mod screens;
mod session;
mod site;
mod store;
mod support;
mod tidy;
#[cfg(feature = "tui")]
mod tour;
mod walk;
