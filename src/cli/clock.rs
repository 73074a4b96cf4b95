//! `clock INCIDENT --reads HH:MM`: what another clock says, so that times can be weighed later.

use super::act::{finish, give};
use super::exit::Exit;
use super::open::{Refusal, open, shown};
use super::people_args::{ClockArgs, SourceArg};
use super::world::World;
use crate::domain::claimed::parse_reading;
use crate::domain::command::Command;
use crate::domain::proof::ClockSource;
use crate::domain::time::Timestamp;
use crate::i18n::fill;

/// Records the difference.
pub fn clock(args: &ClockArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let reference = reference(world, &args.reads)?;
        let source = match args.source {
            SourceArg::Phone => ClockSource::Phone,
            SourceArg::Wall => ClockSource::Wall,
            SourceArg::Watch => ClockSource::Watch,
            SourceArg::Other => ClockSource::Other,
        };
        let place = args.place.clone();
        let command = Command::CompareClock { reference, source, place };
        give(world, &mut session, args.by.as_deref(), command)
    });
    finish(world, result)
}

/// What another clock shows now.
pub(super) fn reference(world: &World<'_>, text: &str) -> Result<Timestamp, Refusal> {
    let now = world.outside.clock.now();
    parse_reading(text, &now).ok_or_else(|| {
        let advice = &world.words().people.bad_reading;
        Refusal {
            lines: vec![fill(&advice.what, &[("text", &shown(text))]), advice.next.clone()],
            exit: Exit::Usage,
        }
    })
}
