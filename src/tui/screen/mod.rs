//! One file per screen. Each implements [`contract::Screen`] and draws only the work area; the frame
//! around it (rows 1 and 2, rules, LAST, keys, rail) is the application's.

pub mod alarm;
pub mod closing;
pub mod contract;
pub mod log;
pub mod outline;
pub mod picker;
pub mod resume;
pub mod sheet;
pub mod start;
pub mod summary;
pub mod told;

pub use contract::{Go, Live, Outcome, Screen};
