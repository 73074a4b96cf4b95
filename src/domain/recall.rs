//! What was written down, put together again from its records: for the state as they come, and
//! later for whoever looks at an entry that is in the log only.
//!
//! Both ways are the same functions, so an entry that is shown again says what it said.

use std::collections::BTreeSet;

use super::event::{Correction, Event, Note, Record};
use super::evidence::{Custody, Evidence};
use super::ids::{EventId, Seq};
use super::state::{HandOver, IncidentState, NoteEntry, Piece, Subject};

/// Most entries that are read again at once: more than any screen shows.
pub const RECALL_MAX: usize = 256;

/// Most records that are read again at once, those that change the entries among them. A screen
/// that needs more goes without.
pub const RECALL_RECORDS_MAX: usize = 4_096;

impl NoteEntry {
    /// As it was written.
    #[must_use]
    pub fn of(record: &Record, note: &Note) -> Self {
        let (event, at, who) = (record.id.clone(), record.at, record.who.clone());
        Self { event, at, who, note: note.clone(), is_settled: false }
    }

    /// As it stands after this correction.
    pub fn correct(&mut self, correction: &Correction) {
        match correction {
            Correction::NotSo { .. } => self.is_settled = true,
            Correction::Text { text } => self.note.text.clone_from(text),
            Correction::Time { happened_at } => self.note.happened_at = Some(*happened_at),
        }
    }
}

impl Piece {
    /// As it was taken in.
    #[must_use]
    pub fn of(record: &Record, evidence: &Evidence) -> Self {
        let (event, at, who) = (record.id.clone(), record.at, record.who.clone());
        let (evidence, moves) = (evidence.clone(), Vec::new());
        Self { event, at, who, evidence, moves, is_withdrawn: false }
    }

    /// As it stands after this correction.
    pub fn correct(&mut self, correction: &Correction) {
        match correction {
            Correction::NotSo { .. } => self.is_withdrawn = true,
            Correction::Text { text } => self.evidence.item.clone_from(text),
            Correction::Time { happened_at } => self.evidence.collected_at = Some(*happened_at),
        }
    }

    /// As it stands after it changed hands.
    pub fn hand_over(&mut self, record: &Record, custody: &Custody) {
        let (event, at, who) = (record.id.clone(), record.at, record.who.clone());
        self.moves.push(HandOver { event, at, who, custody: custody.clone() });
    }
}

impl IncidentState {
    /// Whether anything that was written down is in the log only.
    #[must_use]
    pub fn has_faded(&self) -> bool {
        self.notes.has_faded() || self.evidence.has_faded()
    }

    /// The records that have to be read again, in their order, to show these entries whole. At most
    /// [`RECALL_MAX`] entries; empty when all are in memory.
    #[must_use]
    pub fn to_recall(&self, wanted: impl IntoIterator<Item = EventId>) -> Vec<Seq> {
        if !self.has_faded() {
            return Vec::new();
        }
        let is_here =
            |event: &EventId| self.notes.get(event).is_some() || self.evidence.get(event).is_some();
        let is_written = |event: &EventId| {
            let subject = self.acts.get(event).map(|act| act.subject);
            matches!(subject, Some(Subject::Note | Subject::Evidence))
        };
        let wanted: Vec<_> = wanted.into_iter().filter(is_written).take(RECALL_MAX).collect();
        if wanted.iter().all(is_here) {
            return Vec::new();
        }
        let mut records: BTreeSet<Seq> = wanted.into_iter().map(|event| event.seq).collect();
        let changing = self.acts.changing(&records).take(RECALL_RECORDS_MAX).collect::<Vec<_>>();
        records.extend(changing);
        if records.len() > RECALL_RECORDS_MAX { Vec::new() } else { records.into_iter().collect() }
    }

    /// Takes records that were read again, in their order. What was recalled before is forgotten,
    /// and nothing is taken when a correction came after the records were named: half of what is
    /// known of an entry would be wrong.
    pub fn recall(&mut self, records: &[Record]) {
        self.notes.forget_recalled();
        self.evidence.forget_recalled();
        let read: BTreeSet<Seq> = records.iter().map(|record| record.id.seq).collect();
        if !self.acts.changing(&read).all(|change| read.contains(&change)) {
            return;
        }
        for record in records {
            match &record.event {
                Event::NoteAdded(note) => {
                    self.notes.recall(&record.id, NoteEntry::of(record, note));
                }
                Event::EvidenceTaken(evidence) => {
                    self.evidence.recall(&record.id, Piece::of(record, evidence));
                }
                Event::Corrected { target, correction } => {
                    self.notes.change_recalled(target, |entry| entry.correct(correction));
                    self.evidence.change_recalled(target, |piece| piece.correct(correction));
                }
                Event::CustodyMoved(custody) => {
                    let target = &custody.evidence;
                    self.evidence.change_recalled(target, |piece| piece.hand_over(record, custody));
                }
                _ => {}
            }
        }
    }
}
