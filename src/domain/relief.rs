//! After how many hours on duty a person is to be relieved (R60).
//!
//! The hours come from the site's own file. They change what the board shows, never the log:
//! nothing that is folded depends on them, so a file that changes later changes no record.

use super::time::{Span, Timestamp, UtcOffset};

/// The hours between which it is night, by the clock on the wall.
const NIGHT: (u32, u32) = (22, 6);

/// How long a person may be on duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReliefHours {
    /// By day, in whole hours.
    pub day: u32,
    /// By night, in whole hours.
    pub night: u32,
}

impl Default for ReliefHours {
    /// Eight by day, four by night: 17 hours awake are like 0.05 % of alcohol in the blood.
    fn default() -> Self {
        Self { day: 8, night: 4 }
    }
}

/// Which of the hours count for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyPart {
    /// Those of the day.
    Day,
    /// Those of the night.
    Night,
    /// Begun by day, ended by the hours of the night that came meanwhile.
    IntoNight,
}

impl ReliefHours {
    /// The smallest and the largest number of hours that mean anything.
    pub const RANGE: (u32, u32) = (1, 24);

    /// How long somebody may be on duty who began at `since`, and by which hours: those of the day
    /// or the night that they began in, and never more than those of the night into one that came
    /// meanwhile.
    #[must_use]
    pub fn span(self, since: Timestamp, offset: UtcOffset) -> (Span, DutyPart) {
        let [by_day, by_night] = [self.day, self.night].map(|h| Span::from_min(u64::from(h) * 60));
        let (night, morning) = NIGHT;
        let clock = since.clock(offset);
        if clock.hour >= night || clock.hour < morning {
            return (by_night, DutyPart::Night);
        }
        let minutes = u64::from((night - clock.hour) * 60 - clock.minute);
        let into_night = Span::from_min(minutes + by_night.minutes());
        if by_day <= into_night {
            return (by_day, DutyPart::Day);
        }
        (into_night, DutyPart::IntoNight)
    }

    /// The hours of this part.
    #[must_use]
    pub const fn of(self, part: DutyPart) -> u32 {
        match part {
            DutyPart::Day => self.day,
            DutyPart::Night | DutyPart::IntoNight => self.night,
        }
    }
}
