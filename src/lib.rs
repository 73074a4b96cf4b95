//! sangfroid: guidance through a hospital IT incident, with a tamper-evident log.

pub mod cli;
pub mod diagnostics;
pub mod domain;
pub mod i18n;
pub mod lint;
pub mod ports;
pub mod runbook;
