//! The attributes of a file, as the words inside their brackets.

use super::lexer::{Kind, Lexed};

/// One attribute.
#[derive(Debug)]
pub struct Attribute {
    pub line: usize,
    /// Identifiers in order, at any depth.
    pub words: Vec<String>,
}

impl Attribute {
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|own| own == word)
    }
}

/// Every attribute, outer and inner.
pub fn attributes(lexed: &Lexed) -> Vec<Attribute> {
    let mut out = Vec::new();
    for (index, token) in lexed.tokens.iter().enumerate() {
        let is_mark = |ahead: usize, mark: &str| {
            lexed.tokens.get(index + ahead).is_some_and(|next| next.is_mark(mark))
        };
        let open = if is_mark(1, "[") {
            index + 1
        } else if is_mark(1, "!") && is_mark(2, "[") {
            index + 2
        } else {
            continue;
        };
        if !token.is_mark("#") {
            continue;
        }
        let end = lexed.closing(open);
        let words = lexed.tokens[open..end]
            .iter()
            .filter(|inner| inner.kind == Kind::Word)
            .map(|inner| inner.text.clone())
            .collect();
        out.push(Attribute { line: token.line, words });
    }
    out
}
