//! The question before leaving: two acts, never one (R83).

use super::contract::{Go, Live, Outcome, Screen};
use super::on_paper;
use crate::domain::event::LeaveReason;
use crate::i18n::fill;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::keymap;
use crate::tui::request::Request;
use crate::tui::speech::{Speech, flat};
use crate::tui::view::View;
use crate::tui::widget::text::paragraph;
use crate::tui::widget::{Canvas, Row, panel};

/// Unsaved entries that are shown; the alarm shows them all.
const LINES_MAX: usize = 4;

/// So much of one: the question has to stay in a small window.
const LINE_CHARS_MAX: usize = 140;

/// The question.
#[derive(Clone, Copy, Debug, Default)]
pub struct Leave {
    has_draft: bool,
    is_draft_lost: bool,
}

impl Leave {
    /// With or without a half-written text, which a disk keeps or not.
    #[must_use]
    pub const fn new(has_draft: bool, is_draft_lost: bool) -> Self {
        Self { has_draft, is_draft_lost }
    }
}

/// Which front the words are for: they name its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Front {
    Screen,
    Lines,
}

impl Leave {
    /// What has to be known before leaving.
    fn texts(self, view: &View, front: Front) -> Vec<String> {
        let words = &view.words.screen.leave;
        let lines = &view.words.screen.linear;
        let state = view.session.state();
        // A closing that no disk has closes nothing: the next launch finds the incident open.
        let is_closing = view.session.is_closing_unsaved();
        let is_open = state.opened.is_some() && !view.session.is_closed();
        let mut texts = Vec::new();
        if view.session.alarm().is_some() {
            texts.push(words.not_saved.clone());
            let unsaved = on_paper::unsaved(view);
            let older = unsaved.len().saturating_sub(LINES_MAX);
            if older > 0 {
                texts.push(fill(&words.older, &[("n", &older.to_string())]));
            }
            let newest = unsaved.into_iter().rev().take(LINES_MAX).rev();
            texts.extend(newest.map(|line| match front {
                Front::Screen => on_paper::cut(&line, LINE_CHARS_MAX, " ..."),
                Front::Lines => flat(&line),
            }));
        }
        if self.has_draft {
            let draft = if self.is_draft_lost { &words.draft_lost } else { &words.draft };
            texts.push(draft.clone());
        }
        let is_read_only = view.session.is_read_only();
        let text = match (is_open, is_read_only, front) {
            _ if is_closing && front == Front::Screen => &words.closing,
            _ if is_closing => &lines.leave_closing,
            (true, true, _) => &words.read_only,
            (true, false, Front::Screen) => &words.open,
            (true, false, Front::Lines) => &lines.leave_open,
            (false, _, Front::Screen) => &words.none,
            (false, _, Front::Lines) => &lines.leave_none,
        };
        texts.push(text.clone());
        if is_open && !is_read_only {
            texts.push(words.how_back.clone());
        }
        texts
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
        let width = canvas.areas().band.width.saturating_sub(4);
        let texts = self.texts(view, Front::Screen);
        let rows = texts.iter().flat_map(|text| paragraph(text, 0, width, *view.theme));
        let rows: Vec<Row> = rows.collect();
        let count = u16::try_from(rows.len()).unwrap_or(2);
        let inside = panel(canvas, count, &words.title, "", "");
        canvas.rows(inside, &rows, 0);
        canvas.put_caret(inside.x, inside.y);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let lines = &view.words.screen.linear;
        let mut texts = self.texts(view, Front::Lines).into_iter();
        let subject = texts.next().unwrap_or_default();
        // A lone Enter stays: leaving is an answer.
        Speech::about(subject)
            .details(texts)
            .choice(&lines.leave_yes, vec![Intent::Enter])
            .choice(&lines.leave_no, vec![Intent::Esc])
            .starting_at(Some(1))
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.leave;
        vec![Live::key(Intent::Enter, &words.key_leave), Live::key(Intent::Esc, &words.key_stay)]
    }
}
