//! Words about legal clocks: what they are, and how they stand in an incident.

use serde::Deserialize;

use super::fill;
use super::rejection::Advice;
use crate::domain::law::{Law, LawStatus, Limit, Trigger, Unit};
use crate::domain::runbook::Source;
use crate::domain::text::Lang;

/// The section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawWords {
    /// `clocks list`.
    pub list: ListWords,
    /// A name that no clock has.
    pub no_such_clock: Advice,
    limit: LimitWords,
    status: StatusWords,
    trigger: TriggerWords,
    /// What stands on a clock's card.
    pub card: CardWords,
}

/// `clocks list`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListWords {
    /// Column: name.
    pub id: String,
    /// Column: how long.
    pub limit: String,
    /// Column: whether it is law already.
    pub status: String,
    /// Column: where it comes from.
    pub origin: String,
    /// Column: the duty.
    pub title: String,
    /// Built into the program.
    pub shipped: String,
    /// From a file of the site.
    pub site: String,
    /// The same, in place of a built-in one.
    pub site_replaces: String,
    /// Head of the list of moments.
    pub moments: String,
    /// Before the files that gave none.
    pub broken: String,
    /// Whose law the site is under: `{list}`.
    pub only: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitWords {
    hours: String,
    day: String,
    days: String,
    business_day: String,
    business_days: String,
    month: String,
    months: String,
    without_delay: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusWords {
    in_force: String,
    proposed: String,
    pending: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TriggerWords {
    moment: String,
    submitted: String,
    year_end: String,
}

/// The labels and standing sentences of a clock's card.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardWords {
    /// Who is bound.
    pub binds: String,
    /// The questions.
    pub applies: String,
    /// From when it counts.
    pub from: String,
    /// How long.
    pub limit: String,
    /// Who is told.
    pub to: String,
    /// How.
    pub how: String,
    /// How, when that cannot be reached.
    pub offline: String,
    /// What the notice must say.
    pub must_say: String,
    /// Where it is written.
    pub law: String,
    /// When it was compared.
    pub as_of: String,
    /// Whether it is law.
    pub status: String,
    /// What else is to be known.
    pub note: String,
    /// The file it comes from.
    pub origin: String,
    /// Before the mark of what is not certain.
    pub check: String,
    /// Hours are elapsed hours.
    pub hours_run: String,
    /// Where a period in days ends.
    pub day_end: String,
    /// Where it rolls over.
    pub next_working_day: String,
    /// A late notice needs reasons.
    pub late: String,
    /// A notice may come in parts.
    pub phased: String,
    /// The mark of what is not certain.
    pub check_primary: String,
    /// `{title}`, `{publisher}`, `{year}`.
    pub source: String,
    /// What the program is not.
    pub no_advice: String,
}

impl LawWords {
    /// A limit in words: `72 h`, `4 business days`, `without delay`.
    #[must_use]
    pub fn limit(&self, limit: Limit) -> String {
        let words = &self.limit;
        let Limit::Within(count, unit) = limit else { return words.without_delay.clone() };
        let (one, many) = match unit {
            Unit::Hours => (&words.hours, &words.hours),
            Unit::CalendarDays => (&words.day, &words.days),
            Unit::BusinessDays => (&words.business_day, &words.business_days),
            Unit::Months => (&words.month, &words.months),
        };
        fill(if count == 1 { one } else { many }, &[("n", &count.to_string())])
    }

    /// Whether it is law already, in words.
    #[must_use]
    pub fn status(&self, status: LawStatus) -> &str {
        match status {
            LawStatus::InForce => &self.status.in_force,
            LawStatus::Proposed => &self.status.proposed,
            LawStatus::Pending => &self.status.pending,
        }
    }

    /// From when it counts, in words.
    #[must_use]
    pub fn trigger(&self, trigger: &Trigger, law: &Law, lang: Lang) -> String {
        let words = &self.trigger;
        let template = match trigger {
            Trigger::Submitted(other) => {
                let title = law.clock(other).map(|clock| clock.title.get(lang));
                return fill(&words.submitted, &[("clock", title.unwrap_or(other.as_str()))]);
            }
            Trigger::Moment(_) => &words.moment,
            Trigger::YearEnd(_) => &words.year_end,
        };
        let id = trigger.moment().map_or("", |id| id.as_str());
        let title = trigger.moment().and_then(|id| law.moment(id));
        let title = title.map_or(id, |moment| moment.title.get(lang));
        fill(template, &[("moment", title), ("id", id)])
    }

    /// A reference in one line.
    #[must_use]
    pub fn source(&self, source: &Source) -> String {
        let year = source.year.to_string();
        let facts =
            [("title", source.title.as_str()), ("publisher", &source.publisher), ("year", &year)];
        fill(&self.card.source, &facts)
    }
}
