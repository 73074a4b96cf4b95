//! The record is in danger (S14).

use super::contract::{Live, Outcome, Screen};
use crate::tui::intent::Press;
use crate::tui::view::View;
use crate::tui::widget::Canvas;

/// The record is in danger (S14).
#[derive(Clone, Debug, Default)]
pub struct Alarm {}

impl Alarm {
    /// As the screen looks when it is entered.
    #[must_use]
    pub fn new(_view: &View) -> Self {
        Self {}
    }
}

impl Screen for Alarm {
    fn key(&mut self, _press: Press, _view: &View) -> Outcome {
        Outcome::not_mine()
    }

    fn draw(&mut self, _canvas: &mut Canvas, _view: &View) {}

    fn keys(&self, _view: &View) -> Vec<Live> {
        Vec::new()
    }
}
