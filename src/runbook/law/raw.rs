//! The shape of a file of legal clocks for serde and schemars. Unknown keys are refused.

use schemars::JsonSchema;
use serde::Deserialize;

use super::schema;
use crate::runbook::raw::{Source, Text};

/// Legal clocks of one jurisdiction: who must tell whom, from which moment, until when.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "sangfroid legal clocks", transform = schema::owned)]
pub struct ClockFile {
    /// Version of this format. Always 1.
    #[schemars(range(min = 1, max = 1))]
    pub sangfroid: u32,
    /// Whose law it is, as eu or us-ny; needed with clocks and holidays.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub jurisdiction: Option<String>,
    /// Moments that clocks count from, beside those that are built in.
    #[serde(default)]
    pub moments: Vec<Moment>,
    /// The clocks.
    #[serde(default)]
    pub clocks: Vec<Clock>,
    /// Days on which nobody works there, as 2026-12-25; weekends need no line.
    #[serde(default)]
    pub holidays: Vec<String>,
    /// Whose law the site is under; without it, every clock is asked about.
    pub only_jurisdictions: Option<Vec<String>>,
}

/// A moment that somebody has to name.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// Its name in files and in the log.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// What people call it.
    pub title: Text,
    /// What to ask so that the right moment is named.
    pub ask: Text,
}

/// One duty to tell somebody something in time.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = schema::limit_and_unit)]
pub struct Clock {
    /// Its name in files and in the log.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// The duty in a few words.
    pub title: Text,
    /// Who is bound by it.
    pub binds: Text,
    /// Questions that tell a person whether it applies.
    #[schemars(length(min = 1))]
    pub applies_if: Vec<Text>,
    /// From when it counts.
    pub trigger: Trigger,
    /// A whole number with its unit, or the words without-delay.
    pub limit: Limit,
    /// What a number is counted in.
    pub unit: Option<Unit>,
    /// What happens where the last day is a day off; runs-on when absent.
    pub end_of_period: Option<EndOfPeriod>,
    /// Who is told.
    pub recipient: Text,
    /// How.
    pub channel: Text,
    /// How, when that cannot be reached.
    pub offline_fallback: Text,
    /// What the notice must say.
    #[schemars(length(min = 1))]
    pub content_checklist: Vec<Text>,
    /// Where it is written.
    pub legal_ref: Source,
    /// The day on which somebody last compared it with its source.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub as_of: String,
    /// Whether it is law already.
    pub status: Status,
    /// Whether a late notice must say why.
    pub late_requires_reason: bool,
    /// Whether a first notice may be completed later.
    pub allows_phased: bool,
    /// Whether a detail must still be compared with the primary text; says so on the screen.
    #[serde(default)]
    pub check_primary_text: bool,
    /// What else is to be known.
    pub note: Option<Text>,
}

/// From when a clock counts.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Trigger {
    /// The name of a moment.
    Moment(String),
    /// The submission of another clock's notice.
    Submitted(Submitted),
    /// The end of the calendar year of a moment.
    YearEnd(YearEnd),
}

/// The submission of another clock's notice.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Submitted {
    /// The other clock.
    pub submitted: String,
}

/// The end of a calendar year.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct YearEnd {
    /// The moment whose year it is.
    pub end_of_year_of: String,
}

/// How long a clock leaves.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Limit {
    /// A number of units.
    Count(#[schemars(range(min = 1, max = 999))] u32),
    /// No number at all.
    Word(LimitWord),
}

/// A limit that has no number.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LimitWord {
    /// At once.
    WithoutDelay,
}

/// What a limit is counted in.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Elapsed hours.
    Hours,
    /// Days of the calendar.
    CalendarDays,
    /// Days on which people work.
    BusinessDays,
    /// Months of the calendar.
    Months,
}

/// What happens where the last day of a period is a day off.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EndOfPeriod {
    /// Nothing.
    RunsOn,
    /// The period ends with the next working day.
    NextWorkingDay,
}

/// Whether a text is law already.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It binds.
    InForce,
    /// A bill or a proposal.
    Proposed,
    /// Union law that the member states write into their own.
    PendingTransposition,
}
