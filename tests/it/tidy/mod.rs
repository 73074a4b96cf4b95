//! Tidy: the house rules that the compiler does not know, checked on the source text.
//!
//! One rule per file, each a function from a [`tree::Tree`] to findings with file and line, and
//! each with tests of its own on small trees with a planted violation. `house` applies them all to
//! this repository. Deliberately not here: anything that clippy or rustfmt checks already.

mod attribute;
mod exception;
mod finding;
mod habit;
mod house;
mod language;
mod layer;
mod lexer;
mod package;
mod path;
mod promise;
mod reach;
mod requirement;
mod shelf;
mod size;
mod tree;
mod word;
