//! A YAML document as a tree in which every key and value knows its bytes.
//!
//! Invariants: no aliases (they were refused and stand as [`Value::Refused`]), depth at most
//! [`DEPTH_MAX`], keys of one map are unique (the first one was kept, the others reported).

use crate::diagnostics::SourceSpan;

/// Deepest nesting of lists and maps; a runbook needs eight.
pub const DEPTH_MAX: usize = 24;

/// One value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its bytes.
    pub span: SourceSpan,
    /// What it is.
    pub value: Value,
}

/// The forms of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, or the word for it.
    Null,
    /// A text, a number, a truth value.
    Scalar {
        /// After YAML's own escapes.
        text: String,
        /// Whether it is text, or a plain word that YAML reads as something else.
        form: Form,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file.
    Map(Vec<Entry>),
    /// Something that was reported already: an alias, a map too deep.
    Refused,
}

/// What YAML says an unquoted word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Truth,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: SourceSpan,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The value of a key, when this is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The key and value, when this is a map that has it.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        let Value::Map(entries) = &self.value else { return None };
        entries.iter().find(|entry| entry.key == key)
    }

    /// The items, when this is a list.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Value::List(items) = &self.value { items } else { &[] }
    }

    /// The node named by a path such as `phases.0.steps.2.title.fr`; the nearest node around it
    /// when it does not exist.
    #[must_use]
    pub fn at(&self, path: &str) -> &Self {
        let mut here = self;
        for part in path.split('.') {
            let next = match part.parse::<usize>() {
                Ok(index) => here.items().get(index),
                Err(_) => here.get(part),
            };
            let Some(next) = next else { break };
            here = next;
        }
        here
    }

    /// The place of [`Node::at`].
    #[must_use]
    pub fn place(&self, path: &str) -> SourceSpan {
        self.at(path).span
    }

    /// The place of a key inside the node named by `path`; of that node when it has no such key.
    #[must_use]
    pub fn key_place(&self, path: &str, key: &str) -> SourceSpan {
        let node = self.at(path);
        node.entry(key).map_or(node.span, |entry| entry.key_span)
    }
}
