//! `sangfroid runbook …`. Files are read by the caller and come in as texts or readers.

pub mod check;
pub mod explain;
pub mod list;
pub mod new;
pub mod show;
