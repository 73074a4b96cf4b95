//! Old entries on the screen: what is in the log only is asked of the disk, and drawn when it is
//! there.
//!
//! Drawing never waits for a disk. Until the lines come, the screen says in which entry the words
//! stand.

use super::job::Job;
use super::tui::Play;
use crate::domain::ids::Seq;

/// What was asked for last. The same is not asked for again while the log is as long as it was:
/// what cannot be read now would be asked for with every drawing.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Recalled {
    lines: u64,
    records: Vec<Seq>,
}

impl Play<'_> {
    /// Asks for what the screen shows and the memory does not hold.
    pub(super) fn look_back(&mut self) {
        let lines = self.session.lines();
        let mut records = self.with_view(|app, view| app.wanted(view));
        records.retain(|record| record.0 <= lines);
        let Some(incident) = self.session.state().incident().cloned() else { return };
        let next = Recalled { lines, records };
        if next.records.is_empty() || next == self.recalled {
            return;
        }
        let records = next.records.clone();
        self.recalled = next;
        self.job(Job::Recall(incident, records));
    }
}
