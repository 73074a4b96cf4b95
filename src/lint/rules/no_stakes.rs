//! RB111: a step that needs agreement and does not say what is lost and kept.

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::NoStakes], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        let Some(sign_off) = &placed.step.sign_off else { continue };
        if sign_off.loses.is_empty() || sign_off.keeps.is_empty() {
            let place = subject.tree.key_place(&placed.path, "sign_off");
            findings.push(Diagnostic::new(Code::NoStakes, place));
        }
    }
}
