//! The next hours as a strip: how many clocks fall due in each ten minutes (S10). Only where the
//! list leaves room for it; nothing stands here that the list does not say.

use std::fmt::Write as _;

use crate::domain::board::BoardRow;
use crate::domain::time::{Span, Timestamp};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::Row;
use crate::tui::widget::text::columns;

/// Hours that are shown; the first is the one that runs.
const HOURS: u16 = 7;

/// Cells of one hour.
const CELLS: u16 = 6;

/// Rows that the strip takes, with the blank one above it.
pub(super) const ROWS: u16 = 3;

/// Its rows, without the blank one.
pub(super) fn strip(board: &[BoardRow<'_>], view: &View) -> [Row; 2] {
    let words = &view.words.screen.board;
    let (cell_ms, now) = (ms(Span::from_min(10)), view.now.moment.wall);
    let hour_ms = i64::from(CELLS) * cell_ms;
    let offset_ms = i64::from(view.now.offset.minutes) * ms(Span::from_min(1));
    let first = now.ms() - (now.ms() + offset_ms).rem_euclid(hour_ms);
    let x = columns(&words.next_hours, *view.theme) + 2;
    let mut counts = [0_u32; HOURS as usize * CELLS as usize];
    for row in board {
        let at = row.due_at().map(Timestamp::ms).filter(|at| *at >= now.ms());
        let cell = at.map(|at| (at - first) / cell_ms).and_then(|cell| usize::try_from(cell).ok());
        if let Some(count) = cell.and_then(|cell| counts.get_mut(cell)) {
            *count += 1;
        }
    }
    let (mut names, mut cells) = (String::new(), String::new());
    for (hour, counts) in (0..i64::from(HOURS)).zip(counts.chunks(usize::from(CELLS))) {
        let at = Timestamp::from_ms(first + hour * hour_ms);
        let name = at.clock(view.now.offset).hm();
        // One column for the bar, and one for each cell.
        write!(names, "{:7}", name.get(..2).unwrap_or_default()).ok();
        cells.push('|');
        cells.extend(counts.iter().map(|count| match count {
            0 => '.',
            count => char::from_digit(*count, 10).unwrap_or('+'),
        }));
    }
    let head = Row::default().at(0, words.next_hours.as_str(), Role::Label);
    let head = head.at(x, names, Role::Text).right(words.strip_key.as_str(), Role::Text);
    [head, Row::default().at(x, cells, Role::Text)]
}

fn ms(span: Span) -> i64 {
    i64::try_from(span.ms()).unwrap_or(i64::MAX)
}
