//! sangfroid: guidance through a hospital IT incident, with a tamper-evident log.
#![doc = ""]
#![doc = include_str!("../ARCHITECTURE.md")]

pub mod audit;
pub mod cli;
pub mod diagnostics;
pub mod domain;
pub mod driver;
pub mod i18n;
pub mod journal;
#[cfg(feature = "tui")]
pub mod linear;
pub mod lint;
pub mod os;
pub mod paper;
pub mod ports;
pub mod program;
pub mod runbook;
pub mod session;
#[cfg(feature = "tui")]
pub mod tui;
