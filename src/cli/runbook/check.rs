//! `runbook check FILE…`: everything that is wrong with runbook files, in three forms.
//!
//! Errors make the exit code 1. Warnings do so only when the caller asks for it.

use std::io::{self, Write};

use serde_json::json;

use crate::diagnostics::{
    Code, Diagnostic, Severity, Source, escape, render_concise, render_full, render_json,
};
use crate::domain::text::Lang;
use crate::i18n::{Catalogue, fill};
use crate::lint::{self, walk};
use crate::runbook::bytes::Bounded;
use crate::runbook::library::{Library, is_card};
use crate::runbook::{parse, parse_card};

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// With excerpts, for people.
    #[default]
    Full,
    /// One line each, for editors.
    Concise,
    /// For programs.
    Json,
}

/// A file to check.
#[derive(Clone, Debug)]
pub struct CheckFile {
    /// Its name, only shown.
    pub path: String,
    /// What was read of it.
    pub content: Bounded,
}

/// What a check came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Findings that refuse a file.
    pub errors: usize,
    /// Findings that an author should look at.
    pub warnings: usize,
}

impl Outcome {
    /// 1 when there is an error, else 0.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        if self.errors > 0 { 1 } else { 0 }
    }

    /// 1 when there is any finding, else 0.
    #[must_use]
    pub const fn strict_exit_code(self) -> u8 {
        if self.errors + self.warnings > 0 { 1 } else { 0 }
    }
}

/// One file with everything that was found in it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The file.
    pub source: Source,
    /// Loader and lint findings, in the order of the file.
    pub findings: Vec<Diagnostic>,
    /// Steps and walks, when it is a runbook.
    pub walked: Option<(usize, walk::Walks)>,
}

/// Checks files. They may include each other and everything in `library`.
#[must_use]
pub fn check(files: &[CheckFile], library: &Library) -> Vec<Checked> {
    let loaded: Vec<_> = files.iter().map(|file| parse(&file.content.text)).collect();
    let mut known: Vec<String> = library.entries().map(|e| e.runbook.id.to_string()).collect();
    known.extend(loaded.iter().filter_map(|l| Some(l.runbook.as_ref()?.id.to_string())));
    let mut cards: Vec<String> = library.cards().map(|entry| entry.card.id.to_string()).collect();
    let own = files.iter().filter_map(|file| parse_card(&file.content.text).card);
    cards.extend(own.map(|card| card.id.to_string()));
    let mut all = Vec::new();
    for (file, loaded) in files.iter().zip(loaded) {
        let source = Source::new(&file.path, &file.content.text);
        if !file.content.findings.is_empty() {
            let findings = file.content.findings.clone();
            all.push(Checked { source, findings, walked: None });
            continue;
        }
        if loaded.tree.as_ref().is_some_and(is_card) {
            let findings = card_findings(source.text());
            all.push(Checked { source, findings, walked: None });
            continue;
        }
        let mut findings = loaded.findings;
        for (name, span) in &loaded.includes {
            if !known.contains(name) {
                findings.push(Diagnostic::new(Code::UnknownRunbook, *span).fact("found", name));
            }
        }
        let uses = loaded.law_uses.iter();
        findings.extend(uses.filter_map(|(used, span)| used.finding(library.law(), *span)));
        for (name, span) in &loaded.cards {
            if !cards.contains(name) {
                findings.push(Diagnostic::new(Code::UnknownCard, *span).fact("found", name));
            }
        }
        let mut walked = None;
        if let (Some(runbook), Some(tree)) = (&loaded.runbook, &loaded.tree) {
            findings.extend(lint::check(runbook, tree));
            walked = Some((runbook.step_count(), walk::walk(runbook)));
        }
        findings.sort_by_key(|finding| (finding.primary.start, finding.code));
        all.push(Checked { source, findings, walked });
    }
    all
}

fn card_findings(text: &str) -> Vec<Diagnostic> {
    let loaded = parse_card(text);
    let mut findings = loaded.findings;
    if let (Some(card), Some(tree)) = (&loaded.card, &loaded.tree) {
        findings.extend(lint::check_card(card, tree));
    }
    findings.sort_by_key(|finding| (finding.primary.start, finding.code));
    findings
}

/// Writes what was found.
///
/// # Errors
/// Those of the writer.
pub fn write(
    out: &mut dyn Write,
    checked: &[Checked],
    lang: Lang,
    form: Form,
) -> io::Result<Outcome> {
    let outcome = count(checked);
    let catalogue = Catalogue::of(lang);
    let speech = &catalogue.diagnostic;
    if form == Form::Json {
        let values = checked
            .iter()
            .flat_map(|file| render_json::values(&file.source, &file.findings, speech));
        let value = json!({
            "errors": outcome.errors,
            "warnings": outcome.warnings,
            "findings": values.collect::<Vec<_>>(),
        });
        writeln!(out, "{value:#}")?;
        return Ok(outcome);
    }
    let texts = &catalogue.runbook_cli.check;
    for file in checked {
        if form == Form::Concise {
            render_concise::render(out, &file.source, &file.findings, speech)?;
        } else {
            render_full::render(out, &file.source, &file.findings, speech)?;
            write_clean(out, file, lang)?;
        }
    }
    if form == Form::Full {
        let (files, errors) = (checked.len().to_string(), outcome.errors.to_string());
        let warnings = outcome.warnings.to_string();
        let values = [("files", files.as_str()), ("errors", &errors), ("warnings", &warnings)];
        let line =
            if checked.is_empty() { texts.nothing.clone() } else { fill(&texts.sum, &values) };
        writeln!(out, "{line}")?;
    }
    Ok(outcome)
}

/// The sentence for a file that could not be read; `reason` comes from the system.
#[must_use]
pub fn unreadable(path: &str, reason: &str, lang: Lang) -> String {
    let (path, reason) = (escape::shown(path), escape::shown(reason));
    let template = &Catalogue::of(lang).runbook_cli.check.unreadable;
    fill(template, &[("path", &path), ("reason", &reason)])
}

fn write_clean(out: &mut dyn Write, file: &Checked, lang: Lang) -> io::Result<()> {
    let Some((steps, walks)) = file.walked.as_ref().filter(|_| file.findings.is_empty()) else {
        return Ok(());
    };
    let texts = &Catalogue::of(lang).runbook_cli.check;
    let template = if walks.is_exhaustive { &texts.clean } else { &texts.clean_many };
    let path = escape::shown(file.source.path());
    let (steps, walks) = (steps.to_string(), walks.ended.to_string());
    writeln!(out, "{}", fill(template, &[("path", &path), ("steps", &steps), ("walks", &walks)]))
}

fn count(checked: &[Checked]) -> Outcome {
    let mut outcome = Outcome::default();
    for finding in checked.iter().flat_map(|file| &file.findings) {
        match finding.severity() {
            Severity::Error => outcome.errors += 1,
            Severity::Warning => outcome.warnings += 1,
        }
    }
    outcome
}
