//! What was said about limits, added clocks and holds, in the order of the records. How each of
//! them stands is derived from it: [`super::limits`], [`super::added_clock`], [`super::hold`].

use std::collections::BTreeMap;

use super::event::{Correction, Record};
use super::ids::{Author, EventId, RunId, StepRef};
use super::time::Moment;
use super::watch_event::{Watch, WatchWord};

/// Everything that was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchLog {
    entries: Vec<WatchEntry>,
    /// Where the entry of a record stands.
    places: BTreeMap<EventId, usize>,
    /// Which entries lifted the limit of a step.
    lifted: BTreeMap<StepRef, Vec<usize>>,
    /// Which entries hold a runbook or end that.
    held: BTreeMap<RunId, Vec<usize>>,
}

/// One entry and its place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchEntry {
    /// The record.
    pub event: EventId,
    /// When it was entered.
    pub at: Moment,
    /// Who entered it.
    pub who: Author,
    /// What was said, corrections applied.
    pub what: Watch,
    /// Withdrawn by a later entry, or overtaken: the step raised its limit anew.
    pub is_over: bool,
}

impl WatchLog {
    pub(super) fn take(&mut self, record: &Record, what: &Watch) {
        let place = self.entries.len();
        self.places.insert(record.id.clone(), place);
        match what {
            Watch::Lifted(lifted) => {
                self.lifted.entry(lifted.step.clone()).or_default().push(place);
            }
            Watch::Held(held) => self.held.entry(held.run.clone()).or_default().push(place),
            Watch::HoldEnded(ended) => {
                self.held.entry(ended.run.clone()).or_default().push(place);
            }
            _ => {}
        }
        self.entries.push(WatchEntry {
            event: record.id.clone(),
            at: record.at,
            who: record.who.clone(),
            what: what.clone(),
            is_over: false,
        });
    }

    /// An entry was corrected.
    pub(super) fn correct(&mut self, target: &EventId, correction: &Correction) {
        let place = self.places.get(target).copied();
        if let Some(entry) = place.and_then(|place| self.entries.get_mut(place)) {
            entry.is_over |= matches!(correction, Correction::NotSo { .. });
            entry.what.correct(correction);
        }
    }

    /// The step was done, perhaps anew: its limit is in force from here, whatever was lifted
    /// before.
    pub(super) fn raise(&mut self, step: &StepRef) {
        for place in self.lifted.remove(step).unwrap_or_default() {
            if let Some(entry) = self.entries.get_mut(place) {
                entry.is_over = true;
            }
        }
    }

    /// The entry that lifted the limit of this step, if it stands.
    pub(super) fn lifting(&self, step: &StepRef) -> Option<&WatchEntry> {
        self.last_standing(self.lifted.get(step)?)
    }

    /// The last entry that stands about holding this runbook.
    pub(super) fn holding(&self, run: &RunId) -> Option<&WatchEntry> {
        self.last_standing(self.held.get(run)?)
    }

    fn last_standing(&self, places: &[usize]) -> Option<&WatchEntry> {
        let mut entries = places.iter().rev().filter_map(|place| self.entries.get(*place));
        entries.find(|entry| !entry.is_over)
    }

    /// What stands, in the order of the records.
    #[must_use]
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &WatchEntry> {
        self.entries.iter().filter(|entry| !entry.is_over)
    }

    /// The entry of this record.
    #[must_use]
    pub fn get(&self, event: &EventId) -> Option<&WatchEntry> {
        self.entries.get(*self.places.get(event)?)
    }

    /// Of which sort the entry of this record is.
    #[must_use]
    pub fn word(&self, event: &EventId) -> Option<WatchWord> {
        self.get(event).map(|entry| entry.what.word())
    }
}
