//! Legal clocks from their files: the shipped ones, and those of the site in their place.
//!
//! [`raw`] is the shape for serde and the published schema, [`load`] reads the tree and reports
//! everything at once, [`shelf`] puts the files together and looks up what they name of each other.

pub mod load;
pub mod raw;
pub mod schema;
pub mod shelf;

pub use shelf::{ClockOrigin, LawShelf};
