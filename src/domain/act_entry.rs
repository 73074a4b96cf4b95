//! One record as the list of acts keeps it: sixteen bytes.

use super::duty_event::Verdict;
use super::state::StepWord;
use super::time::Timestamp;

/// One record. `Sort::Nothing` where nobody did anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) at: Timestamp,
    /// Position of the author in the list of them.
    pub(super) who: u16,
    pub(super) sort: Sort,
    pub(super) is_taken_back: bool,
    /// What more the sort has to say: a position in one of the lists, or a record's number.
    pub(super) about: u32,
}

/// Which subject an act has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Nothing,
    Step(StepWord),
    LineDone,
    LineLeftOut,
    Note,
    Correction,
    SignOn,
    SignOff,
    Lead,
    OwnWords,
    Held,
    Evidence,
    Custody,
    Call,
    Moment,
    Applies,
    AppliesNot,
    AppliesPerhaps,
    Filed,
    Watch,
    Silenced,
    Opening,
    Added,
    Return,
    Closing,
}

/// The judgement as a sort of its own: a second value would double the size of an entry.
pub(super) const fn judged(verdict: Verdict) -> Sort {
    match verdict {
        Verdict::Applies => Sort::Applies,
        Verdict::Not => Sort::AppliesNot,
        Verdict::Unknown => Sort::AppliesPerhaps,
    }
}

/// Below these bits of an entry's number stands a step's position, above them the line's number:
/// a step has fewer lines than a byte holds, and no incident has sixteen million steps.
const LINE_SHIFT: u32 = 24;

/// A line of a step as one number: the step's position among all that are known, and the line.
pub(super) fn line_of(position: usize, line: u8) -> u32 {
    let position = u32::try_from(position).unwrap_or(u32::MAX) & ((1 << LINE_SHIFT) - 1);
    position | u32::from(line) << LINE_SHIFT
}

/// The position and the line again.
pub(super) const fn line_at(about: u32) -> (u32, u8) {
    let [line, ..] = about.to_be_bytes();
    (about & ((1 << LINE_SHIFT) - 1), line)
}
