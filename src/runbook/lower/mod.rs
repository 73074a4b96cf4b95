//! From the tree to a runbook, with everything that is wrong with it.
//!
//! Two passes: first each value is read by itself while declared names and their uses are
//! collected, then the uses are looked up. Nothing stops at the first finding. A runbook comes out
//! only when no finding is an error, which establishes the invariants of
//! [`crate::domain::runbook`].

mod card;
mod choice;
mod document;
mod duty;
pub(in crate::runbook) mod field;
mod load;
mod names;
mod phase;
pub(in crate::runbook) mod reader;
mod resolve;
mod step;
mod suggest;
pub(in crate::runbook) mod text;

pub(in crate::runbook) use document::is_newer;
pub(in crate::runbook) use load::settle;
pub(in crate::runbook) use load::survey;
pub use load::{Loaded, LoadedCard, load, parse, parse_card, read};
pub use names::LawUse;
