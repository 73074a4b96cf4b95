//! Where the person is: which steps apply, which are open now, and which one is current.
//!
//! Everything is derived from the state and a moment; nothing is stored (R1: exactly one current
//! step).

use super::act::Until;
use super::ids::{OptionId, StepRef, TrackId};
use super::state::{IncidentState, Outcome, Run, Status, effective_option};
use super::step::StepKind;
use super::time::{Moment, Remaining, Span};

/// Whether a step applies, given the decisions before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applies {
    /// It does.
    Yes,
    /// A decision closed this path.
    No,
    /// The deciding step, at this position, is still open.
    Undecided(usize),
}

/// An answer to the decision at this position that is only thought of.
type Given<'a> = (usize, &'a OptionId);

/// A step as the person sees it: the ten marks of R2 without the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// `[ ]`
    Todo,
    /// `[x]`
    Done,
    /// `[2]`
    DoneByTwo,
    /// `[.]`
    Waiting,
    /// `[~]`
    Later,
    /// `[-]`
    NotApplicable,
    /// `[/]`
    Skipped,
    /// `[!]`
    CouldNot,
}

impl Mark {
    /// The three characters, the same in every language and theme.
    #[must_use]
    pub const fn ascii(self) -> &'static str {
        match self {
            Self::Todo => "[ ]",
            Self::Done => "[x]",
            Self::DoneByTwo => "[2]",
            Self::Waiting => "[.]",
            Self::Later => "[~]",
            Self::NotApplicable => "[-]",
            Self::Skipped => "[/]",
            Self::CouldNot => "[!]",
        }
    }
}

impl Run {
    /// Whether the step at `index` applies.
    ///
    /// A decision that was skipped or could not be taken counts as "I cannot tell": its careful
    /// path stays, so that setting a decision aside never hides the safe steps.
    #[must_use]
    pub fn applies(&self, index: usize) -> Applies {
        self.applies_if(index, None)
    }

    /// The same, as if a decision were answered so already.
    fn applies_if(&self, index: usize, given: Option<Given>) -> Applies {
        let Some((_, step, _)) = self.get(index) else { return Applies::No };
        let Some(condition) = &step.only_if else { return Applies::Yes };
        let Some(at) = self.index_of(&condition.decision).filter(|at| *at < index) else {
            return Applies::No;
        };
        match self.applies_if(at, given) {
            Applies::Yes => {}
            other => return other,
        }
        if let Some((_, option)) = given.filter(|(decision, _)| *decision == at) {
            return if condition.is.contains(option) { Applies::Yes } else { Applies::No };
        }
        let Some((_, decision, state)) = self.get(at) else { return Applies::No };
        let answer = match &state.status {
            Status::Done { outcome: Outcome::Chosen(answer), .. } => answer,
            Status::Skipped { .. } | Status::CouldNot { .. } => &super::act::Answer::CannotTell,
            _ => return Applies::Undecided(at),
        };
        match effective_option(&decision.kind, answer) {
            Some(option) if condition.is.contains(option) => Applies::Yes,
            _ => Applies::No,
        }
    }

    /// The mark of the step at `index`. Work done on a path that was left keeps its mark (R27).
    #[must_use]
    pub fn mark(&self, index: usize) -> Mark {
        match self.steps.get(index).map(|state| &state.status) {
            None | Some(Status::Todo) if self.applies(index) == Applies::No => Mark::NotApplicable,
            None | Some(Status::Todo) => Mark::Todo,
            Some(Status::Done { by_two: true, .. }) => Mark::DoneByTwo,
            Some(Status::Done { .. }) => Mark::Done,
            Some(Status::Waiting { .. }) => Mark::Waiting,
            Some(Status::Later { .. }) => Mark::Later,
            Some(Status::Skipped { .. }) => Mark::Skipped,
            Some(Status::CouldNot { .. }) => Mark::CouldNot,
        }
    }

    /// Whether work stays on a path that a later answer closed.
    #[must_use]
    pub fn is_path_changed(&self, index: usize) -> bool {
        self.mark(index) != Mark::NotApplicable
            && self.mark(index) != Mark::Todo
            && self.applies(index) == Applies::No
    }

    /// Whether the step at `index` asks for the person now: never answered, or come back by itself.
    #[must_use]
    pub fn is_open_at(&self, index: usize, now: &Moment) -> bool {
        self.is_open_if(index, now, None)
    }

    fn is_open_if(&self, index: usize, now: &Moment, given: Option<Given>) -> bool {
        let asks = match self.steps.get(index).map(|state| &state.status) {
            Some(Status::Todo) => true,
            Some(Status::Waiting { since, span, .. }) => since.remaining(*span, now).is_over(),
            Some(Status::Later { since, until: Until::After(span), .. }) => {
                since.remaining(*span, now).is_over()
            }
            _ => false,
        };
        // The status first: most steps of a long night are done, and need no look at decisions.
        let is_answered = given.is_some_and(|(decision, _)| decision == index);
        asks && !is_answered && self.applies_if(index, given) == Applies::Yes
    }

    /// The current step: the first open one; when none is open, the first that is still waited for.
    /// After a jump, steps before its target that were never answered come last of the open ones:
    /// they stay open and are not forgotten (R18).
    #[must_use]
    pub fn current(&self, now: &Moment) -> Option<usize> {
        self.current_if(now, None)
    }

    /// The step that comes once the decision at `index` is answered so (R25).
    #[must_use]
    pub fn current_after(&self, index: usize, option: &OptionId, now: &Moment) -> Option<usize> {
        self.current_if(now, Some((index, option)))
    }

    fn current_if(&self, now: &Moment, given: Option<Given>) -> Option<usize> {
        let from = self.jump.as_ref().map_or(0, |jump| jump.to);
        let (mut waited_for, mut jumped_over) = (None, None);
        for (index, state) in self.steps.iter().enumerate() {
            if self.is_open_if(index, now, given) {
                if index >= from || state.status != Status::Todo {
                    return Some(index);
                }
                jumped_over.get_or_insert(index);
            }
            let waits = matches!(state.status, Status::Waiting { .. } | Status::Later { .. });
            let is_answered = given.is_some_and(|(decision, _)| decision == index);
            let waits = waits && !is_answered && waited_for.is_none();
            if waits && self.applies_if(index, given) == Applies::Yes {
                waited_for = Some(index);
            }
        }
        jumped_over.or(waited_for)
    }

    /// The current step of one track: its first open one, where no open pause lies before it (R1).
    /// A person who works on that track alone is here.
    #[must_use]
    pub fn current_of(&self, track: &TrackId, now: &Moment) -> Option<usize> {
        let is_in = |index: &usize| self.get(*index).is_some_and(|(_, s, _)| s.track == *track);
        let mut steps = (0..self.steps.len()).filter(is_in);
        let first = steps.find(|index| self.is_open_at(*index, now))?;
        self.open_pause_before(first).is_none().then_some(first)
    }

    /// Counts of steps per mark, in the order of [`Mark`].
    #[must_use]
    pub fn count(&self, mark: Mark) -> usize {
        (0..self.steps.len()).filter(|index| self.mark(*index) == mark).count()
    }

    /// The pauses of earlier phases that were not closed yet, for a step at `index` (R9).
    #[must_use]
    pub fn open_pauses_before(&self, index: usize) -> Vec<usize> {
        let Some((phase, _, _)) = self.get(index) else { return Vec::new() };
        let is_open_pause = |at: &usize| {
            self.get(*at).is_some_and(|(its_phase, step, state)| {
                step.kind == StepKind::Pause
                    && its_phase.id != phase.id
                    && state.status == Status::Todo
            })
        };
        (0..index).filter(is_open_pause).collect()
    }

    /// The first step of an earlier phase's end that was not closed yet, for a step at `index`
    /// (R9).
    #[must_use]
    pub fn open_pause_before(&self, index: usize) -> Option<usize> {
        self.open_pauses_before(index).first().copied()
    }

    /// When the step at `index` comes back or must be done, counted from now.
    #[must_use]
    pub fn remaining(&self, index: usize, now: &Moment) -> Option<Remaining> {
        match &self.steps.get(index)?.status {
            Status::Waiting { since, span, .. }
            | Status::Later { since, until: Until::After(span), .. } => {
                Some(since.remaining(*span, now))
            }
            Status::Todo => self.limit_left(index, now),
            _ => None,
        }
    }

    fn limit_left(&self, index: usize, now: &Moment) -> Option<Remaining> {
        let (from, span) = self.limit_start(index)?;
        Some(from.remaining(span, now))
    }

    /// The moment from which the limit of the step at `index` counts, and its length.
    #[must_use]
    pub fn limit_start(&self, index: usize) -> Option<(Moment, Span)> {
        let (_, step, state) = self.get(index)?;
        let limit = step.limit?;
        let from = match limit.from {
            super::step::LimitFrom::Start => self.started,
            super::step::LimitFrom::Step => state.current_since?,
        };
        Some((from, limit.within))
    }
}

impl IncidentState {
    /// The current step of every run that has one, in the order of the runs.
    #[must_use]
    pub fn current_steps(&self, now: &Moment) -> Vec<StepRef> {
        let current = |run: &Run| run.current(now).and_then(|index| run.step_ref(index));
        self.runs.iter().filter_map(current).collect()
    }

    /// The run that asks for the person: the last opened one with an open step, else the last
    /// opened one with something to wait for. An included runbook is finished before its parent
    /// goes on. One that is held comes after the others (R156); one that was chosen in the place of
    /// a wrong one comes first, and the wrong one never (R136).
    #[must_use]
    pub fn focus(&self, now: &Moment) -> Option<&Run> {
        let has_open = |run: &&Run| (0..run.steps.len()).any(|index| run.is_open_at(index, now));
        let is_free = |run: &&Run| self.hold(run.id()).is_none() && has_open(run);
        let newest = || self.wanted_runs().rev();
        let chosen = self.chosen().filter(is_free);
        let open = chosen.or_else(|| newest().find(is_free)).or_else(|| newest().find(has_open));
        open.or_else(|| newest().find(|run| run.current(now).is_some()))
    }

    /// The step in hand: the current one of the run that asks for the person.
    #[must_use]
    pub fn in_hand(&self, now: &Moment) -> Option<StepRef> {
        let run = self.focus(now)?;
        run.step_ref(run.current(now)?)
    }

    /// Whether no step of any run asks for the person any more, now or later.
    #[must_use]
    pub fn is_walked(&self, now: &Moment) -> bool {
        !self.runs.is_empty() && self.wanted_runs().all(|run| run.current(now).is_none())
    }
}
