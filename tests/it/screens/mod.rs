//! The full screen, driven by keys and read from its cells.

mod alarm;
mod board;
mod calls;
mod card;
mod clock;
mod closing;
pub mod desk;
mod draft;
mod evidence;
mod frame;
mod journey;
mod limits;
mod lookback;
mod picker;
mod resume;
mod search;
mod shelf_query;
mod shift;
mod sound;
mod stage;
mod start;
mod step;
mod stream;
mod triage;
mod walks;
mod watch;
mod wire;
