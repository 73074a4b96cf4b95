//! Breaks a text into rows of a given width, counted as a terminal counts.
//!
//! The one function for it: the linter counts with it and the screens draw with it, so a step that
//! passes the check fits. A row never begins with French double punctuation, and never ends with
//! «.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The rows of `text`, each at most `width` columns. A line break in the text begins a new row; a
/// word wider than a row is cut. An empty text gives one empty row. A width of 0 counts as 1.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut rows = Vec::new();
    for line in text.split('\n') {
        wrap_line(line, width, &mut rows);
    }
    rows
}

fn wrap_line(line: &str, width: usize, rows: &mut Vec<String>) {
    let mut row = String::new();
    for word in words(line) {
        let gap = usize::from(!row.is_empty());
        if row.width() + gap + word.width() <= width {
            if gap == 1 {
                row.push(' ');
            }
            row.push_str(&word);
            continue;
        }
        if !row.is_empty() {
            rows.push(std::mem::take(&mut row));
        }
        row = cut(&word, width, rows);
    }
    rows.push(row);
}

/// Parts that must stay on one row: words, with the punctuation that French sets apart from them.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let is_mark = matches!(word.trim_end_matches(['.', ',']), ":" | ";" | "?" | "!" | "»");
        match words.last_mut() {
            Some(last) if is_mark || last.ends_with('«') => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// Puts all full rows of an overlong word into `rows` and gives back what is left.
fn cut(word: &str, width: usize, rows: &mut Vec<String>) -> String {
    let mut row = String::new();
    for cluster in word.graphemes(true) {
        if row.width() + cluster.width() > width && !row.is_empty() {
            rows.push(std::mem::take(&mut row));
        }
        row.push_str(cluster);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn rows_break_between_words_and_count_columns() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("été été", 3), ["été", "été"]);
        assert_eq!(wrap("漢字漢字", 5), ["漢字", "漢字"]);
        assert_eq!(wrap("abcdef g", 4), ["abcd", "ef g"]);
        assert_eq!(wrap("a\nb", 9), ["a", "b"]);
        assert_eq!(wrap("", 9), [""]);
    }

    #[test]
    fn french_punctuation_stays_with_its_word() {
        assert_eq!(wrap("Ne pas couper : la preuve", 14), ["Ne pas", "couper : la", "preuve"]);
        assert_eq!(wrap("dire « allo » fort", 9), ["dire", "« allo »", "fort"]);
    }
}
