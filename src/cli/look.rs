//! One side of an incident, for a person or for another program. Reads, never writes.

use serde_json::Value;

use super::args::StatusArgs;
use super::exit::Exit;
use super::open::rejected;
use super::status::looked_at;
use super::world::World;
use crate::domain::rejection::Rejection;
use crate::domain::state::IncidentState;
use crate::domain::time::Now;

/// Reads the incident and prints one side of it, as text or as JSON; one that was never opened is
/// refused.
pub(super) fn print(
    args: &StatusArgs,
    world: &mut World<'_>,
    json: fn(&IncidentState, &Now) -> Value,
    text: fn(&World<'_>, &IncidentState, &Now) -> String,
) -> Exit {
    let (replay, _) = match looked_at(args, world) {
        Ok(found) => found,
        Err(refusal) => return refusal.say(world),
    };
    let now = world.outside.clock.now();
    let state = replay.session().state();
    if state.opened.is_none() {
        return rejected(world, &Rejection::NotStarted).say(world);
    }
    let text =
        if args.json { format!("{:#}\n", json(state, &now)) } else { text(world, state, &now) };
    if world.out.write_all(text.as_bytes()).is_ok() { Exit::Fine } else { Exit::Outside }
}
