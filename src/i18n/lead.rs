//! Words about who leads, who is on duty and who holds what.

use serde::Deserialize;

use super::fill;
use crate::domain::lead::{LeadPassed, Relief};
use crate::domain::relief::DutyPart;

/// Words about who leads, who is on duty and who holds what.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeadWords {
    /// `{who}` leads.
    pub told: String,
    /// The same on line LAST, entered by `{by}`.
    pub last: String,
    /// A line of the briefing in own words: `{text}`.
    pub own_words: String,
    /// The same on line LAST, entered by `{by}`.
    pub last_own_words: String,
    /// `{who}` holds a track.
    pub held: String,
    /// The same on line LAST, entered by `{by}`.
    pub last_held: String,
    /// What was read back: `{urgent}`, `{unclear}`.
    pub read_back: String,
    /// The relief of `{who}`.
    pub relief: String,
    /// It comes: `{time}`, `{span}`, `{who}`.
    pub relief_due: String,
    /// It is due: `{time}`, `{span}`, `{who}`.
    pub relief_over: String,
    /// In the last column of the board.
    pub relief_state: String,
    /// The selected row of the board: `{since}`, `{span}`, `{time}`, `{limit}`.
    pub relief_card: String,
    /// How long by night: `{h}`.
    pub by_night: String,
    /// How long by day: `{h}`.
    pub by_day: String,
    /// How long from a day into a night: `{h}`.
    pub into_night: String,
}

impl LeadWords {
    /// What was read back at a hand-over.
    #[must_use]
    pub fn read_back(&self, passed: &LeadPassed) -> String {
        fill(&self.read_back, &[("urgent", &passed.urgent), ("unclear", &passed.unclear)])
    }

    /// How long the person may be on duty, and why.
    #[must_use]
    pub fn limit(&self, relief: &Relief) -> String {
        let template = match relief.part {
            DutyPart::Night => &self.by_night,
            DutyPart::Day => &self.by_day,
            DutyPart::IntoNight => &self.into_night,
        };
        fill(template, &[("h", &relief.hours.to_string())])
    }
}
