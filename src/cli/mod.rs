//! The command line, without the outside: functions on values that write to a given writer.

pub mod runbook;
