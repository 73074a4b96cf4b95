//! RB117: a telephone script that does not end by asking to repeat (W21).

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::step::StepKind;
use crate::domain::text::Lang;
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::NoReadBack], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        let (StepKind::Call(call) | StepKind::Tell(call)) = &placed.step.kind else { continue };
        let Some(last) = call.say.last() else { continue };
        for lang in subject.languages() {
            let roots: &[&str] = match lang {
                Lang::En => &["repeat", "read back", "read that back", "read it back"],
                Lang::Fr => &["répét", "redire", "redites", "relire", "relisez"],
            };
            let text = last.get(*lang).to_lowercase();
            if !roots.iter().any(|root| text.contains(root)) {
                let path = format!("{}.call.say.{}", placed.path, call.say.len() - 1);
                let place = subject.text_place(&path, *lang);
                findings.push(Diagnostic::new(Code::NoReadBack, place));
            }
        }
    }
}
