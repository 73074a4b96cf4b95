//! Words about legal clocks inside an incident: where each stands, what was said of it.

use serde::Deserialize;

use super::fill;
use crate::domain::due::Due;
use crate::domain::duty_event::{MomentHow, Verdict};
use crate::domain::duty_state::{Duty, Standing};
use crate::domain::law::LawStatus;
use crate::domain::time::{Now, Span, Timestamp, UtcOffset};

/// The section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyWords {
    span_days: String,
    span_hours: String,
    span_minutes: String,
    due_at: String,
    due_day: String,
    overdue: String,
    now: String,
    left: String,
    to_complete: String,
    ask_applies: String,
    ask_moment: String,
    ask_transposed: String,
    filed: String,
    not_applicable: String,
    proposed: String,
    verdict: VerdictWords,
    /// `{n}` open ones.
    pub open: String,
    /// `{n}` to ask about, of `{incident}`.
    pub asked: String,
    /// Nothing to list.
    pub none: String,
    /// Heads the moments.
    pub moments: String,
    /// `{title}`, `{time}`, `{utc}`, `{how}`, `{who}`.
    pub moment: String,
    how: HowWords,
    /// `{title}`.
    pub said_moment: String,
    /// `{title}`, `{verdict}`.
    pub said_judged: String,
    /// `{title}`.
    pub said_filed: String,
    /// `{title}`.
    pub said_passed: String,
    /// `{line}`, `{who}`.
    pub by: String,
    /// `{title}`.
    pub open_item: String,
    /// `{title}`, `{text}`.
    pub titled: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct VerdictWords {
    applies: String,
    not: String,
    unknown: String,
    none: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HowWords {
    fixed: String,
    corrected: String,
    disputed: String,
}

/// A day and a time on a wall clock.
#[must_use]
pub fn day_time(at: Timestamp, offset: UtcOffset) -> String {
    format!("{} {}", at.date(offset), at.clock(offset).hm())
}

/// `03:52` today, `2026-11-22 03:52` on any other day: how every time that is past or due is told.
#[must_use]
pub fn day_hm(at: Timestamp, now: &Now) -> String {
    let is_today = at.date(now.offset) == now.moment.wall.date(now.offset);
    if is_today { at.clock(now.offset).hm() } else { day_time(at, now.offset) }
}

impl DutyWords {
    /// A length of time that may be long: `2 d 5 h`, `3 h 05 min`, `12 min`.
    #[must_use]
    pub fn span(&self, span: Span) -> String {
        let minutes = span.minutes();
        let (hours, days) = (minutes / 60, minutes / 60 / 24);
        if days > 0 {
            let h = (hours % 24).to_string();
            fill(&self.span_days, &[("d", &days.to_string()), ("h", &h)])
        } else if hours > 0 {
            let m = format!("{:02}", minutes % 60);
            fill(&self.span_hours, &[("h", &hours.to_string()), ("m", &m)])
        } else {
            fill(&self.span_minutes, &[("m", &minutes.to_string())])
        }
    }

    /// A due time, local and in UTC.
    #[must_use]
    pub fn due(&self, due: Due, offset: UtcOffset) -> String {
        let utc = day_time(due.at, UtcOffset::default());
        match due.day {
            Some(day) => fill(&self.due_day, &[("date", &day.to_string()), ("utc", &utc)]),
            None => {
                let (date, time) = (due.at.date(offset).to_string(), due.at.clock(offset).hm());
                fill(&self.due_at, &[("date", &date), ("time", &time), ("utc", &utc)])
            }
        }
    }

    /// Where a clock stands. `filed` is when its notice went out, `reason` why it does not apply.
    #[must_use]
    pub fn standing(
        &self,
        duty: &Duty<'_>,
        offset: UtcOffset,
        filed: Option<Timestamp>,
        reason: &str,
    ) -> String {
        let due = duty.due.map(|due| self.due(due, offset)).unwrap_or_default();
        let with =
            |template: &str, span| fill(template, &[("span", &self.span(span)), ("due", &due)]);
        match duty.standing {
            Standing::Overdue(span) => with(&self.overdue, span),
            Standing::Now(span) => with(&self.now, span),
            Standing::Left(span) => with(&self.left, span),
            Standing::ToComplete(span) => with(&self.to_complete, span),
            Standing::Asked if duty.verdict == Some(Verdict::Applies) => self.ask_moment.clone(),
            Standing::Asked if duty.clock.status == LawStatus::Pending => {
                self.ask_transposed.clone()
            }
            Standing::Asked => self.ask_applies.clone(),
            Standing::Filed => {
                let time = filed.map(|at| day_time(at, offset)).unwrap_or_default();
                fill(&self.filed, &[("time", &time)])
            }
            Standing::NotApplicable => fill(&self.not_applicable, &[("reason", reason)]),
            Standing::Proposed => self.proposed.clone(),
        }
    }

    /// A judgement in words; none is a question.
    #[must_use]
    pub fn verdict(&self, verdict: Option<Verdict>) -> &str {
        match verdict {
            Some(Verdict::Applies) => &self.verdict.applies,
            Some(Verdict::Not) => &self.verdict.not,
            Some(Verdict::Unknown) => &self.verdict.unknown,
            None => &self.verdict.none,
        }
    }

    /// How a moment was named, in words.
    #[must_use]
    pub fn how(&self, how: MomentHow) -> &str {
        match how {
            MomentHow::Fixed => &self.how.fixed,
            MomentHow::Corrected => &self.how.corrected,
            MomentHow::Disputed => &self.how.disputed,
        }
    }
}
