//! RB105: a text longer than its place on the screen (W3).

use unicode_width::UnicodeWidthStr;

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::text::{Lang, Text};
use crate::lint::all::Rule;
use crate::lint::subject::Subject;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::LongText], check };

/// Most columns of a text in English and in French.
struct Most {
    en: usize,
    fr: usize,
}

impl Most {
    const fn both(columns: usize) -> Self {
        Self { en: columns, fr: columns }
    }
}

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let runbook = subject.runbook;
    let sentence = Most::both(140);
    measure(subject, findings, "title", Some(&runbook.title), &Most::both(40));
    measure(subject, findings, "use_when", Some(&runbook.use_when), &sentence);
    measure(subject, findings, "not_for", runbook.not_for.as_ref(), &sentence);
    measure(subject, findings, "needs", runbook.needs.as_ref(), &sentence);
    for (at, track) in runbook.tracks.iter().enumerate() {
        let path = format!("tracks.{at}.title");
        measure(subject, findings, &path, Some(&track.title), &Most::both(12));
    }
    for (path, phase) in subject.phases() {
        let path = format!("{path}.title");
        measure(subject, findings, &path, Some(&phase.title), &Most::both(24));
    }
    for placed in subject.steps() {
        let step = placed.step;
        let at = |key: &str| format!("{}.{key}", placed.path);
        let title = Most { en: 52, fr: 56 };
        measure(subject, findings, &at("title"), Some(&step.title), &title);
        measure(subject, findings, &at("carry"), step.carry.as_ref(), &Most::both(60));
        measure(subject, findings, &at("say"), step.say.as_ref(), &Most::both(60));
    }
}

/// Compares the longest line of a text with what fits, in each language.
fn measure(
    subject: &Subject<'_>,
    findings: &mut Vec<Diagnostic>,
    path: &str,
    text: Option<&Text>,
    most: &Most,
) {
    let Some(text) = text else { return };
    for lang in subject.languages() {
        let max = if *lang == Lang::En { most.en } else { most.fr };
        let columns = text.get(*lang).lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        if columns > max {
            let finding = Diagnostic::new(Code::LongText, subject.text_place(path, *lang));
            findings.push(finding.fact("count", columns).fact("max", max));
        }
    }
}
