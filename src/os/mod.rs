//! Adapters to the operating system: the only folder where files and clocks are touched.
//!
//! Each file implements one port of `crate::ports`; nothing here decides anything about an
//! incident.
#![expect(
    clippy::disallowed_methods,
    reason = "this folder is where files are touched, so that no other one needs to"
)]

#[cfg(feature = "tui")]
pub mod arrows;
pub mod attachment;
mod ballast;
mod catch_up;
pub mod clock;
pub mod copy;
mod current;
mod device_key;
pub mod disk;
mod draft;
pub mod environment;
pub mod files;
mod handing;
pub mod ids;
mod leading;
pub mod limit;
pub mod lock;
mod log_copy;
mod look;
mod lost;
mod making;
mod mark;
mod mirrors;
mod mismatch;
#[cfg(feature = "tui")]
pub mod news;
pub mod paths;
pub mod power;
mod receive;
mod regular;
mod reviews;
mod room;
mod secret;
mod segments;
mod signers;
mod spare;
pub mod store;
pub mod stream;
#[cfg(feature = "tui")]
pub mod synced;
#[cfg(feature = "tui")]
pub mod terminal;
#[cfg(feature = "tui")]
pub mod worker;

pub use disk::RealDisk;
pub use lock::{Holder, IncidentLock, LockError};
