//! A: what calls is silenced, and stays until its cause is gone (R38).

use crate::domain::event::Event;
use crate::domain::occurrence::Occurrence;
use crate::domain::rejection::Rejection;
use crate::domain::state::IncidentState;

/// One entry for each that is not silent yet.
pub(super) fn silence(
    state: &IncidentState,
    occurrences: &[Occurrence],
) -> Result<Vec<Event>, Rejection> {
    let calls = |one: &&Occurrence| !state.silenced.has(one);
    let events: Vec<_> = occurrences.iter().filter(calls).cloned().map(Event::Silenced).collect();
    if events.is_empty() { Err(Rejection::NothingCalls) } else { Ok(events) }
}
