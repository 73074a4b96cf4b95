//! RB110: an act that names no way back (W8).
//!
//! Looking, asking, copying and writing change nothing and need none; what two people decide always
//! does.

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::step::StepKind;
use crate::lint::all::Rule;
use crate::lint::subject::Subject;
use crate::lint::verbs;
use crate::lint::words::words;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::NoUndo], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        let step = placed.step;
        if step.undo.is_some() {
            continue;
        }
        let is_shared = step.sign_off.as_ref().is_some_and(|sign_off| sign_off.persons > 1);
        let changes = step.kind == StepKind::Do
            && subject.languages().iter().all(|lang| {
                let title = words(step.title.get(*lang));
                !title.first().is_some_and(|verb| verbs::is_harmless(&verb.lower()))
            });
        let place = if is_shared {
            subject.tree.key_place(&placed.path, "sign_off")
        } else if changes {
            subject.step_place(&placed.path)
        } else {
            continue;
        };
        findings.push(Diagnostic::new(Code::NoUndo, place));
    }
}
