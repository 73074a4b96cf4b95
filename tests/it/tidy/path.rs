//! Every path that a Rust file names, from imports (grouped ones taken apart) and from code,
//! resolved to a module of ours or to a package.

use super::lexer::{Kind, Lexed, Token};

/// A path and where it stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    pub line: usize,
    pub target: Target,
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A place in this crate, from its root; empty for the root itself, `*` for everything in it.
    Ours(Vec<String>),
    /// Something that begins with a name from outside, or with a local name: segments as written.
    Other(Vec<String>),
}

/// The module that a file of `src` is: `src/a/b.rs` is `a::b`, `src/a/mod.rs` is `a`.
pub fn module_of(path: &str) -> Vec<String> {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    let inside = inside.strip_suffix(".rs").unwrap_or(inside);
    let mut module: Vec<String> = inside.split('/').map(str::to_owned).collect();
    let is_root = module.len() == 1 && matches!(inside, "lib" | "main");
    if is_root || module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    module
}

/// Every path in the file, in order.
pub fn paths(lexed: &Lexed, module: &[String]) -> Vec<Named> {
    let mut reader = Reader {
        tokens: &lexed.tokens,
        module: module.to_vec(),
        inline: Vec::new(),
        out: Vec::new(),
    };
    reader.read();
    reader.out
}

struct Reader<'a> {
    tokens: &'a [Token],
    module: Vec<String>,
    /// How many braces were open when each inline module began.
    inline: Vec<usize>,
    out: Vec<Named>,
}

impl Reader<'_> {
    fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_mark(mark))
    }

    fn word(&self, at: usize) -> Option<&str> {
        let token = self.tokens.get(at)?;
        (token.kind == Kind::Word).then_some(token.text.as_str())
    }

    fn read(&mut self) {
        let (mut at, mut depth) = (0, 0_usize);
        while at < self.tokens.len() {
            if self.is_mark(at, "{") {
                depth += 1;
            } else if self.is_mark(at, "}") {
                depth = depth.saturating_sub(1);
                if self.inline.last() == Some(&depth) {
                    self.inline.pop();
                    self.module.pop();
                }
            } else if let Some(word) = self.word(at) {
                let word = word.to_owned();
                at = self.after_word(at, &word, depth);
                continue;
            }
            at += 1;
        }
    }

    /// Reads what a word begins and returns where to go on.
    fn after_word(&mut self, at: usize, word: &str, depth: usize) -> usize {
        let follows_dot = at > 0 && self.is_mark(at - 1, ".");
        if word == "mod" && self.is_mark(at + 2, "{") {
            let name = self.word(at + 1).unwrap_or_default().to_owned();
            self.module.push(name);
            self.inline.push(depth);
            return at + 2;
        }
        let next_begins_a_path =
            self.word(at + 1).is_some() || self.is_mark(at + 1, "::") || self.is_mark(at + 1, "{");
        if word == "use" && !follows_dot && next_begins_a_path {
            return self.tree(at + 1, &[]);
        }
        if word == "extern" && self.word(at + 1) == Some("crate") {
            if let Some(name) = self.word(at + 2) {
                let segments = vec![name.to_owned()];
                self.emit(at, &segments);
            }
            return at + 3;
        }
        let mut segments = vec![word.to_owned()];
        let mut end = at + 1;
        while self.is_mark(end, "::")
            && let Some(next) = self.word(end + 1)
        {
            segments.push(next.to_owned());
            end += 2;
        }
        if segments.len() > 1 && !follows_dot {
            self.emit(at, &segments);
        }
        end
    }

    /// One branch of an import; returns the place behind it.
    fn tree(&mut self, from: usize, prefix: &[String]) -> usize {
        let mut segments = prefix.to_vec();
        let mut at = if self.is_mark(from, "::") { from + 1 } else { from };
        let begin = at;
        loop {
            if self.is_mark(at, "{") {
                at += 1;
                while at < self.tokens.len() && !self.is_mark(at, "}") {
                    let next = self.tree(at, &segments);
                    at = if self.is_mark(next, ",") { next + 1 } else { next.max(at + 1) };
                    if self.is_mark(next, "}") {
                        at = next;
                    }
                }
                return at + 1;
            }
            if self.is_mark(at, "*") {
                segments.push("*".to_owned());
                at += 1;
            } else if let Some(word) = self.word(at) {
                segments.push(word.to_owned());
                at += 1;
            }
            if self.is_mark(at, "::") {
                at += 1;
            } else {
                break;
            }
        }
        self.emit(begin.min(self.tokens.len().saturating_sub(1)), &segments);
        if self.word(at) == Some("as") { at + 2 } else { at }
    }

    fn emit(&mut self, at: usize, segments: &[String]) {
        let mut segments = segments.to_vec();
        if segments.len() > 1 && segments.last().is_some_and(|last| last == "self") {
            segments.pop();
        }
        let line = self.tokens.get(at).map_or(0, |token| token.line);
        self.out.push(Named { line, target: self.resolve(&segments) });
    }

    fn resolve(&self, segments: &[String]) -> Target {
        let Some(first) = segments.first() else { return Target::Other(Vec::new()) };
        match first.as_str() {
            "crate" | "sangfroid" => Target::Ours(segments[1..].to_vec()),
            "self" | "super" => {
                let mut place = self.module.clone();
                let mut rest = segments;
                while let Some((head, tail)) = rest.split_first() {
                    match head.as_str() {
                        "super" => drop(place.pop()),
                        "self" => {}
                        _ => break,
                    }
                    rest = tail;
                }
                place.extend_from_slice(rest);
                Target::Ours(place)
            }
            _ => Target::Other(segments.to_vec()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexer::lex;
    use super::{Target, module_of, paths};

    fn ours(text: &str, path: &str) -> Vec<(usize, String)> {
        paths(&lex(text), &module_of(path))
            .into_iter()
            .filter_map(|named| match named.target {
                Target::Ours(place) => Some((named.line, place.join("::"))),
                Target::Other(_) => None,
            })
            .collect()
    }

    fn others(text: &str) -> Vec<String> {
        paths(&lex(text), &[])
            .into_iter()
            .filter_map(|named| match named.target {
                Target::Other(segments) => Some(segments.join("::")),
                Target::Ours(_) => None,
            })
            .collect()
    }

    #[test]
    fn grouped_imports_are_taken_apart() {
        let text =
            "use crate::{\n    domain::{ids::StepId, time},\n    audit::chain as c,\n};\nuse a::b;";
        let expected =
            [(2, "domain::ids::StepId"), (2, "domain::time"), (3, "audit::chain")].map(own);
        assert_eq!(ours(text, "src/x/y.rs"), expected);
        assert_eq!(
            others("use std::{fs, io::{self, Write}};\nuse ::serde_json as j;"),
            ["std::fs", "std::io", "std::io::Write", "serde_json"]
        );
    }

    #[test]
    fn super_is_followed_out_of_the_module_also_from_inline_modules() {
        let text = "use super::ids;\nmod inner {\n    use super::super::super::audit::A;\n    \
                    fn f() { super::here(); }\n}\nfn g(x: super::super::tui::View) {}";
        let expected =
            [(1, "domain::ids"), (3, "audit::A"), (4, "domain::step::here"), (6, "tui::View")];
        assert_eq!(ours(text, "src/domain/step.rs"), expected.map(own));
    }

    #[test]
    fn paths_in_code_attributes_and_macros_count() {
        let text = "#[derive(serde::Serialize)]\nstruct A(std::net::IpAddr);\nfn f() -> A {\n    \
                    let a: Vec<u8> = std::fs::read(p)?; x.std::y(); $crate::i18n::read()\n}";
        assert_eq!(others(text), ["serde::Serialize", "std::net::IpAddr", "std::fs::read"]);
        assert_eq!(ours(text, "src/a.rs"), [own((4, "i18n::read"))]);
    }

    #[test]
    fn text_that_is_not_rust_ends() {
        for text in ["use", "use {", "use a::{b", "use a::{,,}", "use a::", "use ::;", "mod x {{"] {
            let _ = paths(&lex(text), &[]);
        }
    }

    fn own((line, text): (usize, &str)) -> (usize, String) {
        (line, text.to_owned())
    }
}
