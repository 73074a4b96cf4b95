//! Rules for a site's own facts: what is missing, old, unsigned or still made up.
//!
//! None of them refuses anything: a list with holes is used as it is. What is known of the runbooks
//! comes in as [`Asked`], and the day of the check as a value.

pub mod all;
pub mod asked;
pub mod contact;
pub mod fiction;
pub mod isolation;
pub mod places;
pub mod relief;
pub mod restore;
pub mod whole;

pub use all::{Facts, RULES, check};
pub use asked::Asked;
