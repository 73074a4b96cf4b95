//! Rows of text: made clean, wrapped, labelled, paged.
//!
//! Text of runbooks, notes and files is hostile until [`clean`] has been over it: control and
//! direction characters are shown by their number instead of being obeyed (R104).

use std::fmt::Write as _;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::domain::fold;
use crate::domain::wrap::wrap;
use crate::tui::intent::Intent;
use crate::tui::theme::{Role, Theme};

/// A piece of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Columns from the left end of the area.
    pub x: u16,
    /// The text.
    pub text: String,
    /// What it is.
    pub role: Role,
}

/// One row of a screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// From left to right.
    pub pieces: Vec<Piece>,
    /// Set against the right end; what is left of it is cut before it.
    pub right: Option<Piece>,
    /// Attributes for the whole width.
    pub across: Option<Role>,
}

impl Row {
    /// An empty row.
    #[must_use]
    pub fn blank() -> Self {
        Self::default()
    }

    /// A row of running text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::default().at(0, text, Role::Text)
    }

    /// A row that is a title.
    #[must_use]
    pub fn title(text: impl Into<String>) -> Self {
        Self::default().at(0, text, Role::Title)
    }

    /// With a piece at this column.
    #[must_use]
    pub fn at(mut self, x: u16, text: impl Into<String>, role: Role) -> Self {
        self.pieces.push(Piece { x, text: text.into(), role });
        self
    }

    /// With a piece set against the right end.
    #[must_use]
    pub fn right(mut self, text: impl Into<String>, role: Role) -> Self {
        self.right = Some(Piece { x: 0, text: text.into(), role });
        self
    }

    /// With attributes over the whole width, as the selected row of a list has.
    #[must_use]
    pub fn across(mut self, role: Role) -> Self {
        self.across = Some(role);
        self
    }
}

/// `text` wrapped to `width` columns, from column `x` on.
#[must_use]
pub fn paragraph(text: &str, x: u16, width: u16, theme: Theme) -> Vec<Row> {
    let columns = usize::from(width.saturating_sub(x)).max(1);
    let rows = wrap(&clean(text, theme.is_ascii), columns);
    rows.into_iter().map(|row| Row::default().at(x, row, Role::Text)).collect()
}

/// A label at column 0 and its text wrapped from column `indent` on; the label stands once.
#[must_use]
pub fn labelled(label: &str, text: &str, indent: u16, width: u16, theme: Theme) -> Vec<Row> {
    let mut rows = paragraph(text, indent, width, theme);
    if let Some(first) = rows.first_mut() {
        first.pieces.insert(0, Piece { x: 0, text: label.to_owned(), role: Role::Label });
    }
    rows
}

/// How many columns a text takes when it is shown.
#[must_use]
pub fn columns(text: &str, theme: Theme) -> u16 {
    u16::try_from(clean(text, theme.is_ascii).width()).unwrap_or(u16::MAX)
}

/// `text` as it may be shown: control and direction characters by number, folded to ASCII on
/// request. Line feeds stay, for wrapping.
#[must_use]
pub fn clean(text: &str, is_ascii: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' {
            out.push(c);
        } else if c == '\t' {
            out.push(' ');
        } else if is_obeyed(c) {
            // Writing to a string cannot fail.
            let _ = write!(out, "<{:02X}>", u32::from(c));
        } else if is_ascii && !c.is_ascii() {
            fold::into_ascii(c, &mut out);
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a terminal would obey the character instead of showing it, or hide text with it.
fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{00AD}'
                | '\u{061C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// How far a text that is longer than its area is scrolled, and how much of it was ever drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The first row shown.
    pub from: usize,
    rows: usize,
    height: usize,
    seen: usize,
    to_read: usize,
}

impl Page {
    /// Told at each drawing: how many rows there are and how many fit.
    pub fn drawn(&mut self, rows: usize, height: usize) {
        self.drawn_of(rows, height, rows);
    }

    /// As [`Page::drawn`], when only the first `to_read` rows have to be seen.
    pub fn drawn_of(&mut self, rows: usize, height: usize, to_read: usize) {
        self.to_read = to_read.min(rows);
        if self.rows != rows {
            self.seen = self.seen.min(self.from);
        }
        self.rows = rows;
        self.height = height;
        self.from = self.from.min(rows.saturating_sub(height));
        // A gap that was jumped over was not read.
        if self.from <= self.seen {
            self.seen = self.seen.max((self.from + height).min(rows));
        }
    }

    /// Whether every row has been on the screen. Never true before the first drawing (R13).
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.rows > 0 && self.seen >= self.to_read
    }

    /// Whether all of these rows are on the screen, or as many of them as fit.
    #[must_use]
    pub fn shows(&self, rows: &Range<usize>) -> bool {
        let height = self.height.max(1);
        rows.start >= self.from && rows.end.min(rows.start + height) <= self.from + height
    }

    /// Turns to where the first of these rows stands.
    pub fn turn_to(&mut self, rows: &Range<usize>) {
        self.from = rows.start.min(self.rows.saturating_sub(self.height));
    }

    /// Whether rows lie below.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.from + self.height < self.rows
    }

    /// Whether all rows fit.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.rows <= self.height
    }

    /// Turns the page; whether anything moved.
    pub fn turn(&mut self, intent: Intent) -> bool {
        let last = self.rows.saturating_sub(self.height);
        let step = self.height.max(1);
        let to = match intent {
            Intent::Space | Intent::PageDown => (self.from + step).min(last),
            Intent::PageUp => self.from.saturating_sub(step),
            Intent::Down => (self.from + 1).min(last),
            Intent::Up => self.from.saturating_sub(1),
            Intent::Home => 0,
            Intent::End => last,
            _ => return false,
        };
        let moved = to != self.from;
        self.from = to;
        moved
    }
}

/// As much of a text as the columns take; what is cut is marked.
#[must_use]
pub fn cut(text: &str, room: u16, theme: Theme) -> String {
    if columns(text, theme) <= room {
        return text.to_owned();
    }
    let room = usize::from(room.saturating_sub(2));
    let head: String = text.chars().take(room).collect();
    format!("{}..", head.trim_end())
}
