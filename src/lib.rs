//! sangfroid: guidance through a hospital IT incident, with a tamper-evident log.

pub mod audit;
pub mod diagnostics;
pub mod domain;
pub mod i18n;
pub mod ports;
pub mod runbook;
pub mod session;
#[cfg(feature = "tui")]
pub mod tui;
