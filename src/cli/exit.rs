//! Exit codes: a documented interface.

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All went well.
    Fine = 0,
    /// `check`, `verify` or `doctor` found something.
    Findings = 1,
    /// The order does not make sense, or the domain refuses it.
    Usage = 2,
    /// The outside failed: a disk, a file, a terminal.
    Outside = 3,
    /// A log was altered.
    Altered = 4,
    /// A log is incomplete.
    Incomplete = 5,
    /// Written by a newer version.
    Newer = 6,
    /// Our bug.
    Bug = 70,
}

impl Exit {
    /// The number the shell sees.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }
}
