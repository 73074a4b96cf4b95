//! What becomes of the media is part of the record: a gap, and its end, are entries.
//!
//! Invariants: each loss and each return is recorded once; no medium's trouble stops an act; what
//! is told here is written behind the acts that wait, never between them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::alarm::RETRY_EVERY;
use super::effect::Effect;
use super::gap::Gap;
use super::machine::Session;
use super::pending::Draft;
use crate::domain::event::Event;
use crate::domain::ids::{Author, Seq};
use crate::domain::proof::{MediumFault, MediumWord, SeenHead, VIA_MARK, Witness};
use crate::domain::time::{Moment, Now, Span};
use crate::ports::{Failure, Mark, MediumChange};

/// The media as far as the session was told.
#[derive(Debug, Default)]
pub(super) struct Media {
    pub(super) lost: BTreeMap<PathBuf, Failure>,
    pub(super) notices: Vec<Draft>,
    /// No medium takes the record.
    pub(super) gap: Option<Gap>,
    last_mend: Option<Moment>,
    is_mending: bool,
    /// The lines that the log once had.
    missing: Option<u64>,
}

impl Session {
    /// The media that take nothing now while others do, and why.
    #[must_use]
    pub fn lost_media(&self) -> Vec<(&Path, &Failure)> {
        self.media.lost.iter().map(|(path, failure)| (path.as_path(), failure)).collect()
    }

    /// Whether the program has something of its own to record as soon as it can.
    #[must_use]
    pub fn has_notices(&self) -> bool {
        !self.media.notices.is_empty()
    }

    /// What became of media.
    pub(super) fn told_of_media(&mut self, changes: Vec<MediumChange>, now: &Now) {
        for change in changes {
            self.told_of_medium(change, now.moment);
        }
    }

    /// The answer to [`Effect::Mend`].
    pub(super) fn mended(&mut self, changes: Vec<MediumChange>, now: &Now) {
        self.media.is_mending = false;
        self.told_of_media(changes, now);
    }

    /// The log does not hold the line that was marked outside it: its end was lost, or an older
    /// copy was put in its place. From now on the log itself is a witness of what is missing.
    pub fn misses(&mut self, mark: &Mark, now: &Now) {
        let seen = SeenHead {
            writer: mark.writer.clone(),
            seq: Seq(mark.lines),
            head: mark.head.to_string(),
        };
        self.media.missing = Some(mark.lines);
        let witness = Witness { heads: vec![seen], via: VIA_MARK.to_owned() };
        self.notice(Draft::new(Author::Program, now.moment, Event::Witnessed(witness)));
    }

    /// The same of a log that is only read: it is shown, and nothing is to be written of it.
    #[must_use]
    pub fn lacking(mut self, mark: Option<&Mark>) -> Self {
        self.media.missing = mark.map(|mark| mark.lines);
        self
    }

    /// How many lines the log once had, when it was found to lack some of them on opening.
    #[must_use]
    pub fn missing(&self) -> Option<u64> {
        self.media.missing
    }

    fn told_of_medium(&mut self, change: MediumChange, at: Moment) {
        let fault = match change {
            MediumChange::Lost { medium, failure, segment, last_good } => {
                let is_new = self.media.lost.insert(medium.clone(), failure.clone()).is_none();
                self.media.last_mend.get_or_insert(at);
                let place = medium.to_string_lossy().into_owned();
                let is_known = self.is_gap_of(&medium) || self.state.lost_media.contains(&place);
                if !is_new || is_known {
                    return;
                }
                MediumFault {
                    place,
                    what: MediumWord::Lost,
                    op: Some(failure.op.to_owned()),
                    errno: failure.errno,
                    last_good: Seq(last_good),
                    segment,
                }
            }
            MediumChange::Back { medium, segment, lines } => {
                let was_lost = self.media.lost.remove(&medium).is_some();
                let place = medium.to_string_lossy().into_owned();
                if lines == 0 && !was_lost && !self.state.lost_media.contains(&place) {
                    return;
                }
                let last_good = Seq(self.tip.seq);
                let what = MediumWord::Back;
                MediumFault { place, what, op: None, errno: None, last_good, segment }
            }
        };
        self.media.notices.push(Draft::new(Author::Program, at, Event::Medium(fault)));
    }

    /// Something of the program's own that is written behind everything that waits.
    pub(super) fn notice(&mut self, draft: Draft) {
        self.media.notices.push(draft);
    }

    /// Whether an entry like this waits already.
    pub(super) fn is_noticed(&self, event: &Event) -> bool {
        self.media.notices.iter().any(|draft| draft.event == *event)
    }

    pub(super) fn take_notices(&mut self) -> Vec<Draft> {
        std::mem::take(&mut self.media.notices)
    }

    /// How long until lost media are looked at again.
    pub(super) fn mend_due_in(&self, now: &Now) -> Option<Span> {
        let last = self.media.last_mend.filter(|_| !self.media.lost.is_empty())?;
        let waits = RETRY_EVERY.minus(last.elapsed_until(&now.moment));
        (!self.media.is_mending).then_some(waits)
    }

    /// Looks whether a lost medium answers again.
    pub(super) fn mend(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        if self.mend_due_in(now) == Some(Span::ZERO) {
            self.media.last_mend = Some(now.moment);
            self.media.is_mending = true;
            effects.push(Effect::Mend);
        }
    }
}
