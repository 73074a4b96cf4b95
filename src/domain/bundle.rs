//! Steps whose lines must all be done: each line of HOW has a mark of its own (R14).
//!
//! The marks belong to one attempt at the step. Setting the step aside keeps them, since the work
//! stays done; taking back that it was done takes them all back, since nobody knows then which of
//! them hold.

use super::ids::{Author, EventId, StepRef};
use super::state::{IncidentState, Run, Status};
use super::step::Step;
use super::text::Text;
use super::time::{Moment, Timestamp};

/// The mark of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Which line, from 1.
    pub line: u8,
    /// The record.
    pub event: EventId,
    /// When it was entered.
    pub at: Moment,
    /// When it really happened, if that differs.
    pub happened_at: Option<Timestamp>,
    /// Who.
    pub who: Author,
    /// Why the line was left out; none where it was done.
    pub left_out: Option<String>,
}

/// A step that is done line by line, and the marks that its lines have.
#[derive(Clone, Copy, Debug)]
pub struct Bundle<'s> {
    /// The lines, in order.
    pub lines: &'s [Text],
    ticks: &'s [Tick],
    is_open: bool,
}

impl<'s> Bundle<'s> {
    /// How many lines there are.
    #[must_use]
    pub fn count(&self) -> u8 {
        u8::try_from(self.lines.len()).unwrap_or(u8::MAX)
    }

    /// How many of them have a mark.
    #[must_use]
    pub fn marked(&self) -> usize {
        self.numbers().filter(|line| self.tick(*line).is_some()).count()
    }

    /// How many of them were left out.
    #[must_use]
    pub fn left_out(&self) -> usize {
        let ticks = self.numbers().filter_map(|line| self.tick(line));
        ticks.filter(|tick| tick.left_out.is_some()).count()
    }

    /// The mark of this line, from 1.
    #[must_use]
    pub fn tick(&self, line: u8) -> Option<&'s Tick> {
        self.ticks.iter().find(|tick| tick.line == line)
    }

    /// The words of this line, from 1.
    #[must_use]
    pub fn text(&self, line: u8) -> Option<&'s Text> {
        self.lines.get(usize::from(line).checked_sub(1)?)
    }

    /// The numbers of its lines.
    pub fn numbers(&self) -> impl Iterator<Item = u8> + use<> {
        1..=self.count()
    }

    /// The first line without a mark, which keeps the step from being done.
    #[must_use]
    pub fn next(&self) -> Option<u8> {
        self.numbers().find(|line| self.tick(*line).is_none())
    }

    /// Whether somebody is in the middle of it: some lines have their mark, and the step has no
    /// answer.
    #[must_use]
    pub fn is_half_done(&self) -> bool {
        self.is_open && self.marked() > 0
    }
}

/// The step as a bundle of these marks; none where it is done as a whole.
#[must_use]
pub fn bundle<'s>(step: &'s Step, ticks: &'s [Tick], status: &Status) -> Option<Bundle<'s>> {
    let is_open = !matches!(status, Status::Done { .. } | Status::Waiting { .. });
    step.all.then_some(Bundle { lines: &step.how, ticks, is_open })
}

impl Run {
    /// The step at `index` as a bundle of lines; none where it is done as a whole.
    #[must_use]
    pub fn bundle(&self, index: usize) -> Option<Bundle<'_>> {
        let (_, step, state) = self.get(index)?;
        bundle(step, &state.ticks, &state.status)
    }
}

impl IncidentState {
    /// The mark that this record made, while it stands.
    #[must_use]
    pub fn tick(&self, step: &StepRef, event: &EventId) -> Option<&Tick> {
        let (run, index) = self.find(step)?;
        run.steps.get(index)?.ticks.iter().find(|tick| tick.event == *event)
    }

    /// Whether a mark can be taken back: not while its step counts as done, which rests on it.
    #[must_use]
    pub fn can_untick(&self, step: &StepRef) -> bool {
        let state = self.find(step).and_then(|(run, index)| run.steps.get(index));
        state.is_some_and(|state| state.completed.is_none())
    }
}
