//! What the detail of a step shows, in its order, and how many rows that takes.
//!
//! Dangers come first (R13), then what is lost and kept, then the work. The labels beside the rows
//! belong to the screens.

use super::step::{Call, Step, StepKind};
use super::text::{Lang, Text};
use super::wrap::wrap;

/// Columns for the text of a detail row at 80x24.
pub const COLUMNS: usize = 69;

/// Columns that the mark of a line takes, where each has one (R14).
pub const MARK_COLUMNS: usize = 4;

/// Rows that the program adds to every decision: "I cannot tell" and "not now".
pub const BUILT_IN_ANSWERS: usize = 2;

/// What an entry of the detail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A prohibition.
    Dont,
    /// What stops working.
    Loses,
    /// What goes on working.
    Keeps,
    /// What to do.
    How,
    /// What to say.
    Say,
    /// What to ask.
    Ask,
    /// What never to say.
    Never,
    /// The state that shows that it worked.
    Check,
    /// The reason.
    Why,
    /// The way back.
    Undo,
    /// When it cannot be done.
    IfNot,
    /// What to keep.
    Evidence,
    /// What the value reads when all is as it should be.
    Expected,
    /// What to write down.
    Record,
    /// An answer.
    Option,
}

/// All entries of a step's detail. Each begins a row of its own.
#[must_use]
pub fn entries(step: &Step, lang: Lang) -> Vec<(Part, &str)> {
    collect(step).into_iter().map(|(part, text)| (part, text.get(lang))).collect()
}

/// The entries that must fit the screen. A decision shows its dangers, its work and its options;
/// the rest of it is shown only where there is room, and does not count.
#[must_use]
pub fn screen_entries(step: &Step, lang: Lang) -> Vec<(Part, &str)> {
    let is_decision = matches!(step.kind, StepKind::Decide { .. });
    let is_needed = |part: Part| match part {
        Part::Dont | Part::Loses | Part::Keeps | Part::How | Part::Check | Part::Option => true,
        _ => !is_decision,
    };
    entries(step, lang).into_iter().filter(|(part, _)| is_needed(*part)).collect()
}

fn collect(step: &Step) -> Vec<(Part, &Text)> {
    let mut entries: Vec<(Part, &Text)> = Vec::new();
    entries.extend(step.dont.iter().map(|text| (Part::Dont, text)));
    if let Some(sign_off) = &step.sign_off {
        entries.extend(sign_off.loses.iter().map(|text| (Part::Loses, text)));
        entries.extend(sign_off.keeps.iter().map(|text| (Part::Keeps, text)));
    }
    entries.extend(step.how.iter().map(|text| (Part::How, text)));
    if let StepKind::Decide { options, .. } = &step.kind {
        entries.extend(options.iter().map(|option| (Part::Option, &option.title)));
    }
    if let StepKind::Call(call) | StepKind::Tell(call) = &step.kind {
        entries.extend(script(call));
    }
    entries.extend(step.say.iter().map(|text| (Part::Say, text)));
    entries.extend(step.check.iter().map(|text| (Part::Check, text)));
    entries.extend(step.why.iter().map(|text| (Part::Why, text)));
    entries.extend(step.undo.iter().map(|text| (Part::Undo, text)));
    entries.extend(step.if_not.iter().map(|text| (Part::IfNot, text)));
    for item in &step.evidence {
        entries.push((Part::Evidence, &item.title));
        entries.extend(item.expected.iter().map(|text| (Part::Expected, text)));
    }
    entries.extend(step.record.iter().map(|text| (Part::Record, text)));
    entries
}

fn script(call: &Call) -> impl Iterator<Item = (Part, &Text)> {
    let say = call.say.iter().map(|text| (Part::Say, text));
    let ask = call.ask.iter().map(|text| (Part::Ask, text));
    say.chain(ask).chain(call.never.iter().map(|text| (Part::Never, text)))
}

/// How many rows the detail of a step takes in `lang`, at [`COLUMNS`] columns.
#[must_use]
pub fn rows(step: &Step, lang: Lang) -> usize {
    let is_decision = matches!(step.kind, StepKind::Decide { .. });
    let added = if is_decision { BUILT_IN_ANSWERS } else { 0 };
    let of_entry = |(part, text): (Part, &str)| match part {
        Part::Option => 1,
        Part::How if step.all => wrap(text, COLUMNS - MARK_COLUMNS).len(),
        _ => wrap(text, COLUMNS).len(),
    };
    added
        + step.commands.len()
        + usize::from(!step.site.is_empty())
        + screen_entries(step, lang).into_iter().map(of_entry).sum::<usize>()
}
