//! How wide the columns of the clock board are: as wide as what stands in them, so that no cell is
//! cut beside an empty one (R152).

use super::board_cells::Cells;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::Row;
use crate::tui::widget::text::{columns, cut};

/// Columns of the cells that have a fixed width: how urgent, days ahead, due; then what is left.
pub(super) const MARK: u16 = 3;
const DAY: u16 = 7;
const DUE: u16 = 11;
const LEFT: u16 = 18;

/// Columns between two cells.
const GAP: u16 = 2;

/// Most columns of the last cell.
const LAST_COLUMNS_MAX: u16 = 24;

/// Columns that are kept for what it is about, whatever else is long.
const WHAT_COLUMNS_MIN: u16 = 24;

/// From this width on whom it is asked of and where it comes from both have room.
const WIDE_MIN: u16 = 110;

/// Where the columns begin, and how wide their texts may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    is_wide: bool,
    what: u16,
    what_columns: u16,
    who_columns: u16,
    last_columns: u16,
}

impl Table {
    /// For these rows in this width.
    pub(super) fn of(all: &[Cells], width: u16, view: &View) -> Self {
        let words = &view.words.screen.board;
        let is_wide = width >= WIDE_MIN;
        let gap = if is_wide { GAP } else { 1 };
        let widest = |of: fn(&Cells) -> &str| {
            all.iter().map(|cells| columns(of(cells), *view.theme)).max().unwrap_or(0)
        };
        let left = widest(|cells| &cells.left).max(columns(&words.left, *view.theme));
        let what = LEFT + left + gap;
        let room = width.saturating_sub(what);
        // Its name stands at the right end too, and the name of what is before it leaves room.
        let last = if is_wide { widest(|cells| &cells.from) } else { widest(|cells| &cells.state) };
        let last_columns =
            last.min(LAST_COLUMNS_MAX).min(room.saturating_sub(WHAT_COLUMNS_MIN + gap));
        let rest = room.saturating_sub(last_columns + gap);
        if !is_wide {
            return Self { is_wide, what, what_columns: rest, who_columns: 0, last_columns };
        }
        let rest = rest.saturating_sub(gap);
        let (needed, who) = (widest(|cells| &cells.what), widest(|cells| &cells.who));
        // What is not needed for one of the two goes to the other.
        let who_columns = who.min(rest.saturating_sub(needed).max(rest / 3));
        Self { is_wide, what, what_columns: rest - who_columns, who_columns, last_columns }
    }

    /// Where whom it is asked of begins.
    fn who(&self) -> u16 {
        self.what + self.what_columns + GAP
    }

    /// One clock.
    pub(super) fn row(&self, cells: &Cells, view: &View) -> Row {
        let fitted = |text: &str, columns: u16| cut(text, columns, *view.theme);
        let row = Row::default()
            .at(MARK, cells.mark, Role::Label)
            .at(DAY, cells.day.as_str(), Role::Text)
            .at(DUE, cells.due.as_str(), Role::Text)
            .at(LEFT, cells.left.as_str(), Role::Text)
            .at(self.what, fitted(&cells.what, self.what_columns), Role::Text);
        if !self.is_wide {
            return row.right(fitted(&cells.state, self.last_columns), Role::Text);
        }
        row.at(self.who(), fitted(&cells.who, self.who_columns), Role::Text)
            .right(fitted(&cells.from, self.last_columns), Role::Text)
    }

    /// What the columns are called.
    pub(super) fn head(&self, view: &View) -> Row {
        let words = &view.words.screen.board;
        let row = Row::default()
            .at(DAY, words.due.as_str(), Role::Label)
            .at(LEFT, words.left.as_str(), Role::Label)
            .at(self.what, words.what.as_str(), Role::Label);
        if !self.is_wide {
            return row.right(words.state.as_str(), Role::Label);
        }
        row.at(self.who(), view.words.watch.col_who.as_str(), Role::Label)
            .right(view.words.watch.col_from.as_str(), Role::Label)
    }
}
