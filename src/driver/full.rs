//! The full screen as a front: cells through a terminal.

use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::Rect;

use super::front::{Front, Gone, Paint, Patience};
use crate::tui::app::App;
use crate::tui::request::Request;
use crate::tui::view::View;

/// The full screen.
pub struct FullScreen<'t, B: Backend>(pub &'t mut Terminal<B>);

impl<B: Backend> FullScreen<'_, B> {
    fn draw(&mut self, app: &mut App, view: &View<'_>) -> Result<(), B::Error> {
        self.0.draw(|frame| app.draw(frame, view)).map(|_| ())
    }

    fn clear(&mut self, (columns, rows): (u16, u16)) -> Result<(), B::Error> {
        self.0.resize(Rect::new(0, 0, columns, rows))?;
        self.0.clear()
    }
}

impl<B: Backend> Front for FullScreen<'_, B> {
    fn show(
        &mut self,
        app: &mut App,
        view: &View<'_>,
        paint: Paint,
        size: (u16, u16),
    ) -> Result<(), Gone> {
        if paint == Paint::All {
            self.clear(size).map_err(|_| Gone)?;
        }
        self.draw(app, view).map_err(|_| Gone)
    }

    fn line(&mut self, _line: &str, _app: &mut App, _view: &View<'_>) -> Vec<Request> {
        Vec::new()
    }

    fn interrupt(&mut self, app: &mut App, view: &View<'_>) -> Vec<Request> {
        app.interrupted(view)
    }

    fn patience(&self) -> Patience {
        Patience::None
    }
}
