//! RB110: a step that needs two people and names no way back (W8).

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::NoUndo], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        let is_shared = placed.step.sign_off.as_ref().is_some_and(|sign_off| sign_off.persons > 1);
        if is_shared && placed.step.undo.is_none() {
            let place = subject.tree.key_place(&placed.path, "sign_off");
            findings.push(Diagnostic::new(Code::NoUndo, place));
        }
    }
}
