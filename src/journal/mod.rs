//! The durability protocol of the log (audit-log §4.6), over the operations of
//! [`crate::ports::Disk`].
//!
//! What holds after any crash on an honest disk: an acknowledged batch is there, byte for byte; an
//! unacknowledged one is there whole or not at all; nothing before the last write is ever touched
//! again; and what only looks like a crash is not repaired. The fault model that checks this stands
//! in `tests/it/faults`.
//!
//! Pure over the port: no file, clock or thread is named here. The lines' own rules are `audit`'s;
//! the lock is `os::lock`'s and must be held by the caller; which medium to go on with is the
//! session's choice.

mod announcement;
mod append;
mod create;
mod error;
mod index;
mod open;
mod piece;
mod place;
mod receive;
mod reopen;
mod tail;
mod torn;

pub use append::{BATCH_BYTES_MAX, Journal};
pub use create::{Companion, create, reserve};
pub use error::JournalError;
pub use open::{Damage, Opened, Ready, open};
pub use place::{Place, SEGMENT_BYTES_MAX};
pub use receive::{Received, receive, settle};
pub use reopen::{Abandoned, Reopened, reopen};
pub use torn::{TornFile, TornTail};
