//! RB119: a sentence of more than twenty words (W3).

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::all::Rule;
use crate::lint::subject::{Subject, part};

/// A tired reader keeps about this many words.
const WORDS_MAX: usize = 20;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::LongSentence], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.texts() {
        for lang in subject.languages() {
            let text = placed.text.get(*lang);
            let longest = sentences(text).max_by_key(|sentence| count(sentence));
            let Some(sentence) = longest.filter(|sentence| count(sentence) > WORDS_MAX) else {
                continue;
            };
            let place = part(subject, &placed.path, *lang, sentence);
            let finding = Diagnostic::new(Code::LongSentence, place);
            findings.push(finding.fact("count", count(sentence)).fact("max", WORDS_MAX));
        }
    }
}

/// Parts between full stops and the like; a colon or semicolon also lets the reader breathe.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '?', '!', ':', ';', '\n']).map(str::trim)
}

/// Words, not the marks that French sets apart.
fn count(sentence: &str) -> usize {
    let words = sentence.split_whitespace();
    words.filter(|word| word.chars().any(char::is_alphanumeric)).count()
}
