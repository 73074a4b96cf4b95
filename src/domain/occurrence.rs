//! One occurrence of something that calls for attention: what a person silences is this time, not
//! the clock for ever (R38).

use std::collections::{BTreeMap, BTreeSet};

use super::deadline::DeadlineCause;
use super::event::Record;
use super::ids::{ClockId, EventId, Initials, StepRef};
use super::state::{IncidentState, Subject};
use super::time::Timestamp;

/// One occurrence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Occurrence {
    /// A step's limit, wait, check or return.
    Step(StepRef, DeadlineCause, Timestamp),
    /// A clock that somebody added.
    Added(EventId, Timestamp),
    /// A step that waits until something happens; it never calls.
    Awaited(StepRef),
    /// A legal clock; without a number it has no due time.
    Duty(ClockId, Option<Timestamp>),
    /// The relief of a person.
    Relief(Initials, Timestamp),
}

/// What was silenced so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Silenced {
    all: BTreeSet<Occurrence>,
    entries: BTreeMap<EventId, Occurrence>,
}

impl IncidentState {
    pub(super) fn silence(&mut self, record: &Record, occurrence: &Occurrence) {
        self.silenced.all.insert(occurrence.clone());
        self.silenced.entries.insert(record.id.clone(), occurrence.clone());
        self.acts.mark(record, &Subject::Silenced);
    }
}

impl Silenced {
    /// Whether somebody silenced it; it stands until its cause is gone.
    #[must_use]
    pub fn has(&self, occurrence: &Occurrence) -> bool {
        self.all.contains(occurrence)
    }

    /// What the entry of this record silenced.
    #[must_use]
    pub fn by(&self, event: &EventId) -> Option<&Occurrence> {
        self.entries.get(event)
    }
}
