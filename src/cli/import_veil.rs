//! What a log withholds, line by line: so that of two copies it can be said which texts only one of
//! them shows.

use std::collections::BTreeMap;

use serde_json::Value;

/// What every line with typed texts holds.
const COMMITMENTS: &[u8] = b"\"c\":{";

/// How a line begins of which only the digest is there (audit-log §4.4).
const WITHHELD: &[u8] = b"{\"k\":\"";

/// What one line withholds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hidden {
    /// So many of its texts.
    Texts(u64),
    /// All of it; how many texts are in it is not known.
    Line,
}

/// The lines of a log that withhold something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Veil {
    lines: BTreeMap<u64, Hidden>,
}

/// How many texts and whole lines.
pub(super) type Amount = (u64, u64);

impl Veil {
    /// Takes the next good line, which is number `number`.
    pub(super) fn take(&mut self, number: u64, line: &[u8]) {
        if let Some(hidden) = hidden(line) {
            self.lines.insert(number, hidden);
        }
    }

    /// The log goes on behind line `here` as `other` does.
    pub(super) fn go_on(&mut self, here: u64, other: &Self) {
        self.lines.extend(other.lines.range(here.saturating_add(1)..));
    }

    /// Whether nothing is withheld behind line `here`.
    pub(super) fn is_clear_behind(&self, here: u64) -> bool {
        self.lines.range(here.saturating_add(1)..).next().is_none()
    }

    /// All that is withheld.
    pub(super) fn amount(&self) -> Amount {
        self.lines.values().fold((0, 0), |all, hidden| sum(all, *hidden))
    }

    /// What this copy withholds of the first `lines` lines, and `other` shows.
    pub(super) fn shown_by(&self, other: &Self, lines: u64) -> Amount {
        let mine = self.lines.range(..=lines);
        mine.fold((0, 0), |all, (number, hidden)| match (hidden, other.lines.get(number)) {
            (hidden, None) => sum(all, *hidden),
            (Hidden::Line, Some(Hidden::Texts(_))) => sum(all, Hidden::Line),
            (Hidden::Texts(mine), Some(Hidden::Texts(theirs))) => {
                sum(all, Hidden::Texts(mine.saturating_sub(*theirs)))
            }
            (_, Some(Hidden::Line)) => all,
        })
    }
}

fn sum((texts, lines): Amount, hidden: Hidden) -> Amount {
    match hidden {
        Hidden::Texts(more) => (texts + more, lines),
        Hidden::Line => (texts, lines + 1),
    }
}

/// What a line that was verified withholds.
fn hidden(line: &[u8]) -> Option<Hidden> {
    if line.starts_with(WITHHELD) {
        return Some(Hidden::Line);
    }
    // Most lines hold no typed text, and need no look inside.
    line.windows(COMMITMENTS.len()).find(|found| *found == COMMITMENTS)?;
    let line: Value = serde_json::from_slice(line).ok()?;
    let count = |members: Option<&Value>| {
        members.and_then(Value::as_object).map_or(0, serde_json::Map::len)
    };
    let bound = count(line.get("e").and_then(|event| event.get("c")));
    let missing = bound.saturating_sub(count(line.get("d")));
    (missing > 0).then_some(Hidden::Texts(missing as u64))
}
