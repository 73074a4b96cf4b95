//! What was said about limits, added clocks and holds, in the order of the records. How each of
//! them stands is derived from it: [`super::limits`], [`super::added_clock`], [`super::hold`].

use super::event::{Correction, Record};
use super::ids::{Author, EventId, StepRef};
use super::time::Moment;
use super::watch_event::{Watch, WatchWord};

/// Everything that was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchLog {
    entries: Vec<WatchEntry>,
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
        for entry in self.entries.iter_mut().filter(|entry| entry.event == *target) {
            entry.is_over |= matches!(correction, Correction::NotSo { .. });
            entry.what.correct(correction);
        }
    }

    /// The step was done, perhaps anew: its limit is in force from here, whatever was lifted
    /// before.
    pub(super) fn raise(&mut self, step: &StepRef) {
        for entry in &mut self.entries {
            if matches!(&entry.what, Watch::Lifted(lifted) if lifted.step == *step) {
                entry.is_over = true;
            }
        }
    }

    /// What stands, in the order of the records.
    #[must_use]
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &WatchEntry> {
        self.entries.iter().filter(|entry| !entry.is_over)
    }

    /// The entry of this record.
    #[must_use]
    pub fn get(&self, event: &EventId) -> Option<&WatchEntry> {
        self.entries.iter().find(|entry| entry.event == *event)
    }

    /// Of which sort the entry of this record is.
    #[must_use]
    pub fn word(&self, event: &EventId) -> Option<WatchWord> {
        self.get(event).map(|entry| entry.what.word())
    }
}
