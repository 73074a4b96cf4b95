//! A backend that spends few bytes: for serial lines and bad links (R116).
//!
//! The interface repaints by difference, and each jump of the cursor costs up to eight bytes. So
//! short runs of unchanged cells are written again instead of jumped over, and a row that became
//! shorter is erased to its end. What is on the screen is remembered here; a clear forgets it.

use std::collections::BTreeMap;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr;

/// Up to this many unchanged cells are cheaper to write than to jump over.
const GAP_MAX: u16 = 6;

/// From this many blanks on, erasing to the end of the row is cheaper than writing them.
const BLANKS_MIN: usize = 12;

/// A backend with a memory.
#[derive(Debug)]
pub struct Thrifty<B> {
    inner: B,
    rows: BTreeMap<u16, Vec<Cell>>,
    cursor: Position,
}

impl<B: Backend> Thrifty<B> {
    /// Nothing is known of the screen yet; the first drawing must be of a cleared one.
    pub const fn new(inner: B) -> Self {
        Self { inner, rows: BTreeMap::new(), cursor: Position::ORIGIN }
    }

    /// Remembers what changes. A glyph over two columns covers its right neighbour, which nobody
    /// writes.
    fn remember(&mut self, x: u16, y: u16, cell: &Cell) {
        let row = self.rows.entry(y).or_default();
        let at = usize::from(x);
        let end = at + cell.symbol().width().max(1);
        if row.len() < end {
            row.resize(end, Cell::default());
        }
        for (known, is_covered) in row.iter_mut().skip(at).zip([false, true]).take(end - at) {
            known.clone_from(cell);
            if is_covered {
                known.set_symbol(" ");
            }
        }
    }

    /// The cells to write in one row, and from which column on to erase, if at all.
    fn plan(&self, y: u16, changed: &[u16]) -> (Vec<u16>, Option<u16>) {
        let Some(row) = self.rows.get(&y) else { return (changed.to_vec(), None) };
        if row.iter().any(|cell| cell.symbol().width() != 1) {
            // A glyph over two columns: which cells it covers is the terminal's business.
            return (changed.to_vec(), None);
        }
        let text_end = row.iter().rposition(|cell| *cell != Cell::default()).map_or(0, |at| at + 1);
        let is_text = |x: &&u16| usize::from(**x) < text_end;
        let blanks = changed.len() - changed.iter().filter(is_text).count();
        let is_erased = blanks >= BLANKS_MIN;
        let mut cells: Vec<u16> = Vec::with_capacity(changed.len());
        for x in changed.iter().filter(|x| !is_erased || is_text(x)) {
            if let Some(last) = cells.last().copied()
                && x.saturating_sub(last) <= GAP_MAX + 1
            {
                cells.extend(last + 1..*x);
            }
            cells.push(*x);
        }
        (cells, is_erased.then(|| u16::try_from(text_end).unwrap_or(u16::MAX)))
    }
}

impl<B: Backend> Backend for Thrifty<B> {
    type Error = B::Error;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Self::Error>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut changed: BTreeMap<u16, Vec<u16>> = BTreeMap::new();
        for (x, y, cell) in content {
            self.remember(x, y, cell);
            changed.entry(y).or_default().push(x);
        }
        if changed.is_empty() {
            return Ok(());
        }
        let plans: Vec<_> = changed.iter().map(|(y, xs)| (*y, self.plan(*y, xs))).collect();
        let rows = &self.rows;
        let cells = plans.iter().flat_map(|(y, (xs, _))| {
            let row = rows.get(y);
            xs.iter().filter_map(move |x| Some((*x, *y, row?.get(usize::from(*x))?)))
        });
        self.inner.draw(cells)?;
        for (y, (_, erase)) in &plans {
            if let Some(x) = erase {
                self.inner.set_cursor_position(Position::new(*x, *y))?;
                self.inner.clear_region(ClearType::UntilNewLine)?;
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Self::Error> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> Result<(), Self::Error> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> Result<Position, Self::Error> {
        // Never asked of the terminal: an answer may take seconds, or never come (R125).
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Self::Error> {
        self.cursor = position.into();
        self.inner.set_cursor_position(self.cursor)
    }

    fn clear(&mut self) -> Result<(), Self::Error> {
        self.rows.clear();
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> Result<(), Self::Error> {
        self.rows.clear();
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> Result<Size, Self::Error> {
        self.inner.size()
    }

    fn window_size(&mut self) -> Result<WindowSize, Self::Error> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> Result<(), Self::Error> {
        self.inner.flush()
    }
}
