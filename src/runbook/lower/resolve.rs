//! Looks up every name that was used, once all declarations are known.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{ConditionUse, Names, Use};
use super::reader::Reader;
use super::suggest;
use crate::diagnostics::{Code, Diagnostic, Label, SourceSpan};

/// Reports every use of a name that does not exist or cannot be meant.
pub(super) fn all(reader: &mut Reader) {
    let names = std::mem::take(&mut reader.names);
    for (used, span) in &names.uses {
        if reader.is_full() {
            break;
        }
        if let Some(finding) = lookup(&names, used, *span) {
            reader.report(finding);
        }
    }
    for condition in &names.conditions {
        if reader.is_full() {
            break;
        }
        check_condition(reader, &names, condition);
    }
    report_idle_options(reader, &names);
    reader.names = names;
}

fn lookup(names: &Names, used: &Use, span: SourceSpan) -> Option<Diagnostic> {
    match used {
        Use::Role(id) => missing(Code::UnknownRole, names.roles.as_ref()?, id, span),
        Use::Track(id) => missing(Code::UnknownTrack, names.tracks.as_ref()?, id, span),
        Use::Shortcut(first, id) => {
            let later = names.steps.iter().skip(first + 1).map(|step| step.id.clone());
            missing(Code::UnknownShortcut, &later.collect(), id, span)
        }
        Use::OwnOption(step, id) => {
            let step = names.steps.get(*step)?;
            let options = step.options.as_ref()?;
            let known = options.iter().map(|option| option.id.clone()).collect();
            let finding = missing(Code::UnknownOption, &known, id, span)?;
            Some(finding.fact("decision", &step.id).also(step.span, Label::Decision))
        }
    }
}

fn missing(code: Code, known: &BTreeSet<String>, id: &str, span: SourceSpan) -> Option<Diagnostic> {
    if known.contains(id) {
        return None;
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let finding = Diagnostic::new(code, span).fact("found", id).fact("known", listed(&known));
    Some(match suggest::nearest(id, &known) {
        Some(nearest) => finding.replace_by(nearest),
        None => finding,
    })
}

/// The first few known names, for the advice.
fn listed(known: &[&str]) -> String {
    const SHOWN: usize = 8;
    let mut text = known.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    if known.len() > SHOWN {
        text.push_str(", …");
    }
    text
}

fn check_condition(reader: &mut Reader, names: &Names, condition: &ConditionUse) {
    let place = condition.decision_span;
    let position = names.steps.iter().position(|step| step.id == condition.decision);
    let Some(position) = position else {
        let decisions = names.steps.iter().filter(|step| step.options.is_some());
        let known = decisions.map(|step| step.id.clone()).collect();
        if let Some(finding) = missing(Code::UnknownDecision, &known, &condition.decision, place) {
            reader.report(finding);
        }
        return;
    };
    let Some(decision) = names.steps.get(position) else { return };
    let code = if position == condition.step {
        Some(Code::OwnDecision)
    } else if !decision.may_decide {
        Some(Code::NotADecision)
    } else if position > condition.step {
        Some(Code::LaterDecision)
    } else {
        None
    };
    if let Some(code) = code {
        let finding = Diagnostic::new(code, place).fact("decision", &decision.id);
        reader.report(finding.also(decision.span, Label::Step));
        return;
    }
    let Some(options) = &decision.options else { return };
    let known: BTreeSet<String> = options.iter().map(|option| option.id.clone()).collect();
    for (answer, span) in &condition.answers {
        if let Some(finding) = missing(Code::UnknownOption, &known, answer, *span) {
            let finding = finding.fact("decision", &decision.id);
            reader.report(finding.also(decision.span, Label::Decision));
        }
    }
}

/// An option that no condition uses must say in words what follows.
fn report_idle_options(reader: &mut Reader, names: &Names) {
    let mut used: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for condition in &names.conditions {
        let answers = condition.answers.iter().map(|(answer, _)| answer.as_str());
        used.entry(&condition.decision).or_default().extend(answers);
    }
    for step in &names.steps {
        let of_step = used.get(step.id.as_str());
        for option in step.options.iter().flatten() {
            let is_used = of_step.is_some_and(|answers| answers.contains(option.id.as_str()));
            if !is_used && !option.has_consequence {
                let finding = Diagnostic::new(Code::IdleOption, option.span);
                let finding = finding.fact("option", &option.id).fact("decision", &step.id);
                reader.report(finding);
            }
        }
    }
}
