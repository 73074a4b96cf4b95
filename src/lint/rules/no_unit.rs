//! RB126: a length of time without its unit (W9).

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::text::Lang;
use crate::lint::all::Rule;
use crate::lint::subject::{Subject, part};

const ENGLISH: &[&str] = &["within", "every", "wait", "another"];
const FRENCH: &[&str] = &["sous", "les", "attendre", "d'ici", "encore"];

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::NoUnit], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.texts() {
        for lang in subject.languages() {
            let Some(found) = bare(placed.text.get(*lang), *lang) else { continue };
            let place = part(subject, &placed.path, *lang, found);
            findings.push(Diagnostic::new(Code::NoUnit, place).fact("found", found));
        }
    }
}

/// The word and its number when nothing that could be a unit follows.
fn bare(text: &str, lang: Lang) -> Option<&str> {
    let leads = if lang == Lang::En { ENGLISH } else { FRENCH };
    let tokens: Vec<(usize, &str)> = split(text);
    for (at, (start, token)) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before)).map(|(_, t)| *t);
        let (_, number) = tokens.get(at + 1).copied().unwrap_or_default();
        // "tous les 30" is a rhythm, "les 30 lits" are beds.
        let is_rhythm = *token != "les" || matches!(before, Some("toutes" | "tous"));
        if !leads.contains(token) || !is_rhythm || !is_bare_number(number) {
            continue;
        }
        let is_last = at + 2 >= tokens.len() || number.ends_with(['.', ',', ';', ':', ')']);
        let end = tokens.get(at + 1).map(|(from, token)| from + token.len())?;
        if is_last && !is_year(number) {
            return text.get(*start..end).map(|found| found.trim_end_matches(is_mark));
        }
    }
    None
}

fn split(text: &str) -> Vec<(usize, &str)> {
    let mut end = 0;
    let placed = text.split_whitespace().filter_map(|token| {
        let start = end + text.get(end..)?.find(token)?;
        end = start + token.len();
        Some((start, token))
    });
    placed.collect()
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | ')')
}

fn is_bare_number(token: &str) -> bool {
    let digits = token.trim_end_matches(is_mark);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_year(token: &str) -> bool {
    let digits = token.trim_end_matches(is_mark);
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::{Lang, bare};

    #[test]
    fn only_a_time_that_ends_at_its_number_lacks_a_unit() {
        assert_eq!(bare("Call again within 10.", Lang::En), Some("within 10"));
        assert_eq!(bare("Call again within 10 to 15 min", Lang::En), None);
        assert_eq!(bare("Refaire toutes les 30, puis noter", Lang::Fr), Some("les 30"));
        assert_eq!(bare("Compter les 30", Lang::Fr), None);
    }
}
