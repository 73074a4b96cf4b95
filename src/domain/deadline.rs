//! Deadlines, derived from the state: which exist, which are due, and when to look again.

use super::act::Until;
use super::call::{self, RETRY};
use super::ids::{EventId, RoleId, StepRef};
use super::place::Applies;
use super::state::{IncidentState, Run, Status, WaitCause};
use super::step::{Step, StepKind};
use super::time::{Moment, Remaining, Span, Timestamp};

/// How long before its end a limit begins to call (R36).
pub const CAUTION_BEFORE: Span = Span::from_min(2);

/// Beyond this the wall clock was moved: what was due by the old one is due at another time.
const CLOCK_STEP_MS: i64 = 2_000;

/// When something falls due by the wall clock as it goes now, given when that was by the clock at
/// its start.
#[must_use]
pub fn by_clock_of_now(due_at: Timestamp, remaining: Remaining, now: &Moment) -> Timestamp {
    let ms = |span: Span| i64::try_from(span.ms()).unwrap_or(i64::MAX);
    let left = match remaining {
        Remaining::Left(left) => ms(left),
        Remaining::Over(over) => ms(over).saturating_neg(),
    };
    let due_now = now.wall.ms().saturating_add(left);
    let is_same = due_now.saturating_sub(due_at.ms()).saturating_abs() <= CLOCK_STEP_MS;
    if is_same { due_at } else { Timestamp::from_ms(due_now) }
}

/// Something that falls due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// For which step.
    pub step: StepRef,
    /// What falls due.
    pub cause: DeadlineCause,
    /// When, by the wall clock at its start.
    pub due_at: Timestamp,
    /// How long is left, by the monotonic clock inside one boot (R47).
    pub remaining: Remaining,
    /// Who did not answer, for [`DeadlineCause::Retry`].
    pub whom: Option<String>,
    /// The call that nobody answered, for [`DeadlineCause::Retry`].
    pub call: Option<EventId>,
}

/// What falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeadlineCause {
    /// The step's limit.
    Limit,
    /// The end of a wait.
    Wait,
    /// A check that comes back.
    Repeat,
    /// A step that was put off.
    Later,
    /// A call that nobody answered (R140).
    Retry,
}

impl DeadlineCause {
    /// All of them.
    const ALL: [Self; 5] = [Self::Limit, Self::Wait, Self::Repeat, Self::Later, Self::Retry];

    /// The word used in the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Limit => "limit",
            Self::Wait => "wait",
            Self::Repeat => "repeat",
            Self::Later => "later",
            Self::Retry => "retry",
        }
    }

    /// The one of this word.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.code() == code)
    }
}

fn deadline(run: &Run, index: usize, now: &Moment) -> Option<Deadline> {
    if run.applies(index) != Applies::Yes {
        return None;
    }
    let (from, span, cause) = match &run.steps.get(index)?.status {
        Status::Todo => {
            let (from, span) = run.limit_start(index)?;
            (from, span, DeadlineCause::Limit)
        }
        Status::Waiting { since, span, cause: WaitCause::Step } => {
            (*since, *span, DeadlineCause::Wait)
        }
        Status::Waiting { since, span, cause: WaitCause::Repeat } => {
            (*since, *span, DeadlineCause::Repeat)
        }
        Status::Later { since, until: Until::After(span), .. } => {
            (*since, *span, DeadlineCause::Later)
        }
        _ => return None,
    };
    let due_at = from.wall.plus(span);
    Some(Deadline {
        step: run.step_ref(index)?,
        cause,
        due_at,
        remaining: from.remaining(span, now),
        whom: None,
        call: None,
    })
}

/// Whom a step calls, when it is a step that calls.
fn called(step: &Step) -> Option<&RoleId> {
    match &step.kind {
        StepKind::Call(call) | StepKind::Tell(call) => Some(&call.contact),
        _ => None,
    }
}

impl IncidentState {
    /// Whether the call that a step asks for was made: its clock is answered (R139).
    fn is_called(&self, run: &Run, index: usize) -> bool {
        let found = run.get(index).and_then(|(_, step, _)| called(step)).zip(run.step_ref(index));
        found.is_some_and(|(role, step)| call::is_reached(&self.calls, &step, role))
    }

    /// When whoever did not answer is tried again. Once a calling step is answered itself, its own
    /// errand is over; a call for anything else stands until it is made, or taken back.
    fn retries<'s>(&'s self, now: &'s Moment) -> impl Iterator<Item = Deadline> + 's {
        call::unanswered(&self.calls).into_iter().filter_map(move |entry| {
            let step = entry.call.step.clone()?;
            let (run, index) = self.find(&step)?;
            let (_, asked, state) = run.get(index)?;
            let is_own = called(asked).is_some() && called(asked) == entry.call.role.as_ref();
            let is_over = !matches!(
                state.status,
                Status::Todo | Status::Waiting { .. } | Status::Later { .. }
            );
            (!(is_own && is_over)).then(|| Deadline {
                step,
                cause: DeadlineCause::Retry,
                due_at: entry.at.wall.plus(RETRY),
                remaining: entry.at.remaining(RETRY, now),
                whom: Some(entry.call.whom.clone()),
                call: Some(entry.event.clone()),
            })
        })
    }
}

impl IncidentState {
    /// Every deadline that runs: overdue first, the longest overdue before the others, then by time
    /// left (R35).
    #[must_use]
    pub fn deadlines(&self, now: &Moment) -> Vec<Deadline> {
        if self.closed.is_some() {
            return Vec::new();
        }
        let of_run = |run: &'_ Run| -> Vec<Deadline> {
            let gave_way = self.gave_way(run.id());
            let due = (0..run.steps_len()).filter_map(|index| {
                let due = deadline(run, index, now)?;
                let is_limit = due.cause == DeadlineCause::Limit;
                let is_over = is_limit && (gave_way || self.is_called(run, index));
                (!is_over).then_some(due)
            });
            due.collect()
        };
        let mut all: Vec<_> = self.runs.iter().flat_map(of_run).collect();
        all.extend(self.retries(now));
        all.sort_by_key(|deadline| match deadline.remaining {
            Remaining::Over(span) => (0, u64::MAX - span.ms()),
            Remaining::Left(span) => (1, span.ms()),
        });
        all
    }

    /// Limits that have passed and are not on record yet.
    #[must_use]
    pub fn unrecorded_passed_limits(&self, now: &Moment) -> Vec<Deadline> {
        let is_recorded = |step: &StepRef| {
            self.find(step)
                .and_then(|(run, index)| run.steps.get(index))
                .is_some_and(|state| state.deadline_passed)
        };
        let mut passed = self.deadlines(now);
        passed.retain(|deadline| {
            deadline.cause == DeadlineCause::Limit
                && deadline.remaining.is_over()
                && !is_recorded(&deadline.step)
        });
        passed
    }

    /// How long until the next deadline falls due, if one is running.
    #[must_use]
    pub fn next_due_in(&self, now: &Moment) -> Option<Span> {
        let steps = self.deadlines(now).into_iter().map(|deadline| deadline.remaining);
        let added = self.running_clocks().into_iter().map(|clock| clock.remaining(now));
        let left = |remaining| match remaining {
            Remaining::Left(span) => Some(span),
            Remaining::Over(_) => None,
        };
        steps.chain(added).filter_map(left).min()
    }
}

impl Run {
    fn steps_len(&self) -> usize {
        self.steps.len()
    }
}
