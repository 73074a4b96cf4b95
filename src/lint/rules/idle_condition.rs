//! RB113: a condition that lists every option of its decision.

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::step::StepKind;
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::IdleCondition], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        let Some(condition) = &placed.step.only_if else { continue };
        let Some(decision) = subject.runbook.step(&condition.decision) else { continue };
        let StepKind::Decide { options, .. } = &decision.kind else { continue };
        // A conditional decision may be skipped, so that listing all its options still says
        // something.
        let is_always_asked = decision.only_if.is_none();
        if is_always_asked && options.iter().all(|option| condition.is.contains(&option.id)) {
            let place = subject.place(&format!("{}.only_if.is", placed.path));
            let finding = Diagnostic::new(Code::IdleCondition, place);
            findings.push(finding.fact("decision", &decision.id));
        }
    }
}
