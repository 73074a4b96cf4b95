//! The log's format: golden vectors, tampering, the second verifier, and what is stored.

mod differential;
mod matrix;
mod merge;
pub mod sample;
mod segments;
mod sshsig;
mod tampering;
mod vectors;
mod verdict_text;
mod wire;
