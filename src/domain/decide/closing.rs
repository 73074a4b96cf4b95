//! Closing: three words, and everything open is listed (R3, R21, R70, R82).

use super::dispatch::check_length;
use crate::domain::command::CloseOrder;
use crate::domain::event::{Closing, ClosingWord, Event, OpenItem};
use crate::domain::ids::RunId;
use crate::domain::place::{Applies, Mark};
use crate::domain::rejection::Rejection;
use crate::domain::state::{IncidentState, Run};
use crate::domain::time::Now;

pub(super) fn close(
    state: &IncidentState,
    order: &CloseOrder,
    _now: &Now,
) -> Result<Vec<Event>, Rejection> {
    let reason = order.reason.as_deref().map(str::trim).filter(|text| !text.is_empty());
    check_length(reason.unwrap_or_default())?;
    let mut open = open_items(state);
    let last_acts = open_last_acts(state, order);
    if !last_acts.is_empty() && reason.is_none() {
        return Err(Rejection::LastActsOpen(last_acts.len()));
    }
    open.extend(last_acts);
    let is_todo = |item: &OpenItem| match item {
        OpenItem::Step(step) => {
            state.find(step).is_some_and(|(run, index)| run.mark(index) == Mark::Todo)
        }
        _ => false,
    };
    let word = if open.iter().any(is_todo) {
        ClosingWord::Stopped
    } else if open.is_empty() {
        ClosingWord::Complete
    } else {
        ClosingWord::CompleteWithOpenItems
    };
    if word == ClosingWord::Stopped && reason.is_none() {
        return Err(Rejection::ReasonMissing);
    }
    Ok(vec![Event::Closed(Closing { word, open, reason: reason.map(str::to_owned) })])
}

/// Steps that are neither done nor out of play, notes that still ask for something, notices
/// that the law asks for, limits in force, and clocks that nobody met.
#[must_use]
pub fn open_items(state: &IncidentState) -> Vec<OpenItem> {
    let is_settled = |mark| matches!(mark, Mark::Done | Mark::DoneByTwo | Mark::NotApplicable);
    let mut items = Vec::new();
    for run in &state.runs {
        // A step on a path that was left is out of play whatever was done with it: nobody could
        // close it.
        // What nobody began in a runbook that was the wrong one is nobody's either (R136).
        let gave_way = state.gave_way(run.id());
        let is_open = |index: &usize| {
            let mark = run.mark(*index);
            let is_nobodys = gave_way && mark == Mark::Todo;
            !is_settled(mark) && !is_nobodys && run.applies(*index) != Applies::No
        };
        let open = (0..run.steps.len()).filter(is_open);
        items.extend(open.filter_map(|index| run.step_ref(index)).map(OpenItem::Step));
    }
    items.extend(state.acts.asking().map(OpenItem::Note));
    items.extend(state.open_duties().into_iter().map(|clock| OpenItem::Duty(clock.id.clone())));
    items.extend(state.limits().into_iter().map(|limit| OpenItem::Limit(limit.step)));
    items.extend(state.running_clocks().into_iter().map(|clock| OpenItem::Clock(clock.event)));
    items
}

/// Every last act of the runbooks that were followed; those of a wrong one only if something of it
/// was done.
#[must_use]
pub fn last_acts(state: &IncidentState) -> Vec<(RunId, usize)> {
    let was_followed = |run: &&Run| {
        let is_begun = run.steps.iter().any(|step| step.answered.is_some());
        is_begun || !state.gave_way(run.id())
    };
    let of_run = |run: &Run| {
        let id = run.id().clone();
        (0..run.copy.runbook.last_acts.len()).map(move |index| (id.clone(), index))
    };
    state.runs.iter().filter(was_followed).flat_map(of_run).collect()
}

fn open_last_acts(state: &IncidentState, order: &CloseOrder) -> Vec<OpenItem> {
    let all = last_acts(state).into_iter();
    let open = all.filter(|act| !order.last_acts_done.contains(act));
    open.map(|(runbook, index)| OpenItem::LastAct(runbook, index)).collect()
}
