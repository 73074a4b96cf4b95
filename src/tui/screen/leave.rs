//! The question before leaving: two acts, never one (R83).

use super::contract::{Go, Live, Outcome, Screen};
use super::told;
use crate::domain::event::LeaveReason;
use crate::i18n::fill;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::keymap;
use crate::tui::request::Request;
use crate::tui::view::View;
use crate::tui::widget::text::paragraph;
use crate::tui::widget::{Canvas, Row, panel};

/// Unsaved entries that are shown; the alarm shows them all.
const LINES_MAX: usize = 4;

/// The question.
#[derive(Clone, Copy, Debug, Default)]
pub struct Leave {
    has_draft: bool,
}

impl Leave {
    /// With or without a half-written note.
    #[must_use]
    pub const fn new(has_draft: bool) -> Self {
        Self { has_draft }
    }
}

impl Screen for Leave {
    fn key(&mut self, press: Press, view: &View) -> Outcome {
        match press.intent {
            Intent::Enter => Outcome::request(Request::Leave(LeaveReason::Quit)),
            Intent::Esc => Outcome::go(Go::Back),
            // Only the two answers; a stray letter must not open something over the question.
            Intent::Interrupt | Intent::Redraw => Outcome::not_mine(),
            // It is named like everywhere else, and told what does work (R129).
            other => {
                let words = &view.words.screen;
                let key = keymap::name(other, Mode::Command, &words.key, view.keyboard);
                Outcome::say(fill(&words.leave.only, &[("key", &key)]))
            }
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.leave;
        let state = view.session.state();
        let is_open = state.opened.is_some() && state.closed.is_none();
        let width = canvas.areas().band.width.saturating_sub(4);
        let mut rows: Vec<Row> = Vec::new();
        let mut add = |text: &str| rows.extend(paragraph(text, 0, width, *view.theme));
        if view.session.alarm().is_some() {
            add(&words.not_saved);
            let lines = told::unsaved(view);
            lines.iter().rev().take(LINES_MAX).rev().for_each(|line| add(line));
        }
        if self.has_draft {
            add(&words.draft);
        }
        let is_read_only = view.session.is_read_only();
        add(match (is_open, is_read_only) {
            (true, true) => &words.read_only,
            (true, false) => &words.open,
            (false, _) => &words.none,
        });
        if is_open && !is_read_only {
            add(&words.how_back);
        }
        let count = u16::try_from(rows.len()).unwrap_or(2);
        let inside = panel(canvas, count, &words.title, "", "");
        canvas.rows(inside, &rows, 0);
        canvas.put_caret(inside.x, inside.y);
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.leave;
        vec![Live::key(Intent::Enter, &words.key_leave), Live::key(Intent::Esc, &words.key_stay)]
    }
}
