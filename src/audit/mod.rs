//! The log, version 1 (audit-log §4): lines, their chain, what is stored in them, and the check.
//!
//! Pure: bytes and values in, bytes and values out. Opening, writing and syncing files is the
//! business of `journal` and `os`.

pub mod arrival;
pub mod clockwork;
pub mod comment;
pub mod digest;
pub mod disclosure;
mod duty_from_wire;
mod duty_to_wire;
pub mod finding;
pub mod from_wire;
pub mod given_code;
pub mod json;
mod lead_wire;
pub mod line;
pub mod merge;
pub mod merge_order;
pub mod opening;
pub mod outside;
mod proof_from_wire;
mod proof_to_wire;
pub mod quick;
pub mod signers;
pub mod sshsig;
pub mod stream;
pub mod testimony;
pub mod timing;
pub mod to_wire;
pub mod verdict;
pub mod verify;
mod watch_from_wire;
mod watch_to_wire;
pub mod wire_v1;
pub mod withhold;

pub use digest::{Digest, Digesting};
pub use from_wire::{DecodeError, DecodedLine, decode};
pub use line::EncodedLine;
pub use quick::Decoder;
pub use stream::{StreamCheck, verify_stream};
pub use to_wire::{EncodeError, encode};
pub use verdict::{CodeMatch, Fault, FaultKind, Head, Outcome, Verdict};
pub use verify::{Accepted, Completeness, Verifier};
