//! The nominal pace: when each step of a walk begins and ends if all goes as the author planned,
//! and which limits call before their step is done (R41).
//!
//! The model, on purpose simple enough to be done by hand: phases follow each other and each takes
//! its window; the steps of the walk share it equally, one after the other. A limit calls
//! [`CAUTION_BEFORE`] its end, as it does on the screen, and not at all when its step is done by
//! then. Re-checks, waits and postponed steps come back as notices, which interrupt nobody; legal
//! clocks depend on the country and are not in here.

use crate::domain::deadline::CAUTION_BEFORE;
use crate::domain::runbook::Runbook;
use crate::domain::step::LimitFrom;
use crate::domain::time::Span;

/// How long a phase takes whose author says nothing.
const WINDOW_MS: u64 = 10 * 60 * 1000;

/// A limit that calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Call {
    /// When, in milliseconds from the start.
    pub at_ms: u64,
    /// Of which step, by its position from 0.
    pub position: usize,
}

/// The limits that call on a walk through the steps for which `applies` is true, by time.
#[must_use]
pub fn calls(runbook: &Runbook, applies: &[bool]) -> Vec<Call> {
    let mut calls = Vec::new();
    let mut phase_from: u64 = 0;
    let mut position = 0;
    for phase in &runbook.phases {
        let window = phase.window.map_or(WINDOW_MS, Span::ms);
        let steps = || (position..).zip(&phase.steps);
        let walked = steps().filter(|(at, _)| applies.get(*at).copied().unwrap_or_default());
        let count = walked.clone().count() as u64;
        for (at, (position, step)) in (0_u64..).zip(walked) {
            let begin = phase_from.saturating_add(share(window, at, count));
            let end = phase_from.saturating_add(share(window, at + 1, count));
            let Some(limit) = step.limit else { continue };
            let (from, earliest) = match limit.from {
                LimitFrom::Start => (0, 0),
                LimitFrom::Step => (begin, begin),
            };
            let due = from.saturating_add(limit.within.ms());
            let at_ms = due.saturating_sub(CAUTION_BEFORE.ms()).max(earliest);
            if at_ms < end {
                calls.push(Call { at_ms, position });
            }
        }
        phase_from = phase_from.saturating_add(window);
        position += phase.steps.len();
    }
    calls.sort_unstable();
    calls
}

/// The `at`-th of `count` equal parts of a window.
fn share(window_ms: u64, at: u64, count: u64) -> u64 {
    let ms = u128::from(window_ms) * u128::from(at) / u128::from(count.max(1));
    u64::try_from(ms).unwrap_or(u64::MAX)
}
