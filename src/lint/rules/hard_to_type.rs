//! RB129: a name that the second person cannot type without a slip (W14).
//!
//! Who agrees types the name of the thing that the reader's sentence speaks of, at night, on a
//! foreign keyboard.

use crate::diagnostics::{Code, Diagnostic, Word};
use crate::lint::all::Rule;
use crate::lint::subject::{Subject, part};

/// Longest name that is typed without a second look.
const CHARS_MAX: usize = 12;

/// Characters that need `AltGr` on a French, German or Belgian keyboard.
const ALT_GR: &[char] = &['@', '#', '{', '}', '[', ']', '|', '\\', '^', '~', '`', '€'];

/// Letters and digits that look alike in many fonts.
const ALIKE: &[(char, char)] = &[('O', '0'), ('o', '0'), ('I', '1'), ('l', '1'), ('I', 'l')];

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::HardToType], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        let is_shared = placed.step.sign_off.as_ref().is_some_and(|sign_off| sign_off.persons > 1);
        let Some(say) = placed.step.say.as_ref().filter(|_| is_shared) else { continue };
        for lang in subject.languages() {
            let text = say.get(*lang);
            let names = text.split_whitespace().map(bare).filter(|name| is_name(name));
            for (name, reason) in names.filter_map(|name| Some((name, slip(name)?))) {
                let place = part(subject, &format!("{}.say", placed.path), *lang, name);
                let finding = Diagnostic::new(Code::HardToType, place).fact("found", name);
                findings.push(finding.word("reason", reason).fact("max", CHARS_MAX));
            }
        }
    }
}

/// Without the marks around it.
fn bare(token: &str) -> &str {
    token.trim_matches(|c: char| {
        matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | '"' | '\'' | '(' | ')')
    })
}

/// What a thing is called rather than a word: it holds a digit beside a letter, a sign that words
/// do not have, or capitals inside.
fn is_name(token: &str) -> bool {
    let has_letter = token.chars().any(char::is_alphabetic);
    let has_digit = token.chars().any(|c| c.is_ascii_digit());
    let has_sign = token.chars().any(|c| ALT_GR.contains(&c) || matches!(c, '_' | '/'));
    has_letter && (has_digit || has_sign)
}

fn slip(name: &str) -> Option<Word> {
    if name.chars().any(|c| ALT_GR.contains(&c)) {
        return Some(Word::AltGr);
    }
    if ALIKE.iter().any(|(one, other)| name.contains(*one) && name.contains(*other)) {
        return Some(Word::Alike);
    }
    (name.chars().count() > CHARS_MAX).then_some(Word::Long)
}
