//! The mouse, where a person turned it on (R106): a click selects, the wheel moves, and neither
//! gives an order.
//!
//! Nothing is mouse-only, so the mouse is a way to press arrows: a click presses them until the
//! hardware cursor, which stands on whatever is selected (R149), comes to the row that was clicked.
//! Where it does not get there nothing happens at all.

use ratatui::buffer::Buffer;

use super::app::App;
use super::intent::{Intent, Mode, Press};
use super::keymap::{MouseAct, MouseEvent, mouse_act};
use super::place::PlaceKind;
use super::view::View;

/// Rows of the longest list that is walked for one click.
const PRESSES_MAX: usize = 120;

impl App {
    /// Takes what the mouse did. What it did to the terminal's own window is none of ours.
    pub fn mouse(&mut self, event: MouseEvent, view: &View) {
        // A hand that brushes the trackpad must not wipe what is being copied from row LAST.
        let Some(act) = mouse_act(event) else { return };
        self.settle(view);
        let is_step = self.kind() == Some(PlaceKind::Step);
        match act {
            // In a field an arrow takes an offered reason, or another field.
            MouseAct::Up | MouseAct::Down if self.mode() == Mode::Text => {}
            MouseAct::Up if is_step => self.roll(Intent::PageUp, view),
            MouseAct::Down if is_step => self.roll(Intent::PageDown, view),
            MouseAct::Up => self.roll(Intent::Up, view),
            MouseAct::Down => self.roll(Intent::Down, view),
            MouseAct::Click(row) => self.click(row, view),
        }
    }

    /// An arrow as the wheel gives it: one that asked for more than a move is not followed.
    fn roll(&mut self, arrow: Intent, view: &View) {
        let mut moved = self.clone();
        if moved.act(Press::of(arrow), view).is_empty() {
            let said = self.said.take();
            *self = moved;
            // A roll answers nothing: what stood there stands on.
            self.said = said;
        }
    }

    fn click(&mut self, row: u16, view: &View) {
        let mut buffer = Buffer::empty(self.window);
        let mut walker = self.clone();
        let Some(mut at) = walker.paint(&mut buffer, view) else { return };
        for _ in 0..PRESSES_MAX {
            if at.y == row {
                *self = walker;
                return;
            }
            let arrow = if at.y < row { Intent::Down } else { Intent::Up };
            let mut next = walker.clone();
            if !next.act(Press::of(arrow), view).is_empty() {
                return;
            }
            let Some(there) = next.paint(&mut buffer, view) else { return };
            let is_past = (at.y < row) != (there.y < row) && there.y != row;
            match arrow {
                // The row belongs to what begins above it.
                Intent::Down if is_past => {
                    *self = walker;
                    return;
                }
                Intent::Up if is_past => {
                    *self = next;
                    return;
                }
                _ if there.y == at.y => return,
                _ => (walker, at) = (next, there),
            }
        }
    }
}
