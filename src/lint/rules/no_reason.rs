//! RB114: a prohibition without its reason after a colon (W6).

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::NoReason], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        for (at, text) in placed.step.dont.iter().enumerate() {
            for lang in subject.languages() {
                if !text.get(*lang).contains(':') {
                    let path = format!("{}.dont.{at}", placed.path);
                    let place = subject.text_place(&path, *lang);
                    findings.push(Diagnostic::new(Code::NoReason, place));
                }
            }
        }
    }
}
