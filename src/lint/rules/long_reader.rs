//! RB131: more to read aloud than one sentence and its question (W15, R24).

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// What is said, and what is asked.
const SENTENCES_MAX: usize = 2;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::LongReader], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        let Some(say) = &placed.step.say else { continue };
        for lang in subject.languages() {
            let spoken = say.get(*lang).split(['.', '?', '!']);
            let count = spoken.filter(|part| part.chars().any(char::is_alphanumeric)).count();
            if count > SENTENCES_MAX {
                let place = subject.text_place(&format!("{}.say", placed.path), *lang);
                findings.push(Diagnostic::new(Code::LongReader, place).fact("count", count));
            }
        }
    }
}
