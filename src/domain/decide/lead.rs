//! Handing the lead over, and giving a track to a named person.

use super::dispatch::require_text;
use crate::domain::event::Event;
use crate::domain::lead::{LeadPassed, PassLead, TrackHeld};
use crate::domain::rejection::Rejection;
use crate::domain::state::IncidentState;

/// The lead passes only to somebody who has said what they understood (R58).
pub(super) fn pass(state: &IncidentState, order: &PassLead) -> Result<Vec<Event>, Rejection> {
    let Some((leader, _)) = state.leader() else { return Err(Rejection::NotStarted) };
    if *leader == order.to {
        return Err(Rejection::LeadsAlready { initials: order.to.clone() });
    }
    for said in [&order.urgent, &order.unclear] {
        require_text(said, Rejection::ReadBackMissing)?;
    }
    Ok(vec![Event::LeadPassed(LeadPassed {
        from: leader.clone(),
        to: order.to.clone(),
        urgent: order.urgent.trim().to_owned(),
        unclear: order.unclear.trim().to_owned(),
    })])
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
