//! Walks a runbook through its answers and notes which steps are reached.
//!
//! Walks end because there is no goto: each one goes through the list once. All combinations of
//! answers are tried as long as there are at most [`COMBINATIONS_MAX`]; beyond that each step's
//! chain of conditions is proved by itself, which decides the same question.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::ids::{OptionId, StepId};
use crate::domain::runbook::Runbook;
use crate::domain::step::{Step, StepKind};

/// Most combinations that are walked one by one.
pub const COMBINATIONS_MAX: usize = 4096;

/// Most steps that are visited in all walks together.
const VISITS_MAX: usize = 4_000_000;

/// What the walks showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walks {
    /// How many walks came to the end.
    pub ended: usize,
    /// Whether every combination was walked.
    pub is_exhaustive: bool,
    /// The steps that some walk reaches.
    pub reached: BTreeSet<StepId>,
    /// Steps of the longest walk.
    pub steps_max: usize,
}

/// One walk on its way.
#[derive(Clone, Default)]
struct Walker {
    position: usize,
    steps: usize,
    /// The answers so far; a decision that was switched off has none.
    answers: BTreeMap<StepId, OptionId>,
}

/// Walks all combinations of answers that make a difference.
#[must_use]
pub fn walk(runbook: &Runbook) -> Walks {
    let steps: Vec<&Step> = runbook.steps().map(|(_, step)| step).collect();
    let used: BTreeSet<&StepId> =
        steps.iter().filter_map(|step| Some(&step.only_if.as_ref()?.decision)).collect();
    let mut found = Walks { is_exhaustive: true, ..Walks::default() };
    let mut open = vec![Walker::default()];
    let mut visits = 0;
    while let Some(mut walker) = open.pop() {
        if found.ended >= COMBINATIONS_MAX || visits > VISITS_MAX {
            found.is_exhaustive = false;
            found.reached = reachable(&steps);
            break;
        }
        let is_ended = advance(&mut walker, &steps, &used, &mut open, &mut found);
        visits += walker.position;
        if is_ended {
            found.ended += 1;
            found.steps_max = found.steps_max.max(walker.steps);
        }
    }
    found
}

/// Goes on to the next decision that matters, or to the end. At a decision one walker for each
/// option is put into `open`.
fn advance(
    walker: &mut Walker,
    steps: &[&Step],
    used: &BTreeSet<&StepId>,
    open: &mut Vec<Walker>,
    found: &mut Walks,
) -> bool {
    while let Some(step) = steps.get(walker.position) {
        walker.position += 1;
        let applies = step.only_if.as_ref().is_none_or(|condition| {
            walker.answers.get(&condition.decision).is_some_and(|a| condition.is.contains(a))
        });
        if !applies {
            continue;
        }
        walker.steps += 1;
        found.reached.insert(step.id.clone());
        if let StepKind::Decide { options, .. } = &step.kind
            && used.contains(&step.id)
        {
            for option in options {
                let mut next = walker.clone();
                next.answers.insert(step.id.clone(), option.id.clone());
                open.push(next);
            }
            return false;
        }
    }
    true
}

/// The steps whose own chain of conditions can hold.
fn reachable(steps: &[&Step]) -> BTreeSet<StepId> {
    let mut reached: BTreeMap<&StepId, &Step> = BTreeMap::new();
    for step in steps {
        let can_hold = step.only_if.as_ref().is_none_or(|condition| {
            reached.get(&condition.decision).is_some_and(|decision| {
                let StepKind::Decide { options, .. } = &decision.kind else { return false };
                options.iter().any(|option| condition.is.contains(&option.id))
            })
        });
        if can_hold {
            reached.insert(&step.id, step);
        }
    }
    reached.into_keys().cloned().collect()
}
