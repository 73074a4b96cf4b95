//! RB124: a prohibition that does not stand under DON'T (W6).
//!
//! What must not be done is read first, above the work (R13). Words for somebody else may forbid,
//! and so may a lasting limit.

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::text::Lang;
use crate::lint::all::Rule;
use crate::lint::lexicon;
use crate::lint::subject::{Subject, Use, part};
use crate::lint::verbs;
use crate::lint::words::words;

/// What forbids by itself.
const ENGLISH: &[&str] = &["do not", "don't", "must not", "you must not"];
const FRENCH: &[&str] =
    &["ne pas", "ne jamais", "ne rien", "ne surtout pas", "interdit de", "interdiction de"];

/// What forbids in front of a verb: "never open it", not "struck through, never erased".
const NEVER: [&str; 2] = ["never", "jamais"];

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::HiddenProhibition], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.texts() {
        if !(placed.used.is_order() || placed.used == Use::Check) {
            continue;
        }
        for lang in subject.languages() {
            let text = placed.text.get(*lang);
            // A prohibition begins its clause; "they do not answer" is a state. What stands in
            // quotes is written on a label or said.
            let bare = unquoted(text);
            let mut clauses = bare.split([',', ';', ':', '.', '?', '!', '(']);
            let found = clauses.find_map(|clause| begins(clause.trim(), *lang));
            let Some(found) = found else { continue };
            let place = part(subject, &placed.path, *lang, &found);
            findings.push(Diagnostic::new(Code::HiddenProhibition, place).fact("found", found));
        }
    }
}

/// The words that a clause forbids with, when it begins with them.
fn begins(clause: &str, lang: Lang) -> Option<String> {
    let joins = ["and ", "et ", "but ", "mais "];
    let clause = joins.iter().find_map(|join| clause.strip_prefix(join)).unwrap_or(clause);
    let list = if lang == Lang::En { ENGLISH } else { FRENCH };
    if let Some(found) = lexicon::find(clause, list).filter(|found| clause.starts_with(*found)) {
        return Some(found.to_owned());
    }
    let all = words(clause);
    let [never, verb, ..] = all.as_slice() else { return None };
    let is_verb = match lang {
        Lang::En => verbs::is_imperative(&verb.lower()),
        Lang::Fr => verbs::is_infinitive(&verb.lower()),
    };
    let forbids = NEVER.contains(&never.lower().as_str()) && is_verb;
    forbids.then(|| never.text.to_owned())
}

/// The text with a blank for each byte between quotes.
fn unquoted(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut closing = None;
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        match closing {
            // An apostrophe inside a word closes nothing.
            Some(mark) if c == mark && (mark == '»' || !next.is_alphanumeric()) => closing = None,
            Some(_) => {}
            None if c == '«' => closing = Some('»'),
            None if matches!(c, '\'' | '"') && !before.is_alphanumeric() => closing = Some(c),
            None => {
                bare.push(c);
                before = c;
                continue;
            }
        }
        bare.extend(std::iter::repeat_n(' ', c.len_utf8()));
        before = c;
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::{Lang, begins, unquoted};

    #[test]
    fn quotes_hide_what_they_hold_and_nothing_else() {
        assert_eq!(unquoted("a 'do not' b"), "a          b");
        assert_eq!(unquoted("don't « ne pas » x").trim_end(), "don't              x");
        assert_eq!(begins("never erased", Lang::En), None);
        assert_eq!(begins("never open it", Lang::En).as_deref(), Some("never"));
        assert_eq!(begins("ne rien effacer", Lang::Fr).as_deref(), Some("ne rien"));
    }
}
