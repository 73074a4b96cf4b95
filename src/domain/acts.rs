//! What people did, in sixteen bytes per record: enough to list it, to cite it and to decide on it.
//!
//! The words stand in the log, and what is shown again is read again (audit-log §6.3). Records of
//! one chain are numbered without a gap, as the verifier demands: a record's place is its number.

use std::collections::{BTreeMap, BTreeSet};

use super::act_entry::{Entry, Sort, judged, line_at, line_of};
use super::beside::{Beside, Line};
use super::duty_event::Verdict;
use super::event::{Correction, Event, NoteKind, Record};
use super::evidence::Evidence;
use super::ids::{
    Author, ClockId, EventId, EvidenceId, Initials, MomentId, RunId, Seq, StepRef, WriterId,
};
use super::names::Names;
use super::state::{LineMark, StepWord, Subject};
use super::time::Timestamp;
use super::watch_event::WatchWord;

/// Something a person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The record.
    pub event: EventId,
    /// When, by the wall clock.
    pub at: Timestamp,
    /// Who.
    pub who: Author,
    /// What it was about.
    pub subject: Subject,
    /// Whether a later entry took it back.
    pub is_taken_back: bool,
}

const _: () = assert!(size_of::<Entry>() == Acts::ENTRY_BYTES, "the budget counts on it");

/// Where a piece of evidence belongs.
type Slot = (Option<StepRef>, Option<EvidenceId>);

/// What people did, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acts {
    writer: Option<WriterId>,
    /// Record n stands at n - 1.
    entries: Vec<Entry>,
    count: u64,
    authors: Names<Author>,
    /// The steps of all runbooks, in the order in which these were opened.
    steps: Vec<StepRef>,
    /// The position behind the step that was answered last.
    next_step: usize,
    people: Names<Initials>,
    runs: Names<RunId>,
    moments: Names<MomentId>,
    clocks: Names<ClockId>,
    slots: Names<Slot>,
    /// Authors beyond those whose position fits an entry; nobody in a log of this world.
    crowd: BTreeMap<u64, Author>,
    /// Subjects that name another writer's record; none in a log that this program wrote.
    foreign: BTreeMap<u64, EventId>,
    /// Notes that ask for something and were not settled.
    asking: BTreeSet<u64>,
    /// Records that took evidence in.
    pieces: Vec<u32>,
    /// What nobody did and a reader wants to see between the acts.
    beside: Beside,
}

impl Acts {
    /// What one record takes.
    pub const ENTRY_BYTES: usize = 16;

    /// Takes the next record, in which nobody did anything until [`Self::mark`] says so.
    pub(super) fn take(&mut self, record: &Record) {
        if self.writer.is_none() {
            self.writer = Some(record.id.writer.clone());
        }
        if self.entries.len() as u64 + 1 != record.id.seq.0 {
            // No verified log has a gap; a number out of nowhere must not fill the memory.
            return;
        }
        let who = u16::try_from(self.authors.position(&record.who)).unwrap_or_else(|_| {
            self.crowd.insert(record.id.seq.0, record.who.clone());
            0
        });
        self.beside.take(record);
        let (at, sort) = (record.at.wall, Sort::Nothing);
        self.entries.push(Entry { at, who, sort, is_taken_back: false, about: 0 });
    }

    /// One more runbook is followed: these are its steps.
    pub(super) fn know_steps(&mut self, steps: impl Iterator<Item = StepRef>) {
        self.steps.extend(steps);
    }

    /// In the record that was taken last, somebody did this with the step at this position among
    /// all that are known.
    pub(super) fn mark_step(&mut self, record: &Record, position: usize, word: StepWord) {
        self.set(record.id.seq, Sort::Step(word), u32::try_from(position).unwrap_or(u32::MAX));
        self.next_step = if position + 1 < self.steps.len() { position + 1 } else { 0 };
    }

    /// The position of this step among all that are known, if it comes after the last answered one.
    pub(super) fn next_step(&self, step: &StepRef) -> Option<usize> {
        (self.steps.get(self.next_step) == Some(step)).then_some(self.next_step)
    }

    /// Somebody did this in the record that was taken last; steps have [`Self::mark_step`].
    pub(super) fn mark(&mut self, record: &Record, subject: &Subject) {
        let (sort, about) = match subject {
            Subject::Step(..) => return,
            Subject::Line(mark) => {
                let sort = if mark.is_left_out { Sort::LineLeftOut } else { Sort::LineDone };
                let position = self.steps.iter().position(|step| *step == mark.step);
                (sort, line_of(position.unwrap_or(usize::MAX), mark.line))
            }
            Subject::Note => (Sort::Note, self.take_note(record)),
            Subject::Correction(target) => (Sort::Correction, self.number(record, target)),
            Subject::SignOn(initials) => (Sort::SignOn, self.people.position(initials)),
            Subject::SignOff(initials) => (Sort::SignOff, self.people.position(initials)),
            Subject::Lead(initials) => (Sort::Lead, self.people.position(initials)),
            Subject::OwnWords => (Sort::OwnWords, 0),
            Subject::Held(initials) => (Sort::Held, self.people.position(initials)),
            Subject::Evidence => (Sort::Evidence, self.take_slot(record)),
            Subject::Custody(target) => (Sort::Custody, self.number(record, target)),
            Subject::Call => (Sort::Call, 0),
            Subject::Moment(moment) => (Sort::Moment, self.moments.position(moment)),
            Subject::Judged(clock, verdict) => (judged(*verdict), self.clocks.position(clock)),
            Subject::Filed(clock) => (Sort::Filed, self.clocks.position(clock)),
            Subject::Watch(word) => (Sort::Watch, word.place()),
            Subject::Silenced => (Sort::Silenced, 0),
            Subject::Opening => (Sort::Opening, 0),
            Subject::Added(run) => (Sort::Added, self.runs.position(run)),
            Subject::Return => (Sort::Return, 0),
            Subject::Closing => (Sort::Closing, 0),
        };
        self.set(record.id.seq, sort, about);
    }

    fn set(&mut self, seq: Seq, sort: Sort, about: u32) {
        if let Some(entry) = self.entry_mut(seq) {
            (entry.sort, entry.about) = (sort, about);
            self.count += 1;
        }
    }

    fn take_note(&mut self, record: &Record) -> u32 {
        let asks = |kind| matches!(kind, NoteKind::Todo | NoteKind::Question);
        if matches!(&record.event, Event::NoteAdded(note) if asks(note.kind)) {
            self.asking.insert(record.id.seq.0);
        }
        0
    }

    fn take_slot(&mut self, record: &Record) -> u32 {
        let slot = match &record.event {
            Event::EvidenceTaken(Evidence { step, slot, .. }) => (step.clone(), slot.clone()),
            _ => (None, None),
        };
        self.pieces.extend(u32::try_from(record.id.seq.0));
        self.slots.position(&slot)
    }

    /// The number of a record of this log; 0 for any other, which is kept beside.
    fn number(&mut self, record: &Record, target: &EventId) -> u32 {
        let is_own = self.writer.as_ref() == Some(&target.writer);
        let number = u32::try_from(target.seq.0).ok().filter(|_| is_own);
        number.unwrap_or_else(|| {
            self.foreign.insert(record.id.seq.0, target.clone());
            0
        })
    }

    /// A later entry corrects this one.
    pub(super) fn correct(&mut self, target: &EventId, correction: &Correction) {
        let is_own = self.writer.as_ref() == Some(&target.writer);
        if !is_own || !matches!(correction, Correction::NotSo { .. }) {
            return;
        }
        if let Some(entry) = self.entry_mut(target.seq) {
            entry.is_taken_back = entry.sort != Sort::Nothing;
        }
        self.asking.remove(&target.seq.0);
    }

    fn entry_mut(&mut self, seq: Seq) -> Option<&mut Entry> {
        self.entries.get_mut(seq.place()?)
    }

    /// What was done with this record; none when nobody did anything there.
    #[must_use]
    pub fn get(&self, event: &EventId) -> Option<Act> {
        let is_own = self.writer.as_ref() == Some(&event.writer);
        let place = event.seq.place().filter(|_| is_own)?;
        self.act(place, self.entries.get(place)?)
    }

    /// All of them, oldest first.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Act> {
        self.from(Seq(1))
    }

    /// Those from this record on, oldest first.
    #[must_use]
    pub fn from(&self, seq: Seq) -> impl DoubleEndedIterator<Item = Act> {
        let first = seq.place().unwrap_or(0);
        let places = self.entries.iter().enumerate().skip(first);
        places.filter_map(|(place, entry)| self.act(place, entry))
    }

    /// Those before this record, newest first.
    pub fn before(&self, seq: Seq) -> impl Iterator<Item = Act> {
        let end = seq.place().unwrap_or(0).min(self.entries.len());
        let places = self.entries.get(..end).unwrap_or_default().iter().enumerate().rev();
        places.filter_map(|(place, entry)| self.act(place, entry))
    }

    /// What is beside the acts: limits that passed, places of the log that were lost, late writing.
    #[must_use]
    pub const fn beside(&self) -> &Beside {
        &self.beside
    }

    /// When the record of this number was made.
    #[must_use]
    pub fn time_of(&self, seq: Seq) -> Option<Timestamp> {
        self.entries.get(seq.place()?).map(|entry| entry.at)
    }

    /// The number of the last record.
    #[must_use]
    pub fn newest(&self) -> Seq {
        Seq(self.entries.len() as u64)
    }

    /// What the record of this number is to a reader: an act, or something beside the acts.
    #[must_use]
    pub fn line(&self, seq: Seq) -> Option<Line> {
        let place = seq.place()?;
        let entry = self.entries.get(place)?;
        if let Some(act) = self.act(place, entry) {
            return Some(Line::Act(act));
        }
        let what = self.beside.get(seq)?.clone();
        Some(Line::Beside(seq, entry.at, what))
    }

    /// The newest one.
    #[must_use]
    pub fn last(&self) -> Option<Act> {
        self.iter().next_back()
    }

    /// How many there are.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Whether nobody did anything.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Notes that ask for something and were not settled, oldest first.
    pub fn asking(&self) -> impl Iterator<Item = EventId> {
        let writer = self.writer.as_ref();
        self.asking.iter().filter_map(move |number| Some(event_of(writer?, *number)))
    }

    /// Where the piece of evidence of this record belongs: its step, and which of its pieces it is.
    #[must_use]
    pub fn slot(&self, event: &EventId) -> Option<(Option<&StepRef>, Option<&EvidenceId>)> {
        let entry = self.entries.get(event.seq.place()?)?;
        let is_it = entry.sort == Sort::Evidence && self.writer.as_ref() == Some(&event.writer);
        let (step, slot) = self.slots.get(entry.about).filter(|_| is_it)?;
        Some((step.as_ref(), slot.as_ref()))
    }

    /// The records that took evidence in, oldest first, also what was withdrawn since.
    pub fn evidence(&self) -> impl Iterator<Item = EventId> {
        let writer = self.writer.as_ref();
        self.pieces.iter().filter_map(move |number| Some(event_of(writer?, u64::from(*number))))
    }

    /// Whether a later entry took this one back.
    #[must_use]
    pub fn is_taken_back(&self, event: &EventId) -> bool {
        let entry = event.seq.place().and_then(|place| self.entries.get(place));
        entry.is_some_and(|entry| entry.is_taken_back)
    }

    /// The records that change what these say: corrections, and hand-overs of evidence.
    pub fn changing(&self, targets: &BTreeSet<Seq>) -> impl Iterator<Item = Seq> {
        let first = targets.first().and_then(|seq| seq.place()).unwrap_or(0);
        let later = self.entries.iter().enumerate().skip(first);
        later.filter_map(move |(place, entry)| {
            let is_change = matches!(entry.sort, Sort::Correction | Sort::Custody);
            let is_it = is_change && targets.contains(&Seq(entry.about.into()));
            is_it.then_some(Seq(place as u64 + 1))
        })
    }

    /// What is kept for all records together, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let listed = self.asking.len() * size_of::<u64>() + self.pieces.len() * size_of::<u32>();
        self.entries.len() * Self::ENTRY_BYTES + listed
    }

    fn judged(&self, entry: &Entry, verdict: Verdict) -> Option<Subject> {
        Some(Subject::Judged(self.clocks.get(entry.about)?.clone(), verdict))
    }

    fn act(&self, place: usize, entry: &Entry) -> Option<Act> {
        let number = place as u64 + 1;
        let event = |number| Some(event_of(self.writer.as_ref()?, number));
        let target = || {
            let foreign = || self.foreign.get(&number).cloned();
            if entry.about == 0 { foreign() } else { event(u64::from(entry.about)) }
        };
        let subject = match entry.sort {
            Sort::Nothing => return None,
            Sort::Step(word) => {
                Subject::Step(self.steps.get(usize::try_from(entry.about).ok()?)?.clone(), word)
            }
            Sort::LineDone | Sort::LineLeftOut => {
                let (position, line) = line_at(entry.about);
                let step = self.steps.get(usize::try_from(position).ok()?)?.clone();
                let is_left_out = entry.sort == Sort::LineLeftOut;
                Subject::Line(LineMark { step, line, is_left_out })
            }
            Sort::Note => Subject::Note,
            Sort::Correction => Subject::Correction(target()?),
            Sort::SignOn => Subject::SignOn(self.people.get(entry.about)?.clone()),
            Sort::SignOff => Subject::SignOff(self.people.get(entry.about)?.clone()),
            Sort::Lead => Subject::Lead(self.people.get(entry.about)?.clone()),
            Sort::OwnWords => Subject::OwnWords,
            Sort::Held => Subject::Held(self.people.get(entry.about)?.clone()),
            Sort::Evidence => Subject::Evidence,
            Sort::Custody => Subject::Custody(target()?),
            Sort::Call => Subject::Call,
            Sort::Moment => Subject::Moment(self.moments.get(entry.about)?.clone()),
            Sort::Applies => self.judged(entry, Verdict::Applies)?,
            Sort::AppliesNot => self.judged(entry, Verdict::Not)?,
            Sort::AppliesPerhaps => self.judged(entry, Verdict::Unknown)?,
            Sort::Filed => Subject::Filed(self.clocks.get(entry.about)?.clone()),
            Sort::Watch => Subject::Watch(WatchWord::at(entry.about)?),
            Sort::Silenced => Subject::Silenced,
            Sort::Opening => Subject::Opening,
            Sort::Added => Subject::Added(self.runs.get(entry.about)?.clone()),
            Sort::Return => Subject::Return,
            Sort::Closing => Subject::Closing,
        };
        let who = self.crowd.get(&number).or_else(|| self.authors.get(entry.who.into()))?.clone();
        let (at, is_taken_back) = (entry.at, entry.is_taken_back);
        Some(Act { event: event(number)?, at, who, subject, is_taken_back })
    }
}

fn event_of(writer: &WriterId, number: u64) -> EventId {
    EventId { writer: writer.clone(), seq: Seq(number) }
}
