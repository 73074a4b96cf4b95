//! The only file that names `serde_yaml` for runbooks: text to tree, and the second reader.
//!
//! The tree is built from parser events, because decoding stops at the first unknown key and a
//! person wants all of them. Anchors, aliases, merge keys, tags and further documents are refused
//! here, so that no file can grow while it is read. Nothing recurses.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_yaml::granit_parser::{ErrorKind, Event, Marker, Parser, ScalarStyle, ScanError, Span};

use super::node::{DEPTH_MAX, Entry, Form, Node, Value};
use crate::diagnostics::{Code, Diagnostic, Label, SourceSpan};

/// Most findings that one file may have before reading stops.
pub const FINDINGS_MAX: usize = 200;

/// Reads a text. The tree is `None` when there is no document or the parser gave up.
#[must_use]
pub fn tree(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    let mut builder = Builder { text, ..Builder::default() };
    let options = serde_yaml::granit_parser::options! {
        emit_comments: false,
        disallow_directives: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
    };
    for next in Parser::new_from_str_with_options(text, options) {
        match next {
            Ok((event, span)) => builder.take(event, span),
            Err(error) => {
                builder.syntax(&error);
                break;
            }
        }
        if builder.findings.len() > FINDINGS_MAX || builder.is_over {
            break;
        }
    }
    builder.finish()
}

/// Whether serde's decoding into the published shapes accepts the text, and what it says if not.
///
/// # Errors
/// The reader's message and where it stopped.
pub fn decode<T: DeserializeOwned>(text: &str) -> Result<T, (String, SourceSpan)> {
    let options = serde_yaml::options! {
        duplicate_keys: serde_yaml::DuplicateKeyPolicy::Error,
        merge_keys: serde_yaml::MergeKeyPolicy::Error,
        strict_booleans: true,
        with_snippet: false,
    };
    serde_yaml::from_str_with_options(text, options).map_err(|error| {
        let offset = error.location().and_then(|place| place.span().byte_offset());
        let offset = offset.and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
        (error.to_string(), SourceSpan::at(offset))
    })
}

/// A list or map that is still open.
struct Open {
    node: Node,
    /// The key that waits for its value.
    key: Option<(String, SourceSpan)>,
    /// Where each key stood first.
    seen: BTreeMap<String, SourceSpan>,
}

#[derive(Default)]
struct Builder<'t> {
    text: &'t str,
    stack: Vec<Open>,
    /// How many refused containers are open above the stack.
    skipped: usize,
    root: Option<Node>,
    documents: usize,
    is_over: bool,
    findings: Vec<Diagnostic>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) {
        let place = self.place(&span);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.findings.push(Diagnostic::new(Code::SecondDocument, place));
                    self.is_over = true;
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(Code::Alias, place);
                self.add(Node { span: place, value: Value::Refused });
            }
            Event::Anchor(..) => self.refuse(Code::Anchor, place),
            Event::Scalar(text, style, _, tag) => {
                self.tag(tag.is_some(), &span, place);
                let node = scalar(&text, style, place);
                self.add(node);
            }
            Event::SequenceStart(_, _, tag) => {
                self.tag(tag.is_some(), &span, place);
                self.open(Value::List(Vec::new()), place);
            }
            Event::MappingStart(_, _, tag) => {
                self.tag(tag.is_some(), &span, place);
                self.open(Value::Map(Vec::new()), place);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(place),
            _ => {}
        }
    }

    fn refuse(&mut self, code: Code, place: SourceSpan) {
        let found = self.text.get(place.start..place.end).unwrap_or("").to_owned();
        self.findings.push(Diagnostic::new(code, place).fact("found", found));
    }

    fn tag(&mut self, has_tag: bool, span: &Span, place: SourceSpan) {
        if has_tag {
            let place = span.tag_span().map_or(place, |tag| self.place(&tag));
            self.refuse(Code::YamlTag, place);
        }
    }

    fn open(&mut self, value: Value, place: SourceSpan) {
        if self.skipped > 0 || self.stack.len() >= DEPTH_MAX {
            if self.skipped == 0 && !self.has(Code::TooDeep) {
                let finding = Diagnostic::new(Code::TooDeep, place).fact("max", DEPTH_MAX);
                self.findings.push(finding);
            }
            self.skipped += 1;
            return;
        }
        let node = Node { span: place, value };
        self.stack.push(Open { node, key: None, seen: BTreeMap::new() });
    }

    fn close(&mut self, place: SourceSpan) {
        if self.skipped > 0 {
            self.skipped -= 1;
            if self.skipped == 0 {
                self.add(Node { span: place, value: Value::Refused });
            }
            return;
        }
        if let Some(mut open) = self.stack.pop() {
            let end = self.trimmed_end(open.node.span.start, place.end.max(open.node.span.end));
            open.node.span = SourceSpan::new(open.node.span.start, end);
            self.add(open.node);
        }
    }

    /// A block ends before the blanks and comments that follow it.
    fn trimmed_end(&self, start: usize, end: usize) -> usize {
        let inside = self.text.get(start..end).unwrap_or("");
        start + inside.trim_end().len()
    }

    fn add(&mut self, node: Node) {
        if self.skipped > 0 {
            return;
        }
        let Some(open) = self.stack.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        match &mut open.node.value {
            Value::List(items) => items.push(node),
            Value::Map(entries) => match open.key.take() {
                None => open.key = Some(key_of(&node, &mut self.findings)),
                Some((key, key_span)) => {
                    if key.is_empty() {
                        return;
                    }
                    if let Some(first) = open.seen.get(&key) {
                        let finding = Diagnostic::new(Code::DuplicateKey, key_span);
                        self.findings.push(finding.fact("key", &key).also(*first, Label::First));
                        return;
                    }
                    open.seen.insert(key.clone(), key_span);
                    entries.push(Entry { key, key_span, value: node });
                }
            },
            _ => {}
        }
    }

    fn syntax(&mut self, error: &ScanError) {
        if self.has(Code::TooDeep) {
            return;
        }
        let at = self.offset(error.marker());
        let rest = self.text.get(at..).unwrap_or("");
        let width = rest.chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
        let place = SourceSpan::new(at, at + width);
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            self.findings.push(Diagnostic::new(Code::TooDeep, place).fact("max", DEPTH_MAX));
            self.root = None;
            self.stack.clear();
            return;
        }
        self.findings.push(Diagnostic::new(Code::Syntax, place).fact("reader", error.info()));
        self.root = None;
        self.stack.clear();
    }

    fn has(&self, code: Code) -> bool {
        self.findings.iter().any(|finding| finding.code == code)
    }

    fn offset(&self, marker: &Marker) -> usize {
        marker.byte_offset().unwrap_or(0).min(self.text.len())
    }

    fn place(&self, span: &Span) -> SourceSpan {
        SourceSpan::new(self.offset(&span.start), self.offset(&span.end))
    }

    fn finish(mut self) -> (Option<Node>, Vec<Diagnostic>) {
        let is_empty = self.root.as_ref().is_none_or(|root| root.value == Value::Null);
        if is_empty && self.findings.is_empty() {
            self.findings.push(Diagnostic::new(Code::EmptyFile, SourceSpan::at(0)));
        }
        (self.root.filter(|_| !is_empty), self.findings)
    }
}

/// The text of a key; empty when it cannot be one, after a finding.
fn key_of(node: &Node, findings: &mut Vec<Diagnostic>) -> (String, SourceSpan) {
    match &node.value {
        Value::Scalar { text, .. } if text == "<<" => {
            findings.push(Diagnostic::new(Code::MergeKey, node.span).fact("found", "<<"));
            (String::new(), node.span)
        }
        Value::Scalar { text, .. } if !text.is_empty() => (text.clone(), node.span),
        Value::Refused => (String::new(), node.span),
        _ => {
            let finding = Diagnostic::new(Code::UnknownKey, node.span);
            findings.push(finding.fact("key", "").fact("nearest", ""));
            (String::new(), node.span)
        }
    }
}

fn scalar(text: &str, style: ScalarStyle, span: SourceSpan) -> Node {
    let value = if style == ScalarStyle::Plain {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => Value::Null,
            "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => {
                Value::Scalar { text: text.to_owned(), form: Form::Truth }
            }
            _ => Value::Scalar { text: text.to_owned(), form: plain_form(text) },
        }
    } else {
        Value::Scalar { text: text.to_owned(), form: Form::Text }
    };
    Node { span, value }
}

/// YAML 1.2's numbers, as far as a runbook can mean one.
fn plain_form(text: &str) -> Form {
    let starts_like_one = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    let is_word = [".inf", "-.inf", "+.inf", ".nan"].contains(&text.to_lowercase().as_str());
    let is_based = text.strip_prefix("0x").is_some_and(|d| u64::from_str_radix(d, 16).is_ok())
        || text.strip_prefix("0o").is_some_and(|d| u64::from_str_radix(d, 8).is_ok());
    if starts_like_one && (is_word || is_based || text.parse::<f64>().is_ok()) {
        Form::Number
    } else {
        Form::Text
    }
}
