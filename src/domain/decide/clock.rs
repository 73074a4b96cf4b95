//! Comparing the laptop's clock with another one (audit-log §4.8, BCP 55): asked, never demanded.

use super::dispatch::check_length;
use crate::domain::command::Reading;
use crate::domain::event::Event;
use crate::domain::proof::{ClockReference, ClockSource};
use crate::domain::rejection::Rejection;
use crate::domain::time::{Now, Timestamp};

/// The other clock's time is taken as it stands; only the difference is worked out, here and now.
pub(super) fn compare(
    reference: Timestamp,
    source: ClockSource,
    place: Option<&String>,
    now: &Now,
) -> Result<Vec<Event>, Rejection> {
    place.map_or(Ok(()), |place| check_length(place))?;
    let by_ms = reference.ms().saturating_sub(now.moment.wall.ms());
    let place = place.cloned();
    Ok(vec![Event::ClockCompared(ClockReference { reference, source, place, by_ms })])
}

/// A clock that was read a moment before: the difference counts, not the moment.
pub(super) fn read_before(reading: Reading, now: &Now) -> Event {
    let Reading { ahead_ms: by_ms, source } = reading;
    let reference = Timestamp::from_ms(now.moment.wall.ms().saturating_add(by_ms));
    Event::ClockCompared(ClockReference { reference, source, place: None, by_ms })
}
