//! Linear mode: a second front over the same model, lines in and lines out (R143 to R150).
//!
//! Pure: what is typed comes as a line with its moment, what is to be printed goes out as text.
//! There is no second logic of screens here: a line becomes the presses that a key would have made,
//! and the screen on top speaks itself.

mod act;
pub mod ask;
pub mod front;
pub mod guard;
pub mod heard;
pub mod news;
pub mod page;
mod say;
pub mod surroundings;
