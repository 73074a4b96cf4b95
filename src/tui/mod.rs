//! The full screen, without a terminal: keys in, requests out, cells drawn on a buffer.
//!
//! Nothing here is audited and nothing here does IO. The model holds only what the interface needs
//! (selection, scroll, text being typed); facts come from the session through [`view::View`].

mod answer;
pub mod app;
mod bell;
mod clock_text;
mod correctable;
pub mod draft;
pub mod duty_text;
pub mod fact;
mod flight;
pub mod guard;
pub mod intent;
mod keep;
pub mod keyboard;
pub mod keymap;
pub mod layout;
pub mod line_text;
mod mouse;
mod open;
mod paint;
mod pairs;
mod paste;
mod place;
mod recall;
mod refused;
pub mod relief;
pub mod remap;
pub mod request;
pub mod row_fact;
pub mod screen;
pub mod search;
pub mod settings;
mod shared_keys;
pub mod shelf;
pub mod silence;
pub mod speech;
mod take;
pub mod theme;
mod travel;
pub mod typed;
pub mod urgent_fact;
pub mod view;
pub mod voice;
mod wake;
pub mod watch_text;
mod watch_ways;
pub mod widget;
