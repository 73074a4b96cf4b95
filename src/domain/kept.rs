//! The newest of what people wrote, whole and in bounded memory; the rest is only counted.
//!
//! A log may hold a million notes. Their words stand in it, so the state need not: it keeps the
//! newest within [`WHOLE_BYTES_MAX`], and beside them what was read again because somebody looks
//! at it (`Kept::recall`).

use std::collections::BTreeMap;

use super::ids::EventId;
use super::state::{HandOver, NoteEntry, Piece};

/// Most bytes of entries of one sort that are kept whole.
pub const WHOLE_BYTES_MAX: usize = 1 << 20;

/// What an entry takes in memory, near enough to keep a bound.
pub trait Weighed {
    /// In bytes, its texts included.
    fn weight_bytes(&self) -> usize;
}

/// Entries of one sort, by the number of their record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<T> {
    newest: BTreeMap<u64, T>,
    recalled: BTreeMap<u64, T>,
    count: u64,
    weight_bytes: usize,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        let (newest, recalled) = (BTreeMap::new(), BTreeMap::new());
        Self { newest, recalled, count: 0, weight_bytes: 0 }
    }
}

impl<T: Weighed> Kept<T> {
    /// Takes the entry of the newest record; older ones make room for it.
    pub(super) fn push(&mut self, event: &EventId, entry: T) {
        self.count += 1;
        self.weight_bytes += entry.weight_bytes();
        self.newest.insert(event.seq.0, entry);
        self.make_room();
    }

    /// Changes the entry of this record, if it is kept.
    pub(super) fn change(&mut self, event: &EventId, change: impl Fn(&mut T)) {
        self.change_recalled(event, &change);
        if let Some(entry) = self.newest.get_mut(&event.seq.0) {
            let before = entry.weight_bytes();
            change(entry);
            self.weight_bytes = self.weight_bytes.saturating_sub(before) + entry.weight_bytes();
            self.make_room();
        }
    }

    fn make_room(&mut self) {
        while self.weight_bytes > WHOLE_BYTES_MAX {
            let Some((_, oldest)) = self.newest.pop_first() else { return };
            self.weight_bytes = self.weight_bytes.saturating_sub(oldest.weight_bytes());
        }
    }

    /// Forgets what was read again, to read something else.
    pub(super) fn forget_recalled(&mut self) {
        self.recalled.clear();
    }

    /// Takes an entry that was read again.
    pub(super) fn recall(&mut self, event: &EventId, entry: T) {
        if !self.newest.contains_key(&event.seq.0) {
            self.recalled.insert(event.seq.0, entry);
        }
    }

    /// Changes what was read again, if it is this record.
    pub(super) fn change_recalled(&mut self, event: &EventId, change: impl FnOnce(&mut T)) {
        if let Some(entry) = self.recalled.get_mut(&event.seq.0) {
            change(entry);
        }
    }

    /// The entry of this record, as far as it is in memory.
    #[must_use]
    pub fn get(&self, event: &EventId) -> Option<&T> {
        self.newest.get(&event.seq.0).or_else(|| self.recalled.get(&event.seq.0))
    }

    /// Those that are kept whole, oldest first. All of them unless [`Self::has_faded`].
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.newest.values()
    }

    /// How many there were, whole or not.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Whether some are in the log only.
    #[must_use]
    pub fn has_faded(&self) -> bool {
        self.count > self.newest.len() as u64
    }

    /// What is kept here, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let recalled: usize = self.recalled.values().map(Weighed::weight_bytes).sum();
        self.weight_bytes + recalled
    }
}

impl Weighed for NoteEntry {
    fn weight_bytes(&self) -> usize {
        size_of::<Self>() + self.note.text.len()
    }
}

impl Weighed for Piece {
    fn weight_bytes(&self) -> usize {
        let evidence = &self.evidence;
        let texts =
            [&evidence.file_name, &evidence.host, &evidence.collector, &evidence.place].into_iter();
        let texts: usize = texts.flatten().map(String::len).sum();
        let moves: usize = self.moves.iter().map(HandOver::weight_bytes).sum();
        size_of::<Self>() + evidence.item.len() + evidence.sha256.len() + texts + moves
    }
}

impl Weighed for HandOver {
    fn weight_bytes(&self) -> usize {
        let custody = &self.custody;
        let texts: usize =
            [&custody.place, &custody.reason].into_iter().flatten().map(String::len).sum();
        size_of::<Self>() + custody.from.len() + custody.to.len() + texts
    }
}
