//! The program's own words, typed, in both languages.
//!
//! Each section of the catalogue is one struct in a file of its own, filled from
//! `assets/locales/<lang>/<section>.yaml`. Unknown and missing keys are refused, so the languages
//! cannot drift apart; access is a field, so a typo does not compile. Language is a value that is
//! passed along, never a global. Runbook texts are not here: they carry their own translations.

pub mod agreement;
pub mod brief;
pub mod brief_words;
pub mod bundle;
pub mod card;
pub mod catalogue;
pub mod cli;
pub mod diagnostic;
pub mod duty;
pub mod evidence;
pub mod export;
pub mod failure;
pub mod fill;
pub mod history;
pub mod import;
pub mod journal;
pub mod key;
pub mod law;
pub mod lead;
pub mod page;
pub mod paper;
pub mod paper_form;
pub mod people;
pub mod rejection;
pub mod remap;
pub mod run;
pub mod runbook_cli;
pub mod screen_alarm;
pub mod screen_board;
pub mod screen_brief;
pub mod screen_calls;
pub mod screen_card;
pub mod screen_closing;
pub mod screen_correct;
pub mod screen_decide;
pub mod screen_draft;
pub mod screen_evidence;
pub mod screen_frame;
pub mod screen_go_to;
pub mod screen_help;
pub mod screen_leave;
pub mod screen_linear;
pub mod screen_log;
pub mod screen_menu;
pub mod screen_note;
pub mod screen_paper;
pub mod screen_picker;
pub mod screen_rail;
pub mod screen_reader;
pub mod screen_reason;
pub mod screen_resume;
pub mod screen_roles;
pub mod screen_shift;
pub mod screen_signoff;
pub mod screen_start;
pub mod screen_step;
pub mod screen_summary;
pub mod screen_told;
pub mod screen_tracks;
pub mod screen_triage;
pub mod screens;
pub mod site;
pub mod site_page;
pub mod verify;
pub mod watch;

pub use catalogue::Catalogue;
pub use fill::fill;
