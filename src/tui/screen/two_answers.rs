//! A question with two answers, as a box: a text, and below it the answers, of which the first is
//! harmless and chosen at first (R97, R99).

use super::contract::Live;
use crate::tui::intent::Intent;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::paragraph;
use crate::tui::widget::{Canvas, Options, Row, panel};

/// Which answer is chosen.
#[derive(Clone, Debug)]
pub(super) struct TwoAnswers(Options);

impl TwoAnswers {
    /// The harmless one.
    pub(super) fn new() -> Self {
        Self(Options::starting_at(2, 0))
    }

    /// Whether the other one is chosen.
    pub(super) fn is_second(&self) -> bool {
        self.0.selected() == Some(1)
    }

    /// Moves to an answer; whether the key was for that.
    pub(super) fn key(&mut self, intent: Intent) -> bool {
        self.0.key(intent)
    }

    /// Draws the box, with the cursor on the chosen answer.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas,
        (title, text): (&str, &str),
        answers: [&str; 2],
        view: &View,
    ) {
        let width = canvas.areas().band.width.saturating_sub(4);
        let mut rows = paragraph(text, 0, width, *view.theme);
        rows.push(Row::blank());
        let first = u16::try_from(rows.len()).unwrap_or(2);
        for (at, answer) in answers.into_iter().enumerate() {
            let is_here = self.0.selected() == Some(at);
            let (mark, role) = if is_here { (">>", Role::Focus) } else { ("", Role::Text) };
            let number = (at + 1).to_string();
            rows.push(Row::text(mark).at(3, number, Role::Text).at(6, answer, role));
        }
        let count = u16::try_from(rows.len()).unwrap_or(4);
        let inside = panel(canvas, count, title, "", "");
        canvas.rows(inside, &rows, 0);
        let at = u16::from(self.is_second());
        canvas.put_caret(inside.x, inside.y + first + at);
    }

    /// The keys that work in it.
    pub(super) fn keys(view: &View) -> Vec<Live> {
        let words = &view.words.watch;
        vec![
            Live::keys(&[Intent::Up, Intent::Down], &words.key_move),
            Live::keys(&[Intent::Digit(1), Intent::Digit(2)], &words.key_choose),
            Live::key(Intent::Enter, &words.key_take),
            Live::key(Intent::Esc, &words.key_back),
            Live::key(Intent::Note, &view.words.screen.step.key_note),
            Live::key(Intent::Help, &view.words.screen.step.key_help),
        ]
    }
}
