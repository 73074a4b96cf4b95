//! What is done while no medium takes the record: guidance goes on, and nothing is ticked.
//!
//! Acts are decided and folded as ever, on a copy of the state, and wait here in their order. When
//! a medium answers again each is written with the time it was done and the time of writing (R87).
//!
//! Invariants: an act keeps the number that it got here, because nothing else is written before it;
//! the batch that failed first is written again byte for byte, without the time of writing, since a
//! medium that went away may hold it already, and identical repeats are no fork (audit-log §4.6).

use std::collections::VecDeque;

use super::assembler::{Assembler, fold};
use super::effect::Effect;
use super::machine::{Asked, Session, Waiting};
use super::pending::{Batch, Draft, Tip};
use crate::domain::command::Command;
use crate::domain::decide::{TEXT_BYTES_MAX, decide};
use crate::domain::event::Record;
use crate::domain::ids::EventId;
use crate::domain::rejection::Rejection;
use crate::domain::state::IncidentState;
use crate::domain::time::Now;

/// Most acts that are kept in memory. Nobody writes more on paper either.
pub(super) const HELD_MAX: usize = 2_000;

/// Most bytes of them.
pub(super) const HELD_BYTES_MAX: usize = 8 << 20;

/// The incident as people left it, ahead of the disk.
#[derive(Debug)]
pub(super) struct Ahead {
    pub(super) state: IncidentState,
    assembler: Assembler,
    tip: Tip,
    held: VecDeque<Batch>,
    bytes: usize,
}

impl Ahead {
    /// The state on disk and the batch that did not get there.
    fn after(state: &IncidentState, assembler: Assembler, tip: Tip, batch: &Batch) -> Self {
        let state = state.clone();
        let mut ahead = Self { state, assembler, tip, held: VecDeque::new(), bytes: 0 };
        ahead.take(batch);
        ahead
    }

    fn take(&mut self, batch: &Batch) {
        for line in &batch.lines {
            fold(&mut self.state, &mut self.assembler, &line.record);
            self.tip = line.tip();
            self.bytes += line.bytes.len();
        }
    }

    fn records(&self) -> impl Iterator<Item = &Record> {
        self.held.iter().flat_map(|batch| &batch.lines).map(|line| &line.record)
    }
}

impl Session {
    /// Where the incident stands for whoever works on it: what is on disk and, while no medium
    /// takes the record, what was done since. [`Session::is_unsaved`] tells the two apart.
    #[must_use]
    pub fn state(&self) -> &IncidentState {
        self.ahead.as_ref().map_or(&self.state, |ahead| &ahead.state)
    }

    /// Whether this record is not on any disk: it must never look like one that is.
    #[must_use]
    pub fn is_unsaved(&self, record: &EventId) -> bool {
        record.seq.0 > self.tip.seq
    }

    /// What is not on disk yet although somebody did it, in order: shown for copying to paper.
    #[must_use]
    pub fn unsaved(&self) -> Vec<&Record> {
        let first = self.batch.iter().flat_map(|batch| &batch.lines).map(|line| &line.record);
        first.chain(self.ahead.iter().flat_map(Ahead::records)).collect()
    }

    /// The batch failed: from here on work is ahead of the disk.
    pub(super) fn go_ahead(&mut self, effects: &mut Vec<Effect>) {
        let Some(batch) = &mut self.batch else { return };
        if let Some(ticket) = batch.ticket.take() {
            let records = batch.lines.iter().map(|line| line.record.id.clone()).collect();
            effects.push(Effect::Held { ticket, records });
        }
        if self.ahead.is_none() {
            let assembler = self.assembler.another();
            self.ahead = Some(Ahead::after(&self.state, assembler, self.tip, batch));
        }
        for waiting in std::mem::take(&mut self.queue) {
            self.hold(&waiting, effects);
        }
    }

    /// Decides a command and keeps what it makes in memory.
    pub(super) fn hold(&mut self, waiting: &Waiting, effects: &mut Vec<Effect>) {
        let ticket = waiting.ticket;
        match self.held(waiting) {
            Ok(records) => effects.push(Effect::Held { ticket, records }),
            Err(rejection) => effects.push(Effect::Rejected { ticket, rejection }),
        }
    }

    fn held(&mut self, waiting: &Waiting) -> Result<Vec<EventId>, Rejection> {
        let state = self.state();
        if self.ahead.is_none() || must_be_on_disk(&waiting.command) {
            return Err(Rejection::NotSaved);
        }
        let events = decide(state, &waiting.command, &waiting.at)?;
        if events.is_empty() {
            return Ok(Vec::new());
        }
        let (who, at) = (self.author(&waiting.command), waiting.at.moment);
        let mut drafts = self.clock_step(&at);
        drafts.extend(events.into_iter().map(|event| Draft::new(who.clone(), at, event)));
        self.seal_behind(&mut drafts, &waiting.at);
        let mut batch = Batch::new(None, waiting.seed, drafts);
        let tip = self.ahead.as_ref().map_or(self.tip, |ahead| ahead.tip);
        let placed = self.place_after(tip, &mut batch);
        placed.map_err(|_| Rejection::TextTooLong { bytes_max: TEXT_BYTES_MAX })?;
        let bytes: usize = batch.lines.iter().map(|line| line.bytes.len()).sum();
        let Some(ahead) = &mut self.ahead else { return Err(Rejection::NotSaved) };
        if ahead.held.len() >= HELD_MAX || ahead.bytes + bytes > HELD_BYTES_MAX {
            return Err(Rejection::NotSaved);
        }
        ahead.take(&batch);
        let records = batch.lines.iter().map(|line| line.record.id.clone()).collect();
        ahead.held.push_back(batch);
        Ok(records)
    }

    /// A batch is on disk: the next act that waits follows, or the disk has caught up.
    pub(super) fn catch_up(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        let Some(mut batch) = self.ahead.as_mut().and_then(|ahead| ahead.held.pop_front()) else {
            self.ahead = None;
            if self.alarm.take().is_some() {
                self.gap_ends(now);
            }
            return;
        };
        for draft in &mut batch.drafts {
            draft.late = Some(now.moment.wall);
        }
        if self.place(&mut batch).is_ok() {
            effects.push(Effect::Append { bytes: batch.bytes() });
            self.asked = Some(Asked::Save);
        }
        self.batch = Some(batch);
    }
}

/// What makes no sense in memory: it says something about the disk itself.
fn must_be_on_disk(command: &Command) -> bool {
    matches!(
        command,
        Command::Seal
            | Command::Close(_)
            | Command::Export(_)
            | Command::TakeEvidence(_)
            | Command::TakeLogs(_)
            | Command::Recover(_)
            | Command::Start(_)
    )
}
