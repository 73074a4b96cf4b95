//! What an incident is and what may happen to it. Pure values: no clock, file, environment,
//! randomness or terminal; imports nothing of ours. Serialised forms live in `audit`, screens in
//! `tui`.

pub mod act;
pub mod acts;
pub mod beside;
pub mod board;
pub mod brief;
pub mod call;
pub mod card;
pub mod claimed;
pub mod closing_event;
pub mod command;
pub mod deadline;
pub mod decide;
pub mod detail;
pub mod due;
pub mod duty_event;
pub mod duty_state;
pub mod event;
pub mod evidence;
pub mod evolve;
pub mod fold;
pub mod ids;
pub mod isolation;
pub mod kept;
pub mod law;
pub mod lead;
mod margin;
mod names;
pub mod note_words;
pub mod place;
pub mod proof;
pub mod recall;
pub mod rejection;
pub mod router;
pub mod runbook;
pub mod site;
pub mod state;
pub mod step;
pub mod text;
pub mod time;
pub mod together;
pub mod tracks;
pub mod wrap;
