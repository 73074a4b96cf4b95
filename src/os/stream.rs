//! The standard streams, handed to those who print.

use std::io::{StderrLock, StdoutLock};

/// Where answers go.
#[must_use]
pub fn answers() -> StdoutLock<'static> {
    std::io::stdout().lock()
}

/// Where refusals go.
#[must_use]
pub fn refusals() -> StderrLock<'static> {
    std::io::stderr().lock()
}
