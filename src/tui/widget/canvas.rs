//! The only way to put text on the screen: clipped, cleaned, and with attributes by role.
//!
//! Invariants: nothing outside the window is touched; no control character reaches a cell (R104);
//! in ASCII mode no character above 127 does (R114). The caret is remembered so that the hardware
//! cursor sits in the field or on the current item (R103, R149).

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::text::{Row, clean};
use crate::tui::layout::Areas;
use crate::tui::theme::{Role, Theme};

/// A window to draw in.
#[derive(Debug)]
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    areas: Areas,
    caret: Option<Position>,
}

impl<'a> Canvas<'a> {
    /// The whole buffer.
    #[must_use]
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        let areas = Areas::of(buffer.area);
        Self { buffer, theme, areas, caret: None }
    }

    /// Where the parts of the frame are.
    #[must_use]
    pub fn areas(&self) -> Areas {
        self.areas
    }

    /// Gives LAST so many rows. Before anything else is drawn.
    pub fn give_last(&mut self, rows: usize) {
        self.areas = self.areas.with_last(u16::try_from(rows).unwrap_or(u16::MAX));
    }

    /// The theme in force.
    #[must_use]
    pub fn theme(&self) -> Theme {
        *self.theme
    }

    /// Where the hardware cursor goes.
    #[must_use]
    pub fn caret(&self) -> Option<Position> {
        self.caret
    }

    /// Puts the hardware cursor here. The last call wins.
    pub fn put_caret(&mut self, x: u16, y: u16) {
        if self.buffer.area.contains(Position { x, y }) {
            self.caret = Some(Position { x, y });
        }
    }

    /// Writes `text` from the cell `x`, `y`, cut at the right end of `area`. Returns the column
    /// after the last cell that was written.
    pub fn print(&mut self, area: Rect, (x, y): (u16, u16), text: &str, role: Role) -> u16 {
        let area = area.intersection(self.buffer.area);
        if y < area.y || y >= area.bottom() || x < area.x {
            return x;
        }
        let style = self.theme.style(role);
        let mut at = x;
        for grapheme in clean(text, self.theme.is_ascii).graphemes(true) {
            let columns = u16::try_from(grapheme.width()).unwrap_or(u16::MAX);
            if columns == 0 {
                continue;
            }
            if at.saturating_add(columns) > area.right() {
                break;
            }
            if let Some(cell) = self.buffer.cell_mut((at, y)) {
                cell.set_symbol(grapheme).set_style(style);
            }
            for covered in at + 1..at + columns {
                if let Some(cell) = self.buffer.cell_mut((covered, y)) {
                    cell.set_symbol("").set_style(style);
                }
            }
            at += columns;
        }
        at
    }

    /// Writes `text` so that it ends at the right end of `area`. Returns its first column.
    pub fn print_right(&mut self, area: Rect, y: u16, text: &str, role: Role) -> u16 {
        let columns = clean(text, self.theme.is_ascii).width();
        let columns = u16::try_from(columns).unwrap_or(u16::MAX);
        let x = area.right().saturating_sub(columns).max(area.x);
        self.print(area, (x, y), text, role);
        x
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
            }
        }
    }

    /// Gives every cell of an area the attributes of a role, the text stays.
    pub fn paint(&mut self, area: Rect, role: Role) {
        let style = self.theme.style(role);
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// A rule of this sign across an area's first row.
    pub fn rule(&mut self, area: Rect, sign: char) {
        if area.height > 0 {
            let line: String = std::iter::repeat_n(sign, usize::from(area.width)).collect();
            self.print(area, (area.x, area.y), &line, Role::Rule);
        }
    }

    /// Writes rows from the top of `area` down, from the row `from` on. Returns how many fitted.
    pub fn rows(&mut self, area: Rect, rows: &[Row], from: usize) -> usize {
        let shown = rows.iter().skip(from).take(usize::from(area.height));
        let mut count = 0;
        for (row, y) in shown.zip(area.y..) {
            self.row(area, y, row);
            count += 1;
        }
        count
    }

    /// Writes one row at `y`.
    pub fn row(&mut self, area: Rect, y: u16, row: &Row) {
        let mut limit = area;
        if let Some(piece) = &row.right {
            let x = self.print_right(area, y, &piece.text, piece.role);
            limit.width = x.saturating_sub(1).saturating_sub(area.x);
        }
        for piece in &row.pieces {
            self.print(limit, (area.x.saturating_add(piece.x), y), &piece.text, piece.role);
        }
        if let Some(role) = row.across {
            self.paint(Rect { y, height: 1, ..area }, role);
        }
    }
}
