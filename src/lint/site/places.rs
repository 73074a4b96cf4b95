//! Where the entries of a site's file stand, by section and name. Built once, because looking each
//! entry up in a long list would cost the square of its length.

use std::collections::BTreeMap;

use crate::diagnostics::SourceSpan;
use crate::runbook::node::Node;

/// The entries of the file.
#[derive(Debug)]
pub struct Places<'n> {
    root: &'n Node,
    entries: BTreeMap<(&'static str, &'n str), &'n Node>,
}

/// Sections whose entries have names, and the key of the name.
const SECTIONS: &[(&str, &str)] = &[
    ("contacts", "id"),
    ("elsewhere", "role"),
    ("delegations", "id"),
    ("loss_cards", "level"),
    ("systems", "id"),
    ("papers", "id"),
];

impl<'n> Places<'n> {
    /// Of this file.
    #[must_use]
    pub fn of(root: &'n Node) -> Self {
        let mut entries = BTreeMap::new();
        for (section, key) in SECTIONS {
            let Some(list) = root.get(section) else { continue };
            for entry in list.items() {
                if let Some(name) = entry.get(key).and_then(text) {
                    // The first of two of a name is the one that was kept.
                    entries.entry((*section, name)).or_insert(entry);
                }
            }
        }
        Self { root, entries }
    }

    /// The name of an entry; the section when it has no such entry.
    #[must_use]
    pub fn name(&self, section: &'static str, name: &str) -> SourceSpan {
        let entry = self.entries.get(&(section, name));
        let key = SECTIONS.iter().find(|(known, _)| *known == section).map(|(_, key)| *key);
        let named = entry.zip(key).and_then(|(entry, key)| entry.get(key));
        named.map_or_else(|| self.section(section), |node| node.span)
    }

    /// A value inside an entry, by a path such as `channels.0.at`; the entry's name when it is not
    /// there.
    #[must_use]
    pub fn inside(&self, section: &'static str, name: &str, path: &str) -> SourceSpan {
        let entry = self.entries.get(&(section, name));
        let found = entry.map(|entry| entry.at(path));
        match (entry, found) {
            (Some(entry), Some(found)) if !std::ptr::eq(*entry, found) => found.span,
            _ => self.name(section, name),
        }
    }

    /// The key of a section; the beginning of the file when it has none.
    #[must_use]
    pub fn section(&self, section: &str) -> SourceSpan {
        let beginning = || {
            let end = self.root.span.start;
            SourceSpan::at(end)
        };
        self.root.entry(section).map_or_else(beginning, |entry| entry.key_span)
    }

    /// A value by its path from the top.
    #[must_use]
    pub fn at(&self, path: &str) -> SourceSpan {
        self.root.place(path)
    }
}

fn text(node: &Node) -> Option<&str> {
    match &node.value {
        crate::runbook::node::Value::Scalar { text, .. } => Some(text),
        _ => None,
    }
}
