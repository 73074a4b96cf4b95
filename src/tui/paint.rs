//! Drawing the stack of screens and the frame around them.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::app::App;
use super::fact;
use super::flight;
use super::intent::Mode;
use super::layout::Form;
use super::place::Place;
use super::theme::Role;
use super::urgent_fact;
use super::view::View;
use super::widget::Canvas;
use super::widget::footer::footer;
use super::widget::frame::{self, Level, Urgent};
use super::widget::rail::rail;
use super::widget::text::paragraph;

impl App {
    /// Draws on a buffer and says where the hardware cursor goes.
    pub fn paint(&mut self, buffer: &mut Buffer, view: &View) -> Option<Position> {
        self.settle(view);
        self.window = buffer.area;
        let mut canvas = Canvas::new(buffer, view.theme);
        if canvas.areas().form == Form::TooSmall {
            too_small(&mut canvas, view);
            return None;
        }
        let said = self.said_rows(&canvas, view);
        canvas.give_last(said.len());
        let areas = canvas.areas();
        let first = self.stack.iter().rposition(|place| !place.is_box()).unwrap_or(0);
        let mode = self.mode();
        let here = self.here();
        if areas.rail.is_some() {
            let has_rail =
                self.stack.get(first).is_some_and(|place| place.screen(&self.kept).has_rail());
            if has_rail && view.session.state().opened.is_some() {
                rail(&mut canvas, here.as_ref(), view);
            }
        }
        for place in self.stack.iter_mut().skip(first) {
            place.screen_mut(&mut self.kept).draw(&mut canvas, view);
        }
        let urgent = self.urgent(view);
        let heading = self.heading(view);
        frame::identity(&mut canvas, &fact::identity(view, areas.form, heading, here.as_ref()));
        frame::urgent(&mut canvas, &urgent);
        frame::last(&mut canvas, &fact::last(view, said, areas.last.height));
        let (keys, shared) = (self.keys(view), self.shared_keys(view));
        footer(&mut canvas, &keys, &shared, mode, (&view.words.screen.key, view.keyboard));
        canvas.caret()
    }

    /// The answer to the last key, or what the screen says while there is none.
    fn said_rows(&self, canvas: &Canvas, view: &View) -> Vec<String> {
        let hint = || self.stack.last().and_then(|top| top.screen(&self.kept).hint(view));
        // In the middle of a text no key may sweep away that nothing keeps it; that the acts before
        // it are not recorded stands in row 2 as well.
        let unsaved = flight::not_recorded(view);
        let is_lost = self.is_draft_lost && self.mode() == Mode::Text;
        let answer = self.said.clone().filter(|said| !is_lost || *said != unsaved);
        let warning = is_lost.then(|| view.words.screen.draft.not_kept.clone());
        let said = answer.or(warning).or_else(hint);
        let label = &view.words.screen.frame.last;
        said.map_or_else(Vec::new, |said| frame::said_rows(canvas, label, &said))
    }

    /// What the highest screen with a heading says in row 1 while no incident is open. A page about
    /// an incident that is closed keeps that incident's name.
    fn heading(&self, view: &View) -> Option<String> {
        let is_closed = view.session.state().closed.is_some();
        let is_about = |place: &&Place| is_closed && place.is_about_incident();
        let places = self.stack.iter().rev().take_while(|place| !is_about(place));
        places.into_iter().find_map(|place| place.screen(&self.kept).heading(view))
    }

    /// Row 2; while a person types, or agrees to a cut, only what must be done now may change it
    /// (R44).
    fn urgent(&mut self, view: &View) -> Urgent {
        let mut urgent = urgent_fact::urgent(view, self.saved_at, &self.acknowledged);
        let theirs =
            self.stack.iter().rev().find_map(|place: &Place| place.screen(&self.kept).urgent(view));
        if let (Level::None | Level::Notice, Some(text)) = (urgent.level, theirs) {
            urgent.text = text;
            urgent.level = Level::None;
        }
        let sound = self.sound_words(view);
        let tail = [Some(urgent.tail.clone()).filter(|tail| !tail.is_empty()), sound];
        urgent.tail = tail.into_iter().flatten().collect::<Vec<_>>().join("  ");
        if !self.is_typing() {
            self.frozen = None;
            return urgent;
        }
        if urgent.level == Level::Alarm {
            return urgent;
        }
        // The time of the last write follows the disk, whatever else stands still.
        let mut frozen = self.frozen.get_or_insert_with(|| urgent.clone()).clone();
        frozen.log = urgent.log;
        frozen.log_short = urgent.log_short;
        frozen
    }
}

/// Narrower than this, a sentence falls apart.
const TOLD_COLUMNS_MIN: u16 = 12;

fn too_small(canvas: &mut Canvas, view: &View) {
    let words = &view.words.screen.frame;
    let window = canvas.areas().window;
    // That the work is safe comes before brevity, as long as it has rows (R109).
    let rows = paragraph(&words.too_small, 0, window.width, *view.theme);
    if rows.len() <= usize::from(window.height) && window.width >= TOLD_COLUMNS_MIN {
        canvas.rows(window, &rows, 0);
    } else if window.height > 0 {
        canvas.print(window, (window.x, window.y), &words.too_small_short, Role::Text);
    }
}
