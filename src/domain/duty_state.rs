//! How the legal clocks of an incident stand: derived from what was said, the law, and the time.
//!
//! Invariants: a clock that a person judged not to apply, and a proposal, are never open; a clock
//! that nobody judged counts as open once its moment is named; a moment that is disputed counts
//! from the earlier of its values.

use super::due::{Due, Start, due};
use super::duty_event::{
    DutyFiled, DutyJudged, DutyPassed, FilingPart, MomentFixed, MomentHow, Verdict,
};
use super::event::{Correction, Event, Record};
use super::ids::{Author, ClockId, EventId, MomentId, StepRef};
use super::law::{LawStatus, LegalClock, Trigger};
use super::state::{IncidentState, Subject};
use super::time::{Moment, Now, Span, Timestamp, UtcOffset};

/// Days on which two periods end lie at least a day apart; no season moves a day's end so far.
const HALF_A_DAY: Span = Span::from_min(12 * 60);

/// What was said about legal clocks, in the order of the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyNotes {
    /// Moments that were named.
    pub moments: Vec<Said<MomentFixed>>,
    /// Judgements.
    pub judgements: Vec<Said<DutyJudged>>,
    /// Notices that went out.
    pub filings: Vec<Said<DutyFiled>>,
    /// Clocks that ran out, as recorded.
    pub passed: Vec<DutyPassed>,
}

/// Something that a person said, and its place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<T> {
    /// The record.
    pub event: EventId,
    /// When it was entered.
    pub at: Moment,
    /// Who said it.
    pub who: Author,
    /// What was said, corrections applied.
    pub what: T,
    /// Withdrawn by a later entry.
    pub is_withdrawn: bool,
}

impl Said<DutyFiled> {
    /// When the notice went out.
    #[must_use]
    pub fn filed_at(&self) -> Timestamp {
        self.what.happened_at.unwrap_or(self.at.wall)
    }
}

impl DutyNotes {
    /// Whether doing a step said this.
    #[must_use]
    pub fn is_of_step(&self, event: &EventId) -> bool {
        let moments = self.moments.iter().map(|said| (&said.event, &said.what.step));
        let filings = self.filings.iter().map(|said| (&said.event, &said.what.step));
        moments.chain(filings).any(|(its, step)| its == event && step.is_some())
    }

    /// The step was not done after all: what doing it said of moments and notices is withdrawn with
    /// it; gives those records.
    pub(super) fn withdraw(&mut self, step: &StepRef) -> Vec<EventId> {
        let moments = self
            .moments
            .iter_mut()
            .map(|said| (&said.what.step, &said.event, &mut said.is_withdrawn));
        let filings = self
            .filings
            .iter_mut()
            .map(|said| (&said.what.step, &said.event, &mut said.is_withdrawn));
        let mut withdrawn = Vec::new();
        for (of, event, is_withdrawn) in moments.chain(filings) {
            if of.as_ref() == Some(step) && !*is_withdrawn {
                *is_withdrawn = true;
                withdrawn.push(event.clone());
            }
        }
        withdrawn
    }

    /// An entry was corrected: withdrawn, or its time or words were wrong.
    pub fn correct(&mut self, target: &EventId, correction: &Correction) {
        let is_not_so = matches!(correction, Correction::NotSo { .. });
        for said in self.moments.iter_mut().filter(|said| said.event == *target) {
            said.is_withdrawn |= is_not_so;
            if let Correction::Time { happened_at } = correction {
                said.what.at = *happened_at;
            }
        }
        for said in self.judgements.iter_mut().filter(|said| said.event == *target) {
            said.is_withdrawn |= is_not_so;
        }
        for said in self.filings.iter_mut().filter(|said| said.event == *target) {
            said.is_withdrawn |= is_not_so;
            if let Correction::Time { happened_at } = correction {
                said.what.happened_at = Some(*happened_at);
            }
        }
    }
}

/// One legal clock as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty<'s> {
    /// The clock.
    pub clock: &'s LegalClock,
    /// Where it stands.
    pub standing: Standing,
    /// What a person said of it, if anybody did.
    pub verdict: Option<Verdict>,
    /// From when it counts, where that is known.
    pub start: Option<Start>,
    /// When it falls due, where it has a number and has begun.
    pub due: Option<Due>,
    /// Whether somebody still has to do something.
    pub is_open: bool,
}

/// Where a clock stands, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It ran out so long ago.
    Overdue(Span),
    /// Without delay: at once, since so long.
    Now(Span),
    /// So much time is left.
    Left(Span),
    /// A first notice went out so long ago; the rest is owed.
    ToComplete(Span),
    /// Whether it applies, or when its moment was, is asked.
    Asked,
    /// The notice is out.
    Filed,
    /// A person said that it does not apply.
    NotApplicable,
    /// No law yet.
    Proposed,
}

impl Standing {
    /// Its place on the board, and the order inside it: the smallest first.
    #[must_use]
    pub fn order(self) -> (u8, u64) {
        match self {
            Self::Overdue(span) => (0, u64::MAX - span.ms()),
            Self::Now(span) => (1, u64::MAX - span.ms()),
            Self::Left(span) => (2, span.ms()),
            Self::ToComplete(span) => (3, u64::MAX - span.ms()),
            Self::Asked => (4, 0),
            Self::Filed => (5, 0),
            Self::NotApplicable => (6, 0),
            Self::Proposed => (7, 0),
        }
    }
}

impl IncidentState {
    /// Takes what was said about legal clocks.
    pub(super) fn evolve_duty(&mut self, record: &Record) {
        fn said<T: Clone>(record: &Record, what: &T) -> Said<T> {
            Said {
                event: record.id.clone(),
                at: record.at,
                who: record.who.clone(),
                what: what.clone(),
                is_withdrawn: false,
            }
        }
        match &record.event {
            Event::MomentFixed(fixed) => {
                self.duties.moments.push(said(record, fixed));
                self.acts.mark(record, &Subject::Moment(fixed.moment.clone()));
            }
            Event::DutyJudged(judged) => {
                self.duties.judgements.push(said(record, judged));
                self.acts.mark(record, &Subject::Judged(judged.clock.clone(), judged.verdict));
            }
            Event::DutyFiled(filed) => {
                self.duties.filings.push(said(record, filed));
                self.acts.mark(record, &Subject::Filed(filed.clock.clone()));
            }
            Event::DutyPassed(passed) => self.duties.passed.push(passed.clone()),
            _ => {}
        }
    }

    /// The values of a moment that stand: one, or several where it is disputed.
    #[must_use]
    pub fn moment_values(&self, moment: &MomentId) -> Vec<&Said<MomentFixed>> {
        let mut standing = Vec::new();
        let said = self.duties.moments.iter();
        for said in said.filter(|said| said.what.moment == *moment && !said.is_withdrawn) {
            if said.what.how != MomentHow::Disputed {
                standing.clear();
            }
            standing.push(said);
        }
        standing
    }

    /// When the moment was: the earlier value where it is disputed.
    #[must_use]
    pub fn moment_start(&self, moment: &MomentId) -> Option<Start> {
        let values = self.moment_values(moment);
        let earliest = values.into_iter().min_by_key(|said| said.what.at)?;
        Some(Start { at: earliest.what.at, offset: earliest.what.offset })
    }

    /// What a person said last about whether the clock applies.
    #[must_use]
    pub fn judgement(&self, clock: &ClockId) -> Option<&Said<DutyJudged>> {
        let said = self.duties.judgements.iter().rev();
        let mut said = said.filter(|said| said.what.clock == *clock && !said.is_withdrawn);
        said.next()
    }

    /// The notices that went out for a clock, in their order.
    pub fn filings(&self, clock: &ClockId) -> impl Iterator<Item = &Said<DutyFiled>> {
        let said = self.duties.filings.iter();
        said.filter(move |said| said.what.clock == *clock && !said.is_withdrawn)
    }

    /// Whether everything that the clock asks for is out.
    #[must_use]
    pub fn is_filed(&self, clock: &ClockId) -> bool {
        self.filings(clock).any(|said| said.what.part == FilingPart::Complete)
    }

    /// From when the clock counts, where that is known.
    #[must_use]
    pub fn duty_start(&self, clock: &LegalClock) -> Option<Start> {
        match &clock.trigger {
            Trigger::Moment(moment) | Trigger::YearEnd(moment) => self.moment_start(moment),
            Trigger::Submitted(other) => {
                let first = self.filings(other).next()?;
                Some(Start { at: first.filed_at(), offset: first.what.offset })
            }
        }
    }

    /// When the clock falls due, where it has a number and has begun. `here` is the wall clock's
    /// distance from UTC now.
    #[must_use]
    pub fn duty_due(&self, clock: &LegalClock, here: UtcOffset) -> Option<Due> {
        due(clock, self.duty_start(clock)?, here, &self.law)
    }

    /// Whether somebody still has to do something about the clock.
    #[must_use]
    pub fn is_duty_open(&self, clock: &LegalClock) -> bool {
        let verdict = self.judgement(&clock.id).map(|said| said.what.verdict);
        let may_bind = match clock.status {
            LawStatus::Proposed => false,
            LawStatus::InForce => verdict != Some(Verdict::Not),
            LawStatus::Pending => verdict == Some(Verdict::Applies),
        };
        let has_begun = self.duty_start(clock).is_some() || verdict == Some(Verdict::Applies);
        may_bind && has_begun && !self.is_filed(&clock.id)
    }

    /// One clock as it stands now.
    #[must_use]
    pub fn duty<'s>(&'s self, clock: &'s LegalClock, now: &Now) -> Duty<'s> {
        let verdict = self.judgement(&clock.id).map(|said| said.what.verdict);
        let start = self.duty_start(clock);
        let due = self.duty_due(clock, now.offset);
        let is_open = self.is_duty_open(clock);
        let wall = now.moment.wall;
        let first = self.filings(&clock.id).next();
        let standing = match (clock.status, verdict) {
            _ if self.is_filed(&clock.id) => Standing::Filed,
            (LawStatus::Proposed, _) => Standing::Proposed,
            (_, Some(Verdict::Not)) => Standing::NotApplicable,
            (LawStatus::Pending, None | Some(Verdict::Unknown)) => Standing::Asked,
            // A first notice in time keeps the limit; what is missing has none of its own.
            _ => match (start, due, first) {
                (_, _, Some(first)) => Standing::ToComplete(wall.since(first.filed_at())),
                (None, ..) => Standing::Asked,
                (Some(_), Some(due), None) if due.at > wall => Standing::Left(due.at.since(wall)),
                (Some(_), Some(due), None) => Standing::Overdue(wall.since(due.at)),
                (Some(start), None, None) => Standing::Now(wall.since(start.at)),
            },
        };
        Duty { clock, standing, verdict, start, due, is_open }
    }

    /// Every legal clock that concerns the incident, the most pressing first. A clock that is
    /// chained to a notice that is not out does not exist yet, unless somebody spoke of it.
    #[must_use]
    pub fn duties(&self, now: &Now) -> Vec<Duty<'_>> {
        let exists = |clock: &&LegalClock| {
            !matches!(clock.trigger, Trigger::Submitted(_))
                || self.duty_start(clock).is_some()
                || self.judgement(&clock.id).is_some()
        };
        let is_named = |clock: &LegalClock| {
            self.judgement(&clock.id).is_some() || self.filings(&clock.id).next().is_some()
        };
        let clocks = self.law.clocks.iter();
        let clocks = clocks.filter(|clock| self.law.covers(&clock.jurisdiction) || is_named(clock));
        let mut duties: Vec<_> = clocks.filter(exists).map(|clock| self.duty(clock, now)).collect();
        duties.sort_by_key(|duty| duty.standing.order());
        duties
    }

    /// The clocks about which somebody still has to do something. A proposal is never one.
    #[must_use]
    pub fn open_duties(&self) -> Vec<&LegalClock> {
        let clocks = self.law.clocks.iter();
        let is_open = |clock: &&LegalClock| {
            let is_named = self.judgement(&clock.id).is_some();
            (self.law.covers(&clock.jurisdiction) || is_named) && self.is_duty_open(clock)
        };
        clocks.filter(is_open).collect()
    }

    /// Clocks that a person said apply, that ran out, and whose running out is not on record yet.
    #[must_use]
    pub fn unrecorded_passed_duties(&self, now: &Now) -> Vec<DutyPassed> {
        let passed = |clock: &LegalClock| {
            let said = self.judgement(&clock.id)?;
            let applies = said.what.verdict == Verdict::Applies;
            let Standing::Overdue(_) = self.duty(clock, now).standing else { return None };
            let due = self.duty_due(clock, now.offset)?;
            let passed = DutyPassed { clock: clock.id.clone(), due_at: due.at };
            let is_known = self.duties.passed.iter().any(|known| is_same(known, &passed, due));
            (applies && !is_known).then_some(passed)
        };
        if self.closed.is_some() {
            return Vec::new();
        }
        self.law.clocks.iter().filter_map(passed).collect()
    }

    /// What the program has to record because time went by: limits and clocks that ran out.
    #[must_use]
    pub fn unrecorded_passed(&self, now: &Now) -> Vec<Event> {
        let limits = self.unrecorded_passed_limits(&now.moment).into_iter();
        let limits = limits
            .map(|deadline| Event::DeadlinePassed { step: deadline.step, due_at: deadline.due_at });
        let duties = self.unrecorded_passed_duties(now).into_iter().map(Event::DutyPassed);
        limits.chain(duties).collect()
    }

    /// How long until the next clock that applies runs out.
    #[must_use]
    pub fn next_duty_due_in(&self, now: &Now) -> Option<Span> {
        let applies = |clock: &&LegalClock| {
            let said = self.judgement(&clock.id);
            said.is_some_and(|said| said.what.verdict == Verdict::Applies)
        };
        let left = |clock: &LegalClock| match self.duty(clock, now).standing {
            Standing::Left(span) => Some(span),
            _ => None,
        };
        self.law.clocks.iter().filter(applies).filter_map(left).min()
    }
}

/// Whether both tell of one passing. A period that ends with a day ends at another hour of UTC once
/// the season has changed, and has passed no second time.
fn is_same(known: &DutyPassed, passed: &DutyPassed, due: Due) -> bool {
    let apart = known.due_at.ms().abs_diff(passed.due_at.ms());
    let most = if due.day.is_some() { HALF_A_DAY.ms() } else { 0 };
    known.clock == passed.clock && apart <= most
}
