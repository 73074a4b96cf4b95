//! RB115: a state of an observation that judges instead of saying what is seen (W16).

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::step::StepKind;
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

const JUDGEMENTS: &[&str] = &[
    "ok",
    "not ok",
    "checked",
    "done",
    "fine",
    "good",
    "bad",
    "yes",
    "no",
    "oui",
    "non",
    "vérifié",
    "fait",
    "bon",
    "mauvais",
    "pas ok",
];

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::JudgingState], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        let StepKind::Observe { states } = &placed.step.kind else { continue };
        for (at, state) in states.iter().enumerate() {
            for lang in subject.languages() {
                let title = state.title.get(*lang);
                let bare = title.trim_end_matches(['.', '!', ' ']).to_lowercase();
                if JUDGEMENTS.contains(&bare.as_str()) {
                    let path = format!("{}.states.{at}.title", placed.path);
                    let finding =
                        Diagnostic::new(Code::JudgingState, subject.text_place(&path, *lang));
                    findings.push(finding.fact("found", title));
                }
            }
        }
    }
}
