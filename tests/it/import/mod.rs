//! Logs of other laptops that come in (audit-log §4.7).

mod crash;
mod elsewhere;
#[cfg(unix)]
mod hostile;
mod missing;
mod put_back;
#[cfg(unix)]
mod stray;
pub mod taken;
mod tie;
mod veil;
