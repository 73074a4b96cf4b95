//! The machine form of findings. Keys are a contract; words follow the chosen language.

use serde_json::{Value, json};

use super::diagnostic::{Diagnostic, Fact};
use super::escape;
use super::source::{Source, SourceSpan};
use super::speech::Speech;

/// Each finding as one JSON object, in their order.
#[must_use]
pub fn values(source: &Source, findings: &[Diagnostic], speech: &dyn Speech) -> Vec<Value> {
    findings.iter().map(|finding| value(source, finding, speech)).collect()
}

fn value(source: &Source, finding: &Diagnostic, speech: &dyn Speech) -> Value {
    let secondary = finding.secondary.iter().map(
        |(span, label)| json!({ "label": speech.label(*label), "span": span_value(source, *span) }),
    );
    let facts = finding.facts.iter().map(|(name, fact)| {
        let text = match fact {
            Fact::Shown(text) => text.clone(),
            Fact::Word(word) => format!("{word:?}").to_lowercase(),
        };
        ((*name).to_owned(), Value::String(text))
    });
    let fix = finding
        .fix
        .as_ref()
        .map(|fix| json!({ "replacement": fix.replacement, "span": span_value(source, fix.span) }));
    json!({
        "path": escape::shown(source.path()),
        "code": finding.code.as_str(),
        "severity": finding.severity().code(),
        "headline": speech.headline(finding),
        "advice": speech.advice(finding),
        "span": span_value(source, finding.primary),
        "secondary": secondary.collect::<Vec<_>>(),
        "facts": facts.collect::<serde_json::Map<_, _>>(),
        "fix": fix,
    })
}

fn span_value(source: &Source, span: SourceSpan) -> Value {
    let span = source.clamp(span);
    let (from, to) = (source.place(span.start), source.place(span.end));
    json!({
        "start": { "line": from.line, "column": from.column, "byte": span.start },
        "end": { "line": to.line, "column": to.column, "byte": span.end },
    })
}
