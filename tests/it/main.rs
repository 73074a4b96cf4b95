//! One binary for all integration tests.

mod runbook_bytes;
