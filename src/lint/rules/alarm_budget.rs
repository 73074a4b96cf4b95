//! RB135 and RB136: more limits that call at nominal pace than a person can answer (R41).
//!
//! The benchmark is that of control rooms (EEMUA 191): at most ten in the first ten minutes of an
//! upset, at most one in ten minutes afterwards. Limits that call at the same moment are one
//! interruption: the screen shows the first and counts the others.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Label};
use crate::lint::all::Rule;
use crate::lint::pace::{self, Call};
use crate::lint::subject::{PlacedStep, Subject};
use crate::lint::walk;

/// The span that is looked at.
const SPAN_MS: u64 = 10 * 60 * 1000;

/// Most limits that may call in the first span.
pub const FIRST_MAX: usize = 10;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::AlarmBurst, Code::AlarmCrowd], check };

/// What is over the budget on some walk, by step.
#[derive(Debug, Default)]
struct Over {
    burst: BTreeMap<usize, usize>,
    /// The call before it and the time between them.
    crowd: BTreeMap<usize, (Call, Call)>,
}

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let runbook = subject.runbook;
    if runbook.steps().all(|(_, step)| step.limit.is_none()) {
        return;
    }
    let mut over = Over::default();
    walk::each(runbook, &mut |applies| weigh(&pace::calls(runbook, applies), &mut over));
    let steps: Vec<PlacedStep<'_>> = subject.steps().collect();
    for (position, count) in over.burst {
        let Some(placed) = steps.get(position) else { continue };
        let place = subject.place(&format!("{}.within", placed.path));
        let finding = Diagnostic::new(Code::AlarmBurst, place);
        findings.push(finding.fact("count", count).fact("max", FIRST_MAX));
    }
    for (position, (before, call)) in over.crowd {
        let (Some(placed), Some(other)) = (steps.get(position), steps.get(before.position)) else {
            continue;
        };
        let minutes = |ms: u64| ms / 60_000;
        let place = subject.place(&format!("{}.within", placed.path));
        let finding = Diagnostic::new(Code::AlarmCrowd, place)
            .fact("at", minutes(call.at_ms))
            .fact("other", &other.step.id)
            .fact("before", minutes(before.at_ms))
            .also(subject.step_place(&other.path), Label::Step);
        findings.push(finding);
    }
}

/// Notes what one walk has too much of.
fn weigh(calls: &[Call], over: &mut Over) {
    let first = calls.iter().take_while(|call| call.at_ms < SPAN_MS).count();
    if let Some(call) = calls.get(FIRST_MAX).filter(|_| first > FIRST_MAX) {
        let most = over.burst.entry(call.position).or_default();
        *most = first.max(*most);
    }
    let later: Vec<&Call> = calls.iter().skip(first).collect();
    for pair in later.windows(2) {
        let [before, call] = pair else { continue };
        let between = call.at_ms.saturating_sub(before.at_ms);
        if between > 0 && between < SPAN_MS {
            over.crowd.entry(call.position).or_insert((**before, **call));
        }
    }
}
