//! The machine: what it asks, what it believes, what it says when the disk does not obey.

mod ahead;
mod alarm;
mod gap;
mod machine;
mod replay;
mod seal;
