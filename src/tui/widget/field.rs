//! A text field of our own: graphemes, display width, caret, word jumps, wrapping.
//!
//! Invariants: the caret always stands between two graphemes; the text never grows beyond its
//! limit; control characters are not taken (a line feed in a paste becomes a space). Leaving the
//! field is the screen's business: the field loses nothing (R67).

use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::canvas::Canvas;
use super::text::clean;
use crate::tui::intent::Intent;
use crate::tui::theme::Role;

/// A text being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    text: String,
    caret: usize,
    bytes_max: usize,
}

impl Field {
    /// An empty field that takes at most this many bytes.
    #[must_use]
    pub const fn new(bytes_max: usize) -> Self {
        Self { text: String::new(), caret: 0, bytes_max }
    }

    /// With this text, the caret at its end.
    #[must_use]
    pub fn holding(mut self, text: &str) -> Self {
        self.text.clear();
        self.caret = 0;
        self.insert(text);
        self
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was typed, without spaces around it.
    #[must_use]
    pub fn trimmed(&self) -> &str {
        self.text.trim()
    }

    /// Whether nothing but spaces was typed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.trimmed().is_empty()
    }

    /// Empties the field.
    pub fn clear(&mut self) {
        self.text.clear();
        self.caret = 0;
    }

    /// Puts text at the caret, as far as the limit allows; whether all of it fitted.
    pub fn insert(&mut self, text: &str) -> bool {
        for grapheme in text.graphemes(true) {
            let taken = match grapheme {
                "\r\n" | "\n" | "\r" | "\t" => " ",
                other if other.chars().any(char::is_control) => continue,
                other => other,
            };
            if self.text.len() + taken.len() > self.bytes_max {
                return false;
            }
            self.text.insert_str(self.caret, taken);
            self.caret += taken.len();
        }
        self.mend_caret();
        true
    }

    /// A combining mark joins the grapheme before it: the caret goes behind the whole.
    fn mend_caret(&mut self) {
        let after = self.text.grapheme_indices(true).map(|(at, _)| at);
        let at = after.chain([self.text.len()]).find(|at| *at >= self.caret);
        self.caret = at.unwrap_or(self.text.len());
    }

    /// Edits; whether the intent was one for a field.
    pub fn key(&mut self, intent: Intent) -> bool {
        match intent {
            Intent::Type(c) => {
                self.insert(c.encode_utf8(&mut [0; 4]));
            }
            Intent::Space => {
                self.insert(" ");
            }
            Intent::Left => self.caret = self.before(),
            Intent::Right => self.caret = self.after(),
            Intent::Home => self.caret = 0,
            Intent::End => self.caret = self.text.len(),
            Intent::WordLeft => self.caret = self.word_before(),
            Intent::WordRight => self.caret = self.word_after(),
            Intent::Backspace => {
                let from = self.before();
                self.text.replace_range(from..self.caret, "");
                self.caret = from;
                self.mend_caret();
            }
            Intent::Delete => {
                let to = self.after();
                self.text.replace_range(self.caret..to, "");
                self.mend_caret();
            }
            _ => return false,
        }
        true
    }

    fn before(&self) -> usize {
        let head = self.text.get(..self.caret).unwrap_or_default();
        head.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let tail = self.text.get(self.caret..).unwrap_or_default();
        self.caret + tail.graphemes(true).next().map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let head = self.text.get(..self.caret).unwrap_or_default();
        head.unicode_word_indices().next_back().map_or(0, |(at, _)| at)
    }

    fn word_after(&self) -> usize {
        let tail = self.text.get(self.caret..).unwrap_or_default();
        let end = tail.unicode_word_indices().next().map(|(at, word)| at + word.len());
        end.map_or(self.text.len(), |end| self.caret + end)
    }

    /// The text in rows of `width` columns, and the caret's column and row in them. Spaces are
    /// kept, so the caret is where the eye expects it; rows break after a space where one is near.
    #[must_use]
    pub fn rows(&self, width: u16, is_ascii: bool) -> (Vec<String>, (u16, u16)) {
        let width = usize::from(width.max(2));
        let mut rows = vec![String::new()];
        let mut used = 0;
        let mut caret = (0, 0);
        for word in self.text.split_word_bound_indices() {
            let (start, text) = word;
            let columns = clean(text, is_ascii).width();
            if used > 0 && used + columns > width && columns < width && text != " " {
                rows.push(String::new());
                used = 0;
            }
            for (offset, grapheme) in text.grapheme_indices(true) {
                let shown = clean(grapheme, is_ascii);
                let columns = shown.width();
                if used + columns >= width {
                    rows.push(String::new());
                    used = 0;
                }
                if start + offset == self.caret {
                    caret = (used, rows.len() - 1);
                }
                if let Some(row) = rows.last_mut() {
                    row.push_str(&shown);
                }
                used += columns;
            }
        }
        if self.caret == self.text.len() {
            caret = (used, rows.len() - 1);
        }
        let cell = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        (rows, (cell(caret.0), cell(caret.1)))
    }

    /// Draws the field over `area`, scrolled so that the caret is in view; the hardware cursor goes
    /// to the caret when the field has the focus.
    pub fn draw(&self, canvas: &mut Canvas, area: Rect, has_focus: bool) {
        if area.width == 0 || area.height == 0 {
            return;
        }
        if area.height == 1 {
            self.draw_line(canvas, area, has_focus);
            return;
        }
        let (rows, (x, y)) = self.rows(area.width, canvas.theme().is_ascii);
        let from = (y + 1).saturating_sub(area.height);
        for (row, at) in rows.iter().skip(usize::from(from)).zip(area.y..area.bottom()) {
            canvas.print(area, (area.x, at), row, Role::Text);
        }
        if has_focus {
            canvas.put_caret(area.x.saturating_add(x), area.y.saturating_add(y - from));
        }
    }

    /// The same on one row, with a star for each letter: for what nobody may read over a shoulder.
    pub fn draw_hidden(&self, canvas: &mut Canvas, area: Rect, has_focus: bool) {
        let letters = |text: &str| "*".repeat(text.graphemes(true).count());
        let before = letters(self.text.get(..self.caret).unwrap_or_default());
        let caret = before.len();
        let stars = Self { text: letters(&self.text), caret, bytes_max: self.bytes_max };
        stars.draw_line(canvas, area, has_focus);
    }

    /// One row: the part around the caret, on a visible ground.
    fn draw_line(&self, canvas: &mut Canvas, area: Rect, has_focus: bool) {
        let is_ascii = canvas.theme().is_ascii;
        let head = clean(self.text.get(..self.caret).unwrap_or_default(), is_ascii);
        let tail = clean(self.text.get(self.caret..).unwrap_or_default(), is_ascii);
        let room = usize::from(area.width.saturating_sub(1));
        let mut shown = head.as_str();
        while shown.width() > room {
            let first = shown.graphemes(true).next().map_or(shown.len(), str::len);
            shown = shown.get(first..).unwrap_or_default();
        }
        let x = area.x.saturating_add(u16::try_from(shown.width()).unwrap_or(area.width));
        canvas.print(area, (area.x, area.y), shown, Role::Text);
        canvas.print(area, (x, area.y), &tail, Role::Text);
        canvas.paint(area, Role::Field);
        if has_focus {
            canvas.put_caret(x, area.y);
        }
    }
}
