//! Crashes, failing disks and foreign hands (audit-log §8, T1 and T13).

pub mod disk;
