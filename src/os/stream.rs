//! The standard streams, handed to those who print.

use std::io::{StderrLock, StdoutLock};

/// Where answers go.
pub fn answers() -> StdoutLock<'static> {
    std::io::stdout().lock()
}

/// Where refusals go.
pub fn refusals() -> StderrLock<'static> {
    std::io::stderr().lock()
}
