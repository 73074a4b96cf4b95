//! `Session::handle`: one input to the end before the next.
//!
//! One batch is in flight at a time; what comes meanwhile waits in order and is decided at its
//! turn, against the state that includes the batch before it: a double press becomes a clean
//! refusal.

use std::collections::VecDeque;
use std::sync::Arc;

use super::ahead::Ahead;
use super::alarm::{Alarm, RETRY_EVERY};
use super::assembler::{Assembler, ReadRunbook, fold};
use super::effect::Effect;
use super::input::{Input, Seed, Ticket};
use super::media::Media;
use super::pending::{Batch, Draft, Line, Tip};
use super::seal::Signer;
use super::standing::LeftOff;
use crate::audit::EncodeError;
use crate::audit::digest::Digest;
use crate::audit::sshsig::SigningKey;
use crate::domain::command::Command;
use crate::domain::decide::{TEXT_BYTES_MAX, decide};
use crate::domain::event::{Event, LeaveReason, Mode};
use crate::domain::ids::{Author, RunId, WriterId};
use crate::domain::rejection::Rejection;
use crate::domain::state::IncidentState;
use crate::domain::time::{Moment, Now, Span};

/// Beyond this the wall clock moved by itself (audit-log §4.8).
pub const CLOCK_STEP_MS: u64 = 2_000;

/// Most commands that wait behind the one being saved; a person is never that fast.
const QUEUE_MAX: usize = 64;

/// A command that waits for its turn.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) ticket: Ticket,
    pub(super) command: Box<Command>,
    pub(super) seed: Seed,
    pub(super) at: Now,
}

/// What the outside was asked and has not answered. There is never more than one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// To create the log, or to append to it.
    Save,
    /// To open the log again.
    Reopen,
}

/// One incident, from its first record to its last.
#[derive(Debug)]
pub struct Session {
    pub(super) state: IncidentState,
    pub(super) writer: Option<WriterId>,
    pub(super) key: Option<Arc<SigningKey>>,
    pub(super) tip: Tip,
    pub(super) assembler: Assembler,
    pub(super) unreadable: Vec<(RunId, String)>,
    pub(super) left_off: Option<LeftOff>,
    pub(super) batch: Option<Batch>,
    pub(super) queue: VecDeque<Waiting>,
    pub(super) alarm: Option<Alarm>,
    pub(super) asked: Option<Asked>,
    pub(super) ahead: Option<Ahead>,
    pub(super) media: Media,
    pub(super) is_read_only: bool,
}

impl Session {
    /// A session without an incident. `read` turns a runbook's text into its meaning.
    #[must_use]
    pub fn new(read: ReadRunbook) -> Self {
        Self {
            state: IncidentState::default(),
            writer: None,
            key: None,
            tip: Tip { head: Digest::ZERO, seq: 0, lamport: 0 },
            assembler: Assembler::new(read),
            unreadable: Vec::new(),
            left_off: None,
            batch: None,
            queue: VecDeque::new(),
            alarm: None,
            asked: None,
            ahead: None,
            media: Media::default(),
            is_read_only: false,
        }
    }

    /// The same, sealing with the device's key where the log names it.
    #[must_use]
    pub fn sealing_with(mut self, key: Option<Arc<SigningKey>>) -> Self {
        self.key = key;
        self
    }

    /// The same, only to be read: another process writes this log (R89).
    #[must_use]
    pub fn only_reading(mut self) -> Self {
        self.is_read_only = true;
        self
    }

    /// Whether nothing can be recorded from here, because another process writes this log.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.is_read_only
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

    /// Whether something is on its way to the disk.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.batch.is_some() && self.alarm.is_none()
    }

    /// Runbooks of the log whose text cannot be followed, with the reason.
    #[must_use]
    pub fn unreadable(&self) -> &[(RunId, String)] {
        &self.unreadable
    }

    /// When to send the next [`Input::Wake`], counted from `now`.
    #[must_use]
    pub fn next_wake(&self, now: &Now) -> Option<Span> {
        if self.is_read_only {
            return self.state.next_due_in(&now.moment);
        }
        if let Some(alarm) = &self.alarm {
            return Some(RETRY_EVERY.minus(alarm.last_try.elapsed_until(&now.moment)));
        }
        let is_free = self.batch.is_none() && self.state.opened.is_some();
        let has_passed = || !self.state.unrecorded_passed(now).is_empty();
        if is_free && (self.has_notices() || has_passed()) {
            // It came while something else was being saved.
            return Some(Span::ZERO);
        }
        let due = self.state.next_due_in(&now.moment);
        let duty = self.state.next_duty_due_in(now);
        let seal = self.seal_due_in(now);
        [due, duty, seal, self.mend_due_in(now)].into_iter().flatten().min()
    }

    /// Takes one input and says what must happen outside.
    pub fn handle(&mut self, input: Input, now: &Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        match input {
            Input::Command { ticket, command, seed } => {
                let waiting = Waiting { ticket, command, seed, at: *now };
                if self.is_read_only {
                    effects.push(Effect::Rejected { ticket, rejection: Rejection::ReadOnly });
                } else if self.alarm.is_some() {
                    self.hold(&waiting, &mut effects);
                } else if self.queue.len() >= QUEUE_MAX {
                    effects.push(Effect::Rejected { ticket, rejection: Rejection::NotSaved });
                } else {
                    self.queue.push_back(waiting);
                }
            }
            Input::Appended if self.is_answer_to(Asked::Save) => self.appended(now, &mut effects),
            Input::AppendFailed(failure) if self.is_answer_to(Asked::Save) => {
                self.failed(failure, now, &mut effects);
            }
            Input::Reopened(end) if self.is_answer_to(Asked::Reopen) => {
                self.reopened(&end, now, &mut effects);
            }
            Input::ReopenFailed(failure) if self.is_answer_to(Asked::Reopen) => {
                self.failed(failure, now, &mut effects);
            }
            // Nobody asked: to believe it would tick what is not on disk.
            Input::Appended
            | Input::AppendFailed(_)
            | Input::Reopened(_)
            | Input::ReopenFailed(_) => {}
            Input::Media(changes) => self.told_of_media(changes, now),
            Input::Mended(changes) => self.mended(changes, now),
            Input::Recalled(lines) => {
                self.recall(&lines);
                return effects;
            }
            Input::Retry => self.retry(now, &mut effects),
            Input::Wake { .. } if self.is_read_only => {}
            Input::Wake { seed } => self.wake(seed, now, &mut effects),
        }
        self.advance(&mut effects);
        effects
    }

    /// Whether an answer is to the question that is open; the question is closed then.
    fn is_answer_to(&mut self, question: Asked) -> bool {
        self.asked.take_if(|asked| *asked == question).is_some()
    }

    /// Decides waiting commands until one is on its way.
    fn advance(&mut self, effects: &mut Vec<Effect>) {
        while self.batch.is_none() {
            let Some(waiting) = self.queue.pop_front() else { return };
            let decided = if *waiting.command == Command::Seal && !self.can_seal() {
                Err(Rejection::NoDeviceKey)
            } else {
                decide(&self.state, &waiting.command, &waiting.at)
            };
            match decided {
                Err(rejection) => {
                    effects.push(Effect::Rejected { ticket: waiting.ticket, rejection });
                }
                Ok(events) if events.is_empty() => {
                    let ticket = Some(waiting.ticket);
                    effects.push(Effect::Recorded { ticket, records: Vec::new() });
                }
                Ok(events) => {
                    let who = self.author(&waiting.command);
                    let at = waiting.at.moment;
                    let mut drafts = self.clock_step(&at);
                    let draft = |event| Draft::new(who.clone(), at, event);
                    drafts.extend(events.into_iter().map(draft));
                    self.seal_behind(&mut drafts, &waiting.at);
                    if let Command::Start(start) = &*waiting.command {
                        self.writer = Some(start.writer.clone());
                    }
                    self.send(Some(waiting.ticket), waiting.seed, drafts, effects);
                }
            }
        }
    }

    pub(super) fn author(&self, command: &Command) -> Author {
        let person = match command {
            Command::Start(start) => Some(start.person.initials.clone()),
            Command::SignOn(person) => Some(person.initials.clone()),
            Command::SignOff(person) => Some(person.initials.clone()),
            Command::Recover(_) | Command::Seal => None,
            Command::Leave(reason) if *reason != LeaveReason::Quit => None,
            _ => self.state().operator.clone(),
        };
        person.map_or(Author::Program, Author::Person)
    }

    /// The program's own record that the wall clock moved, when it did (R47).
    pub(super) fn clock_step(&self, at: &Moment) -> Vec<Draft> {
        let Some((_, last)) = &self.state().last else { return Vec::new() };
        if last.boot != at.boot {
            return Vec::new();
        }
        let by_wall = at.wall.ms().saturating_sub(last.wall.ms());
        let by_mono = i64::try_from(at.mono.since(last.mono).ms()).unwrap_or(i64::MAX);
        let by_ms = by_wall.saturating_sub(by_mono);
        if by_ms.unsigned_abs() <= CLOCK_STEP_MS {
            return Vec::new();
        }
        vec![Draft::new(Author::Program, *at, Event::ClockStepped { by_ms })]
    }

    /// Puts a batch on its way.
    fn send(
        &mut self,
        ticket: Option<Ticket>,
        seed: Seed,
        drafts: Vec<Draft>,
        effects: &mut Vec<Effect>,
    ) {
        let mut batch = Batch::new(ticket, seed, drafts);
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
        self.asked = Some(Asked::Save);
    }

    pub(super) fn place(&self, batch: &mut Batch) -> Result<(), EncodeError> {
        self.place_after(self.tip, batch)
    }

    pub(super) fn place_after(&self, tip: Tip, batch: &mut Batch) -> Result<(), EncodeError> {
        let opened = batch.drafts.iter().find_map(|draft| match &draft.event {
            Event::Opened(opened) => Some((opened.writer.clone(), opened.mode)),
            _ => None,
        });
        let known = || Some((self.writer.clone()?, self.state.mode()?));
        let Some((writer, mode)) = opened.or_else(known) else { return Ok(()) };
        let incident = self.state.incident();
        let signer = self.key.as_deref().zip(incident);
        let signer = signer.map(|(key, incident)| Signer { key, incident });
        batch.place(tip, &writer, mode, signer)
    }

    fn appended(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        let Some(batch) = self.batch.take() else { return };
        let mut records = batch.saved;
        // A seal that rode along is nobody's act; one that was asked for is.
        let is_asked = batch.lines.len() == 1;
        for line in &batch.lines {
            self.believe(line);
            if is_asked || !matches!(line.record.event, Event::Sealed(_)) {
                records.push(line.record.id.clone());
            }
        }
        if batch.lines.iter().any(|line| is_milestone(&line.record.event)) {
            effects.push(Effect::KeepMark);
        }
        effects.push(Effect::Recorded { ticket: batch.ticket, records });
        self.catch_up(now, effects);
    }

    /// The line is on disk: now, and only now, the state follows.
    pub(super) fn believe(&mut self, line: &Line) {
        self.tip = line.tip();
        self.fold(&line.record);
    }

    /// Folds one record, and the runbook that it may complete.
    pub(super) fn fold(&mut self, record: &crate::domain::event::Record) {
        let unreadable = fold(&mut self.state, &mut self.assembler, record);
        self.unreadable.extend(unreadable);
    }

    fn wake(&mut self, seed: Seed, now: &Now, effects: &mut Vec<Effect>) {
        if let Some(alarm) = &self.alarm {
            if alarm.last_try.elapsed_until(&now.moment) >= RETRY_EVERY {
                self.retry(now, effects);
            }
            return;
        }
        self.mend(now, effects);
        if self.batch.is_some() || self.state.opened.is_none() {
            return;
        }
        let at = now.moment;
        let is_open = self.state.closed.is_none();
        let passed = if is_open { self.state.unrecorded_passed(now) } else { Vec::new() };
        let is_seal_due = self.seal_due_in(now) == Some(Span::ZERO);
        if passed.is_empty() && !is_seal_due && !self.has_notices() {
            return;
        }
        let mut drafts = self.clock_step(&at);
        drafts.extend(self.take_notices());
        drafts.extend(passed.into_iter().map(|event| Draft::new(Author::Program, at, event)));
        if is_seal_due {
            drafts.push(super::seal::unsigned(at));
        }
        self.send(None, seed, drafts, effects);
    }

    /// The mode of the open incident.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        self.state.mode()
    }
}

/// Behind these the log's end is kept outside it too (audit-log §4.6).
const fn is_milestone(event: &Event) -> bool {
    matches!(
        event,
        Event::Sealed(_)
            | Event::Left { .. }
            | Event::Closed(_)
            | Event::Witnessed(_)
            | Event::Forked(_)
    )
}
