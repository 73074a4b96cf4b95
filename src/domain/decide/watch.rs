//! Lifting a lasting limit, clocks that people add, and holding a runbook.

use super::dispatch::{check_length, require_text};
use crate::domain::added_clock::SPAN_MAX;
use crate::domain::event::Event;
use crate::domain::ids::{EventId, RunId};
use crate::domain::rejection::Rejection;
use crate::domain::state::IncidentState;
use crate::domain::time::Span;
use crate::domain::watch_event::{ClockAdded, LimitLifted, Watch};

pub(super) fn decide(state: &IncidentState, watch: &Watch) -> Result<Vec<Event>, Rejection> {
    match watch {
        Watch::Lifted(lifted) => lift(state, lifted)?,
        Watch::ClockAdded(added) => add(added)?,
        Watch::ClockMet(met) => runs(state, &met.clock)?,
        Watch::ClockMoved(moved) => {
            runs(state, &moved.clock)?;
            check_span(moved.span)?;
            require_text(&moved.reason, Rejection::ReasonMissing)?;
        }
        Watch::ClockEnded(ended) => {
            runs(state, &ended.clock)?;
            require_text(&ended.reason, Rejection::ReasonMissing)?;
        }
        Watch::Held(held) => {
            is_followed(state, &held.run)?;
            if state.hold(&held.run).is_some() {
                return Err(Rejection::IsHeld(held.run.clone()));
            }
            require_text(&held.reason, Rejection::ReasonMissing)?;
        }
        Watch::HoldEnded(ended) => {
            is_followed(state, &ended.run)?;
            if state.hold(&ended.run).is_none() {
                return Err(Rejection::NotHeld(ended.run.clone()));
            }
        }
    }
    Ok(vec![Event::Watch(watch.clone())])
}

fn lift(state: &IncidentState, lifted: &LimitLifted) -> Result<(), Rejection> {
    if !state.limits().iter().any(|limit| limit.step == lifted.step) {
        return Err(Rejection::NoSuchLimit(lifted.step.clone()));
    }
    require_text(&lifted.reason, Rejection::ReasonMissing)
}

/// Work without a name is nobody's, and without minutes it never comes back (R45).
fn add(added: &ClockAdded) -> Result<(), Rejection> {
    require_text(&added.text, Rejection::TextMissing)?;
    require_text(&added.whom, Rejection::WhomMissing)?;
    check_span(added.span)?;
    added.every.map_or(Ok(()), check_span)?;
    check_length(added.script.as_deref().unwrap_or_default())
}

fn check_span(span: Span) -> Result<(), Rejection> {
    let is_sound = span >= Span::from_min(1) && span <= SPAN_MAX;
    if is_sound { Ok(()) } else { Err(Rejection::SpanMissing) }
}

fn runs(state: &IncidentState, clock: &EventId) -> Result<(), Rejection> {
    let found = state.running_clock(clock);
    found.map(|_| ()).ok_or_else(|| Rejection::NoClockRuns(clock.clone()))
}

fn is_followed(state: &IncidentState, run: &RunId) -> Result<(), Rejection> {
    let found = state.run(run);
    found.map(|_| ()).ok_or_else(|| Rejection::NotFollowed(run.clone()))
}
