//! How a decision looks (S5): its text, the options in full, what the selected one leads to, who
//! decides, and the step that comes next on every path (R10, R31).
//!
//! Nothing moves when the selection does: the room for hints is that of the longest.

use ratatui::layout::Rect;

use super::decide;
use super::detail::Detail;
use super::step::StepScreen;
use super::step_view::below;
use super::subject::Subject;
use crate::domain::place::Applies;
use crate::domain::step::{Choice, StepKind};
use crate::i18n::fill;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::{Canvas, Options, Row};

/// Rows of the question that stay whatever the hints need.
const TEXT_ROWS_MIN: usize = 3;

impl StepScreen {
    /// The question, its options, and what they lead to.
    pub(super) fn deciding(
        &mut self,
        canvas: &mut Canvas,
        area: Rect,
        detail: &Detail,
        (subject, view): (&Subject, &View),
    ) {
        let (run, index) = (subject.run, subject.index);
        let options = decide::option_rows(run, index, &self.options, area.width, view);
        if usize::from(area.height) < options.len() + 3 {
            let is_text = self.options.selected().is_none() || !self.page.is_read();
            if is_text {
                self.question_alone(canvas, area, detail, view);
            } else {
                self.options_alone(canvas, area, options, (subject, view));
            }
            return;
        }
        let width = area.width;
        let hints = decide::hint_rows(subject.run, subject.index, &self.options, width, view);
        let count = u16::try_from(options.len()).unwrap_or(u16::MAX);
        // The options always stand in full; text and hints share what is left.
        let left = usize::from(area.height.saturating_sub(count));
        // It belongs to the step in hand, not to one that is looked at.
        let has_objection =
            self.looking.is_none() && (self.is_objecting || !self.objection.is_blank());
        let most = longest_hints(subject, width, view) + usize::from(has_objection);
        let text_rows = detail.rows.len().min(left.saturating_sub(TEXT_ROWS_MIN));
        let for_hints =
            if left > 4 { most.min(left - 1 - text_rows.min(left - 1)).max(2) } else { 0 };
        let spare = left.saturating_sub(1 + text_rows + for_hints);
        let next = next_row(subject, view).filter(|_| spare > 0);
        let for_next = usize::from(next.is_some());
        let text_height = left.saturating_sub(for_hints + for_next + 1).max(1);
        let text = Rect { height: u16::try_from(text_height).unwrap_or(1), ..area };
        self.page.drawn_of(detail.rows.len().max(1), text_height, detail.to_read);
        canvas.rows(text, &detail.rows, self.page.from);
        let at = text.height.min(area.height);
        if self.page.has_more() {
            let more = &view.words.screen.frame.more_below;
            canvas.print_right(area, area.y + at, more, Role::Text);
        }
        let list = below(area, at + u16::from(left > 1), 0);
        canvas.rows(list, &options, 0);
        self.caret_on_option(canvas, list);
        let mut hints_area = below(list, count, u16::try_from(for_next).unwrap_or(0));
        if has_objection {
            self.objection_line(canvas, hints_area, view);
            hints_area = below(hints_area, 1, 0);
        }
        canvas.rows(hints_area, &hints, 0);
        if let Some(next) = next {
            canvas.row(area, area.bottom().saturating_sub(1), &next);
        }
    }

    /// Too little room for both: the text of the question, until it is read and a line selected.
    fn question_alone(&mut self, canvas: &mut Canvas, area: Rect, detail: &Detail, view: &View) {
        let height = area.height.saturating_sub(1);
        let text = Rect { height, ..area };
        self.page.drawn_of(detail.rows.len().max(1), usize::from(height), detail.to_read);
        canvas.rows(text, &detail.rows, self.page.from);
        let words = &view.words.screen;
        let last = &self.options.count().to_string();
        let how = fill(&words.decide.answers, &[("n", last)]);
        let line = if self.page.has_more() { &words.frame.more_below } else { &how };
        canvas.print_right(area, area.y + height, line, Role::Text);
    }

    /// Too little room for both: the lines around the selected one, and what that one leads to.
    fn options_alone(
        &self,
        canvas: &mut Canvas,
        area: Rect,
        mut options: Vec<Row>,
        (subject, view): (&Subject, &View),
    ) {
        let run = subject.run;
        let hints = decide::hint_rows(run, subject.index, &self.options, area.width, view);
        let for_hints = u16::try_from(hints.len()).unwrap_or(2).min(area.height / 2);
        let list = Rect { height: area.height.saturating_sub(for_hints), ..area };
        for row in &mut options {
            row.pieces.truncate(3);
        }
        let at = self.options.selected().unwrap_or(0);
        let from = (at + 1).saturating_sub(usize::from(list.height));
        canvas.rows(list, &options, from);
        canvas.put_caret(list.x, list.y + u16::try_from(at - from.min(at)).unwrap_or(0));
        canvas.rows(below(area, list.height, 0), &hints, 0);
    }

    fn objection_line(&self, canvas: &mut Canvas, area: Rect, view: &View) {
        let label = &view.words.screen.decide.objection;
        let end = canvas.print(area, (area.x, area.y), label, Role::Label) + 2;
        let field = Rect {
            x: end,
            width: area.right().saturating_sub(end),
            height: area.height.min(1),
            ..area
        };
        self.objection.draw(canvas, field, self.is_objecting);
    }
}

/// The rows that the longest of the hints takes.
fn longest_hints(subject: &Subject, width: u16, view: &View) -> usize {
    let count = decide::count(&subject.step.kind);
    let selections = std::iter::once(Options::new(count));
    let selections = selections.chain((0..count).map(|at| Options::starting_at(count, at)));
    let rows = |options: Options| {
        decide::hint_rows(subject.run, subject.index, &options, width, view).len()
    };
    selections.map(rows).max().unwrap_or(0)
}

/// `[ ] step 5 or 6, then 7  Cut the internet link`: the next steps, whatever is answered.
fn next_row(subject: &Subject, view: &View) -> Option<Row> {
    let words = &view.words.screen.decide;
    let run = subject.run;
    let StepKind::Decide { options, .. } = &subject.step.kind else { return None };
    let book = &run.copy.runbook;
    let first = |option: &Choice| {
        let next = decide::comes_next(run, subject.index, &option.id, view);
        next.or_else(|| Some(book.first_on(&subject.step.id, &option.id)?.0))
    };
    let on_every_path = |at: &usize| {
        run.get(*at).is_some_and(|(_, step, _)| {
            step.only_if.as_ref().is_none_or(|only| only.decision != subject.step.id)
        }) && run.applies(*at) == Applies::Yes
    };
    let next = (subject.index + 1..run.steps.len()).find(on_every_path)?;
    let (_, step, _) = run.get(next)?;
    let (n, title) = ((next + 1).to_string(), step.title.get(view.lang));
    // What comes on every path anyway ends the row; only what lies before it differs.
    let mut either: Vec<usize> = options.iter().filter_map(first).filter(|at| *at < next).collect();
    either.sort_unstable();
    either.dedup();
    let numbers: Vec<String> = either.iter().map(|at| (at + 1).to_string()).collect();
    let either = numbers.join(&format!(" {} ", words.or));
    let text = if either.is_empty() {
        fill(&words.next, &[("n", &n), ("title", title)])
    } else {
        fill(&words.next_after, &[("either", &either), ("n", &n), ("title", title)])
    };
    Some(Row::default().at(0, run.mark(next).ascii(), Role::Text).at(4, text, Role::Text))
}
