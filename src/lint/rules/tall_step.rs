//! RB108 and RB109: the detail of a step does not fit the screen well, or not at all.

use crate::diagnostics::{Code, Diagnostic, Word};
use crate::domain::detail;
use crate::domain::text::Lang;
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// Rows of the detail at 80x24 that can be read without scrolling, and the most there are.
const ROWS_GOOD: usize = 9;
const ROWS_MAX: usize = 11;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::TallStep, Code::OversizedStep], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        for lang in subject.languages() {
            let rows = detail::rows(placed.step, *lang);
            let (code, max) = match rows {
                0..=ROWS_GOOD => continue,
                _ if rows <= ROWS_MAX => (Code::TallStep, ROWS_GOOD),
                _ => (Code::OversizedStep, ROWS_MAX),
            };
            let word = if *lang == Lang::En { Word::English } else { Word::French };
            let finding = Diagnostic::new(code, subject.step_place(&placed.path));
            findings.push(finding.fact("rows", rows).fact("max", max).word("language", word));
        }
    }
}
