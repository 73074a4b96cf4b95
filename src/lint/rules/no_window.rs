//! RB104: a phase that does not name its time window (R19).

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::NoWindow], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for (path, _) in subject.phases().filter(|(_, phase)| phase.window.is_none()) {
        let place = subject.place(&format!("{path}.id"));
        findings.push(Diagnostic::new(Code::NoWindow, place));
    }
}
