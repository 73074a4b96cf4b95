//! The command line: everything a screen can do to an incident, through the same session.
//!
//! Pure but for the world it is given: clocks, ids, the data folder, files and the three streams.

pub mod act;
pub mod args;
pub mod card;
mod card_args;
pub mod clock;
pub mod clocks;
pub mod clocks_args;
pub mod code;
mod code_page;
pub mod companion;
mod copy;
mod delivery;
pub mod duty;
pub mod duty_args;
pub mod evidence;
pub mod evidence_list;
mod exchange_args;
pub mod exit;
pub mod export;
mod export_text;
pub mod help;
pub mod history;
mod history_text;
pub mod import;
mod import_folder;
mod import_text;
pub mod incidents;
pub mod open;
pub mod people;
pub mod people_args;
pub mod qr;
pub mod run;
pub mod runbook;
pub mod runbook_verb;
pub mod signs;
pub mod start;
mod start_args;
pub mod status;
pub mod verify;
mod verify_beside;
pub mod verify_found;
pub mod verify_text;
pub mod world;
