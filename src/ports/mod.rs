//! What the core needs from outside, as traits; the real implementations live in `os`.
//!
//! No trait here can start a process or open a connection: the program advises, it does not act
//! (R155).

mod exchange;
mod outside;

pub use exchange::{Attachment, Copying, Intake, IntakeError, Kept, Origin, Slice};
pub use outside::{
    Access, Clock, Disk, Failure, FailureKind, FileId, Files, IdSource, LogEnd, LogSource, Medium,
    MediumChange, OpenError, Store, Trial,
};
