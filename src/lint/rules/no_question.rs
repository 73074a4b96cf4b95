//! RB120: the sentence that is read aloud asks nothing, so that agreement is only assumed (W15).

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::NoQuestion], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        let Some(say) = &placed.step.say else { continue };
        for lang in subject.languages() {
            let text = say.get(*lang).trim_end_matches(['"', '\'', '»', ' ', '\u{a0}']);
            if !text.ends_with('?') {
                let place = subject.text_place(&format!("{}.say", placed.path), *lang);
                findings.push(Diagnostic::new(Code::NoQuestion, place));
            }
        }
    }
}
