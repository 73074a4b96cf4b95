//! RB115: an answer that judges instead of saying what is seen (W16).

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::all::Rule;
use crate::lint::subject::{Subject, Use};

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
    for placed in subject.texts().into_iter().filter(|placed| placed.used == Use::Answer) {
        for lang in subject.languages() {
            let title = placed.text.get(*lang);
            let bare = title.trim_end_matches(['.', '!', ' ']).to_lowercase();
            if JUDGEMENTS.contains(&bare.as_str()) {
                let place = subject.text_place(&placed.path, *lang);
                findings.push(Diagnostic::new(Code::JudgingState, place).fact("found", title));
            }
        }
    }
}
