//! How the step screen looks: fixed cells for place, title and neighbours (S4, S5, R10, R15).

use ratatui::layout::Rect;

use super::detail::Detail;
use super::step::StepScreen;
use super::subject::{Subject, is_recheck};
use super::{after_last, detail, held, limits, neighbour};
use crate::domain::limits::LastingLimit;
use crate::domain::place::Mark;
use crate::domain::step::{Step, StepKind};
use crate::i18n::fill;
use crate::tui::layout::Form;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::{columns, cut, paragraph};
use crate::tui::widget::{Canvas, Row};
use crate::tui::{fact, row_fact};

/// Where the number and the title of the step in hand begin.
const NUMBER: u16 = 3;
const TITLE: u16 = 7;

/// Rows of a block below the text in the large form.
const BLOCK_ROWS: usize = 4;

/// How many neighbours stand on each side (R10).
const NEIGHBOURS: usize = 2;

impl StepScreen {
    pub(super) fn paint(&mut self, canvas: &mut Canvas, view: &View) {
        let Some(subject) = self.subject(view) else {
            after_last::draw(canvas, view);
            return;
        };
        if self.looking.is_none()
            && let Some(here) = &self.here
        {
            self.shown.entry(here.clone()).or_insert(view.now.moment.wall);
        }
        let areas = canvas.areas();
        let work = areas.work;
        if areas.form == Form::Reduced {
            title(canvas, work.y, &self.title_row(&subject, view));
            self.detail(canvas, below(work, 1, 0), &subject, view);
            return;
        }
        canvas.row(work, work.y, &self.place_row(&subject, work.width, view));
        let is_large = areas.form == Form::Large;
        let past = if is_large { 2 } else { 1 + NEIGHBOURS };
        if !is_large {
            behind(canvas, work, &subject, view);
        }
        let rule = |canvas: &mut Canvas, at: u16, sign| {
            let band = canvas.areas().band;
            canvas.rule(Rect { y: band.y + at, height: 1, ..band }, sign);
        };
        let at = u16::try_from(past).unwrap_or(3);
        rule(canvas, at, '=');
        title(canvas, work.y + at + 1, &self.title_row(&subject, view));
        rule(canvas, at + 2, '=');
        if !is_large {
            limits::on_rule(canvas, work.y + at + 2, view);
        }
        let top = at + 3 + u16::from(is_large);
        let is_deciding = self.is_deciding(&subject);
        if is_deciding && !is_large {
            self.detail(canvas, below(work, top, 0), &subject, view);
            return;
        }
        let block = if is_large { block(&subject, view) } else { ahead(&subject, view) };
        let rows = u16::try_from(block.len()).unwrap_or(u16::MAX).min(work.height / 2);
        let bottom = work.height.saturating_sub(rows);
        rule(canvas, bottom.saturating_sub(1), '-');
        canvas.rows(below(work, bottom, 0), &block, 0);
        self.detail(canvas, below(work, top, rows + 1), &subject, view);
        if self.page.has_more() && !self.is_listing(&subject) {
            let text = format!(" {} -", view.words.screen.frame.more_below);
            let row = work.y + bottom.saturating_sub(1);
            canvas.print_right(work, row, &text, Role::Text);
        }
    }

    fn is_deciding(&self, subject: &Subject) -> bool {
        self.looking.is_none() && matches!(subject.step.kind, StepKind::Decide { .. })
    }

    /// The options stand in place of the text.
    fn is_listing(&self, subject: &Subject) -> bool {
        self.looking.is_none() && self.is_asking && !self.is_deciding(subject)
    }

    /// `CONTAIN  phase 2 of 4          Track NETWORK          Step 7 of 31`.
    fn place_row(&self, subject: &Subject, width: u16, view: &View) -> Row {
        let words = &view.words.screen.step;
        let number = (subject.index + 1).to_string();
        if self.looking.is_some() {
            let here = self.here.as_ref().map(|here| fact::title(here, view).0);
            let text = match &here {
                Some(here) => fill(&words.looking, &[("n", &number), ("here", here)]),
                None => fill(&words.looking_free, &[("n", &number)]),
            };
            return Row::title(text);
        }
        let book = &subject.run.copy.runbook;
        let found = subject.run.get(subject.index).map(|(phase, ..)| phase);
        let at = found.and_then(|phase| book.phases.iter().position(|other| other == phase));
        let name = found.map(|phase| phase.title.get(view.lang).to_uppercase());
        let phase = fill(
            &words.phase,
            &[
                ("name", &name.unwrap_or_default()),
                ("n", &(at.unwrap_or(0) + 1).to_string()),
                ("total", &book.phases.len().to_string()),
            ],
        );
        let window = found.and_then(|phase| phase.window).map(|window| {
            let hours =
                (window.minutes() % 60 == 0).then(|| format!("{} h", window.minutes() / 60));
            let span = hours.unwrap_or_else(|| fact::span(window, view));
            fill(&words.phase_window, &[("phase", &phase), ("span", &span)])
        });
        let track = book.track(&subject.step.track).map(|track| {
            let name = track.title.get(view.lang).to_uppercase();
            fill(&words.track, &[("name", &name)])
        });
        let is_decision = matches!(subject.step.kind, StepKind::Decide { .. });
        let template = if is_decision { &words.decision } else { &words.step };
        let total = book.step_count().to_string();
        let place = fill(template, &[("n", &number), ("total", &total)]);
        if let Some(hold) = view.session.state().hold(subject.run.id()) {
            let room = width.saturating_sub(columns(&place, *view.theme) + 2);
            let text = cut(&held::line(&hold, view), room, *view.theme);
            return Row::title(text).right(place, Role::Text);
        }
        let track = track.unwrap_or_default();
        // The time frame stands there where it pushes nothing away (R19).
        let room = width.saturating_sub(columns(&track, *view.theme).max(1));
        let room = room.saturating_sub(columns(&place, *view.theme) + 4);
        let fits = |text: &String| columns(text, *view.theme) <= room;
        let phase = window.filter(fits).unwrap_or(phase);
        let row = Row::default().at(0, phase.clone(), Role::Label).right(place, Role::Text);
        let x = columns(&phase, *view.theme) + 2;
        row.at(x.max(38), track, Role::Text)
    }

    fn title_row(&self, subject: &Subject, view: &View) -> Row {
        let mark = match (&self.looking, &subject.step.kind) {
            (Some(_), _) => subject.run.mark(subject.index).ascii(),
            (None, StepKind::Decide { .. }) => "?",
            (None, _) => ">>",
        };
        let remark = if self.looking.is_some() {
            neighbour::remark(subject.run, subject.index, view)
        } else {
            neighbour::countdown(subject.run, subject.index, view)
        };
        let number = (subject.index + 1).to_string();
        let x = NUMBER + u16::from(self.looking.is_some());
        Row::default()
            .at(0, mark, Role::Focus)
            .at(x, number, Role::Focus)
            .at(TITLE, subject.step.title.get(view.lang), Role::Focus)
            .right(remark, Role::Focus)
            .across(Role::Focus)
    }

    /// The text of the step, or what there is to choose from.
    fn detail(&mut self, canvas: &mut Canvas, area: Rect, subject: &Subject, view: &View) {
        if self.is_listing(subject) {
            self.list(canvas, area, subject, view);
            return;
        }
        let is_in_hand = self.looking.is_none();
        let (run, index) = (subject.run, subject.index);
        let Detail { rows, to_read, next } =
            detail::detail(run, index, area.width, is_in_hand, view);
        if !self.is_deciding(subject) {
            self.next_line = next;
            self.page.drawn_of(rows.len().max(1), usize::from(area.height), to_read);
            canvas.rows(area, &rows, self.page.from);
            return;
        }
        self.deciding(canvas, area, &Detail { rows, to_read, next: None }, (subject, view));
    }

    pub(super) fn caret_on_option(&self, canvas: &mut Canvas, list: Rect) {
        if let Some(at) = self.options.selected().filter(|_| self.is_asking) {
            canvas.put_caret(list.x, list.y + u16::try_from(at).unwrap_or(0));
        }
    }

    /// States that may be seen, or what a repeated check found.
    fn list(&mut self, canvas: &mut Canvas, area: Rect, subject: &Subject, view: &View) {
        let words = &view.words.screen.step;
        let (head, lines) = listed(subject.step, is_recheck(subject), view);
        let mut rows = paragraph(head, 0, area.width, *view.theme);
        rows.push(Row::blank());
        if usize::from(area.height) < rows.len() + lines.len() {
            rows.clear();
        }
        let first = u16::try_from(rows.len()).unwrap_or(0);
        for (at, line) in lines.iter().enumerate() {
            let is_here = self.options.selected() == Some(at);
            let role = if is_here { Role::Focus } else { Role::Text };
            let mark = if is_here { ">>" } else { "" };
            let number = (at + 1).to_string();
            rows.push(Row::text(mark).at(4, number, Role::Text).at(7, line.clone(), role));
        }
        if let Some(check) = &subject.step.check {
            let check = format!("{}  {}", words.check, check.get(view.lang));
            rows.push(Row::blank());
            rows.extend(paragraph(&check, 0, area.width, *view.theme));
        }
        canvas.rows(area, &rows, 0);
        self.caret_on_option(canvas, below(area, first, 0));
    }
}

/// The question and its possible answers.
pub(super) fn listed<'v>(step: &Step, is_recheck: bool, view: &View<'v>) -> (&'v str, Vec<String>) {
    let words = &view.words.screen.step;
    if let (true, Some(repeat)) = (is_recheck, &step.repeat) {
        let every = fact::span(repeat.every, view);
        let until = repeat.until.get(view.lang);
        let again = fill(&words.recheck_again, &[("span", &every)]);
        return (&words.recheck, vec![again, fill(&words.recheck_reached, &[("until", until)])]);
    }
    let StepKind::Observe { states } = &step.kind else { return (&words.what_seen, Vec::new()) };
    let lines = states.iter().map(|state| state.title.get(view.lang).to_owned());
    (&words.what_seen, lines.collect())
}

/// Limits in force, the newest first (R21); what has no room is counted.
pub(super) fn carried(view: &View) -> Vec<String> {
    let limits = view.session.state().limits();
    let room = if limits.len() > BLOCK_ROWS { BLOCK_ROWS - 1 } else { BLOCK_ROWS };
    let text = |limit: &LastingLimit<'_>| limit.text.get(view.lang).to_owned();
    let mut lines: Vec<String> = limits.iter().take(room).map(text).collect();
    if limits.len() > room {
        let n = (limits.len() - room).to_string();
        lines.push(fill(&view.words.watch.limits_more, &[("n", &n)]));
    }
    lines
}

pub(super) fn below(area: Rect, top: u16, bottom: u16) -> Rect {
    let top = top.min(area.height);
    let height = area.height.saturating_sub(top).saturating_sub(bottom);
    Rect { y: area.y + top, height, ..area }
}

fn title(canvas: &mut Canvas, y: u16, row: &Row) {
    let work = canvas.areas().work;
    canvas.row(work, y, row);
    canvas.put_caret(work.x, y);
}

/// The two steps before.
fn behind(canvas: &mut Canvas, work: Rect, subject: &Subject, view: &View) {
    for back in 1..=NEIGHBOURS {
        let Some(index) = subject.index.checked_sub(back) else { break };
        let y = work.y + u16::try_from(1 + NEIGHBOURS - back).unwrap_or(1);
        canvas.row(work, y, &neighbour::row(subject.run, index, view));
    }
}

/// The two steps after that may still come; always two rows, so that nothing moves near the end.
fn ahead(subject: &Subject, view: &View) -> Vec<Row> {
    let run = subject.run;
    let may_come = |index: &usize| run.mark(*index) != Mark::NotApplicable;
    let next = (subject.index + 1..run.steps.len()).filter(may_come);
    let rows = next.map(|index| neighbour::row(run, index, view));
    rows.chain(std::iter::repeat_with(Row::blank)).take(NEIGHBOURS).collect()
}

/// What stands below the text in the large form: ahead, lasting limits, clocks.
fn block(subject: &Subject, view: &View) -> Vec<Row> {
    let words = &view.words.screen.step;
    let mut rows = ahead(subject, view);
    let indent = detail::label_columns(view).max(10);
    let mut labelled = |label: &str, lines: Vec<String>| {
        rows.push(Row::blank());
        for (at, line) in lines.into_iter().take(BLOCK_ROWS).enumerate() {
            let label = if at == 0 { label } else { "" };
            rows.push(Row::default().at(0, label, Role::Label).at(indent, line, Role::Text));
        }
    };
    let carried = carried(view);
    if !carried.is_empty() {
        labelled(&words.carry, carried);
    }
    let board = view.session.state().board(&view.now);
    let running = board.iter().filter(|row| row.is_running());
    let clocks: Vec<String> = running.map(|row| row_fact::text(row, view)).collect();
    if !clocks.is_empty() {
        labelled(&words.clocks, clocks);
    }
    rows
}
