//! RB137: a script that does not begin by saying what kind of message it is (R62).
//!
//! The four markers come from the phrases of seafarers: who hears INSTRUCTION acts, who hears
//! QUESTION answers.

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::step::StepKind;
use crate::domain::text::Lang;
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// The markers in English and in French, kind by kind.
const MARKERS: [(&str, &str); 4] = [
    ("INSTRUCTION", "CONSIGNE"),
    ("QUESTION", "QUESTION"),
    ("INFORMATION", "INFORMATION"),
    ("REQUEST", "DEMANDE"),
];

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::NoMarker], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        let (StepKind::Call(call) | StepKind::Tell(call)) = &placed.step.kind else { continue };
        let Some(first) = call.say.first() else { continue };
        let mut kind = None;
        for lang in subject.languages() {
            let found = marker(first.get(*lang), *lang);
            // The second language has to say the same kind as the first.
            let wanted =
                kind.and_then(|kind: usize| MARKERS.get(kind)).map(|marker| of(*marker, *lang));
            if found.is_some() && (wanted.is_none() || found == kind) {
                kind = found;
                continue;
            }
            let all = MARKERS.map(|marker| of(marker, *lang)).join(", ");
            let place = subject.text_place(&format!("{}.call.say.0", placed.path), *lang);
            let finding = Diagnostic::new(Code::NoMarker, place);
            findings.push(finding.fact("wanted", wanted.map_or(all, str::to_owned)));
        }
    }
}

const fn of(marker: (&'static str, &'static str), lang: Lang) -> &'static str {
    match lang {
        Lang::En => marker.0,
        Lang::Fr => marker.1,
    }
}

/// Which marker a text begins with.
fn marker(text: &str, lang: Lang) -> Option<usize> {
    let begins = |marker: &(&'static str, &'static str)| {
        let rest = text.strip_prefix(of(*marker, lang));
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    MARKERS.iter().position(begins)
}
