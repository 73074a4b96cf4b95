//! The sans-IO machine of one incident: inputs in, effects out.
//!
//! Both fronts, the full screen and the command line, drive this same machine, so the same orders
//! leave the same bytes. It never reads a clock, a file or a random number: they come with the
//! input. No state changes before the disk has said yes (architecture §4.4).

mod ahead;
mod alarm;
mod assembler;
pub mod effect;
mod gap;
pub mod input;
mod law;
pub mod machine;
mod media;
mod pending;
mod recall;
pub mod replay;
pub mod seal;
mod standing;
pub mod survey;

pub use alarm::{Alarm, RETRY_EVERY};
pub use assembler::{ReadRunbook, copy};
pub use effect::Effect;
pub use input::{Input, Seed, Ticket};
pub use machine::Session;
pub use replay::{Replay, ReplayError};
