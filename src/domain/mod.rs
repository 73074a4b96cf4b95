//! What an incident is and what may happen to it. Pure values: no clock, file, environment,
//! randomness or terminal; imports nothing of ours. Serialised forms live in `audit`, screens in
//! `tui`.

pub mod act;
pub mod acts;
pub mod added_clock;
pub mod board;
pub mod call;
pub mod card;
pub mod claimed;
pub mod clock_notes;
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
pub mod hold;
pub mod ids;
pub mod isolation;
pub mod kept;
pub mod law;
pub mod limits;
pub mod met;
mod names;
pub mod naming;
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
pub mod watch;
pub mod watch_event;
pub mod wrap;
