//! RB112: a step that no combination of answers reaches.
//!
//! The loader's own rules leave no way to write one; this proves it for each runbook anew.

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::all::Rule;
use crate::lint::subject::Subject;
use crate::lint::walk;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::UnreachableStep], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let walks = walk::walk(subject.runbook);
    for placed in subject.steps().filter(|placed| !walks.reached.contains(&placed.step.id)) {
        let place = subject.step_place(&placed.path);
        findings.push(Diagnostic::new(Code::UnreachableStep, place).fact("step", &placed.step.id));
    }
}
