//! A line of the hand-over briefing that was said in a person's own words instead of the drafted
//! ones (R57).
//!
//! The name of the line stands beside the words, so that the draft can be derived again: from the
//! log up to that entry, for the moment at which it was read, in that language. A name is only ever
//! compared with those of the same briefing; one that an older version wrote stays what it is.

use super::board::BoardRow;
use super::brief::{Item, Line, StepOf};
use super::text::Lang;

/// What was said instead of a drafted line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWords {
    /// The name of the line.
    pub line: String,
    /// What was said.
    pub text: String,
    /// The language of the draft that was on the screen.
    pub lang: Lang,
}

/// The line that only says that nobody said anything: what is typed there answers it.
pub const NOTHING_NOTED: &str = "nothing-noted";

impl Line<'_> {
    /// Its name: the same as long as the briefing tells of the same thing, however its words
    /// change with time.
    #[must_use]
    pub fn name(&self) -> String {
        let of = |sort: &str, what: &dyn std::fmt::Display| format!("{sort}:{what}");
        match &self.item {
            Item::Incident => "incident".to_owned(),
            Item::Progress => "progress".to_owned(),
            Item::NothingNoted => NOTHING_NOTED.to_owned(),
            Item::Open { .. } => "open".to_owned(),
            Item::Agreed(agreed) => of("agreed", &agreed.step),
            Item::Decision(step) => of_step("decision", step),
            Item::Limit(step) => of_step("limit", step),
            Item::CouldNot(step) => of_step("could-not", step),
            Item::Next(step) => of_step("next", step),
            Item::Call(entry) => of("call", &entry.event),
            Item::Lead(entry) => of("lead", &entry.event),
            Item::Note(entry) => of("note", &entry.event),
            Item::Held(hold) => of("held", hold.run),
            Item::Clock(row) => match row {
                // A step can have a limit and calls to make again, all at once.
                BoardRow::Step(deadline) => {
                    let cause = deadline.cause.code();
                    match &deadline.call {
                        Some(call) => format!("clock:{cause}:{call}"),
                        None => format!("clock:{cause}:{}", deadline.step),
                    }
                }
                BoardRow::Awaited(awaited) => of("clock:event", &awaited.step),
                BoardRow::Added(added, _) => of("clock", &added.event),
                BoardRow::Duty(duty) => of("clock", &duty.clock.id),
                BoardRow::Relief(relief) => of("relief", &relief.who),
            },
        }
    }

    /// Whether it tells of a time that has passed: such a line is never hidden behind words.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(&self.item, Item::Clock(row) if row.is_over())
    }
}

fn of_step(sort: &str, step: &StepOf<'_>) -> String {
    let name = step.run.step_ref(step.index).map(|step| step.to_string());
    format!("{sort}:{}", name.unwrap_or_default())
}
