//! The program's own words, typed, in both languages.
//!
//! Each section of the catalogue is one struct in a file of its own, filled from
//! `assets/locales/<lang>/<section>.yaml`. Unknown and missing keys are refused, so the languages
//! cannot drift apart; access is a field, so a typo does not compile. Language is a value that is
//! passed along, never a global. Runbook texts are not here: they carry their own translations.

pub mod catalogue;
pub mod cli;
pub mod diagnostic;
pub mod failure;
pub mod fill;
pub mod rejection;
pub mod runbook_cli;
pub mod verify;

pub use catalogue::Catalogue;
pub use fill::fill;
