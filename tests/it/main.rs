//! One binary for all integration tests.

mod runbook_bytes;
mod runbook_cli;
mod runbook_lint;
mod runbook_property;
mod runbook_schema;
