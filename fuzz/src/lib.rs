//! One function per parser, each taking any bytes: the fuzzer and the tests call the same.
//!
//! A function panics only when a promise is broken; refusing is always right.

#[path = "../../tests/harness/targets.rs"]
pub mod targets;
