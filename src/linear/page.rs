//! Lines as they are printed: made harmless, folded where only ASCII can be shown, at most 72
//! columns.

use std::fmt::Write as _;

use crate::domain::wrap::wrap;
use crate::tui::widget::text::clean;

/// The widest line: what a printing console and a braille display can still follow.
pub const COLUMNS: usize = 72;

/// A longer list pauses.
pub const PAUSE_LINES: usize = 9;

/// One statement in lines. Characters that draw are told by their number, as those are that a
/// terminal would obey (R104, R150).
#[must_use]
pub fn lines(text: &str, is_ascii: bool) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if draws(c) {
            // Writing to a string cannot fail.
            let _ = write!(plain, "<{:04X}>", u32::from(c));
        } else {
            plain.push(c);
        }
    }
    let rows = wrap(&clean(&plain, is_ascii), COLUMNS);
    rows.into_iter().filter(|row| !row.trim().is_empty()).collect()
}

/// Whether it is a piece of a drawing: lines, blocks, shapes, arrows, braille, private signs.
#[must_use]
pub fn draws(c: char) -> bool {
    matches!(
        c,
        '\u{2190}'..='\u{21FF}'
            | '\u{2300}'..='\u{23FF}'
            | '\u{2500}'..='\u{27BF}'
            | '\u{2800}'..='\u{28FF}'
            | '\u{E000}'..='\u{F8FF}'
            | '\u{1F300}'..='\u{1FAFF}'
    )
}
