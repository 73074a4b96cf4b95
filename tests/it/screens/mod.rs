//! The full screen, driven by keys and read from its cells.

mod alarm;
mod board;
mod calls;
mod card;
mod clock;
mod closing;
mod correct;
pub mod desk;
mod draft;
mod evidence;
mod frame;
mod journey;
mod lookback;
mod picker;
mod resume;
mod search;
mod shelf_query;
mod shift;
mod stage;
mod start;
mod step;
mod stream;
mod timeline;
mod triage;
mod turn;
mod walks;
mod wire;
