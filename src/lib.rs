//! sangfroid: guidance through a hospital IT incident, with a tamper-evident log.

pub mod audit;
pub mod cli;
pub mod domain;
pub mod i18n;
pub mod journal;
pub mod os;
pub mod ports;
