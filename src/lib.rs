//! sangfroid: guidance through a hospital IT incident, with a tamper-evident log.
#![doc = ""]
#![doc = include_str!("../ARCHITECTURE.md")]

pub mod domain;
pub mod i18n;
pub mod ports;
