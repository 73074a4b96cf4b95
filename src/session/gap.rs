//! The time in which no medium took the record is part of the record (S14): a gap cannot be hidden.
//!
//! It is told with the events that tell of a mirror: the place stopped answering, and is back. They
//! stand behind what was written late. Invariants: one gap has one beginning
//! and at most one end; the lines of the first batch that failed keep their bytes, since a medium
//! that went away may hold them already (audit-log §4.6), so it is the gap's entry that says which
//! lines were written late.

use std::path::{Path, PathBuf};

use super::machine::Session;
use super::pending::Draft;
use crate::domain::event::Event;
use crate::domain::ids::{Author, Seq};
use crate::domain::proof::{MediumFault, MediumWord};
use crate::domain::time::{Moment, Now, Span};
use crate::ports::Failure;

/// The place that took nothing any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    folder: PathBuf,
    segment: u32,
    since: Moment,
}

impl Session {
    /// No medium takes the record from here on.
    pub(super) fn gap_begins(&mut self, failure: &Failure, at: Moment) {
        let folder = self.folder_of(&failure.path);
        let gap = Gap { segment: segment_of(&failure.path), since: at, folder };
        let place = gap.folder.to_string_lossy().into_owned();
        // One that was lost before has its entry.
        if self.media.lost.contains_key(&gap.folder) || self.state.lost_media.contains(&place) {
            return;
        }
        let fault = MediumFault {
            place,
            what: MediumWord::Lost,
            op: Some(failure.op.to_owned()),
            errno: failure.errno,
            last_good: Seq(self.tip.seq),
            segment: gap.segment,
        };
        self.notice(Draft::new(Author::Program, at, Event::Medium(fault)));
        self.media.gap = Some(gap);
    }

    /// A medium shows how far the log came: what is there was not written late.
    pub(super) fn gap_is_after(&mut self, last_good: u64) {
        let Some(gap) = &self.media.gap else { return };
        for draft in &mut self.media.notices {
            if let Event::Medium(fault) = &mut draft.event
                && is_begin(fault, draft.at, gap)
            {
                fault.last_good = Seq(last_good);
            }
        }
    }

    /// Everything that waited is on a disk.
    pub(super) fn gap_ends(&mut self, now: &Now) {
        let Some(gap) = self.media.gap.take() else { return };
        let place = gap.folder.to_string_lossy().into_owned();
        // Another place took it all, and this one is still away.
        let mut has_end = self.media.lost.contains_key(&gap.folder);
        for draft in &mut self.media.notices {
            let Event::Medium(fault) = &draft.event else { continue };
            if is_begin(fault, draft.at, &gap) {
                // Behind the acts, so not before them: times go up along a log, and it is the last
                // good line that says where the gap began.
                (draft.at, draft.late) = (now.moment, Some(now.moment.wall));
            }
            let is_since = draft.at.elapsed_until(&gap.since) == Span::ZERO;
            has_end |= is_since && fault.what == MediumWord::Back && fault.place == place;
        }
        if has_end {
            return;
        }
        let fault = MediumFault {
            place,
            what: MediumWord::Back,
            op: None,
            errno: None,
            last_good: Seq(self.tip.seq),
            segment: gap.segment,
        };
        self.notice(Draft::new(Author::Program, now.moment, Event::Medium(fault)));
    }

    /// Whether the beginning of a gap there waits to be written.
    pub(super) fn is_gap_of(&self, folder: &Path) -> bool {
        self.media.gap.as_ref().is_some_and(|gap| gap.folder == folder)
    }

    /// The data folder, or the mirror, that holds this file of the incident.
    fn folder_of(&self, path: &Path) -> PathBuf {
        let incident = self.state.incident().map(ToString::to_string).unwrap_or_default();
        let is_it = |part: &&Path| part.file_name().is_some_and(|name| name == incident.as_str());
        let folder = path.ancestors().find(is_it).and_then(Path::parent);
        folder.unwrap_or(path).to_owned()
    }
}

fn is_begin(fault: &MediumFault, at: Moment, gap: &Gap) -> bool {
    let is_there = Path::new(&fault.place) == gap.folder;
    fault.what == MediumWord::Lost && is_there && at == gap.since
}

/// `lap3-9f2c.0001.jsonl` is the first.
fn segment_of(path: &Path) -> u32 {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let number = name.strip_suffix(".jsonl").and_then(|name| name.rsplit_once('.'));
    number.and_then(|(_, number)| number.parse().ok()).unwrap_or(1)
}
