//! RB125: a check that orders or judges instead of naming what is seen (W7).

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::text::Lang;
use crate::lint::all::Rule;
use crate::lint::lexicon;
use crate::lint::subject::{Subject, Use, part};
use crate::lint::verbs;
use crate::lint::words::words;

/// English orders that a check begins with when it names no state.
const ORDERS: &[&str] =
    &["check", "verify", "make", "confirm", "ensure", "test", "look", "see", "control", "inspect"];

const JUDGEMENTS: &[&str] = &[
    "as expected",
    "as it should",
    "correctly",
    "properly",
    "successfully",
    "is successful",
    "is fine",
    "is ok",
    "is okay",
    "is correct",
    "is good",
    "all good",
    "in order",
];
const JUDGEMENTS_FR: &[&str] = &[
    "comme prévu",
    "correctement",
    "avec succès",
    "tout va bien",
    "est correct",
    "est correcte",
    "est bon",
    "est bonne",
    "est ok",
    "comme il faut",
    "en ordre",
    "est réussi",
    "est réussie",
];

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::UnseenCheck], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.texts().into_iter().filter(|placed| placed.used == Use::Check) {
        for lang in subject.languages() {
            let Some(found) = unseen(placed.text.get(*lang), *lang) else { continue };
            let place = part(subject, &placed.path, *lang, found);
            findings.push(Diagnostic::new(Code::UnseenCheck, place).fact("found", found));
        }
    }
}

/// The words that order or judge.
fn unseen(text: &str, lang: Lang) -> Option<&str> {
    let all = words(text);
    let first = all.first()?;
    let lower = first.lower();
    let (is_order, judgements) = match lang {
        Lang::En => {
            // "Test calls ring in both directions" is a state.
            let next = all.get(1).map(crate::lint::words::Word::lower);
            let has_object = verbs::is_order_inside(&lower, next.as_deref());
            (ORDERS.contains(&lower.as_str()) && has_object, JUDGEMENTS)
        }
        Lang::Fr => (verbs::is_infinitive(&lower), JUDGEMENTS_FR),
    };
    if is_order {
        return Some(first.text);
    }
    lexicon::find(text, judgements)
}
