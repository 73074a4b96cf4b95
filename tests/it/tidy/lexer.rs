//! Rust text to tokens with lines: enough to tell code from comments and texts, and no more.
//!
//! Invariant: never fails; on text that is not Rust it gives some tokens and ends.

/// What sort of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An identifier or keyword.
    Word,
    /// A string literal of any sort; the token's text is what stands between the quotes.
    Text,
    /// A character or byte literal.
    Letter,
    /// A lifetime or label.
    Lifetime,
    /// A number.
    Number,
    /// `::`, or any other single mark.
    Mark,
}

/// One token.
#[derive(Clone, Debug)]
pub struct Token {
    pub kind: Kind,
    pub text: String,
    /// The line it begins on, from 1.
    pub line: usize,
}

impl Token {
    /// Whether this is the identifier or keyword `word`.
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text == word
    }

    /// Whether this is the mark `mark`.
    pub fn is_mark(&self, mark: &str) -> bool {
        self.kind == Kind::Mark && self.text == mark
    }
}

/// A file taken apart.
#[derive(Debug, Default)]
pub struct Lexed {
    /// Code.
    pub tokens: Vec<Token>,
    /// Comments, one entry per line of comment.
    pub comments: Vec<(usize, String)>,
    /// First and last line of each `#[cfg(test)]` item.
    pub test_lines: Vec<(usize, usize)>,
}

impl Lexed {
    /// Whether that line belongs to a `#[cfg(test)]` item.
    pub fn is_test(&self, line: usize) -> bool {
        self.test_lines.iter().any(|&(from, to)| (from..=to).contains(&line))
    }

    /// Where the bracket that opens at token `open` closes.
    pub fn closing(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        for (index, token) in self.tokens.iter().enumerate().skip(open) {
            if token.kind == Kind::Mark {
                match token.text.as_str() {
                    "(" | "[" | "{" => depth += 1,
                    ")" | "]" | "}" => depth = depth.saturating_sub(1),
                    _ => {}
                }
                if depth == 0 {
                    return index;
                }
            }
        }
        self.tokens.len().saturating_sub(1)
    }

    /// The last token of the item that begins at `from`: its closing brace or its semicolon.
    pub fn item_end(&self, from: usize) -> usize {
        let mut index = from;
        while let Some(token) = self.tokens.get(index) {
            match token.text.as_str() {
                ";" if token.kind == Kind::Mark => return index,
                "{" if token.kind == Kind::Mark => return self.closing(index),
                "(" | "[" if token.kind == Kind::Mark => index = self.closing(index) + 1,
                _ => index += 1,
            }
        }
        self.tokens.len().saturating_sub(1)
    }

    fn find_tests(&mut self) {
        let mut index = 0;
        while index < self.tokens.len() {
            let words: Vec<&str> =
                self.tokens[index..].iter().take(7).map(|token| token.text.as_str()).collect();
            if words != ["#", "[", "cfg", "(", "test", ")", "]"] {
                index += 1;
                continue;
            }
            let from = self.tokens[index].line;
            let mut item = index + 7;
            while self.tokens.get(item).is_some_and(|token| token.is_mark("#")) {
                item = self.closing(item + 1) + 1;
            }
            let end = self.item_end(item);
            self.test_lines.push((from, self.tokens[end].line));
            index = end + 1;
        }
    }
}

/// Takes a file apart.
pub fn lex(text: &str) -> Lexed {
    let mut lexer = Lexer { chars: text.chars().collect(), at: 0, line: 1, out: Lexed::default() };
    while lexer.at < lexer.chars.len() {
        lexer.step();
    }
    lexer.out.find_tests();
    lexer.out
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    line: usize,
    out: Lexed,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn take(&mut self) -> char {
        let c = self.peek(0);
        self.at += 1;
        if c == '\n' {
            self.line += 1;
        }
        c
    }

    fn push(&mut self, kind: Kind, text: String, line: usize) {
        self.out.tokens.push(Token { kind, text, line });
    }

    fn step(&mut self) {
        let (c, line) = (self.peek(0), self.line);
        if c.is_whitespace() {
            self.take();
        } else if c == '/' && self.peek(1) == '/' {
            self.line_comment();
        } else if c == '/' && self.peek(1) == '*' {
            self.block_comment();
        } else if c == '"' {
            self.text(line);
        } else if c == '\'' {
            self.letter_or_lifetime(line);
        } else if c.is_alphabetic() || c == '_' {
            self.word(line);
        } else if c.is_ascii_digit() {
            self.number(line);
        } else if c == ':' && self.peek(1) == ':' {
            self.at += 2;
            self.push(Kind::Mark, "::".to_owned(), line);
        } else {
            let mark = self.take();
            self.push(Kind::Mark, mark.to_string(), line);
        }
    }

    fn line_comment(&mut self) {
        let line = self.line;
        let mut text = String::new();
        while self.at < self.chars.len() && self.peek(0) != '\n' {
            text.push(self.take());
        }
        self.out.comments.push((line, text));
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        let mut text = String::new();
        let mut line = self.line;
        while self.at < self.chars.len() {
            if self.peek(0) == '/' && self.peek(1) == '*' {
                depth += 1;
                self.at += 2;
            } else if self.peek(0) == '*' && self.peek(1) == '/' {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    break;
                }
            } else {
                let c = self.take();
                if c == '\n' {
                    self.out.comments.push((line, std::mem::take(&mut text)));
                    line = self.line;
                } else {
                    text.push(c);
                }
            }
        }
        self.out.comments.push((line, text));
    }

    fn text(&mut self, line: usize) {
        self.take();
        let mut text = String::new();
        while self.at < self.chars.len() {
            match self.take() {
                '"' => break,
                '\\' => {
                    text.push('\\');
                    text.push(self.take());
                }
                c => text.push(c),
            }
        }
        self.push(Kind::Text, text, line);
    }

    fn raw_text(&mut self, hashes: usize, line: usize) {
        self.at += hashes + 1;
        let mut text = String::new();
        while self.at < self.chars.len() {
            let closes = self.peek(0) == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == '#');
            if closes {
                self.at += hashes + 1;
                break;
            }
            text.push(self.take());
        }
        self.push(Kind::Text, text, line);
    }

    fn letter_or_lifetime(&mut self, line: usize) {
        self.take();
        let is_letter = self.peek(0) == '\\' || self.peek(1) == '\'';
        let mut text = String::new();
        if is_letter {
            if self.peek(0) == '\\' {
                text.push(self.take());
            }
            text.push(self.take());
            while self.at < self.chars.len() && self.peek(0) != '\'' && self.peek(0) != '\n' {
                text.push(self.take());
            }
            self.take();
            self.push(Kind::Letter, text, line);
        } else {
            while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
                text.push(self.take());
            }
            self.push(Kind::Lifetime, text, line);
        }
    }

    /// An identifier, or the prefix of a literal: `r"…"`, `b'…'`, `br#"…"#`, `c"…"`, `r#type`.
    fn word(&mut self, line: usize) {
        let mut text = String::new();
        while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
            text.push(self.take());
        }
        let hashes = (0..255).take_while(|&ahead| self.peek(ahead) == '#').count();
        let is_raw = matches!(text.as_str(), "r" | "br" | "cr");
        if is_raw && self.peek(hashes) == '"' {
            self.raw_text(hashes, line);
        } else if matches!(text.as_str(), "b" | "c") && self.peek(0) == '"' {
            self.text(line);
        } else if text == "b" && self.peek(0) == '\'' {
            self.letter_or_lifetime(line);
        } else if text == "r" && hashes == 1 && self.peek(1).is_alphabetic() {
            self.take();
            self.word(line);
        } else {
            self.push(Kind::Word, text, line);
        }
    }

    fn number(&mut self, line: usize) {
        let mut text = String::new();
        while self.peek(0).is_alphanumeric()
            || self.peek(0) == '_'
            || (self.peek(0) == '.' && self.peek(1).is_ascii_digit())
        {
            text.push(self.take());
        }
        self.push(Kind::Number, text, line);
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, lex};

    #[test]
    fn code_inside_comments_and_texts_is_not_code() {
        let text = "// use crate::a;\n/* crate::b /* nested */ still */ let s = \"crate::c\\\"\";\n\
                    let r = r#\"crate::d \" \"#; let c = '\"'; let l: &'a str = x;";
        let lexed = lex(text);
        assert!(!lexed.tokens.iter().any(|token| token.is_word("crate")));
        let texts: Vec<&str> = lexed
            .tokens
            .iter()
            .filter(|token| token.kind == Kind::Text)
            .map(|token| token.text.as_str())
            .collect();
        assert_eq!(texts, ["crate::c\\\"", "crate::d \" "]);
        assert!(lexed.tokens.iter().any(|token| token.is_word("x") && token.line == 3));
    }

    #[test]
    fn the_lines_of_a_test_module_are_known() {
        let lexed =
            lex("fn a() {}\n#[cfg(test)]\n#[x]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n");
        assert_eq!(lexed.test_lines, [(2, 6)]);
        let elsewhere = lex("#[cfg(test)]\nmod tests;\nfn c() {}\n");
        assert_eq!(elsewhere.test_lines, [(1, 2)]);
    }

    #[test]
    fn text_that_is_not_rust_ends() {
        for text in ["\"", "'", "r#\"", "/*", "b'", "#[cfg(test)]", "#[cfg(test)]#[", "'\\"] {
            let _ = lex(text);
        }
    }
}
