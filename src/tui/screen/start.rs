//! The start form (S3).

use super::contract::{Live, Outcome, Screen};
use crate::domain::command::RunbookCopy;
use crate::tui::intent::Press;
use crate::tui::view::View;
use crate::tui::widget::Canvas;

/// The start form.
#[derive(Clone, Debug)]
pub struct Start {
    copy: RunbookCopy,
}

impl Start {
    /// A form for this runbook.
    #[must_use]
    pub fn new(copy: RunbookCopy, _view: &View) -> Self {
        Self { copy }
    }

    /// What will be followed.
    #[must_use]
    pub fn copy(&self) -> &RunbookCopy {
        &self.copy
    }
}

impl Screen for Start {
    fn key(&mut self, _press: Press, _view: &View) -> Outcome {
        Outcome::not_mine()
    }

    fn draw(&mut self, _canvas: &mut Canvas, _view: &View) {}

    fn keys(&self, _view: &View) -> Vec<Live> {
        Vec::new()
    }
}
