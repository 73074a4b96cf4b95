//! What a log's clock did (audit-log §4.8): facts to weigh times by. Never an order, never a fault.

use super::DecodedLine;
use crate::domain::event::Event;
use crate::domain::time::{Moment, Span, Timestamp, UtcOffset};

/// Beyond this the wall clock moved by itself.
const STEP_MS: u64 = 2_000;

/// Years in which this program can have run.
const YEARS: std::ops::RangeInclusive<i32> = 2024..=2100;

/// Most steps and comparisons that are kept; the rest is counted.
const KEPT_MAX: usize = 20;

/// The wall clock moved beyond the time that passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockStep {
    /// Between the line before and this one.
    pub line: u64,
    /// By how much; negative is backwards.
    pub by_ms: i64,
}

/// The clock was compared with another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockCheck {
    /// In this line.
    pub line: u64,
    /// The other clock minus this one.
    pub by_ms: i64,
}

/// What the clock did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClockFacts {
    /// Steps inside one run of the machine.
    pub steps: Vec<ClockStep>,
    /// How many steps there were in all.
    pub step_count: u64,
    /// Where the time went backwards from one run of the machine to the next.
    pub backwards: Vec<ClockStep>,
    /// The first line whose year is impossible.
    pub odd_year: Option<u64>,
    /// How many such lines there are.
    pub odd_years: u64,
    /// Comparisons with other clocks.
    pub checks: Vec<ClockCheck>,
    /// Lines that were written later than what they tell.
    pub late: u64,
    /// The longest such delay.
    pub late_by: Span,
    last: Option<Moment>,
}

impl ClockFacts {
    /// Takes the next line.
    pub fn take(&mut self, line: u64, decoded: &DecodedLine) {
        let at = decoded.record.at;
        if let Some(last) = self.last.replace(at) {
            self.compare(line, &last, &at);
        }
        let year = at.wall.date(UtcOffset::default()).year();
        if !YEARS.contains(&year) {
            self.odd_year.get_or_insert(line);
            self.odd_years += 1;
        }
        if let Some(late) = decoded.record.late {
            self.late += 1;
            self.late_by = self.late_by.max(between(at.wall, late));
        }
        if let Event::ClockCompared(clock) = &decoded.record.event
            && self.checks.len() < KEPT_MAX
        {
            self.checks.push(ClockCheck { line, by_ms: clock.by_ms });
        }
    }

    fn compare(&mut self, line: u64, last: &Moment, at: &Moment) {
        let by_wall = at.wall.ms().saturating_sub(last.wall.ms());
        if last.boot == at.boot {
            let passed = i64::try_from(at.mono.since(last.mono).ms()).unwrap_or(i64::MAX);
            let by_ms = by_wall.saturating_sub(passed);
            if by_ms.unsigned_abs() > STEP_MS {
                self.step_count += 1;
                if self.steps.len() < KEPT_MAX {
                    self.steps.push(ClockStep { line, by_ms });
                }
            }
        } else if by_wall < 0 && self.backwards.len() < KEPT_MAX {
            self.backwards.push(ClockStep { line, by_ms: by_wall });
        }
    }
}

fn between(from: Timestamp, to: Timestamp) -> Span {
    Span::from_ms(u64::try_from(to.ms().saturating_sub(from.ms())).unwrap_or(0))
}
