//! The standard streams, handed to those who print.

use std::io::{StderrLock, StdoutLock};

/// Where answers go.
pub fn answers() -> StdoutLock<'static> {
    std::io::stdout().lock()
}

/// Where the full screen is drawn; locked for each write, so that a farewell can follow.
#[cfg(feature = "tui")]
#[must_use]
pub fn screen() -> std::io::Stdout {
    std::io::stdout()
}

/// Where refusals go.
pub fn refusals() -> StderrLock<'static> {
    std::io::stderr().lock()
}
