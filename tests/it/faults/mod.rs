//! Crashes, failing disks and foreign hands (audit-log §8, T1 and T13).

mod crash;
pub mod disk;
mod edges;
pub mod frail;
pub mod harness;
pub mod plant;
mod real;
pub mod states;
mod two;
mod words;
