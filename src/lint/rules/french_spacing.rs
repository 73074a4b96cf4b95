//! RB118: French double punctuation without the space that belongs before it, or inside « » (W22).

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::text::Lang;
use crate::lint::all::Rule;
use crate::lint::subject::{Subject, part};

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::FrenchSpacing], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    if !subject.languages().contains(&Lang::Fr) {
        return;
    }
    for placed in subject.texts() {
        let text = placed.text.get(Lang::Fr);
        if let Some(found) = tight(text) {
            let place = part(subject, &placed.path, Lang::Fr, found);
            findings.push(Diagnostic::new(Code::FrenchSpacing, place).fact("found", found));
        }
    }
}

/// The first mark that lacks its space, with the character beside it.
fn tight(text: &str) -> Option<&str> {
    let places: Vec<(usize, char)> = text.char_indices().collect();
    for (index, (at, mark)) in places.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| places.get(index)).copied();
        let after = places.get(index + 1).copied();
        let is_letter = |c: char| c.is_alphanumeric() || c == ')' || c == '»';
        let is_tight_before = before.is_some_and(|(_, c)| is_letter(c));
        // A colon between characters is a clock, an address or a port.
        let ends_word = after.is_none_or(|(_, c)| c.is_whitespace());
        let is_double = matches!(mark, ';' | '?' | '!') || (*mark == ':' && ends_word);
        if (is_double || *mark == '»') && is_tight_before && (ends_word || *mark == '»') {
            let start = before.map_or(*at, |(start, _)| start);
            return text.get(start..at + mark.len_utf8());
        }
        if *mark == '«' && after.is_some_and(|(_, c)| !c.is_whitespace()) {
            let end = after.map_or(text.len(), |(start, c)| start + c.len_utf8());
            return text.get(*at..end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::tight;

    #[test]
    fn clocks_and_addresses_are_not_punctuation() {
        assert_eq!(tight("à 02:50, http://x : « oui » ; non ? Si !"), None);
        assert_eq!(tight("Attention: feu"), Some("n:"));
        assert_eq!(tight("Unité 3: feu"), Some("3:"));
        assert_eq!(tight("dire «oui »"), Some("«o"));
        assert_eq!(tight("sûr?"), Some("r?"));
    }
}
