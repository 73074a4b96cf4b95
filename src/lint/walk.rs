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
#[derive(Clone)]
struct Walker {
    position: usize,
    steps: usize,
    /// The answers so far, by the number of the decision; one that was switched off has none.
    answers: Vec<Option<usize>>,
}

/// Walks all combinations of answers that make a difference.
#[must_use]
pub fn walk(runbook: &Runbook) -> Walks {
    let steps: Vec<&Step> = runbook.steps().map(|(_, step)| step).collect();
    let (gates, counts) = gates(runbook);
    let mut found = Walks { is_exhaustive: true, ..Walks::default() };
    let mut is_reached = vec![false; gates.len()];
    let first = Walker { position: 0, steps: 0, answers: vec![None; counts.len()] };
    let mut open = vec![first];
    let mut visits = 0;
    while let Some(mut walker) = open.pop() {
        if found.ended >= COMBINATIONS_MAX || visits > VISITS_MAX {
            found.is_exhaustive = false;
            found.reached = reachable(&steps);
            return found;
        }
        let begun_at = walker.position;
        match advance(&mut walker, &gates, &mut is_reached) {
            Some(decision) => {
                let answers = 0..counts.get(decision).copied().unwrap_or_default();
                open.extend(answers.map(|answer| walker.with(decision, answer)));
            }
            None => {
                found.ended += 1;
                found.steps_max = found.steps_max.max(walker.steps);
            }
        }
        visits += walker.position - begun_at;
    }
    let reached = steps.iter().zip(is_reached).filter(|(_, is_reached)| *is_reached);
    found.reached = reached.map(|(step, _)| step.id.clone()).collect();
    found
}

impl Walker {
    fn with(&self, decision: usize, answer: usize) -> Self {
        let mut next = self.clone();
        if let Some(given) = next.answers.get_mut(decision) {
            *given = Some(answer);
        }
        next
    }
}

/// Goes on to the next decision that matters, or to the end.
fn advance(walker: &mut Walker, gates: &[Gate], is_reached: &mut [bool]) -> Option<usize> {
    let rest = gates.iter().zip(is_reached).skip(walker.position);
    for (gate, is_reached) in rest {
        walker.position += 1;
        if !gate.is_open(&walker.answers) {
            continue;
        }
        walker.steps += 1;
        *is_reached = true;
        if gate.decides.is_some() {
            return gate.decides;
        }
    }
    None
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

/// A step as far as walking goes.
struct Gate {
    /// The number of the decision it depends on, and the answers that keep it.
    needs: Option<(usize, Vec<usize>)>,
    /// Its number among the decisions, when others depend on it.
    decides: Option<usize>,
}

impl Gate {
    fn is_open(&self, answers: &[Option<usize>]) -> bool {
        self.needs.as_ref().is_none_or(|(decision, is)| {
            answers.get(*decision).copied().flatten().is_some_and(|given| is.contains(&given))
        })
    }
}

/// Calls `visit` with the steps that apply, for every combination of answers; for a fixed sample,
/// spread over all of them, where there are more than [`COMBINATIONS_MAX`].
pub fn each(runbook: &Runbook, visit: &mut dyn FnMut(&[bool])) {
    let (gates, counts) = gates(runbook);
    let total = counts.iter().fold(1_u128, |total, count| total.saturating_mul(*count as u128));
    let walks_max = COMBINATIONS_MAX.min(VISITS_MAX / gates.len().max(1)).max(1);
    let is_exhaustive = total <= walks_max as u128;
    let walks = if is_exhaustive { usize::try_from(total).unwrap_or(1) } else { walks_max };
    let mut answers = vec![None; counts.len()];
    let mut applies = vec![false; gates.len()];
    for walk in 0..walks {
        let mut rest = walk;
        let chosen: Vec<usize> = counts
            .iter()
            .enumerate()
            .map(|(at, count)| {
                if !is_exhaustive {
                    return scattered(walk, at) % count;
                }
                let answer = rest % count;
                rest /= count;
                answer
            })
            .collect();
        answers.fill(None);
        for (gate, applies) in gates.iter().zip(applies.iter_mut()) {
            *applies = gate.is_open(&answers);
            if let (Some(decision), true) = (gate.decides, *applies)
                && let Some(answer) = answers.get_mut(decision)
            {
                *answer = chosen.get(decision).copied();
            }
        }
        visit(&applies);
    }
}

/// The steps with their conditions by number, and how many answers each decision that matters has.
fn gates(runbook: &Runbook) -> (Vec<Gate>, Vec<usize>) {
    let steps: Vec<&Step> = runbook.steps().map(|(_, step)| step).collect();
    let used: BTreeSet<&StepId> =
        steps.iter().filter_map(|step| Some(&step.only_if.as_ref()?.decision)).collect();
    let mut numbers: BTreeMap<&StepId, (usize, Vec<&OptionId>)> = BTreeMap::new();
    let mut counts = Vec::new();
    let mut gates = Vec::new();
    for step in &steps {
        // A condition on something that is no decision never holds.
        let needs = step.only_if.as_ref().map(|condition| {
            numbers.get(&condition.decision).map_or(
                (usize::MAX, Vec::new()),
                |(number, options)| {
                    let number_of = |id| options.iter().position(|option| *option == id);
                    (*number, condition.is.iter().filter_map(number_of).collect())
                },
            )
        });
        let mut decides = None;
        if let StepKind::Decide { options, .. } = &step.kind
            && used.contains(&step.id)
        {
            decides = Some(counts.len());
            numbers.insert(&step.id, (counts.len(), options.iter().map(|o| &o.id).collect()));
            counts.push(options.len().max(1));
        }
        gates.push(Gate { needs, decides });
    }
    (gates, counts)
}

/// A number that is the same on every machine and looks like chance (the mixing of `SplitMix64`).
fn scattered(walk: usize, decision: usize) -> usize {
    let seed =
        (walk as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (decision as u64).rotate_left(32);
    let mut mixed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    // The low half is enough for a choice among six, and fits every machine.
    (((mixed ^ (mixed >> 31)) & 0xFFFF_FFFF) as u32) as usize
}
