//! RB106: a word that sounds like an order and orders nothing (W11).

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::text::Lang;
use crate::lint::all::Rule;
use crate::lint::lexicon;
use crate::lint::subject::{Subject, part};

const ENGLISH: &[&str] = &["ensure", "secure", "handle", "should", "may", "and/or", "etc."];
const FRENCH: &[&str] = &[
    "s'assurer",
    "assurez-vous",
    "sécuriser",
    "gérer",
    "traiter",
    "si possible",
    "éventuellement",
    "au besoin",
    "et/ou",
    "etc.",
];

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::BannedWord], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.texts() {
        for lang in subject.languages() {
            let words = if *lang == Lang::En { ENGLISH } else { FRENCH };
            let Some(word) = lexicon::find(placed.text.get(*lang), words) else { continue };
            // The month is no permission.
            if word == "May" && !placed.text.get(*lang).starts_with(word) {
                continue;
            }
            let place = part(subject, &placed.path, *lang, word);
            findings.push(Diagnostic::new(Code::BannedWord, place).fact("word", word));
        }
    }
}
