//! The page after the last step: the state of the world (R22), and what a pause reads back (R9).

use super::contract::{Go, Outcome};
use super::newer;
use super::step::StepScreen;
use super::step_view::carried;
use super::told;
use crate::domain::event::OpenItem;
use crate::i18n::fill;
use crate::tui::intent::Intent;
use crate::tui::row_fact;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::{columns, labelled, paragraph};
use crate::tui::widget::{Canvas, Row};

/// Lines of one list; the rest is counted.
const LINES_MAX: usize = 4;

/// Clocks that run, most pressing first, one line each.
pub(super) fn clocks(view: &View) -> Vec<String> {
    let board = view.session.state().board(&view.now);
    board.iter().filter(|row| row.is_running()).map(|row| row_fact::text(row, view)).collect()
}

/// Notes that ask for something, one line each.
pub(super) fn notes(view: &View) -> Vec<String> {
    let asking = view.session.state().acts.asking();
    asking.map(|event| told::open_item(view, &OpenItem::Note(event)).1).collect()
}

/// The first of some lines, and how many more there are.
pub(super) fn few(mut lines: Vec<String>, view: &View) -> Vec<String> {
    let more = lines.len().saturating_sub(LINES_MAX);
    if more > 0 {
        lines.truncate(LINES_MAX);
        lines.push(fill(&view.words.screen.step.world_more, &[("n", &more.to_string())]));
    }
    lines
}

/// Draws the page.
pub(super) fn draw(canvas: &mut Canvas, view: &View) {
    let words = &view.words.screen.step;
    let work = canvas.areas().work;
    let lists = [
        (&words.world_steps, vec![told::counts(view)]),
        (&words.world_limits, carried(view)),
        (&words.world_clocks, clocks(view)),
        (&words.world_notes, notes(view)),
    ];
    let wide = lists.iter().map(|(label, _)| columns(label, *view.theme)).max().unwrap_or(0);
    let mut rows = vec![Row::title(words.all_done.as_str()), Row::blank()];
    for (label, lines) in lists {
        let lines = few(lines, view);
        let none = lines.is_empty().then(|| words.world_none.clone());
        let mut label = label.as_str();
        for line in lines.iter().chain(&none) {
            rows.extend(labelled(label, line, wide + 2, work.width, *view.theme));
            label = "";
        }
    }
    for line in newer::lines(view) {
        rows.extend(paragraph(&line, 0, work.width, *view.theme));
    }
    rows.push(Row::blank());
    rows.push(Row::default().at(0, words.all_done_next.as_str(), Role::Text));
    canvas.rows(work, &rows, 0);
    canvas.put_caret(work.x, work.y);
}

impl StepScreen {
    /// Every step has its answer: nothing is left but to look and to close.
    pub(super) fn no_step_key(&mut self, intent: Intent, view: &View) -> Outcome {
        let last = view.session.state().runs.last();
        let step = last.and_then(|run| run.step_ref(run.steps.len().checked_sub(1)?));
        match (intent, step) {
            (Intent::Enter, _) => Outcome::go(Go::Closing),
            (Intent::Up, Some(step)) => {
                self.look_at(step, view);
                Outcome::taken()
            }
            _ => Outcome::not_mine(),
        }
    }
}
