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
    /// `{done}`, `{skipped}`, `{later}`, `{todo}`.
    pub counts: String,
    /// `{n}` steps that do not fit.
    pub more: String,
    /// Beside an overdue step.
    pub overdue: String,
}
