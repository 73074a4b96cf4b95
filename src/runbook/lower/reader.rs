//! Typed readers of single values. Each returns `None` after it has reported why.

use super::names::Names;
use super::suggest;
use crate::diagnostics::{Code, Diagnostic, Label, SourceSpan, Word};
use crate::domain::ids::{IdError, SLUG_CHARS_MAX};
use crate::domain::time::{Date, Span};
use crate::runbook::node::{Form, Node, Value};
use crate::runbook::yaml::FINDINGS_MAX;

/// Longest time that a runbook may name. The longest legal clock in use is one month.
const SPAN_MAX: Span = Span::from_min(31 * 24 * 60);

/// What is collected while a file is read.
#[derive(Debug, Default)]
pub(in crate::runbook) struct Reader {
    /// Everything that is wrong.
    pub(in crate::runbook) findings: Vec<Diagnostic>,
    /// Declared names and their uses.
    pub(super) names: Names,
    /// Where plain texts stand.
    pub(in crate::runbook) plain_texts: Vec<SourceSpan>,
    /// Where translated texts stand.
    pub(in crate::runbook) translated_texts: Vec<SourceSpan>,
}

impl Reader {
    /// Reports a finding, unless there are more already than will be shown.
    pub(in crate::runbook) fn report(&mut self, finding: Diagnostic) {
        if !self.is_full() {
            self.findings.push(finding);
        }
    }

    /// Whether further findings would not be shown. Looking for them may be costly in a hostile
    /// file.
    pub(in crate::runbook) fn is_full(&self) -> bool {
        self.findings.len() > FINDINGS_MAX
    }

    /// Reports that `node` is not what belongs there.
    pub(in crate::runbook) fn wrong_type(&mut self, node: &Node, wanted: Word) {
        let found = match &node.value {
            Value::Null => Word::Nothing,
            Value::List(_) => Word::List,
            Value::Map(_) => Word::Map,
            Value::Refused => return,
            Value::Scalar { form: Form::Number, .. } => Word::Number,
            Value::Scalar { form: Form::Text, .. } => Word::Text,
            Value::Scalar { form: Form::Truth, .. } => Word::Scalar,
        };
        let mut finding = Diagnostic::new(Code::WrongType, first_line(node))
            .word("wanted", wanted)
            .word("found", found);
        let is_bare = matches!(&node.value, Value::Scalar { form, .. } if *form != Form::Text);
        if let (Word::Text, true, Value::Scalar { text, .. }) = (wanted, is_bare, &node.value) {
            finding = finding.replace_by(&format!("\"{text}\""));
        }
        self.report(finding);
    }

    /// The items of a list.
    pub(in crate::runbook) fn list<'n>(&mut self, node: &'n Node) -> Option<&'n [Node]> {
        let Value::List(items) = &node.value else {
            self.wrong_type(node, Word::List);
            return None;
        };
        Some(items)
    }

    /// The items of a list that must have some.
    pub(in crate::runbook) fn filled_list<'n>(&mut self, node: &'n Node) -> Option<&'n [Node]> {
        let items = self.list(node)?;
        if items.is_empty() {
            self.report(Diagnostic::new(Code::EmptyList, node.span));
            return None;
        }
        Some(items)
    }

    /// A text of one line in one language: names, words, dates.
    pub(in crate::runbook) fn plain<'n>(&mut self, node: &'n Node) -> Option<&'n str> {
        let Value::Scalar { text, form: Form::Text } = &node.value else {
            self.wrong_type(node, Word::Text);
            return None;
        };
        Some(text)
    }

    /// An identifier, through the `parse` of its type.
    pub(in crate::runbook) fn id<T>(
        &mut self,
        node: &Node,
        parse: fn(&str) -> Result<T, IdError>,
    ) -> Option<T> {
        let text = self.plain(node)?;
        let id = parse(text).ok();
        if id.is_none() {
            let finding = Diagnostic::new(Code::BadId, first_line(node)).fact("found", text);
            self.report(finding.fact("max", SLUG_CHARS_MAX));
        }
        id
    }

    /// A length of time.
    pub(in crate::runbook) fn span(&mut self, node: &Node) -> Option<Span> {
        let Value::Scalar { text, form: Form::Text | Form::Number } = &node.value else {
            self.wrong_type(node, Word::Text);
            return None;
        };
        let Some(span) = Span::parse(text) else {
            let finding = Diagnostic::new(Code::BadSpan, first_line(node)).fact("found", text);
            self.report(finding);
            return None;
        };
        if span > SPAN_MAX {
            let finding = Diagnostic::new(Code::LongSpan, node.span).fact("found", text);
            self.report(finding.fact("max", "31d"));
            return None;
        }
        Some(span)
    }

    /// A calendar day.
    pub(in crate::runbook) fn date(&mut self, node: &Node) -> Option<Date> {
        let Value::Scalar { text, .. } = &node.value else {
            self.wrong_type(node, Word::Text);
            return None;
        };
        let date = Date::parse(text);
        if date.is_none() {
            let finding = Diagnostic::new(Code::BadDate, first_line(node)).fact("found", text);
            self.report(finding);
        }
        date
    }

    /// A whole number between two bounds.
    pub(in crate::runbook) fn number(&mut self, node: &Node, min: u32, max: u32) -> Option<u32> {
        let Value::Scalar { text, form: Form::Number } = &node.value else {
            self.wrong_type(node, Word::Number);
            return None;
        };
        let is_plain =
            text.bytes().all(|b| b.is_ascii_digit()) && (text.len() == 1 || !text.starts_with('0'));
        let number = text.parse().ok().filter(|number| is_plain && (min..=max).contains(number));
        if number.is_none() {
            let finding = Diagnostic::new(Code::NumberOutOfRange, node.span).fact("found", text);
            self.report(finding.fact("min", min).fact("max", max));
        }
        number
    }

    /// `true` or `false`.
    pub(in crate::runbook) fn truth(&mut self, node: &Node) -> Option<bool> {
        let Value::Scalar { text, form: Form::Truth } = &node.value else {
            self.wrong_type(node, Word::Scalar);
            return None;
        };
        Some(text.eq_ignore_ascii_case("true"))
    }

    /// One of a few words.
    pub(in crate::runbook) fn word<T: Copy>(
        &mut self,
        node: &Node,
        allowed: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.plain(node)?;
        if let Some((_, value)) = allowed.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let words: Vec<&str> = allowed.iter().map(|(word, _)| *word).collect();
        let finding = Diagnostic::new(Code::UnknownWord, first_line(node))
            .fact("found", text)
            .fact("allowed", words.join(", "));
        let finding = match suggest::nearest(text, &words) {
            Some(nearest) => finding.replace_by(nearest),
            None => finding,
        };
        self.report(finding);
        None
    }

    /// Reports a name that stands twice.
    pub(in crate::runbook) fn duplicate(&mut self, id: &str, span: SourceSpan, first: SourceSpan) {
        let finding = Diagnostic::new(Code::DuplicateId, span).fact("found", id);
        self.report(finding.also(first, Label::First));
    }
}

/// The place of a value; of a list or map only its beginning, which is easier to point at.
pub(in crate::runbook) fn first_line(node: &Node) -> SourceSpan {
    match &node.value {
        Value::List(items) => items
            .first()
            .map_or(node.span, |item| SourceSpan::new(node.span.start, first_line(item).end)),
        Value::Map(entries) => entries
            .first()
            .map_or(node.span, |entry| SourceSpan::new(node.span.start, entry.key_span.end)),
        _ => node.span,
    }
}
