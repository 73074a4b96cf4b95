//! When a legal clock falls due. Pure arithmetic; no time zone data, so offsets come as values.
//!
//! Invariants: hours are elapsed hours, counted in UTC, so that no change of the wall clock moves
//! them. Periods in days or months do not count the day on which they begin and end when their last
//! day is over (Reg. (EEC, Euratom) 1182/71, art. 3). A duty without delay has no due time at all.

use super::ids::JurisdictionId;
use super::law::{EndOfPeriod, Law, LegalClock, Limit, Trigger, Unit};
use super::time::{Date, Span, Timestamp, UtcOffset};

/// Most days that are looked through for a working day; no list of holidays is that long.
const DAYS_OFF_MAX: u32 = 400;

/// From when a clock counts: the moment, and where the wall clock stood when it was written down.
/// The calendar day of the moment depends on it, and must not change with the season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The moment.
    pub at: Timestamp,
    /// The wall clock's distance from UTC there and then.
    pub offset: UtcOffset,
}

impl Start {
    /// The calendar day of the moment.
    #[must_use]
    pub fn day(self) -> Date {
        self.at.date(self.offset)
    }
}

/// When a clock falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The moment at which it is too late.
    pub at: Timestamp,
    /// The last day, where the period is counted in days or months and ends with that day.
    pub day: Option<Date>,
}

/// When `clock` falls due, counted from `start`; none for a duty without delay. `here` is the wall
/// clock's distance from UTC where a last day ends.
#[must_use]
pub fn due(clock: &LegalClock, start: Start, here: UtcOffset, law: &Law) -> Option<Due> {
    let Limit::Within(count, unit) = clock.limit else { return None };
    let from = match clock.trigger {
        Trigger::YearEnd(_) => start.day().year_end(),
        Trigger::Moment(_) | Trigger::Submitted(_) => start.day(),
    };
    let last = match unit {
        Unit::Hours => {
            // The year ends where the moment was written down.
            let from = match clock.trigger {
                Trigger::YearEnd(_) => from.end(start.offset),
                Trigger::Moment(_) | Trigger::Submitted(_) => start.at,
            };
            let span = Span::from_min(u64::from(count) * 60);
            return Some(Due { at: from.plus(span), day: None });
        }
        Unit::CalendarDays => from.plus_days(count),
        Unit::BusinessDays => plus_working_days(from, count, &clock.jurisdiction, law),
        Unit::Months => from.plus_months(count),
    };
    let last = match clock.end_of_period {
        EndOfPeriod::RunsOn => last,
        EndOfPeriod::NextWorkingDay => on_working_day(last, &clock.jurisdiction, law),
    };
    Some(Due { at: last.end(here), day: Some(last) })
}

/// This day, or the next one on which people work.
fn on_working_day(day: Date, jurisdiction: &JurisdictionId, law: &Law) -> Date {
    let mut day = day;
    for _ in 0..DAYS_OFF_MAX {
        if !law.is_day_off(jurisdiction, day) {
            break;
        }
        day = day.plus_days(1);
    }
    day
}

fn plus_working_days(from: Date, count: u32, jurisdiction: &JurisdictionId, law: &Law) -> Date {
    let next = |day: Date| on_working_day(day.plus_days(1), jurisdiction, law);
    (0..count).fold(from, |day, _| next(day))
}
