//! One line for each finding: `path:line:col code text`. For editors and logs.

use std::io::{self, Write};

use super::diagnostic::Diagnostic;
use super::escape;
use super::source::Source;
use super::speech::Speech;

/// Writes one line for each finding.
///
/// # Errors
/// Those of the writer.
pub fn render(
    out: &mut dyn Write,
    source: &Source,
    findings: &[Diagnostic],
    speech: &dyn Speech,
) -> io::Result<()> {
    let path = escape::shown(source.path());
    for finding in findings {
        let place = source.place(finding.primary.start);
        let headline = speech.headline(finding);
        let (line, column, code) = (place.line, place.column, finding.code);
        writeln!(out, "{path}:{line}:{column} {code} {headline}")?;
    }
    Ok(())
}
