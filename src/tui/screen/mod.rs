//! One file per screen. Each implements [`contract::Screen`] and draws only the work area; the
//! frame around it (rows 1 and 2, rules, LAST, keys, rail) is the application's.

pub mod alarm;
pub mod board;
pub mod calls;
mod calls_view;
pub mod card;
pub mod closing;
pub mod contract;
pub mod correct;
pub mod decide;
pub mod detail;
mod duty_ask;
mod duty_fields;
pub mod duty_form;
pub mod evidence;
mod evidence_view;
pub mod facts;
pub mod help;
mod in_hand;
pub mod law_card;
pub mod leave;
pub mod limits;
pub mod log;
pub mod menu;
pub mod neighbour;
pub mod note;
pub mod outline;
pub mod picker;
mod picker_view;
pub mod reason;
pub mod resume;
pub mod sheet;
pub mod shift;
pub mod signoff;
pub mod start;
mod start_view;
pub mod step;
pub mod step_key;
pub mod step_view;
mod subject;
pub mod summary;
pub mod told;
pub mod triage;
pub mod watch_form;

pub use contract::{Go, Live, Outcome, Screen, Wish};
