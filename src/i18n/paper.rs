//! Words of the paper twin, and how it writes lengths of time.

use serde::Deserialize;

use super::fill;
use crate::domain::place::Mark;
use crate::domain::time::Span;

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperWords {
    /// “On paper: `{title}`”
    pub title: String,
    /// “Runbooks for cyber incidents”
    pub library: String,
    /// “Printed `{date}` by sangfroid `{version}`”
    pub printed: String,
    /// “`{n}` min”
    minutes: String,
    /// “`{n}` h”
    hours: String,
    /// “`{n}` days”
    days: String,
    /// “`{n}` s”
    seconds: String,
    /// What stands on top of each sheet.
    pub head: HeadWords,
    /// How to use the paper, and how to enter it afterwards.
    pub cover: CoverWords,
    /// The meaning of each mark.
    pub marks: MarkWords,
    /// Which runbook fits.
    pub router: RouterWords,
    /// “Contents”
    pub contents: String,
    /// “Use when”
    pub use_when: String,
    /// “Not for”
    pub not_for: String,
    /// “Have at hand”
    pub needs: String,
    /// “Phase `{n}` of `{count}`: `{title}`”
    pub phase: String,
    /// “time window `{span}`”
    pub window: String,
    /// “short of time: go to step `{n}`”
    pub short_of_time: String,
    /// “Time”
    pub time: String,
    /// “Initials”
    pub initials: String,
    /// “DUE”
    pub due: String,
    /// “from”
    pub from: String,
    /// “to”
    pub to: String,
    /// “`{span}` from coming to this step (`{basis}`)”
    pub limit_step: String,
    /// “`{span}` from T0 (`{basis}`)”
    pub limit_start: String,
    /// “`{span}` (`{basis}`)”
    pub wait: String,
    /// “ONLY IF”
    pub only_if: String,
    /// “step `{step}` was answered `{answers}`”
    pub only_if_one: String,
    /// “step `{step}` was answered one of: `{answers}`”
    pub only_if_more: String,
    /// “`{n}` (`{title}`)”
    pub answer: String,
    /// “ANSWERS: tick one”
    pub answers: String,
    /// “WHAT DO YOU SEE? Tick one”
    pub states: String,
    /// “then step `{n}`, `{title}`”
    pub leads_step: String,
    /// “then go on”
    pub leads_on: String,
    /// “then: `{text}`”
    pub leads_text: String,
    /// “then step `{n}`, `{title}` (`{text}`)”
    pub leads_both: String,
    /// “careful path, as answer `{n}`”
    pub careful: String,
    /// “stays open, come back at”
    pub not_now_back: String,
    /// “if wrong: `{text}`”
    pub costs: String,
    /// “Who decides: `{role}`. Ask: "Does anybody strongly object?"”
    pub who_decides: String,
    /// “Objection from”
    pub objection: String,
    /// “kept where, number”
    pub kept_where: String,
    /// “every `{span}` (`{basis}`) until: `{until}`”
    pub again: String,
    /// “Write the time of each check, tick it when it was made.”
    pub again_hint: String,
    /// “`{role}`. Number: see the page of contacts.”
    pub call_who: String,
    /// “`{title}` (`{id}`), beside this one”
    pub opens: String,
    /// “`{id}`, beside this one: its own paper is needed”
    pub opens_missing: String,
    /// “Read aloud what is not `[x]`, `[2]` or `[-]`:”
    pub pause: String,
    /// “Still open from the phases before (numbers)”
    pub pause_before: String,
    /// The lines for an agreement.
    pub agreement: AgreementWords,
    /// “Before closing: last acts”
    pub last_acts: String,
    /// “Closed by”
    pub closing: String,
    /// “Sources”
    pub sources: String,
}

/// What stands on top of each sheet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadWords {
    /// “revision `{revision}`, reviewed `{date}`”
    pub revision: String,
    /// “OLD: reviewed over a year ago”
    pub old: String,
    /// “Part `{n}`”
    pub part: String,
    /// “Incident”
    pub incident: String,
    /// “T0, start”
    pub start: String,
    /// “REAL INCIDENT”
    pub real: String,
    /// “EXERCISE”
    pub exercise: String,
    /// “Form”
    pub form: String,
}

/// How to use the paper, and how to enter it afterwards.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverWords {
    /// “FIRST: is a patient in danger now? Call the duty doctor …”
    pub patients: String,
    /// “When the laptop is gone”
    pub gone: String,
    /// One sentence each.
    pub steps: Vec<String>,
    /// “Afterwards: enter the paper into the log”
    pub after: String,
    /// One sentence each.
    pub enter: Vec<String>,
    /// “The commands that take the time of the paper:”
    pub commands: String,
    /// One sentence each.
    pub lines: Vec<String>,
    /// “Marks”
    pub marks: String,
}

/// The meaning of each mark.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkWords {
    /// “to do”
    pub todo: String,
    /// “done”
    pub done: String,
    /// “done, two persons”
    pub two: String,
    /// “waiting”
    pub waiting: String,
    /// “later: write when”
    pub later: String,
    /// “skipped: write why”
    pub skipped: String,
    /// “could not: write why, then IF NOT”
    pub could_not: String,
    /// “not applicable”
    pub not_applicable: String,
}

/// Which runbook fits.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouterWords {
    /// “What do you see?”
    pub heading: String,
    /// “Two fit? Open the first, then the second beside it. …”
    pub hint: String,
    /// “You see”
    pub see: String,
    /// “Open”
    pub open: String,
    /// “Do first”
    pub first: String,
}

/// The lines for an agreement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementWords {
    /// “AGREEMENT NEEDED”
    pub one: String,
    /// “TWO PERSONS”
    pub two: String,
    /// “Who may agree: `{roles}`”
    pub who: String,
    /// “Name”
    pub name: String,
    /// “They name what will be done”
    pub names: String,
    /// “Signature”
    pub signature: String,
    /// “present here”
    pub present: String,
    /// “by telephone”
    pub phone: String,
    /// “nobody reachable: alone, because”
    pub alone: String,
}

impl PaperWords {
    /// A length of time in the largest unit that leaves a whole number.
    #[must_use]
    pub fn span(&self, span: Span) -> String {
        let s = span.ms() / 1_000;
        let (template, n) = match s {
            _ if s >= 172_800 && s.is_multiple_of(86_400) => (&self.days, s / 86_400),
            _ if s >= 7_200 && s.is_multiple_of(3_600) => (&self.hours, s / 3_600),
            _ if s >= 60 && s.is_multiple_of(60) => (&self.minutes, s / 60),
            _ => (&self.seconds, s),
        };
        fill(template, &[("n", &n.to_string())])
    }
}

impl MarkWords {
    /// The marks that a person can write, with their meaning.
    #[must_use]
    pub fn all(&self) -> [(&'static str, &str); 8] {
        [
            (Mark::Todo.ascii(), &self.todo),
            (Mark::Done.ascii(), &self.done),
            (Mark::DoneByTwo.ascii(), &self.two),
            (Mark::Waiting.ascii(), &self.waiting),
            (Mark::Later.ascii(), &self.later),
            (Mark::Skipped.ascii(), &self.skipped),
            (Mark::CouldNot.ascii(), &self.could_not),
            (Mark::NotApplicable.ascii(), &self.not_applicable),
        ]
    }
}
