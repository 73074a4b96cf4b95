//! RB123: an order whose condition comes after it (W5).
//!
//! A tired reader acts at the verb; the "if" behind it comes too late.

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::text::Lang;
use crate::lint::all::Rule;
use crate::lint::subject::{Subject, part};
use crate::lint::verbs;
use crate::lint::words::{sentences, words};

/// After these, "if" asks and does not allow.
const ASKING: &[&str] = &[
    "check",
    "see",
    "ask",
    "know",
    "note",
    "tell",
    "test",
    "say",
    "decide",
    "judge",
    "verify",
    "look",
    "find",
    "write",
    "record",
    "determine",
    "choose",
    "try",
    "hear",
    "read",
    "as",
    "even",
    "what",
    "only",
    "vérifier",
    "voir",
    "demander",
    "savoir",
    "noter",
    "dire",
    "juger",
    "décider",
    "tester",
    "regarder",
    "chercher",
    "préciser",
    "écrire",
    "choisir",
    "qualifier",
    "essayer",
    "lire",
    "même",
    "comme",
    "sauf",
    "et",
];

/// After "if", these make a side remark: "if any", "s'il y en a".
const REMARK: &[&str] = &["any", "none", "not", "so", "known", "y", "besoin"];

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::LateCondition], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.texts().into_iter().filter(|placed| placed.used.is_order()) {
        for lang in subject.languages() {
            let text = placed.text.get(*lang);
            let Some(found) = sentences(text).find_map(|said| late(said, *lang)) else { continue };
            let place = part(subject, &placed.path, *lang, found);
            findings.push(Diagnostic::new(Code::LateCondition, place).fact("found", found));
        }
    }
}

/// The condition of a sentence that begins with its order.
fn late(sentence: &str, lang: Lang) -> Option<&str> {
    let all = words(sentence);
    let first = all.first()?.lower();
    let is_order = match lang {
        Lang::En => verbs::is_imperative(&first),
        Lang::Fr => verbs::is_infinitive(&first),
    };
    if !is_order {
        return None;
    }
    for (at, word) in all.iter().enumerate() {
        let lower = word.lower();
        if ASKING.contains(&lower.as_str()) {
            return None;
        }
        let is_if = match lang {
            Lang::En => lower == "if",
            // SI is the information system.
            Lang::Fr => word.text != "SI" && matches!(lower.as_str(), "si" | "s'il" | "s'ils"),
        };
        let next = all.get(at + 1).map(super::super::words::Word::lower).unwrap_or_default();
        if is_if && at > 0 && !REMARK.contains(&next.as_str()) {
            return sentence.get(word.start..);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Lang, late};

    #[test]
    fn only_an_order_with_its_condition_behind_it_is_late() {
        assert_eq!(late("Call the ward if the login fails", Lang::En), Some("if the login fails"));
        assert_eq!(late("If the login fails, call the ward", Lang::En), None);
        assert_eq!(late("Check if the login fails", Lang::En), None);
        assert_eq!(late("Photograph the note, if any", Lang::En), None);
        assert_eq!(
            late("Appeler le service si l'accès échoue", Lang::Fr),
            Some("si l'accès échoue")
        );
        assert_eq!(late("Vérifier si l'accès échoue", Lang::Fr), None);
    }
}
