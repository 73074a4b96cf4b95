//! RB107: a time without a number (W9).

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::text::Lang;
use crate::lint::all::Rule;
use crate::lint::lexicon;
use crate::lint::subject::{Subject, part};

const ENGLISH: &[&str] = &[
    "soon",
    "quickly",
    "regularly",
    "shortly",
    "promptly",
    "asap",
    "from time to time",
    "as soon as possible",
];
const FRENCH: &[&str] = &[
    "bientôt",
    "rapidement",
    "régulièrement",
    "prochainement",
    "au plus vite",
    "dès que possible",
    "de temps en temps",
];

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::VagueTime], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.texts() {
        for lang in subject.languages() {
            let words = if *lang == Lang::En { ENGLISH } else { FRENCH };
            let text = placed.text.get(*lang);
            let Some(word) = lexicon::find(text, words) else { continue };
            // "As soon as X" names an event, which is as good as a number.
            let is_event =
                word.eq_ignore_ascii_case("soon") && lexicon::find(text, &["as soon as"]).is_some();
            if !is_event {
                let place = part(subject, &placed.path, *lang, word);
                findings.push(Diagnostic::new(Code::VagueTime, place).fact("word", word));
            }
        }
    }
}
