//! RB121: the title of a step does not begin with its verb (W2).

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::step::StepKind;
use crate::domain::text::Lang;
use crate::lint::all::Rule;
use crate::lint::subject::Subject;
use crate::lint::verbs;
use crate::lint::words::{Word, words};

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::NoVerb], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        for lang in subject.languages() {
            let title = placed.step.title.get(*lang);
            // What is asked may stand as a question: "Does the server answer?"
            let asks =
                matches!(placed.step.kind, StepKind::Decide { .. } | StepKind::Observe { .. });
            if (asks && title.trim_end().ends_with('?')) || begins_with_verb(title, *lang) {
                continue;
            }
            let first = words(title).first().map_or(title, |word| word.text);
            let place = subject.text_place(&format!("{}.title", placed.path), *lang);
            findings.push(Diagnostic::new(Code::NoVerb, place).fact("word", first));
        }
    }
}

fn begins_with_verb(title: &str, lang: Lang) -> bool {
    let all: Vec<String> = words(title).iter().map(Word::lower).collect();
    let at = |index: usize| all.get(index).map_or("", String::as_str);
    match lang {
        Lang::En => verbs::is_imperative(at(0)),
        Lang::Fr => {
            let leads = verbs::is_pronoun(at(0)) || at(0) == "ne";
            verbs::is_infinitive(at(0))
                || (leads && all.iter().skip(1).take(2).any(|word| verbs::is_infinitive(word)))
        }
    }
}
