//! From text to a valid runbook.
//!
//! [`bytes`] bounds what is read, [`yaml`] turns text into a tree whose every node knows its
//! place, [`lower`] turns the tree into [`crate::domain::runbook::Runbook`] and reports everything
//! it finds, and [`raw`] is the same shape once more for serde: it is the published schema and the
//! second reader that must agree. [`law`] does the same for legal clocks. No file is opened here.
//! second reader that must agree. [`site`] does the same for the site's facts. No file is opened
//! here.

pub mod bytes;
pub mod law;
pub mod library;
pub mod lower;
pub mod node;
pub mod raw;
pub mod raw_card;
pub mod raw_elsewhere;
pub mod router;
pub mod schema;
pub mod site;
pub mod yaml;

pub use lower::{Loaded, LoadedCard, load, parse, parse_card, read};
