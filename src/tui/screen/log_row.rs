//! One row of the log, the names of its columns, and everything about one entry.

use super::log_text;
use crate::domain::beside::Line;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::Row;
use crate::tui::widget::text::{columns, cut, labelled};

/// Columns of the cells; the first three are the cursor's.
const NUMBER: u16 = 3;
const TIME: u16 = 9;
const ELAPSED: u16 = 19;
const WHO: u16 = 26;
const MARK: u16 = 33;
const WORDS: u16 = 37;

/// Where the words begin in a small window, behind number and time.
const WORDS_SMALL: u16 = 19;

/// A row of the list.
pub(super) fn draw_row(line: &Line, width: u16, view: &View) -> Row {
    let cut = |text: &str, room: u16| cut(text, room, *view.theme);
    let cells = log_text::cells(line, view);
    let number = format!("{:>4}", cells.number);
    if width < WORDS * 2 {
        let words = format!("{} {}", cells.mark, cells.words);
        return Row::default()
            .at(NUMBER, number, Role::Text)
            .at(TIME, cells.time.as_str(), Role::Text)
            .at(
                WORDS_SMALL,
                cut(words.trim_start(), width.saturating_sub(WORDS_SMALL)),
                Role::Text,
            );
    }
    let who = cut(&cells.who, MARK - WHO - 1);
    Row::default()
        .at(NUMBER, number, Role::Text)
        .at(TIME, cells.time.as_str(), Role::Text)
        .at(ELAPSED, format!("{:>5}", cells.elapsed), Role::Text)
        .at(WHO, who, Role::Text)
        .at(MARK, cells.mark, Role::Text)
        .at(WORDS, cut(&cells.words, width.saturating_sub(WORDS)), Role::Text)
}

/// The names of the columns.
pub(super) fn heads(view: &View) -> Row {
    let words = &view.words.screen.log;
    Row::default()
        .at(NUMBER, format!("{:>4}", words.head_number), Role::Label)
        .at(TIME, words.head_time.as_str(), Role::Label)
        .at(ELAPSED + 3, "T+", Role::Label)
        .at(WHO, words.head_who.as_str(), Role::Label)
        .at(WORDS, words.head_what.as_str(), Role::Label)
}

/// Everything about a line, wrapped.
pub(super) fn detail_rows(line: &Line, width: u16, view: &View) -> Vec<Row> {
    let facts = log_text::facts(line, view);
    let widest = facts.iter().map(|(label, _)| columns(label, *view.theme)).max().unwrap_or(0);
    let mut rows = Vec::new();
    for (label, text) in &facts {
        rows.extend(labelled(label, text, widest + 2, width, *view.theme));
    }
    rows
}
