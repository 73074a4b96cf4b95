//! RB134: a character that is lost where only ASCII can be shown (W22, R114).
//!
//! Old terminals, serial lines and some printers know no other. Accents and guillemets are folded;
//! for anything else a question mark would stand in the middle of an order.

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::fold;
use crate::lint::all::Rule;
use crate::lint::subject::{Subject, part};

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::Unfoldable], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.texts() {
        for lang in subject.languages() {
            let text = placed.text.get(*lang);
            let Some(lost) = text.chars().find(|c| !c.is_control() && !fold::is_kept(*c)) else {
                continue;
            };
            let found = lost.to_string();
            let place = part(subject, &placed.path, *lang, &found);
            findings.push(Diagnostic::new(Code::Unfoldable, place).fact("found", found));
        }
    }
}
