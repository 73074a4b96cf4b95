//! The paper twin (R153): runbooks as one printable page that needs nothing else, with the forms
//! that replace the laptop. Pure: values in, HTML out.
//!
//! Invariants: numbers, titles, marks and answers are those of the screen; every text of a step is
//! on the paper; a text from a file stays a text, whatever it holds, since the templates escape.

mod answer;
mod book;
mod clock;
mod contact;
mod document;
mod form;
mod router;
mod step;
mod template;

pub use document::{Order, html};
