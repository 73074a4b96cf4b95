//! A verdict as JSON for a program. The names of the members are a contract.

use serde_json::{Value, json};

use super::verify::Report;
use super::verify_found;
use crate::audit::clockwork::{ClockFacts, ClockStep};
use crate::audit::outside::Met;
use crate::audit::testimony::Person;
use crate::audit::{CodeMatch, Verdict};

/// Everything about one log for a program: one JSON object.
#[must_use]
pub fn report_json(report: &Report) -> Value {
    let testimony = &report.testimony;
    let findings = testimony.findings.kept().iter().map(|finding| {
        let mut object = json!({"code": finding.kind.code(), "line": finding.line});
        if let Some(members) = object.as_object_mut() {
            let facts = verify_found::facts(&finding.kind).into_iter();
            members.extend(facts.map(|(name, value)| (name.to_owned(), Value::String(value))));
        }
        object
    });
    let people = |is_it: fn(&Person) -> bool| {
        let people = testimony.people.iter().filter(move |(_, person)| is_it(person));
        people.map(|(tag, _)| Value::String(tag.to_string())).collect::<Vec<_>>()
    };
    let keys = testimony.people.iter().flat_map(|(tag, person)| {
        let key = move |(key, line): &(String, u64)| {
            json!({"who": tag.to_string(), "line": line, "key": key})
        };
        person.keys.iter().map(key)
    });
    let claims = report.claims.iter().map(|(given, _, met)| match met {
        Met::At(line) => json!({"given": given, "match": "line", "line": line}),
        Met::Elsewhere(line) => json!({"given": given, "match": "elsewhere", "line": line}),
        Met::Contradicted => json!({"given": given, "match": "other", "line": null}),
        Met::Nowhere => json!({"given": given, "match": "none", "line": null}),
    });
    let key = testimony.opened.as_ref().and_then(|opened| opened.key.clone());
    let incident = testimony.opened.as_ref().map(|opened| {
        json!({
            "id": opened.incident.as_str(),
            "mode": opened.mode.code(),
            "writer": opened.writer.as_str(),
        })
    });
    let mut object = to_json(&report.verdict);
    if let Some(members) = object.as_object_mut() {
        let outcome = super::verify::outcome(report).code();
        members.insert("verdict".to_owned(), json!(outcome));
        members.insert("exit".to_owned(), json!(super::verify::exit(report).code()));
        let more = json!({
            "incident": incident,
            "claims": claims.collect::<Vec<_>>(),
            "attributed": {
                "key": key,
                "seals": testimony.seals,
                "sealed_to": testimony.sealed_to,
                "signed": people(|person| !person.keys.is_empty()),
                "claimed": people(|person| person.keys.is_empty() || person.claimed_at.is_some()),
                "keys": keys.collect::<Vec<_>>(),
                "known": testimony.compared.agree,
                "unknown": testimony.compared.unknown,
            },
            "clock": clock_json(&testimony.clock),
            "same_as": report.same_as,
            "findings": findings.collect::<Vec<_>>(),
            "more_findings": testimony.findings.more,
        });
        if let Value::Object(more) = more {
            members.extend(more);
        }
    }
    object
}

fn clock_json(clock: &ClockFacts) -> Value {
    let moved = |step: &ClockStep| json!({"line": step.line, "by_ms": step.by_ms});
    json!({
        "compared": clock.checks.iter().map(|check| {
            json!({"line": check.line, "by_ms": check.by_ms})
        }).collect::<Vec<_>>(),
        "steps": clock.steps.iter().map(moved).collect::<Vec<_>>(),
        "step_count": clock.step_count,
        "backwards": clock.backwards.iter().map(moved).collect::<Vec<_>>(),
        "odd_year": clock.odd_year,
        "odd_years": clock.odd_years,
        "late": clock.late,
        "late_by_ms": clock.late_by.ms(),
    })
}

/// The verdict for a program: one JSON object.
#[must_use]
pub fn to_json(verdict: &Verdict) -> Value {
    let fault = verdict.fault.map(|f| json!({"line": f.line, "kind": f.kind.code()}));
    let code = verdict.code.map(|code| match code {
        CodeMatch::Head => json!({"match": "head", "line": verdict.head.lines}),
        CodeMatch::Line(line) => json!({"match": "line", "line": line}),
        CodeMatch::NotFound => json!({"match": "none", "line": null}),
    });
    json!({
        "verdict": verdict.outcome().code(),
        "exit": verdict.outcome().exit_code(),
        "lines": verdict.head.lines,
        "head": verdict.head.digest.to_string(),
        "spoken_code": verdict.head.digest.spoken_code().to_string(),
        "fault": fault,
        "last_line_only": verdict.is_tail,
        "torn_bytes": verdict.torn_bytes,
        "superseded_bytes": verdict.superseded_bytes,
        "newer": verdict.is_newer,
        "withheld_texts": verdict.withheld_fields,
        "withheld_lines": verdict.withheld_lines,
        "code": code,
    })
}
