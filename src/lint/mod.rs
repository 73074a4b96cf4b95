//! Rules for authors: what a valid runbook should still not be.
//!
//! [`all`] lists the rules; each lives in a file of its own and has a page under `tests/it/lint/`.
//! The linter never refuses a runbook: the shipped ones pass it in the tests, a site's own may be
//! opened with findings.

pub mod all;
pub mod lexicon;
pub mod number;
pub mod pace;
pub mod rules;
pub mod site;
pub mod subject;
pub mod verbs;
pub mod walk;
pub mod words;

pub use all::check;
pub use rules::local_name::check_card;
