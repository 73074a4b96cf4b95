//! When the lines of one log were written, as well as it can be told: the steady clock inside each
//! run of the machine, and comparisons with other clocks where there are some (audit-log §4.3,
//! §4.8).
//!
//! Facts to order by where nothing better is known; the log's own times are never changed.

use crate::domain::event::{Event, Record};

/// Follows the clocks of one log.
#[derive(Clone, Debug, Default)]
pub struct Timing {
    /// For each line, its time on the steady clock, until the log is whole.
    steady: Vec<i64>,
    runs: Vec<Run>,
}

/// What a log's times are worth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Timings {
    /// Corrected times, in milliseconds since 1970.
    pub(super) times: Vec<i64>,
    /// Whether the clock was ever compared with another one.
    pub(super) is_compared: bool,
}

/// Lines between two starts of the machine. All differences are wall clock minus steady clock.
#[derive(Clone, Copy, Debug)]
struct Run {
    boot: u32,
    /// How many lines the log had before.
    from: usize,
    at_first: i64,
    at_last: i64,
    /// What the difference should be, by the last comparison.
    compared: Option<i64>,
}

impl Timing {
    /// Takes the next line.
    pub(super) fn take(&mut self, record: &Record) {
        let steady = i64::try_from(record.at.mono.ms()).unwrap_or(i64::MAX);
        let differs = record.at.wall.ms().saturating_sub(steady);
        let boot = record.at.boot.0;
        if self.runs.last().is_none_or(|run| run.boot != boot) {
            let (from, compared) = (self.steady.len(), None);
            self.runs.push(Run { boot, from, at_first: differs, at_last: differs, compared });
        }
        self.steady.push(steady);
        let Some(run) = self.runs.last_mut() else { return };
        run.at_last = differs;
        if let Event::ClockCompared(clock) = &record.event {
            run.compared = Some(differs.saturating_add(clock.by_ms));
        }
    }

    /// Takes a line that cannot be read.
    pub(super) fn skip(&mut self) {
        let last = self.steady.last().copied().unwrap_or(i64::MIN);
        self.steady.push(last);
    }

    /// The log is whole. A run without a comparison takes over how wrong the clock was where the
    /// nearest one that has one, or knows of one, ends; those before the first, where it begins.
    pub(super) fn finish(self) -> Timings {
        let is_compared = self.runs.iter().any(|run| run.compared.is_some());
        let mut right: Vec<i64> = Vec::with_capacity(self.runs.len());
        let first = self.runs.iter().position(|run| run.compared.is_some()).unwrap_or(0);
        let mut wrong = 0_i64;
        for run in self.runs.iter().skip(first) {
            let is = run.compared.unwrap_or_else(|| run.at_first.saturating_add(wrong));
            wrong = is.saturating_sub(run.at_last);
            right.push(is);
        }
        let known = self.runs.get(first).zip(right.first());
        let mut wrong = known.map_or(0, |(run, is)| is.saturating_sub(run.at_first));
        let mut before = Vec::new();
        for run in self.runs.iter().take(first).rev() {
            let is = run.at_last.saturating_add(wrong);
            wrong = is.saturating_sub(run.at_first);
            before.push(is);
        }
        before.reverse();
        before.extend(right);
        let mut times = self.steady;
        for (at, is) in before.iter().enumerate() {
            let from = self.runs.get(at).map_or(0, |run| run.from);
            let to = self.runs.get(at + 1).map_or(times.len(), |run| run.from);
            for time in times.get_mut(from..to).unwrap_or_default() {
                *time = time.saturating_add(*is);
            }
        }
        Timings { times, is_compared }
    }
}
