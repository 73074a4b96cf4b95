//! The real program, without a screen.

mod sandbox;
