//! Logs of other laptops: what of them is new, in entries that fit a line.

use crate::domain::event::Event;
use crate::domain::proof::{Arrival, SeenHead, Witness};
use crate::domain::state::IncidentState;

/// Most heads in one entry: each takes some 130 bytes of a line.
const HEADS_MAX: usize = 256;

/// What was recorded before is not recorded again: nothing new gives no event.
pub(super) fn take(state: &IncidentState, arrival: &Arrival) -> Vec<Event> {
    let is_new = |seen: &&SeenHead| {
        !state.seen.contains(&(seen.writer.clone(), seen.seq, seen.head.clone()))
    };
    let heads: Vec<_> = arrival.witness.heads.iter().filter(is_new).cloned().collect();
    let witness = |heads: &[SeenHead]| {
        let via = arrival.witness.via.clone();
        Event::Witnessed(Witness { heads: heads.to_vec(), via })
    };
    let mut events: Vec<_> = heads.chunks(HEADS_MAX).map(witness).collect();
    for fork in &arrival.forks {
        let is_known = |seen: &SeenHead| state.forks.contains(&(seen.writer.clone(), fork.at));
        if !fork.heads.iter().any(is_known) {
            events.push(Event::Forked(fork.clone()));
        }
    }
    events
}
