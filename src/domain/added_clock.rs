//! Clocks that people add: work that was given with a name and minutes, and a rhythm with a ready
//! script (R45, R46). How one stands is derived from what was said of it.

use std::collections::BTreeMap;

use super::ids::{Author, EventId};
use super::met::Ended;
use super::state::IncidentState;
use super::time::{Moment, Remaining, Span, Timestamp};
use super::watch_event::{ClockAdded, Watch};

/// Longest span of a clock that somebody adds: beyond a month it belongs into a calendar.
pub const SPAN_MAX: Span = Span::from_min(31 * 24 * 60);

/// A clock that somebody added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedClock<'s> {
    /// The record that added it: its name.
    pub event: EventId,
    /// Who added it.
    pub who: &'s Author,
    /// What it asks for, of whom.
    pub what: &'s ClockAdded,
    /// From when it counts now.
    pub from: Moment,
    /// How long it runs from there.
    pub span: Span,
    /// How it was met last.
    pub last_met: Option<Ended>,
    /// How often it was met.
    pub met: usize,
    /// How often of these it was met too late.
    pub missed: usize,
    /// Why it was moved, since it was met last.
    pub moved: Option<&'s str>,
    /// Whether it asks for nothing more.
    pub is_over: bool,
}

impl AddedClock<'_> {
    /// When it falls due, by the wall clock at its start.
    #[must_use]
    pub fn due_at(&self) -> Timestamp {
        self.from.wall.plus(self.span)
    }

    /// How long is left, by the monotonic clock inside one boot (R47).
    #[must_use]
    pub fn remaining(&self, now: &Moment) -> Remaining {
        self.from.remaining(self.span, now)
    }
}

impl IncidentState {
    /// Every clock that somebody added and nobody took back, also those that are over.
    #[must_use]
    pub fn added_clocks(&self) -> Vec<AddedClock<'_>> {
        let mut clocks: Vec<AddedClock<'_>> = Vec::new();
        let mut places: BTreeMap<&EventId, usize> = BTreeMap::new();
        for entry in self.watch.standing() {
            if let Watch::ClockAdded(added) = &entry.what {
                places.insert(&entry.event, clocks.len());
                clocks.push(AddedClock {
                    event: entry.event.clone(),
                    who: &entry.who,
                    what: added,
                    from: entry.at,
                    span: added.span,
                    last_met: None,
                    met: 0,
                    missed: 0,
                    moved: None,
                    is_over: false,
                });
                continue;
            }
            let Some(of) = entry.what.clock() else { continue };
            let clock = places.get(of).and_then(|place| clocks.get_mut(*place));
            let Some(clock) = clock else { continue };
            match &entry.what {
                Watch::ClockMet(met) => {
                    let ended = Ended::of(clock.from, clock.span, &entry.at, met.happened_at);
                    clock.last_met = Some(ended);
                    clock.met += 1;
                    clock.missed += usize::from(ended.is_late);
                    clock.moved = None;
                    match clock.what.every {
                        Some(every) => (clock.from, clock.span) = (entry.at, every),
                        None => clock.is_over = true,
                    }
                }
                Watch::ClockMoved(moved) => {
                    (clock.from, clock.span) = (entry.at, moved.span);
                    clock.moved = Some(&moved.reason);
                }
                Watch::ClockEnded(_) => clock.is_over = true,
                _ => {}
            }
        }
        clocks
    }

    /// Those that still ask for something; none once the incident is closed.
    #[must_use]
    pub fn running_clocks(&self) -> Vec<AddedClock<'_>> {
        let mut clocks = self.added_clocks();
        clocks.retain(|clock| !clock.is_over && self.closed.is_none());
        clocks
    }

    /// The clock of this name, if it still asks for something.
    #[must_use]
    pub fn running_clock(&self, event: &EventId) -> Option<AddedClock<'_>> {
        self.running_clocks().into_iter().find(|clock| clock.event == *event)
    }
}
