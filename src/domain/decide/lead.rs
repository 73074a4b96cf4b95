//! Handing the lead over, and giving a track to a named person.

use std::collections::BTreeSet;

use super::dispatch::require_text;
use crate::domain::brief::Line;
use crate::domain::event::Event;
use crate::domain::lead::{LeadPassed, PassLead, TrackHeld};
use crate::domain::own_words::OwnWords;
use crate::domain::rejection::Rejection;
use crate::domain::state::IncidentState;
use crate::domain::time::Now;

/// The lead passes only to somebody who has said what they understood (R58).
pub(super) fn pass(
    state: &IncidentState,
    order: &PassLead,
    now: &Now,
) -> Result<Vec<Event>, Rejection> {
    let Some((leader, _)) = state.leader() else { return Err(Rejection::NotStarted) };
    if *leader == order.to {
        return Err(Rejection::LeadsAlready { initials: order.to.clone() });
    }
    for said in [&order.urgent, &order.unclear] {
        require_text(said, Rejection::ReadBackMissing)?;
    }
    let mut events = own_words(state, order, now)?;
    events.push(Event::LeadPassed(LeadPassed {
        from: leader.clone(),
        to: order.to.clone(),
        urgent: order.urgent.trim().to_owned(),
        unclear: order.unclear.trim().to_owned(),
    }));
    Ok(events)
}

/// Each names another line that the briefing has now, or had when it was read back, and says
/// something.
fn own_words(state: &IncidentState, order: &PassLead, now: &Now) -> Result<Vec<Event>, Rejection> {
    if order.own_words.is_empty() {
        return Ok(Vec::new());
    }
    let known: Vec<String> = state.brief(now).iter().map(Line::name).collect();
    let mut named = BTreeSet::new();
    let said = order.own_words.iter().map(|own| {
        if !known.contains(&own.line) && !order.read.contains(&own.line) {
            return Err(Rejection::NotInBriefing { line: own.line.clone() });
        }
        if !named.insert(&own.line) {
            return Err(Rejection::SaidTwice { line: own.line.clone() });
        }
        require_text(&own.text, Rejection::TextMissing)?;
        Ok(Event::OwnWords(OwnWords { text: own.text.trim().to_owned(), ..own.clone() }))
    });
    said.collect()
}

/// Who holds a track already takes nothing.
pub(super) fn hold(state: &IncidentState, held: &TrackHeld) -> Result<Vec<Event>, Rejection> {
    let run = state.run(&held.run);
    if run.and_then(|run| run.copy.runbook.track(&held.track)).is_none() {
        return Err(Rejection::NoSuchTrack(held.track.clone()));
    }
    let holder = state.leading.tracks.get(&(held.run.clone(), held.track.clone()));
    if holder.is_some_and(|(who, _)| *who == held.who) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::TrackHeld(held.clone())])
}
