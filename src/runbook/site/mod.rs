//! The site's own facts from `site.yaml`.
//!
//! [`raw`] is the shape for serde and the published schema, [`load`] reads the tree and reports
//! everything at once, [`file`](mod@file) says what became of the file. At three in the morning
//! half a list of numbers is better than none: what can be read is kept beside the findings.

pub mod file;
mod isolation;
mod list;
pub mod load;
mod person;
pub mod raw;
pub mod schema;

pub use file::{Condition, SiteFile};
pub use load::{LoadedSite, parse};
