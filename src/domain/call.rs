//! A call that somebody made: to whom, for which step, with which result.

use std::collections::BTreeSet;

use super::ids::{RoleId, StepRef};
use super::site::{ChannelKind, Contact, Site};
use super::state::CallEntry;
use super::step::{Step, StepKind};
use super::time::{Span, Timestamp};

/// After how long an unanswered call is tried again (R140).
pub const RETRY: Span = Span::from_min(5);

/// A call as it is recorded. No number: those stay in the site's own file (R141).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallMade {
    /// The step that it was made for, or that was in hand.
    pub step: Option<StepRef>,
    /// The role that was called for, when it was one.
    pub role: Option<RoleId>,
    /// The person or desk, by name. Withheld from shared copies by default.
    pub whom: String,
    /// Over which sort of channel, when that was said.
    pub channel: Option<ChannelKind>,
    /// What came of it.
    pub outcome: CallOutcome,
    /// What was answered, in a few words.
    pub said: Option<String>,
    /// When it really happened, if that differs.
    pub happened_at: Option<Timestamp>,
}

/// What came of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CallOutcome {
    /// Somebody answered.
    Reached,
    /// A message was left.
    MessageLeft,
    /// Nobody answered.
    NoAnswer,
    /// The number is wrong, or dead.
    WrongNumber,
}

impl CallOutcome {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] =
        [Self::Reached, Self::MessageLeft, Self::NoAnswer, Self::WrongNumber];

    /// The word used in the log and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::MessageLeft => "message-left",
            Self::NoAnswer => "no-answer",
            Self::WrongNumber => "wrong-number",
        }
    }
}

/// What ties calls of one errand together: the step and the role, or the person without one.
fn errand(call: &CallMade) -> (Option<&StepRef>, Option<&RoleId>, &str) {
    let whom = if call.role.is_some() { "" } else { call.whom.as_str() };
    (call.step.as_ref(), call.role.as_ref(), whom)
}

/// The unanswered calls whose errand nobody took up again, the oldest first.
pub(super) fn unanswered(calls: &[CallEntry]) -> Vec<&CallEntry> {
    let mut taken_up = BTreeSet::new();
    let standing = calls.iter().rev().filter(|entry| !entry.is_withdrawn);
    let last = standing.filter(|entry| taken_up.insert(errand(&entry.call)));
    let is_open = |entry: &&CallEntry| entry.call.outcome == CallOutcome::NoAnswer;
    let mut open: Vec<&CallEntry> = last.filter(is_open).collect();
    open.reverse();
    open
}

/// Whether somebody of `role` was reached for `step`.
pub(super) fn is_reached(calls: &[CallEntry], step: &StepRef, role: &RoleId) -> bool {
    calls.iter().any(|entry| {
        !entry.is_withdrawn
            && entry.call.outcome == CallOutcome::Reached
            && entry.call.step.as_ref() == Some(step)
            && entry.call.role.as_ref() == Some(role)
    })
}

/// The last try of a person or desk, by name.
#[must_use]
pub fn last_try<'c>(calls: &'c [CallEntry], whom: &str) -> Option<&'c CallEntry> {
    calls.iter().rev().find(|entry| !entry.is_withdrawn && entry.call.whom == whom)
}

/// The role that a contact is called for in a step: the one that the step calls, when they hold it
/// or stand in for somebody who does.
#[must_use]
pub fn role_for(step: Option<&Step>, site: &Site, contact: &Contact) -> Option<RoleId> {
    let (StepKind::Call(call) | StepKind::Tell(call)) = &step?.kind else { return None };
    let order = site.for_role(&call.contact);
    order.iter().any(|known| known.id == contact.id).then(|| call.contact.clone())
}
