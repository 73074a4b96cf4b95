//! Which subject an act has, in as few bytes as a log of a million records asks for.

use super::duty_event::Verdict;
use super::state::StepWord;

/// Which subject an act has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Nothing,
    Step(StepWord),
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
