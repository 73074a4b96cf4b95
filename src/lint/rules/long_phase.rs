//! RB101 and RB102: a phase of more than nine, or more than twelve, steps (R7).

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// Short lists are finished, long ones are not.
const STEPS_GOOD: usize = 9;
const STEPS_MAX: usize = 12;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::LongPhase, Code::EndlessPhase], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for (path, phase) in subject.phases() {
        let count = phase.steps.len();
        let (code, max) = match count {
            0..=STEPS_GOOD => continue,
            _ if count <= STEPS_MAX => (Code::LongPhase, STEPS_GOOD),
            _ => (Code::EndlessPhase, STEPS_MAX),
        };
        let finding = Diagnostic::new(code, subject.place(&format!("{path}.id")));
        findings.push(finding.fact("count", count).fact("max", max));
    }
}
