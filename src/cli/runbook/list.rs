//! `runbook list`: what can be opened, and which files cannot.

use std::io::{self, Write};

use serde_json::json;
use unicode_width::UnicodeWidthStr;

use crate::diagnostics::{Diagnostic, escape};
use crate::domain::text::Lang;
use crate::i18n::Catalogue;
use crate::i18n::runbook_cli::ListTexts;
use crate::runbook::library::{Broken, Entry, Library, Origin};

/// Writes the table for people.
///
/// # Errors
/// Those of the writer.
pub fn human(out: &mut dyn Write, library: &Library, lang: Lang) -> io::Result<()> {
    let texts = &Catalogue::of(lang).runbook_cli.list;
    let head = [&texts.id, &texts.steps, &texts.reviewed, &texts.origin, &texts.title];
    let mut rows = vec![head.map(ToString::to_string)];
    rows.extend(library.entries().map(|entry| row(entry, lang, texts)));
    if rows.len() == 1 {
        writeln!(out, "{}", texts.none)?;
    } else {
        write_table(out, &rows)?;
    }
    if !library.broken().is_empty() {
        writeln!(out, "\n{}", texts.broken)?;
        for broken in library.broken() {
            writeln!(out, "  {}", escape::shown(broken.source.path()))?;
        }
    }
    Ok(())
}

fn row(entry: &Entry, lang: Lang, texts: &ListTexts) -> [String; 5] {
    let origin = match entry.origin {
        Origin::Shipped => &texts.shipped,
        Origin::Site => &texts.site,
        Origin::SiteReplaces => &texts.site_replaces,
    };
    [
        entry.runbook.id.to_string(),
        entry.runbook.step_count().to_string(),
        entry.runbook.reviewed.to_string(),
        origin.clone(),
        entry.runbook.title.get(lang).to_owned(),
    ]
}

fn write_table(out: &mut dyn Write, rows: &[[String; 5]]) -> io::Result<()> {
    let mut widths = [0; 5];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Writes one JSON object with `runbooks` and `broken`.
///
/// # Errors
/// Those of the writer.
pub fn json(out: &mut dyn Write, library: &Library, lang: Lang) -> io::Result<()> {
    let runbooks: Vec<_> = library.entries().map(|entry| entry_value(entry, lang)).collect();
    let broken: Vec<_> = library.broken().iter().map(broken_value).collect();
    let value = json!({ "runbooks": runbooks, "broken": broken });
    writeln!(out, "{value:#}")
}

fn entry_value(entry: &Entry, lang: Lang) -> serde_json::Value {
    let runbook = &entry.runbook;
    let origin = match entry.origin {
        Origin::Shipped => "shipped",
        Origin::Site => "site",
        Origin::SiteReplaces => "site-replaces",
    };
    json!({
        "id": runbook.id.as_str(),
        "title": runbook.title.get(lang),
        "use_when": runbook.use_when.get(lang),
        "revision": runbook.revision,
        "reviewed": runbook.reviewed.to_string(),
        "languages": runbook.languages.iter().map(|lang| lang.code()).collect::<Vec<_>>(),
        "phases": runbook.phases.len(),
        "steps": runbook.step_count(),
        "origin": origin,
        "path": entry.source.path(),
        "codes": codes(&entry.findings),
    })
}

fn broken_value(broken: &Broken) -> serde_json::Value {
    json!({ "path": broken.source.path(), "codes": codes(&broken.findings) })
}

fn codes(findings: &[Diagnostic]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}
