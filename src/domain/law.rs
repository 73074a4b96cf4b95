//! Legal clocks as dated data: who must tell whom, counted from which moment, until when.
//!
//! Law moves, so none of it is code. Nothing here decides that a clock applies: a person is asked,
//! and the answer is recorded. References are validated by `runbook::law`.

use std::collections::{BTreeMap, BTreeSet};

use super::ids::{ClockId, JurisdictionId, MomentId};
use super::relief::ReliefHours;
use super::runbook::Source;
use super::text::Text;
use super::time::Date;

/// What an incident is under that no log decides: the legal clocks that this laptop knows, and how
/// long the site keeps a person on duty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Law {
    /// The clocks, by jurisdiction and then in the order of their file.
    pub clocks: Vec<LegalClock>,
    /// The moments that clocks count from.
    pub moments: Vec<LegalMoment>,
    /// Public holidays, where a site wrote them down; weekends need no list.
    pub holidays: BTreeMap<JurisdictionId, BTreeSet<Date>>,
    /// Whose law the site is under, when it said so; all of them otherwise.
    pub only: Option<BTreeSet<JurisdictionId>>,
    /// After how many hours a person is to be relieved, by the site's own rule (R60).
    pub relief: ReliefHours,
}

impl Law {
    /// The clock of this name.
    #[must_use]
    pub fn clock(&self, id: &ClockId) -> Option<&LegalClock> {
        self.clocks.iter().find(|clock| clock.id == *id)
    }

    /// The moment of this name.
    #[must_use]
    pub fn moment(&self, id: &MomentId) -> Option<&LegalMoment> {
        self.moments.iter().find(|moment| moment.id == *id)
    }

    /// The clocks that the site may be under.
    pub fn in_scope(&self) -> impl Iterator<Item = &LegalClock> {
        self.clocks.iter().filter(|clock| self.covers(&clock.jurisdiction))
    }

    /// Whether the site may be under this jurisdiction's law.
    #[must_use]
    pub fn covers(&self, jurisdiction: &JurisdictionId) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(jurisdiction))
    }

    /// Whether nobody works on this day there.
    #[must_use]
    pub fn is_day_off(&self, jurisdiction: &JurisdictionId, day: Date) -> bool {
        let is_holiday = |days: &BTreeSet<Date>| days.contains(&day);
        day.is_weekend() || self.holidays.get(jurisdiction).is_some_and(is_holiday)
    }
}

/// A moment that somebody has to name: awareness, discovery, a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalMoment {
    /// Its name in files and in the log.
    pub id: MomentId,
    /// What people call it.
    pub title: Text,
    /// What to ask so that the right moment is named.
    pub ask: Text,
}

/// One duty to tell somebody something in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalClock {
    /// Its name in files and in the log.
    pub id: ClockId,
    /// The duty in a few words.
    pub title: Text,
    /// Whose law it is.
    pub jurisdiction: JurisdictionId,
    /// Who is bound by it.
    pub binds: Text,
    /// Questions that tell a person whether it applies. The program never answers them.
    pub applies_if: Vec<Text>,
    /// From when it counts.
    pub trigger: Trigger,
    /// Until when.
    pub limit: Limit,
    /// What happens where the period's last day is a day off.
    pub end_of_period: EndOfPeriod,
    /// Who is told.
    pub recipient: Text,
    /// How.
    pub channel: Text,
    /// How, when that cannot be reached.
    pub offline_fallback: Text,
    /// What the notice must say.
    pub content_checklist: Vec<Text>,
    /// Where it is written.
    pub legal_ref: Source,
    /// The day on which somebody last compared it with its source.
    pub as_of: Date,
    /// Whether it is law already.
    pub status: LawStatus,
    /// Whether a late notice must say why.
    pub late_requires_reason: bool,
    /// Whether a first notice may be completed later.
    pub allows_phased: bool,
    /// Whether a detail of it rests on memory and must be compared with the primary text.
    pub check_primary_text: bool,
    /// What else is to be known.
    pub note: Option<Text>,
}

/// From when a clock counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// From a moment that a person names.
    Moment(MomentId),
    /// From the submission of another clock's notice.
    Submitted(ClockId),
    /// From the end of the calendar year in which a moment lies.
    YearEnd(MomentId),
}

impl Trigger {
    /// The moment that must be named, if the clock waits for one.
    #[must_use]
    pub const fn moment(&self) -> Option<&MomentId> {
        match self {
            Self::Moment(moment) | Self::YearEnd(moment) => Some(moment),
            Self::Submitted(_) => None,
        }
    }
}

/// How long a clock leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// At once; never shown as a number.
    WithoutDelay,
    /// So many of these.
    Within(u32, Unit),
}

/// What a limit is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Elapsed hours.
    Hours,
    /// Days of the calendar, the day of the moment not counted.
    CalendarDays,
    /// Days on which people work, the day of the moment not counted.
    BusinessDays,
    /// Months of the calendar.
    Months,
}

impl Unit {
    /// All, in the order of the format.
    pub const ALL: [Self; 4] = [Self::Hours, Self::CalendarDays, Self::BusinessDays, Self::Months];

    /// The word used in files and in the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::CalendarDays => "calendar-days",
            Self::BusinessDays => "business-days",
            Self::Months => "months",
        }
    }
}

/// The word for a limit that has no number.
pub const WITHOUT_DELAY: &str = "without-delay";

impl Limit {
    /// As the log writes it: `72 hours`, `without-delay`.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::WithoutDelay => WITHOUT_DELAY.to_owned(),
            Self::Within(count, unit) => format!("{count} {}", unit.code()),
        }
    }
}

/// What happens where the last day of a period is a day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndOfPeriod {
    /// Nothing: the period ends on that day.
    RunsOn,
    /// It ends with the next working day (Reg. (EEC, Euratom) 1182/71, art. 3(4)).
    NextWorkingDay,
}

impl EndOfPeriod {
    /// The word used in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::RunsOn => "runs-on",
            Self::NextWorkingDay => "next-working-day",
        }
    }
}

/// Whether a text is law already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LawStatus {
    /// It binds.
    InForce,
    /// A bill or a proposal: shown so that nobody is surprised, never counted as open.
    Proposed,
    /// Union law that each member state has to write into its own: counts once a person has said
    /// that it applies here.
    Pending,
}

impl LawStatus {
    /// The word used in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Proposed => "proposed",
            Self::Pending => "pending-transposition",
        }
    }
}
