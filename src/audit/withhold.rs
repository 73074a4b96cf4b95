//! A copy of a log for somebody else, line by line: fields dropped, whole lines withheld (audit-log
//! §4.4).
//!
//! Invariants: every line keeps its `h`, so the copy ends in the same head; nothing of what is
//! withheld is looked at but its name, and none of its bytes are written. Lines come from the
//! verifier; what is no line of the log is refused.

use std::collections::BTreeSet;

use super::digest::Digest;
use super::disclosure;
use super::json::Scanner;
use super::verdict::FaultKind;
use super::wire_v1::{code, field};

/// Which texts a copy withholds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fields {
    /// Every one, also those that a later version may write. The default of every copy that leaves
    /// the house: whatever a person typed stands in a field (audit-log §4.4).
    All,
    /// None: the full copy, for a court.
    None,
    /// These, by name, and those that this version does not know.
    These(BTreeSet<String>),
}

impl Fields {
    /// Every name that this version writes.
    #[must_use]
    pub const fn known() -> &'static [&'static str] {
        &field::ALL
    }

    /// Reads names between commas, or one of the sets `all`, `default` and `none`.
    ///
    /// # Errors
    /// The first name that no field has: a slip of the finger must not disclose anything.
    pub fn withholding(text: &str) -> Result<Self, String> {
        match text {
            "all" | "default" => Ok(Self::All),
            "none" => Ok(Self::None),
            _ => names(text).map(Self::These),
        }
    }

    /// Withholds everything but these, named as above.
    ///
    /// # Errors
    /// The first name that no field has.
    pub fn disclosing(text: &str) -> Result<Self, String> {
        let shown = names(text)?;
        let others = field::ALL.iter().filter(|name| !shown.contains(**name));
        Ok(Self::These(others.map(|name| (*name).to_owned()).collect()))
    }

    /// Whether the field of this name may be read in the copy.
    #[must_use]
    pub fn shows(&self, name: &[u8]) -> bool {
        let is_known = field::ALL.iter().any(|known| known.as_bytes() == name);
        match self {
            Self::All => false,
            Self::None => true,
            Self::These(names) => is_known && !names.iter().any(|hidden| hidden.as_bytes() == name),
        }
    }

    /// The names as the record of the export lists them; `all` stands for every one.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        match self {
            Self::All => vec!["all".to_owned()],
            Self::None => Vec::new(),
            Self::These(names) => names.iter().cloned().collect(),
        }
    }
}

fn names(text: &str) -> Result<BTreeSet<String>, String> {
    let mut names = BTreeSet::new();
    for name in text.split(',').map(str::trim) {
        if !field::ALL.contains(&name) {
            return Err(name.to_owned());
        }
        names.insert(name.to_owned());
    }
    Ok(names)
}

/// Which lines a copy withholds as a whole; of several logs, the same ones of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    ranges: Vec<(u64, u64)>,
    codes: BTreeSet<String>,
}

impl Lines {
    /// Reads what stands between commas: a number, a range `3-7`, or the code of an event, `note`.
    ///
    /// # Errors
    /// The first piece that is none of these.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut lines = Self::default();
        for piece in text.split(',').map(str::trim) {
            let number = |text: &str| text.parse::<u64>().ok().filter(|number| *number > 0);
            let (first, last) = piece.split_once('-').unwrap_or((piece, piece));
            match (number(first), number(last)) {
                (Some(first), Some(last)) if first <= last => lines.ranges.push((first, last)),
                _ if code::ALL.contains(&piece) => {
                    lines.codes.insert(piece.to_owned());
                }
                _ => return Err(piece.to_owned()),
            }
        }
        Ok(lines)
    }

    fn hide(&self, number: u64, code: &[u8]) -> bool {
        let is_in = |(first, last): &(u64, u64)| (*first..=*last).contains(&number);
        self.ranges.iter().any(is_in) || self.codes.iter().any(|hidden| hidden.as_bytes() == code)
    }
}

/// What a copy withholds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Which texts.
    pub fields: Fields,
    /// Which lines.
    pub lines: Lines,
}

/// Makes the lines of a copy, in memory that does not grow.
#[derive(Clone, Debug)]
pub struct Withholder<'p> {
    plan: &'p Plan,
    scanner: Scanner,
    number: u64,
    lines: u64,
}

impl<'p> Withholder<'p> {
    /// Before the first line of a log.
    #[must_use]
    pub fn new(plan: &'p Plan) -> Self {
        Self { plan, scanner: Scanner::default(), number: 0, lines: 0 }
    }

    /// How many lines were withheld as a whole, those included that the source withholds already.
    #[must_use]
    pub const fn lines(&self) -> u64 {
        self.lines
    }

    /// The next line, as the copy has it, in `copy`; whether all of it may be read there. `line` is
    /// one that the verifier accepted, its line feed included.
    ///
    /// # Errors
    /// [`FaultKind`] when it is no line of the log after all; `copy` is empty then.
    pub fn line(&mut self, line: &[u8], copy: &mut Vec<u8>) -> Result<bool, FaultKind> {
        self.number += 1;
        copy.clear();
        let mut columns = line.splitn(3, |byte| *byte == b'\t');
        let (Some(first), Some(second), Some(third)) =
            (columns.next(), columns.next(), columns.next())
        else {
            return Err(FaultKind::Grammar);
        };
        let Some(event) = first.strip_prefix(b"{\"e\":").and_then(|e| e.strip_suffix(b",")) else {
            // Withheld before: there is nothing left to take away.
            self.lines += 1;
            copy.extend_from_slice(line);
            return Ok(false);
        };
        let members = self.scanner.object(event).map_err(|_| FaultKind::Event)?;
        let code = members.code.and_then(|code| code.strip_prefix(b"\"")?.strip_suffix(b"\""));
        if self.plan.lines.hide(self.number, code.unwrap_or_default()) {
            self.lines += 1;
            copy.extend_from_slice(b"{\"k\":\"");
            copy.extend_from_slice(&Digest::of(first).to_hex());
            copy.extend_from_slice(b"\",\t\t");
            copy.extend_from_slice(third);
            return Ok(false);
        }
        let disclosed = second.strip_prefix(b"\"d\":").and_then(|d| d.strip_suffix(b","));
        let disclosed = disclosed.unwrap_or_default();
        let kept = disclosure::kept(disclosed, |name| self.plan.fields.shows(name))?;
        copy.extend_from_slice(first);
        copy.push(b'\t');
        if !kept.is_empty() {
            copy.extend_from_slice(b"\"d\":");
            copy.extend_from_slice(&kept);
            copy.push(b',');
        }
        copy.push(b'\t');
        copy.extend_from_slice(third);
        // A text that the source withholds already is missing as well.
        let all = disclosure::check(members.commitments, &kept, &mut Scanner::default())?;
        Ok(all == 0)
    }
}
