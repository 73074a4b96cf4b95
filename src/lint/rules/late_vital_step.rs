//! RB103: a step tagged life or containment after the first third, without a reason (R8).

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::step::Tag;
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::LateVitalStep], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let count = subject.runbook.step_count();
    for placed in subject.steps() {
        let is_late = placed.position >= count.div_ceil(3);
        let vital = [(Tag::Life, "life"), (Tag::Containment, "containment")];
        let tag = vital.iter().find(|(tag, _)| placed.step.tags.contains(tag));
        let Some((_, tag)) = tag.filter(|_| is_late && placed.step.why.is_none()) else { continue };
        let place = subject.place(&format!("{}.tags", placed.path));
        let finding = Diagnostic::new(Code::LateVitalStep, place).fact("tag", tag);
        findings.push(finding.fact("position", placed.position + 1).fact("count", count));
    }
}
