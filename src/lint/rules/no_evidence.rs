//! RB140: a step tagged evidence that says neither what to keep nor what would destroy it (R71).

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::step::{StepKind, Tag};
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::NoEvidence], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        let step = placed.step;
        let costs = match &step.kind {
            StepKind::Decide { options, .. } => options.iter().any(|option| option.costs.is_some()),
            _ => false,
        };
        let keeps = !step.evidence.is_empty() || step.record.is_some();
        let says = keeps || costs || !step.dont.is_empty();
        let is_tagged = step.tags.contains(&Tag::Evidence);
        // A pause closes the phase and an include opens another list: neither keeps anything.
        let acts = !matches!(step.kind, StepKind::Pause | StepKind::Include { .. });
        if is_tagged && acts && !says {
            let place = subject.place(&format!("{}.tags", placed.path));
            findings.push(Diagnostic::new(Code::NoEvidence, place));
        }
    }
}
