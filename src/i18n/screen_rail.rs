//! Words of the rail of all steps.

use serde::Deserialize;

/// Words of the rail of all steps.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenRail {
    /// `{n}`, `{name}`.
    pub phase: String,
    /// `{done}` of `{total}`.
    pub progress: String,
    /// `{n}` steps are done.
    pub done: String,
    /// `{n}` steps were skipped.
    pub skipped: String,
    /// `{n}` steps could not be done.
    pub could_not: String,
    /// `{n}` steps come later, or are waited for.
    pub later: String,
    /// `{n}` steps are to do.
    pub todo: String,
    /// `{n}` steps that do not fit.
    pub more: String,
    /// Beside an overdue step.
    pub overdue: String,
}
