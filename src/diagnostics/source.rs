//! One file's text, byte ranges in it, and their lines and columns.
//!
//! Byte offsets inside, characters from 1 at the edge. A range is clamped to the text and to whole
//! characters when it is looked up, so no finding can make a renderer panic.

/// A range of bytes in one file; the end is not part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceSpan {
    /// First byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl SourceSpan {
    /// A range; `end` is never before `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// An empty range.
    #[must_use]
    pub const fn at(offset: usize) -> Self {
        Self { start: offset, end: offset }
    }
}

/// A place in a file as a person names it, counted in characters from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line.
    pub line: usize,
    /// Column, in characters.
    pub column: usize,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    path: String,
    text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// `path` is only shown, never opened.
    #[must_use]
    pub fn new(path: &str, text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        Self { path: path.to_owned(), text: text.to_owned(), line_starts }
    }

    /// The name to show.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many lines there are.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// `span` inside the text, on character boundaries.
    #[must_use]
    pub fn clamp(&self, span: SourceSpan) -> SourceSpan {
        let start = floor(&self.text, span.start);
        SourceSpan::new(start, floor(&self.text, span.end))
    }

    /// The bytes of `span` as text.
    #[must_use]
    pub fn slice(&self, span: SourceSpan) -> &str {
        let span = self.clamp(span);
        self.text.get(span.start..span.end).unwrap_or("")
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn place(&self, offset: usize) -> LineColumn {
        let offset = floor(&self.text, offset);
        let line = self.line_starts.partition_point(|start| *start <= offset).max(1);
        let line_start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(line_start..offset).unwrap_or("");
        LineColumn { line, column: before.chars().count() + 1 }
    }

    /// The text of a line, counted from 1, without its line break.
    #[must_use]
    pub fn line(&self, number: usize) -> &str {
        let Some(start) = number.checked_sub(1).and_then(|at| self.line_starts.get(at)) else {
            return "";
        };
        let end = self.line_starts.get(number).copied().unwrap_or(self.text.len());
        self.text.get(*start..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }

    /// The byte at which a line begins, counted from 1.
    #[must_use]
    pub fn line_start(&self, number: usize) -> usize {
        let start = number.checked_sub(1).and_then(|at| self.line_starts.get(at));
        start.copied().unwrap_or(self.text.len())
    }
}

/// The nearest character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let source = Source::new("a.yaml", "é: 1\nfrançais: x\n");
        let x = source.text().find('x').expect("there is one");
        assert_eq!(source.place(x), LineColumn { line: 2, column: 11 });
        assert_eq!(source.line(2), "français: x");
        assert_eq!(source.line(9), "");
    }

    #[test]
    fn a_range_outside_the_text_is_clamped() {
        let source = Source::new("a.yaml", "é");
        assert_eq!(source.clamp(SourceSpan::new(1, 99)), SourceSpan::new(0, 2));
        assert_eq!(source.place(99), LineColumn { line: 1, column: 2 });
    }
}
