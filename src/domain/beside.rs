//! What nobody did and a reader of the log wants to see between the acts: limits that passed, a
//! clock that moved, a place of the log that stopped answering, and which entries were written late
//! (S16).
//!
//! Invariant: never more than [`Beside::MAX`] of each, the oldest go first, so that a long or
//! hostile log stays within its memory.

use std::collections::BTreeMap;

use super::acts::Act;
use super::event::{Event, Record};
use super::ids::{ClockId, Seq, StepRef};
use super::proof::{MediumFault, MediumWord};
use super::time::Timestamp;

/// Something that happened without anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The limit of a step passed while it was open.
    LimitPassed(StepRef),
    /// A legal clock ran out.
    DutyPassed(ClockId),
    /// The laptop's clock moved by so many milliseconds.
    ClockMoved(i64),
    /// A place of the log stopped answering.
    MediumLost(Box<MediumFault>),
    /// No place took the log after this line; what stands between was written late.
    Gap(Seq),
    /// It is back.
    MediumBack,
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Somebody did something.
    Act(Act),
    /// Something happened that nobody did.
    Beside(Seq, Timestamp, What),
}

impl Line {
    /// The number of its record.
    #[must_use]
    pub const fn seq(&self) -> Seq {
        match self {
            Self::Act(act) => act.event.seq,
            Self::Beside(seq, ..) => *seq,
        }
    }

    /// When.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        match self {
            Self::Act(act) => act.at,
            Self::Beside(_, at, _) => *at,
        }
    }
}

/// All of it, by the number of its record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    what: BTreeMap<u64, What>,
    late: BTreeMap<u64, Timestamp>,
    /// The entry of the last gap: no line before it is looked at twice, however many gaps are told.
    gap: u64,
}

impl Beside {
    /// Most that is kept of each.
    pub const MAX: usize = 4_096;

    pub(super) fn take(&mut self, record: &Record) {
        let number = record.id.seq.0;
        let what = match &record.event {
            Event::DeadlinePassed { step, .. } => Some(What::LimitPassed(step.clone())),
            Event::DutyPassed(passed) => Some(What::DutyPassed(passed.clock.clone())),
            Event::ClockStepped { by_ms } => Some(What::ClockMoved(*by_ms)),
            Event::Medium(fault) => Some(match fault.what {
                MediumWord::Lost if record.late.is_some() => What::Gap(fault.last_good),
                MediumWord::Lost => What::MediumLost(Box::new(fault.clone())),
                MediumWord::Back => What::MediumBack,
            }),
            _ => None,
        };
        if let Some(what) = what {
            keep(&mut self.what, number, what);
        }
        match (&record.event, record.late) {
            // The first lines after the last good one kept their bytes: the gap speaks for them.
            (Event::Medium(gap), Some(late)) => self.late_since(gap.last_good, number, late),
            (_, Some(late)) => keep(&mut self.late, number, late),
            (_, None) => {}
        }
    }

    /// Every line between the last good one and the entry of the gap was written late.
    fn late_since(&mut self, last_good: Seq, gap: u64, late: Timestamp) {
        let reach = gap.saturating_sub(Self::MAX as u64).max(self.gap);
        let first = last_good.0.saturating_add(1).max(reach);
        self.gap = gap;
        for number in first..gap {
            if !self.late.contains_key(&number) {
                keep(&mut self.late, number, late);
            }
        }
    }

    /// What happened in the record of this number.
    #[must_use]
    pub fn get(&self, seq: Seq) -> Option<&What> {
        self.what.get(&seq.0)
    }

    /// All that happened, oldest first.
    pub fn all(&self) -> impl Iterator<Item = &What> {
        self.what.values()
    }

    /// When the record of this number was written, where that was later than the act (R87).
    #[must_use]
    pub fn late(&self, seq: Seq) -> Option<Timestamp> {
        self.late.get(&seq.0).copied()
    }

    /// How many entries were written late.
    #[must_use]
    pub fn late_count(&self) -> usize {
        self.late.len()
    }
}

fn keep<T>(map: &mut BTreeMap<u64, T>, number: u64, value: T) {
    map.insert(number, value);
    if map.len() > Beside::MAX {
        map.pop_first();
    }
}
