//! What the tests of the incident share: runbooks to follow, and a session played on clocks of
//! their own.

pub mod play;
pub mod sample;

pub use play::Play;
