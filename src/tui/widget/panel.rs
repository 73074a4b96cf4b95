//! A box over the lower rows of the body, so that the title of the step stays in view.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::text::columns;
use crate::tui::theme::Role;

/// Empties the lower `rows` rows of the body, frames them and gives back the inside.
///
/// The frame is of plus, hyphen and pipe (R115); `right` stands in its upper edge, `foot` in its
/// lower.
pub fn panel(canvas: &mut Canvas, rows: u16, title: &str, right: &str, foot: &str) -> Rect {
    let band = canvas.areas().band;
    let height = rows.saturating_add(2).min(band.height);
    let area = Rect { y: band.bottom().saturating_sub(height), height, ..band };
    canvas.clear(area);
    if area.height < 3 || area.width < 8 {
        return Rect { height: area.height, ..area };
    }
    let edge = format!("+{}+", "-".repeat(usize::from(area.width - 2)));
    let last = area.bottom() - 1;
    canvas.print(area, (area.x, area.y), &edge, Role::Rule);
    canvas.print(area, (area.x, last), &edge, Role::Rule);
    for y in area.y + 1..last {
        canvas.print(area, (area.x, y), "|", Role::Rule);
        canvas.print(area, (area.right() - 1, y), "|", Role::Rule);
    }
    let inside = Rect { x: area.x + 2, width: area.width - 4, ..area };
    canvas.print(inside, (inside.x, area.y), &format!(" {title} "), Role::Label);
    if !right.is_empty() {
        let taken = columns(title, canvas.theme()) + 3;
        let room = Rect {
            x: inside.x + taken.min(inside.width),
            width: inside.width.saturating_sub(taken),
            ..inside
        };
        canvas.print_right(room, area.y, &format!(" {right} "), Role::Text);
    }
    if !foot.is_empty() {
        canvas.print(inside, (inside.x, last), &format!(" {foot} "), Role::Text);
    }
    Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
}
