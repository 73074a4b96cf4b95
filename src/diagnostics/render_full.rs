//! The form for people: headline, excerpt with markers, and the way out.
//!
//! The excerpt is escaped before it is drawn, and the marks are moved along; annotate-snippets only
//! draws. Lines longer than a screen are cut around the mark.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::code::Severity;
use super::diagnostic::Diagnostic;
use super::escape;
use super::source::{Source, SourceSpan};
use super::speech::Speech;

/// Longest part of a line that is shown on either side of a mark, in characters.
const CONTEXT_CHARS: usize = 90;

/// Writes all findings.
///
/// # Errors
/// Those of the writer.
pub fn render(
    out: &mut dyn Write,
    source: &Source,
    findings: &[Diagnostic],
    speech: &dyn Speech,
) -> io::Result<()> {
    for finding in findings {
        writeln!(out, "{}\n", one(source, finding, speech))?;
    }
    Ok(())
}

/// One finding as text without a trailing line break, in plain ASCII frames.
#[must_use]
pub fn one(source: &Source, finding: &Diagnostic, speech: &dyn Speech) -> String {
    let path = escape::shown(source.path());
    let severity = speech.severity(finding.severity());
    let level = match finding.severity() {
        Severity::Error => Level::ERROR.with_name(severity),
        Severity::Warning => Level::WARNING.with_name(severity),
    };
    let headline = speech.headline(finding);
    let mut group = Group::with_title(level.primary_title(headline).id(finding.code.as_str()));
    let mut marks = vec![(finding.primary, speech.annotation(finding), AnnotationKind::Primary)];
    marks.extend(
        finding
            .secondary
            .iter()
            .map(|(span, label)| (*span, speech.label(*label).to_owned(), AnnotationKind::Context)),
    );
    marks.sort_by_key(|(span, ..)| span.start);
    let primary_line = source.place(finding.primary.start).line;
    let mut excerpts: Vec<(usize, Excerpt, AnnotationKind, String)> = Vec::new();
    for (span, label, kind) in marks {
        let line = source.place(span.start).line;
        excerpts.push((line, Excerpt::cut(source, line, span), kind, label));
    }
    excerpts.sort_by_key(|(line, ..)| (*line != primary_line, *line));
    for (line, excerpt, kind, label) in excerpts {
        let mark = kind.span(excerpt.mark).label(label);
        let snippet = Snippet::source(excerpt.text).line_start(line).path(path.clone());
        group = group.element(snippet.annotation(mark));
    }
    let advice = Level::HELP.with_name(speech.advice_title());
    group = group.element(advice.clone().message(speech.advice(finding)));
    if let Some(fix) = &finding.fix {
        group = group.element(advice.message(speech.fix(&escape::shown(&fix.replacement))));
    }
    Renderer::plain().decor_style(DecorStyle::Ascii).term_width(300).render(&[group])
}

/// A shown line and the marked range in it.
struct Excerpt {
    text: String,
    mark: Range<usize>,
}

impl Excerpt {
    /// The marked line, escaped and cut; a mark that runs over the line's end stops there.
    fn cut(source: &Source, line: usize, span: SourceSpan) -> Self {
        let span = source.clamp(span);
        let whole = source.line(line);
        let line_start = source.line_start(line);
        let from = span.start.saturating_sub(line_start).min(whole.len());
        let to = span.end.saturating_sub(line_start).clamp(from, whole.len());
        let (before, rest) = whole.split_at_checked(from).unwrap_or((whole, ""));
        let (marked, after) = rest.split_at_checked(to - from).unwrap_or((rest, ""));
        let skipped = before.chars().count().saturating_sub(CONTEXT_CHARS);
        let mut text = String::new();
        if skipped > 0 {
            text.push('…');
        }
        text.push_str(&flat(&before.chars().skip(skipped).collect::<String>()));
        let start = text.len();
        text.push_str(&flat(&shorten(marked)));
        let end = text.len();
        text.push_str(&flat(&shorten(after)));
        Self { text, mark: start..end }
    }
}

/// Tabs become one blank so that marks line up; everything else unprintable is named.
fn flat(text: &str) -> String {
    text.split('\t').map(escape::shown).collect::<Vec<_>>().join(" ")
}

/// At most [`CONTEXT_CHARS`] characters, with an ellipsis when some are missing.
fn shorten(text: &str) -> String {
    let mut cut: String = text.chars().take(CONTEXT_CHARS).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}
