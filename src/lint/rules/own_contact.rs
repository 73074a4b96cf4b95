//! RB138: a step in which somebody calls themselves (R139).

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::step::StepKind;
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::OwnContact], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        let (StepKind::Call(call) | StepKind::Tell(call)) = &placed.step.kind else { continue };
        if call.contact == placed.step.role {
            let place = subject.place(&format!("{}.call.contact", placed.path));
            findings.push(Diagnostic::new(Code::OwnContact, place).fact("role", &call.contact));
        }
    }
}
