//! The keys of one map: which are allowed, which must be there.

use super::reader::{Reader, first_line};
use super::suggest;
use crate::diagnostics::{Code, Diagnostic, SourceSpan, Word};
use crate::runbook::node::{Node, Value};
use crate::runbook::yaml::FINDINGS_MAX;

/// A map whose keys have been compared with the allowed ones.
#[derive(Clone, Copy)]
pub(in crate::runbook) struct Fields<'n> {
    /// The map.
    pub(in crate::runbook) node: &'n Node,
    allowed: &'n [&'static str],
}

impl<'n> Fields<'n> {
    /// Compares the keys with `allowed` and reports the others, each with the nearest allowed key.
    /// `None` when it is no map.
    pub(in crate::runbook) fn open(
        reader: &mut Reader,
        node: &'n Node,
        allowed: &'static [&'static str],
    ) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            reader.wrong_type(node, Word::Map);
            return None;
        };
        for entry in entries.iter().filter(|entry| !allowed.contains(&entry.key.as_str())) {
            if reader.is_full() {
                break;
            }
            let nearest = suggest::nearest(&entry.key, allowed);
            let mut finding = Diagnostic::new(Code::UnknownKey, entry.key_span)
                .fact("key", &entry.key)
                .fact("nearest", nearest.unwrap_or_default());
            if let Some(nearest) = nearest.filter(|nearest| node.get(nearest).is_none()) {
                finding = finding.replace_by(nearest);
            }
            reader.report(finding);
        }
        Some(Self { node, allowed })
    }

    /// The value of a key.
    pub(in crate::runbook) fn get(&self, key: &str) -> Option<&'n Node> {
        self.node.get(key)
    }

    /// Where a key stands, or the map's beginning when it is absent.
    pub(in crate::runbook) fn key_place(&self, key: &str) -> SourceSpan {
        self.node.entry(key).map_or_else(|| self.beginning(), |entry| entry.key_span)
    }

    /// The place for findings about the whole map.
    pub(in crate::runbook) fn beginning(&self) -> SourceSpan {
        first_line(self.node)
    }

    /// The value of a key that must be there. A misspelt one was reported already.
    pub(in crate::runbook) fn need(
        &self,
        reader: &mut Reader,
        key: &'static str,
    ) -> Option<&'n Node> {
        let found = self.get(key);
        if found.is_none() && !self.is_misspelt(key) {
            let finding = Diagnostic::new(Code::MissingKey, self.beginning()).fact("key", key);
            reader.report(finding);
        }
        found
    }

    fn is_misspelt(&self, key: &str) -> bool {
        let Value::Map(entries) = &self.node.value else { return false };
        let unknown = entries.iter().filter(|entry| !self.allowed.contains(&entry.key.as_str()));
        unknown
            .take(FINDINGS_MAX)
            .any(|entry| suggest::nearest(&entry.key, self.allowed) == Some(key))
    }
}
