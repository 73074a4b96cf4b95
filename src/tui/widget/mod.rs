//! Pieces that screens are built from. They draw on a [`canvas::Canvas`] and know no incident.

pub mod canvas;
pub mod field;
pub mod footer;
pub mod frame;
pub mod list;
pub mod panel;
pub mod rail;
pub mod text;

pub use canvas::Canvas;
pub use field::Field;
pub use list::Options;
pub use panel::panel;
pub use text::{Page, Row};
