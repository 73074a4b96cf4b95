//! The hand-over briefing: what the log already says, in the order in which one nurse tells another
//! (SBAR, R57).
//!
//! A pure function of the state. It says facts and what people wrote, never a judgement of its own;
//! what does not fit a page is ranked out, never shrunk.

use super::board::BoardRow;
use super::event::NoteKind;
use super::hold::Hold;
use super::lead::LeadEntry;
use super::place::Mark;
use super::state::{CallEntry, IncidentState, NoteEntry, Run, Status};
use super::step::StepKind;
use super::time::Now;
use super::together::Agreed;

/// Clocks that a briefing names.
const CLOCKS_MAX: usize = 3;

/// The four parts, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What it is, and how far.
    Situation,
    /// What was decided and done that cannot be seen any more.
    Background,
    /// What holds, what could not be done, what is not known.
    Assessment,
    /// What comes next.
    Recommendation,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Situation, Self::Background, Self::Assessment, Self::Recommendation];

    /// The word used in `brief --json`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::Background => "background",
            Self::Assessment => "assessment",
            Self::Recommendation => "recommendation",
        }
    }
}

/// A step of a run.
#[derive(Clone, Copy, Debug)]
pub struct StepOf<'s> {
    /// The runbook.
    pub run: &'s Run,
    /// Where the step stands in it, from 0.
    pub index: usize,
}

/// What a line tells.
#[derive(Clone, Debug)]
pub enum Item<'s> {
    /// Real or exercise, what it is, how far care is touched, since when.
    Incident,
    /// How long, in which phase, how many steps bear which mark.
    Progress,
    /// An act that somebody else agreed to, or that was done alone.
    Agreed(Agreed<'s>),
    /// A decision that was taken.
    Decision(StepOf<'s>),
    /// A call, and what came of it.
    Call(&'s CallEntry),
    /// The lead passed before.
    Lead(&'s LeadEntry),
    /// A limit of a done step that stays in force (R21).
    Limit(StepOf<'s>),
    /// A step that could not be done.
    CouldNot(StepOf<'s>),
    /// A note: a decision, a question, something to do, or for the briefing.
    Note(&'s NoteEntry),
    /// Nobody wrote down how it stands.
    NothingNoted,
    /// A step in hand.
    Next(StepOf<'s>),
    /// A runbook that is held: by whom, since when, why (R156).
    Held(Hold<'s>),
    /// A clock that runs.
    Clock(BoardRow<'s>),
    /// How many clocks, things to do and questions are open.
    Open {
        /// Clocks that run.
        clocks: usize,
        /// Notes of what is to do.
        todos: usize,
        /// Questions.
        questions: usize,
    },
}

/// One line of the briefing.
#[derive(Clone, Debug)]
pub struct Line<'s> {
    /// Where it belongs.
    pub part: Part,
    /// What goes first onto a page that is too small: the smallest.
    pub rank: usize,
    /// What it tells.
    pub item: Item<'s>,
}

/// The classes of what may be ranked out, the most needed first.
#[derive(Clone, Copy)]
enum Class {
    Always,
    InHand,
    /// What must not be undone, what was done alone, what somebody asked to be told.
    MustKnow,
    FirstClock,
    Unsolved,
    Open,
    Acts,
    Later,
    Calls,
}

fn rank(class: Class, nth: usize) -> usize {
    class as usize * 10_000 + nth
}

impl IncidentState {
    /// The whole briefing, part by part.
    #[must_use]
    pub fn brief(&self, now: &Now) -> Vec<Line<'_>> {
        let mut lines = vec![
            Line { part: Part::Situation, rank: rank(Class::Always, 0), item: Item::Incident },
            Line { part: Part::Situation, rank: rank(Class::Always, 1), item: Item::Progress },
        ];
        lines.extend(self.background());
        lines.extend(self.assessment());
        lines.extend(self.recommendation(now));
        lines
    }

    /// In the order of the acts; of the same class the newest is needed first.
    fn background(&self) -> Vec<Line<'_>> {
        let mut items: Vec<(u64, Class, Item<'_>)> = Vec::new();
        for agreed in self.agreed() {
            let class = if agreed.is_alone() { Class::MustKnow } else { Class::Acts };
            items.push((agreed.answered.event.seq.0, class, Item::Agreed(agreed)));
        }
        for step in self.steps() {
            let Some((_, asked, state)) = step.run.get(step.index) else { continue };
            let answered = state.answered.as_ref().filter(|answered| answered.approval.is_none());
            let is_decision = matches!(asked.kind, StepKind::Decide { .. });
            let is_done = matches!(state.status, Status::Done { .. });
            if let Some(answered) = answered.filter(|_| is_decision && is_done) {
                items.push((answered.event.seq.0, Class::Acts, Item::Decision(step)));
            }
        }
        let calls = self.calls.iter().filter(|entry| !entry.is_withdrawn);
        items.extend(calls.map(|entry| (entry.event.seq.0, Class::Calls, Item::Call(entry))));
        let passed = self.leading.passed.iter();
        items.extend(passed.map(|entry| (entry.event.seq.0, Class::Acts, Item::Lead(entry))));
        items.sort_by_key(|(number, ..)| *number);
        let count = items.len();
        let mut lines = Vec::with_capacity(count);
        for (at, (_, class, item)) in items.into_iter().enumerate() {
            let rank = rank(class, count - at);
            lines.push(Line { part: Part::Background, rank, item });
        }
        lines
    }

    fn assessment(&self) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        let mut add = |class, nth, item| {
            lines.push(Line { part: Part::Assessment, rank: rank(class, nth), item });
        };
        for (nth, step) in self.limited().into_iter().enumerate() {
            add(Class::MustKnow, nth, Item::Limit(step));
        }
        let could_not = self.steps().filter(|step| step.run.mark(step.index) == Mark::CouldNot);
        for (nth, step) in could_not.enumerate() {
            add(Class::Unsolved, nth, Item::CouldNot(step));
        }
        let noted = [NoteKind::Question, NoteKind::Decision];
        let noted: Vec<_> = noted.into_iter().flat_map(|kind| self.notes_open(kind)).collect();
        if noted.is_empty() {
            add(Class::Open, 1, Item::NothingNoted);
        }
        for (nth, entry) in noted.into_iter().enumerate() {
            add(Class::Unsolved, 1_000 + nth, Item::Note(entry));
        }
        lines
    }

    fn recommendation(&self, now: &Now) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        let mut add = |class, nth, item| {
            lines.push(Line { part: Part::Recommendation, rank: rank(class, nth), item });
        };
        // The run that asks for the person stands first.
        let focus = self.focus(&now.moment).map(Run::id);
        let mut runs: Vec<&Run> = self.runs.iter().collect();
        runs.sort_by_key(|run| Some(run.id()) != focus);
        for (nth, hold) in self.holds().into_iter().enumerate() {
            add(Class::MustKnow, 500 + nth, Item::Held(hold));
        }
        // Nothing is to be done next where work is held.
        runs.retain(|run| self.hold(run.id()).is_none());
        let current = runs
            .into_iter()
            .filter_map(|run| Some(StepOf { run, index: run.current(&now.moment)? }));
        for (nth, step) in current.enumerate() {
            add(Class::InHand, nth, Item::Next(step));
        }
        let board = self.board(now).into_iter().filter(BoardRow::is_running);
        let running: Vec<_> = board.collect();
        let clocks = running.len();
        for (nth, row) in running.into_iter().take(CLOCKS_MAX).enumerate() {
            let class = if nth == 0 { Class::FirstClock } else { Class::Later };
            add(class, nth, Item::Clock(row));
        }
        for (nth, entry) in self.notes_open(NoteKind::Briefing).into_iter().rev().enumerate() {
            add(Class::MustKnow, 1_000 + nth, Item::Note(entry));
        }
        let todos = self.notes_open(NoteKind::Todo);
        let questions = self.notes_open(NoteKind::Question).len();
        let open = Item::Open { clocks, todos: todos.len(), questions };
        for (nth, entry) in todos.into_iter().enumerate() {
            add(Class::Later, 1_000 + nth, Item::Note(entry));
        }
        add(Class::Open, 0, open);
        lines
    }

    fn steps(&self) -> impl Iterator<Item = StepOf<'_>> {
        let of_run = |run| (0..Run::len(run)).map(move |index| StepOf { run, index });
        self.runs.iter().flat_map(of_run)
    }

    /// The steps whose limit is in force ([`Self::limits`]), in their order.
    fn limited(&self) -> Vec<StepOf<'_>> {
        let limits = self.limits();
        let is_one = |step: &StepOf<'_>| {
            let name = step.run.step_ref(step.index);
            limits.iter().any(|limit| Some(&limit.step) == name.as_ref())
        };
        self.steps().filter(is_one).collect()
    }

    /// Notes of this kind that nobody settled, oldest first, as far as they are in memory.
    fn notes_open(&self, kind: NoteKind) -> Vec<&NoteEntry> {
        let is_open = |entry: &&NoteEntry| entry.note.kind == kind && !entry.is_settled;
        self.notes.iter().filter(is_open).collect()
    }
}

impl Run {
    fn len(&self) -> usize {
        self.steps.len()
    }
}

/// Which of these lines fit into `room` rows, the most needed first; each says its rank and how
/// many rows it takes.
#[must_use]
pub fn fitting(lines: &[(usize, usize)], room: usize) -> Vec<bool> {
    let mut order: Vec<(usize, usize)> =
        lines.iter().enumerate().map(|(at, (rank, _))| (*rank, at)).collect();
    order.sort_unstable();
    let mut fits = vec![false; lines.len()];
    let mut left = room;
    for (_, at) in order {
        let Some((_, rows)) = lines.get(at) else { continue };
        if let (Some(rest), Some(fit)) = (left.checked_sub(*rows), fits.get_mut(at)) {
            left = rest;
            *fit = true;
        }
    }
    fits
}
