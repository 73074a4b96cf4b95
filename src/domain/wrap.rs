//! Breaking a text into rows of a terminal.
//!
//! Width is counted in terminal columns. Breaks fall at spaces and line feeds; a word longer than a
//! row is cut between graphemes, never inside one.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Breaks `text` into rows of at most `width` columns; at least one row. Spaces at a break are dropped.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    text.split('\n').flat_map(|line| wrap_line(line, width)).collect()
}

fn wrap_line(line: &str, width: usize) -> Vec<String> {
    let mut rows = Vec::new();
    let mut row = String::new();
    let mut used = 0;
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let columns = word.width();
        let gap = usize::from(used > 0);
        if used + gap + columns <= width {
            if gap == 1 {
                row.push(' ');
            }
            row.push_str(word);
            used += gap + columns;
            continue;
        }
        if used > 0 {
            rows.push(std::mem::take(&mut row));
            used = 0;
        }
        for grapheme in word.graphemes(true) {
            let columns = grapheme.width();
            if used > 0 && used + columns > width {
                rows.push(std::mem::take(&mut row));
                used = 0;
            }
            row.push_str(grapheme);
            used += columns;
        }
    }
    if used > 0 || rows.is_empty() {
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn rows_break_at_spaces_and_hold_the_width() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("", 7), [""]);
        assert_eq!(wrap("a\n\nb", 7), ["a", "", "b"]);
    }

    #[test]
    fn a_word_longer_than_a_row_is_cut_between_graphemes() {
        assert_eq!(wrap("ab cdefgh", 3), ["ab", "cde", "fgh"]);
        assert_eq!(wrap("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
    }
}
