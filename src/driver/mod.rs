//! Order of IO: the two fronts' loops around the one session.

#[cfg(feature = "tui")]
mod begin;
#[cfg(feature = "tui")]
mod comments;
#[cfg(feature = "tui")]
mod copied;
#[cfg(feature = "tui")]
mod draft;
#[cfg(feature = "tui")]
pub mod follow;
#[cfg(feature = "tui")]
pub mod front;
#[cfg(feature = "tui")]
pub mod full;
#[cfg(feature = "tui")]
mod grant;
#[cfg(feature = "tui")]
mod hear;
pub mod inline;
#[cfg(feature = "tui")]
pub mod job;
#[cfg(feature = "tui")]
mod leave;
#[cfg(feature = "tui")]
pub mod lines;
#[cfg(feature = "tui")]
mod media;
#[cfg(feature = "tui")]
mod recall;
#[cfg(feature = "tui")]
mod refusal;
#[cfg(feature = "tui")]
mod settle;
#[cfg(feature = "tui")]
mod sign;
#[cfg(feature = "tui")]
pub mod stage;
#[cfg(feature = "tui")]
mod take;
#[cfg(feature = "tui")]
pub mod thrifty;
#[cfg(feature = "tui")]
pub mod tui;
