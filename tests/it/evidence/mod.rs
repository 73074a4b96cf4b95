//! Evidence that comes in, and copies that go out.

#[cfg(feature = "tui")]
mod beside;
mod copies;
mod custody;
#[cfg(unix)]
mod hostile;
mod intake;
mod property;
#[cfg(feature = "tui")]
mod slices;
