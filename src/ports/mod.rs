//! What the core needs from outside, as traits; the real implementations live in `os`.
//!
//! No trait here can start a process or open a connection: the program advises, it does not act
//! (R155).

mod disk;
mod exchange;
mod medium;
mod outside;

pub use disk::*;
pub use exchange::*;
pub use medium::*;
pub use outside::*;
