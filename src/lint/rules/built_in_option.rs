//! RB116: an option that the program adds to every decision by itself (W20).

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::step::StepKind;
use crate::lint::all::Rule;
use crate::lint::lexicon;
use crate::lint::subject::Subject;

const BUILT_IN: &[&str] = &[
    "i cannot tell",
    "cannot tell",
    "can't tell",
    "i don't know",
    "not now",
    "je ne sais pas",
    "ne sait pas",
    "pas maintenant",
    "plus tard",
];

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::BuiltInOption], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        let StepKind::Decide { options, .. } = &placed.step.kind else { continue };
        for (at, option) in options.iter().enumerate() {
            for lang in subject.languages() {
                let title = option.title.get(*lang);
                let found = lexicon::find(title, BUILT_IN);
                // Only a title that is nothing else: "Name not known" is a state of the world.
                if found.is_some_and(|found| found.len() + 3 >= title.len()) {
                    let path = format!("{}.options.{at}.title", placed.path);
                    let place = subject.text_place(&path, *lang);
                    findings.push(Diagnostic::new(Code::BuiltInOption, place));
                }
            }
        }
    }
}
