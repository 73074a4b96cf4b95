//! RB139: a telephone number in a text (R138, R142).
//!
//! Numbers change and belong into the site's list of contacts, which shows its age. Short public
//! numbers (15, 112) may stand in a text.

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::all::Rule;
use crate::lint::subject::{Subject, part};

/// Digits of the shortest national number that the rule knows.
const DIGITS_MIN: usize = 10;
const DIGITS_MAX: usize = 15;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::FixedNumber], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.texts() {
        for lang in subject.languages() {
            let Some(found) = number(placed.text.get(*lang)) else { continue };
            let place = part(subject, &placed.path, *lang, found);
            findings.push(Diagnostic::new(Code::FixedNumber, place).fact("found", found));
        }
    }
}

/// A run of digits with spaces, dots or hyphens between them that begins as a number does: with 0,
/// + or an area code in brackets.
fn number(text: &str) -> Option<&str> {
    let is_start = |c: char| matches!(c, '0' | '+' | '(');
    let is_inside =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '.' | '-' | '(' | ')' | '+');
    let mut before = ' ';
    for (start, c) in text.char_indices() {
        if is_start(c) && !before.is_alphanumeric() {
            let rest = text.get(start..)?;
            let end = rest.find(|c| !is_inside(c)).unwrap_or(rest.len());
            let found = rest.get(..end)?.trim_end_matches([' ', '\u{a0}', '.', '-', '(', '+']);
            let digits = found.chars().filter(char::is_ascii_digit).count();
            if (DIGITS_MIN..=DIGITS_MAX).contains(&digits) {
                return Some(found);
            }
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn counts_dates_and_addresses_are_no_numbers() {
        assert_eq!(number("Appeler 01 99 00 12 34, puis"), Some("01 99 00 12 34"));
        assert_eq!(number("call +33 1 99 00 12 34."), Some("+33 1 99 00 12 34"));
        assert_eq!(number("raise by 100,000 on 2026-11-23, 10.0.12.0/24, 15 or 112"), None);
    }
}
