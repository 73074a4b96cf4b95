//! `runbook check --explain CODE`: the manual page of a code, or the list of them all.

use std::io::{self, Write};

use crate::diagnostics::Code;
use crate::diagnostics::speech::Speech;
use crate::domain::text::Lang;
use crate::domain::wrap::wrap;
use crate::i18n::page::{Part, page};
use crate::i18n::{Catalogue, fill};

/// Columns of the prose.
const COLUMNS: usize = 78;

/// What stands in a page behind a line that is found.
const MARK: &str = "#!";

/// The code that somebody typed, in any case.
#[must_use]
pub fn code(text: &str) -> Option<Code> {
    let wanted = text.trim();
    Code::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(wanted))
}

/// Writes the page of a code.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut dyn Write, code: Code, lang: Lang) -> io::Result<()> {
    let catalogue = Catalogue::of(lang);
    let texts = &catalogue.runbook_cli.check;
    let page = page(code, lang);
    let severity = catalogue.diagnostic.severity(code.severity());
    writeln!(out, "{code} ({severity}) {}", page.title)?;
    let mut has_snippet = false;
    for part in &page.parts {
        writeln!(out)?;
        match part {
            Part::Prose(text) => {
                for row in wrap(text, COLUMNS) {
                    writeln!(out, "{row}")?;
                }
            }
            Part::Snippet(lines) => {
                has_snippet = true;
                for line in lines {
                    writeln!(out, "    {line}")?;
                }
            }
        }
    }
    if has_snippet {
        writeln!(out, "\n{}", fill(&texts.explain_mark, &[("mark", MARK)]))?;
    }
    Ok(())
}

/// Writes every code with its title, one a line.
///
/// # Errors
/// Those of the writer.
pub fn write_all(out: &mut dyn Write, lang: Lang) -> io::Result<()> {
    let catalogue = Catalogue::of(lang);
    let severities = Code::ALL.iter().map(|code| catalogue.diagnostic.severity(code.severity()));
    let width = severities.map(|word| word.chars().count()).max().unwrap_or_default();
    for code in Code::ALL {
        let severity = catalogue.diagnostic.severity(code.severity());
        writeln!(out, "{code}  {severity:width$}  {}", page(*code, lang).title)?;
    }
    writeln!(out, "\n{}", catalogue.runbook_cli.check.explain_more)
}
