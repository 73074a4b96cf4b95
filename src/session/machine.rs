//! `Session::handle`: one input to the end before the next.
//!
//! One batch is in flight at a time; what comes meanwhile waits in order and is decided at its turn,
//! against the state that includes the batch before it: a double press becomes a clean refusal.

use std::collections::VecDeque;

use super::assembler::{Assembler, Piece, ReadRunbook};
use super::effect::Effect;
use super::input::{Input, Seed, Ticket};
use super::pending::{Batch, Draft, Line, Tip};
use crate::audit::digest::Digest;
use crate::domain::command::Command;
use crate::domain::decide::{TEXT_BYTES_MAX, decide};
use crate::domain::event::{Event, LeaveReason, Mode};
use crate::domain::ids::{Author, RunbookId, WriterId};
use crate::domain::rejection::Rejection;
use crate::domain::state::IncidentState;
use crate::domain::time::{Moment, Now, Span};
use crate::ports::{Failure, LogEnd};

/// How long between two tries to save, when the disk does not obey (R87).
pub const RETRY_EVERY: Span = Span::from_s(10);

/// Beyond this the wall clock moved by itself (audit-log §4.8).
pub const CLOCK_STEP_MS: u64 = 2_000;

/// Most commands that wait behind the one being saved; a person is never that fast.
const QUEUE_MAX: usize = 64;

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

#[derive(Debug)]
struct Waiting {
    ticket: Ticket,
    command: Box<Command>,
    seed: Seed,
    at: Now,
}

/// One incident, from its first record to its last.
#[derive(Debug)]
pub struct Session {
    pub(super) state: IncidentState,
    pub(super) writer: Option<WriterId>,
    pub(super) tip: Tip,
    pub(super) assembler: Assembler,
    pub(super) unreadable: Vec<(RunbookId, String)>,
    batch: Option<Batch>,
    queue: VecDeque<Waiting>,
    alarm: Option<Alarm>,
    is_reopening: bool,
}

impl Session {
    /// A session without an incident. `read` turns a runbook's text into its meaning.
    #[must_use]
    pub fn new(read: ReadRunbook) -> Self {
        Self {
            state: IncidentState::default(),
            writer: None,
            tip: Tip { head: Digest::ZERO, seq: 0, lamport: 0 },
            assembler: Assembler::new(read),
            unreadable: Vec::new(),
            batch: None,
            queue: VecDeque::new(),
            alarm: None,
            is_reopening: false,
        }
    }

    /// What is on disk, and nothing else.
    #[must_use]
    pub fn state(&self) -> &IncidentState {
        &self.state
    }

    /// Digest of the last line on disk.
    #[must_use]
    pub fn head(&self) -> Digest {
        self.tip.head
    }

    /// How many lines are on disk.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.tip.seq
    }

    /// Whether the record is in danger.
    #[must_use]
    pub fn alarm(&self) -> Option<&Alarm> {
        self.alarm.as_ref()
    }

    /// Whether something is on its way to the disk.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.batch.is_some() && self.alarm.is_none()
    }

    /// What is not on disk yet although somebody did it: shown for copying to paper.
    #[must_use]
    pub fn unsaved(&self) -> Vec<&Event> {
        let drafts = self.batch.iter().flat_map(|batch| &batch.drafts);
        drafts.map(|draft| &draft.event).collect()
    }

    /// Runbooks of the log whose text cannot be followed, with the reason.
    #[must_use]
    pub fn unreadable(&self) -> &[(RunbookId, String)] {
        &self.unreadable
    }

    /// When to send the next [`Input::Wake`], counted from `now`.
    #[must_use]
    pub fn next_wake(&self, now: &Now) -> Option<Span> {
        if let Some(alarm) = &self.alarm {
            return Some(RETRY_EVERY.minus(alarm.last_try.elapsed_until(&now.moment)));
        }
        self.state.next_due_in(&now.moment)
    }

    /// Takes one input and says what must happen outside.
    pub fn handle(&mut self, input: Input, now: &Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        match input {
            Input::Command { ticket, command, seed } => {
                if self.alarm.is_some() || self.queue.len() >= QUEUE_MAX {
                    effects.push(Effect::Rejected { ticket, rejection: Rejection::NotSaved });
                } else {
                    self.queue.push_back(Waiting { ticket, command, seed, at: *now });
                }
            }
            Input::Appended => self.appended(&mut effects),
            Input::AppendFailed(failure) => self.failed(failure, now, &mut effects),
            Input::ReopenFailed(failure) => {
                self.is_reopening = false;
                self.failed(failure, now, &mut effects);
            }
            Input::Reopened(reopened) => self.reopened(&reopened, now, &mut effects),
            Input::Retry => self.retry(now, &mut effects),
            Input::Wake { seed } => self.wake(seed, now, &mut effects),
        }
        self.advance(&mut effects);
        effects
    }

    /// Decides waiting commands until one is on its way.
    fn advance(&mut self, effects: &mut Vec<Effect>) {
        while self.batch.is_none() {
            let Some(waiting) = self.queue.pop_front() else { return };
            match decide(&self.state, &waiting.command, &waiting.at) {
                Err(rejection) => {
                    effects.push(Effect::Rejected { ticket: waiting.ticket, rejection });
                }
                Ok(events) => {
                    let who = self.author(&waiting.command);
                    let at = waiting.at.moment;
                    let mut drafts = self.clock_step(&at);
                    let draft = |event| Draft { who: who.clone(), at, event };
                    drafts.extend(events.into_iter().map(draft));
                    if let Command::Start(start) = &*waiting.command {
                        self.writer = Some(start.writer.clone());
                    }
                    self.send(Some(waiting.ticket), waiting.seed, drafts, effects);
                }
            }
        }
    }

    fn author(&self, command: &Command) -> Author {
        let person = match command {
            Command::Start(start) => Some(start.person.initials.clone()),
            Command::SignOn(person) => Some(person.initials.clone()),
            Command::Recover(_) => None,
            Command::Leave(reason) if *reason != LeaveReason::Quit => None,
            _ => self.state.operator.clone(),
        };
        person.map_or(Author::Program, Author::Person)
    }

    /// The program's own record that the wall clock moved, when it did (R47).
    fn clock_step(&self, at: &Moment) -> Vec<Draft> {
        let Some((_, last)) = &self.state.last else { return Vec::new() };
        if last.boot != at.boot {
            return Vec::new();
        }
        let by_wall = at.wall.ms().saturating_sub(last.wall.ms());
        let by_mono = i64::try_from(at.mono.since(last.mono).ms()).unwrap_or(i64::MAX);
        let by_ms = by_wall.saturating_sub(by_mono);
        if by_ms.unsigned_abs() <= CLOCK_STEP_MS {
            return Vec::new();
        }
        vec![Draft { who: Author::Program, at: *at, event: Event::ClockStepped { by_ms } }]
    }

    /// Puts a batch on its way.
    fn send(
        &mut self,
        ticket: Option<Ticket>,
        seed: Seed,
        drafts: Vec<Draft>,
        effects: &mut Vec<Effect>,
    ) {
        let mut batch = Batch { ticket, seed, drafts, lines: Vec::new() };
        if self.place(&mut batch).is_err() {
            if let Some(ticket) = ticket {
                let rejection = Rejection::TextTooLong { bytes_max: TEXT_BYTES_MAX };
                effects.push(Effect::Rejected { ticket, rejection });
            }
            return;
        }
        let bytes = batch.bytes();
        effects.push(match batch.drafts.first().map(|draft| &draft.event) {
            Some(Event::Opened(opened)) => Effect::Create {
                incident: opened.incident.clone(),
                writer: opened.writer.clone(),
                bytes,
            },
            _ => Effect::Append { bytes },
        });
        self.batch = Some(batch);
    }

    fn place(&self, batch: &mut Batch) -> Result<(), crate::audit::EncodeError> {
        let opened = batch.drafts.iter().find_map(|draft| match &draft.event {
            Event::Opened(opened) => Some((opened.writer.clone(), opened.mode)),
            _ => None,
        });
        let known = || Some((self.writer.clone()?, self.state.mode()?));
        let Some((writer, mode)) = opened.or_else(known) else { return Ok(()) };
        batch.place(self.tip, &writer, mode)
    }

    fn appended(&mut self, effects: &mut Vec<Effect>) {
        let Some(batch) = self.batch.take() else { return };
        let mut records = Vec::with_capacity(batch.lines.len());
        for line in &batch.lines {
            self.believe(line);
            records.push(line.record.id.clone());
        }
        self.alarm = None;
        effects.push(Effect::Recorded { ticket: batch.ticket, records });
    }

    /// The line is on disk: now, and only now, the state follows.
    fn believe(&mut self, line: &Line) {
        self.tip = Tip { head: line.head, seq: line.record.id.seq.0, lamport: line.record.lamport };
        self.fold(&line.record);
    }

    /// Folds one record, and the runbook that it may complete.
    pub(super) fn fold(&mut self, record: &crate::domain::event::Record) {
        self.state.evolve(record);
        let Event::RunbookPart(part) = &record.event else { return };
        match self.assembler.take(part) {
            Piece::More => {}
            Piece::Whole(copy) => self.state.attach(record, copy, part.opened_by.clone()),
            Piece::Unreadable(runbook, words) => self.unreadable.push((runbook, words)),
        }
    }

    fn failed(&mut self, failure: Failure, now: &Now, effects: &mut Vec<Effect>) {
        let is_start = self.state.opened.is_none();
        let ticket = self.batch.as_ref().and_then(|batch| batch.ticket);
        effects.push(Effect::NotSaved { ticket, failure: failure.clone() });
        for waiting in self.queue.drain(..) {
            let rejection = Rejection::NotSaved;
            effects.push(Effect::Rejected { ticket: waiting.ticket, rejection });
        }
        if is_start {
            // Nothing exists yet: the person chooses another place and starts again.
            self.batch = None;
            return;
        }
        let since = self.alarm.as_ref().map_or(now.moment, |alarm| alarm.since);
        self.alarm = Some(Alarm { since, last_try: now.moment, failure });
    }

    fn retry(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        let Some(alarm) = &mut self.alarm else { return };
        alarm.last_try = now.moment;
        if !self.is_reopening {
            self.is_reopening = true;
            effects.push(Effect::Reopen);
        }
    }

    /// The log is open again: what of the batch is there counts, the rest is written anew.
    fn reopened(&mut self, reopened: &LogEnd, now: &Now, effects: &mut Vec<Effect>) {
        self.is_reopening = false;
        let Some(mut batch) = self.batch.take() else {
            self.alarm = None;
            return;
        };
        let there = batch.lines.iter().position(|line| line.head == reopened.head);
        let count = there.map_or(0, |index| index + 1);
        if there.is_none() && reopened.head != self.tip.head {
            // Not the log that this session wrote: somebody else did. Nothing is written over it.
            self.batch = Some(batch);
            let failure = foreign_log(self.alarm.as_ref());
            self.failed(failure, now, effects);
            return;
        }
        let mut records = Vec::new();
        for line in batch.lines.drain(..count) {
            self.believe(&line);
            records.push(line.record.id.clone());
        }
        batch.drafts.drain(..count);
        let at = now.moment;
        let recovered = reopened.torn.iter().map(|torn| Draft {
            who: Author::Program,
            at,
            event: Event::Recovered(torn.clone()),
        });
        let rest = std::mem::take(&mut batch.drafts);
        batch.drafts = recovered.chain(rest).collect();
        if batch.drafts.is_empty() {
            self.alarm = None;
            effects.push(Effect::Recorded { ticket: batch.ticket, records });
            return;
        }
        if self.place(&mut batch).is_ok() {
            effects.push(Effect::Append { bytes: batch.bytes() });
        }
        self.batch = Some(batch);
    }

    fn wake(&mut self, seed: Seed, now: &Now, effects: &mut Vec<Effect>) {
        if let Some(alarm) = &self.alarm {
            if alarm.last_try.elapsed_until(&now.moment) >= RETRY_EVERY {
                self.retry(now, effects);
            }
            return;
        }
        if self.batch.is_some() || self.state.opened.is_none() || self.state.closed.is_some() {
            return;
        }
        let at = now.moment;
        let passed = self.state.unrecorded_passed_limits(&at);
        if passed.is_empty() {
            return;
        }
        let mut drafts = self.clock_step(&at);
        drafts.extend(passed.into_iter().map(|deadline| Draft {
            who: Author::Program,
            at,
            event: Event::DeadlinePassed { step: deadline.step, due_at: deadline.due_at },
        }));
        self.send(None, seed, drafts, effects);
    }

    /// The mode of the open incident.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        self.state.mode()
    }
}

fn foreign_log(alarm: Option<&Alarm>) -> Failure {
    let path = alarm.map(|alarm| alarm.failure.path.clone()).unwrap_or_default();
    Failure {
        op: "open",
        path,
        errno: None,
        kind: crate::ports::FailureKind::ChangedUnderneath,
        cause: String::new(),
    }
}
