//! What the session does when the disk does not obey: nothing is ticked, nothing is lost.
//!
//! Invariants: the batch that failed is kept and offered again until the disk says yes; what is
//! done meanwhile waits behind it ([`super::ahead`]); nothing is written behind lines that this
//! session did not write. Where else to write is the person's choice, not made here.

use super::effect::Effect;
use super::machine::{Asked, Session};
use super::pending::Draft;
use crate::domain::event::{Event, Recovered};
use crate::domain::ids::Author;
use crate::domain::rejection::Rejection;
use crate::domain::time::{Moment, Now, Span};
use crate::ports::{Failure, FailureKind, LogEnd};

/// How long between two tries to save, when the disk does not obey (R87).
pub const RETRY_EVERY: Span = Span::from_s(10);

/// The record is in danger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Since when.
    pub since: Moment,
    /// When saving was last tried.
    pub last_try: Moment,
    /// What the outside said last.
    pub failure: Failure,
}

impl Session {
    /// Whether the record is in danger.
    #[must_use]
    pub fn alarm(&self) -> Option<&Alarm> {
        self.alarm.as_ref()
    }

    /// The batch is not on disk, or the log cannot be opened again.
    pub(super) fn failed(&mut self, failure: Failure, now: &Now, effects: &mut Vec<Effect>) {
        let ticket = self.batch.as_ref().and_then(|batch| batch.ticket);
        if self.state.opened.is_none() {
            // Nothing exists yet: the person chooses another place and starts again.
            self.batch = None;
            for waiting in self.queue.drain(..) {
                let rejection = Rejection::NotSaved;
                effects.push(Effect::Rejected { ticket: waiting.ticket, rejection });
            }
            effects.push(Effect::NotSaved { ticket, failure });
            return;
        }
        let since = self.alarm.as_ref().map_or(now.moment, |alarm| alarm.since);
        if self.alarm.is_none() {
            self.gap_begins(&failure, now.moment);
        }
        self.alarm = Some(Alarm { since, last_try: now.moment, failure: failure.clone() });
        self.go_ahead(effects);
        // Last: what was done is answered before the alarm comes over it.
        effects.push(Effect::NotSaved { ticket, failure });
    }

    /// Asks for the log again, unless an answer from the outside is still awaited.
    pub(super) fn retry(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        let Some(alarm) = &mut self.alarm else { return };
        alarm.last_try = now.moment;
        if self.asked.is_none() {
            self.asked = Some(Asked::Reopen);
            effects.push(Effect::Reopen);
        }
    }

    /// The log is open again: what of the batch is there counts, the rest is written anew.
    pub(super) fn reopened(&mut self, end: &LogEnd, now: &Now, effects: &mut Vec<Effect>) {
        self.told_of_media(end.changes.clone(), now);
        let Some(mut batch) = self.batch.take() else {
            self.catch_up(now, effects);
            return;
        };
        let there = batch.lines.iter().position(|line| line.head == end.head);
        let count = there.map_or(0, |index| index + 1);
        if there.is_none() && end.head != self.tip.head {
            // Not the log that this session wrote: somebody else did. Nothing is written over it.
            self.batch = Some(batch);
            let failure = foreign_log(self.alarm.as_ref());
            self.failed(failure, now, effects);
            return;
        }
        for line in batch.lines.drain(..count) {
            self.believe(&line);
            batch.saved.push(line.record.id);
        }
        batch.drafts.drain(..count);
        self.gap_is_after(self.tip.seq);
        self.notice_torn(&end.torn, now);
        if batch.drafts.is_empty() {
            effects.push(Effect::Recorded { ticket: batch.ticket, records: batch.saved });
            self.catch_up(now, effects);
            return;
        }
        if self.place(&mut batch).is_ok() {
            effects.push(Effect::Append { bytes: batch.bytes() });
            self.asked = Some(Asked::Save);
        }
        self.batch = Some(batch);
    }

    /// Records of the set-aside files that nothing mentions yet follow behind what waits.
    fn notice_torn(&mut self, torn: &[Recovered], now: &Now) {
        for torn in torn {
            let event = Event::Recovered(torn.clone());
            if !self.state.recovered.contains(&torn.file) && !self.is_noticed(&event) {
                self.notice(Draft::new(Author::Program, now.moment, event));
            }
        }
    }
}

fn foreign_log(alarm: Option<&Alarm>) -> Failure {
    let path = alarm.map(|alarm| alarm.failure.path.clone()).unwrap_or_default();
    Failure {
        op: "open",
        path,
        errno: None,
        kind: FailureKind::ChangedUnderneath,
        cause: String::new(),
    }
}
