//! Moments, judgements and filings. The program never decides that a clock applies; it refuses only
//! what would leave the record unclear.

use super::dispatch::{check_length, require_text};
use crate::domain::command::{FileDuty, FixMoment, JudgeDuty, StepDuty, StepOrder};
use crate::domain::duty_event::{
    DutyFiled, DutyJudged, FilingPart, MomentFixed, MomentHow, Verdict,
};
use crate::domain::event::Event;
use crate::domain::ids::{ClockId, MomentId, StepRef};
use crate::domain::rejection::Rejection;
use crate::domain::state::IncidentState;
use crate::domain::step::Step;
use crate::domain::time::{Now, Timestamp};

pub(super) fn fix(
    state: &IncidentState,
    order: &FixMoment,
    now: &Now,
) -> Result<Vec<Event>, Rejection> {
    let is_known = state.law.moment(&order.moment).is_some();
    if !is_known && state.moment_values(&order.moment).is_empty() {
        return Err(Rejection::NoSuchMoment(order.moment.clone()));
    }
    not_ahead(order.at, now)?;
    let was = state.moment_start(&order.moment).map(|start| start.at);
    match (order.how, was) {
        (MomentHow::Fixed, Some(_)) => {
            return Err(Rejection::MomentFixedBefore(order.moment.clone()));
        }
        (MomentHow::Corrected | MomentHow::Disputed, None) => {
            return Err(Rejection::MomentNotFixed(order.moment.clone()));
        }
        // Who judged, on what sign: without it nobody can weigh the two values later.
        (MomentHow::Corrected | MomentHow::Disputed, Some(_)) => {
            require_text(order.reason.as_deref().unwrap_or_default(), Rejection::ReasonMissing)?;
        }
        (MomentHow::Fixed, None) => check_length(order.reason.as_deref().unwrap_or_default())?,
    }
    Ok(vec![Event::MomentFixed(MomentFixed {
        moment: order.moment.clone(),
        at: order.at,
        offset: now.offset,
        how: order.how,
        was,
        reason: order.reason.clone(),
        step: None,
    })])
}

pub(super) fn judge(state: &IncidentState, order: &JudgeDuty) -> Result<Vec<Event>, Rejection> {
    let no_such_clock = || Rejection::NoSuchClock(order.clock.clone());
    let clock = state.law.clock(&order.clock).ok_or_else(no_such_clock)?;
    let reason = order.reason.as_deref().unwrap_or_default();
    match order.verdict {
        Verdict::Not => require_text(reason, Rejection::ReasonMissing)?,
        Verdict::Applies | Verdict::Unknown => check_length(reason)?,
    }
    Ok(vec![Event::DutyJudged(DutyJudged {
        clock: order.clock.clone(),
        verdict: order.verdict,
        reason: order.reason.clone(),
        as_of: Some(clock.as_of),
        limit: Some(clock.limit.code()),
    })])
}

pub(super) fn file(
    state: &IncidentState,
    order: &FileDuty,
    now: &Now,
) -> Result<Vec<Event>, Rejection> {
    filed(state, order, None, now).map(|filed| vec![Event::DutyFiled(filed)])
}

fn filed(
    state: &IncidentState,
    order: &FileDuty,
    step: Option<&StepRef>,
    now: &Now,
) -> Result<DutyFiled, Rejection> {
    let clock = state.law.clock(&order.clock);
    // A step may name a clock that this laptop does not know; what was done is recorded all the
    // same.
    if clock.is_none() && step.is_none() {
        return Err(Rejection::NoSuchClock(order.clock.clone()));
    }
    if state.is_filed(&order.clock) {
        return Err(Rejection::AlreadyFiled(order.clock.clone()));
    }
    if order.part == FilingPart::Phased && clock.is_some_and(|clock| !clock.allows_phased) {
        return Err(Rejection::NotInParts(order.clock.clone()));
    }
    let at = order.happened_at.unwrap_or(now.moment.wall);
    not_ahead(at, now)?;
    let due = clock.and_then(|clock| state.duty_due(clock, now.offset)).map(|due| due.at);
    let is_first = state.filings(&order.clock).next().is_none();
    let is_late = due.is_some_and(|due| at >= due) && is_first;
    let late = order.late_reason.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if is_late && late.is_none() && clock.is_some_and(|clock| clock.late_requires_reason) {
        return Err(Rejection::LateReasonMissing(order.clock.clone()));
    }
    for text in [&order.receipt, &order.channel, &order.late_reason].into_iter().flatten() {
        check_length(text)?;
    }
    Ok(DutyFiled {
        clock: order.clock.clone(),
        part: order.part,
        happened_at: order.happened_at,
        offset: now.offset,
        due,
        receipt: order.receipt.clone(),
        channel: order.channel.clone(),
        late_reason: late.map(str::to_owned),
        step: step.cloned(),
    })
}

fn not_ahead(at: Timestamp, now: &Now) -> Result<(), Rejection> {
    if at > now.moment.wall { Err(Rejection::MomentAhead) } else { Ok(()) }
}

/// What doing a step says about legal clocks: the moments that it starts, the notices it answers.
pub(super) fn of_step(
    state: &IncidentState,
    step: &Step,
    order: &StepOrder,
    now: &Now,
) -> Result<Vec<Event>, Rejection> {
    let mut events = started(state, step, order, now)?;
    for clock in answered(state, step, &order.duty) {
        events.push(Event::DutyFiled(notice(state, clock, order, now)?));
    }
    Ok(events)
}

/// The moments that nobody named yet begin at the time that was said. One that was named stays:
/// only its two values side by side and a reason make a dispute ([`fix`]), never a time that was
/// asked about another moment.
fn started(
    state: &IncidentState,
    step: &Step,
    order: &StepOrder,
    now: &Now,
) -> Result<Vec<Event>, Rejection> {
    let said = order.duty.moment_at;
    let at = said.or(order.happened_at).unwrap_or(now.moment.wall);
    if !step.starts.is_empty() {
        not_ahead(at, now)?;
    }
    let was = |moment: &MomentId| state.moment_start(moment).map(|start| start.at);
    let unnamed = step.starts.iter().filter(|moment| was(moment).is_none());
    let fixed = unnamed.map(|moment| {
        Event::MomentFixed(MomentFixed {
            moment: moment.clone(),
            at,
            offset: now.offset,
            how: MomentHow::Fixed,
            was: None,
            reason: None,
            step: Some(order.step.clone()),
        })
    });
    let fixed: Vec<Event> = fixed.collect();
    // A time that was said and fits nowhere is not dropped in silence.
    let is_other = |moment: &&MomentId| said.is_some_and(|said| was(moment) != Some(said));
    match step.starts.iter().find(is_other).filter(|_| fixed.is_empty()) {
        Some(moment) => Err(Rejection::MomentFixedBefore(moment.clone())),
        None => Ok(fixed),
    }
}

/// The clocks whose notice doing the step is. One that is out already is not filed again, unless
/// the person says something new of it and no other is left that it could be about.
fn answered<'s>(state: &IncidentState, step: &'s Step, said: &StepDuty) -> Vec<&'s ClockId> {
    let open = step.answers.iter().filter(|clock| !state.is_filed(clock));
    let open: Vec<&ClockId> = open.collect();
    let is_new = said.receipt.is_some() || said.channel.is_some();
    if open.is_empty() && is_new { step.answers.iter().collect() } else { open }
}

fn notice(
    state: &IncidentState,
    clock: &ClockId,
    order: &StepOrder,
    now: &Now,
) -> Result<DutyFiled, Rejection> {
    let StepDuty { receipt, channel, part, late_reason, .. } = &order.duty;
    let filing = FileDuty {
        clock: clock.clone(),
        part: *part,
        happened_at: order.happened_at,
        receipt: receipt.clone(),
        channel: channel.clone(),
        late_reason: late_reason.clone(),
    };
    filed(state, &filing, Some(&order.step), now)
}
