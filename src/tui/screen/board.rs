//! The clock board (D, S10): every clock of the incident, step limits and legal clocks, in one
//! ordered list with the arithmetic done (R34, R35).
//!
//! Invariants: the most pressing stands first; nothing is done from here by itself: Enter opens the
//! step, where its dangers are read first, or the card of the law.

use ratatui::layout::Rect;

use super::contract::{Go, Live, Outcome, Screen};
use super::sheet::{Sheet, whole};
use crate::domain::board::BoardRow;
use crate::domain::deadline::Deadline;
use crate::domain::duty_event::Verdict;
use crate::domain::duty_state::{Duty, Standing};
use crate::domain::law::LawStatus;
use crate::domain::time::{Remaining, Span};
use crate::i18n::fill;
use crate::tui::intent::{Intent, Press};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::{columns, cut, paragraph};
use crate::tui::widget::{Canvas, Row};
use crate::tui::{duty_text, fact, row_fact};

/// Columns of the cells: how urgent, days ahead, due, left, what.
const MARK: u16 = 3;
const DAY: u16 = 7;
const DUE: u16 = 11;
const LEFT: u16 = 18;
const WHAT: u16 = 31;

/// Columns kept free at the right for the state.
const STATE_COLUMNS: u16 = 16;

/// Rows of the block about the selected clock.
const SELECTED_ROWS: u16 = 4;

/// From so many hours on, time left is told in days.
const HOURS_SHOWN_MAX: u64 = 100;

/// The board.
#[derive(Clone, Debug, Default)]
pub struct Board {
    at: usize,
    from: usize,
}

impl Board {
    /// With the cursor on the most pressing clock.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn go(&mut self, by: isize, view: &View) {
        let last = view.session.state().board(&view.now).len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    fn enter(&self, view: &View) -> Outcome {
        let state = view.session.state();
        match state.board(&view.now).get(self.at) {
            Some(BoardRow::Step(deadline)) => Outcome::go(Go::StepAt(deadline.step.clone())),
            Some(BoardRow::Duty(duty)) => Outcome::go(Go::LawCard(duty.clock.id.clone())),
            None => Outcome::say(&view.words.screen.board.none),
        }
    }
}

/// Hours and minutes, or days where hours say nothing any more.
fn left(span: Span, view: &View) -> String {
    let minutes = span.minutes();
    let hours = minutes / 60;
    if hours < HOURS_SHOWN_MAX {
        return format!("{hours}:{:02}", minutes % 60);
    }
    fill(&view.words.screen.board.days, &[("n", &(hours / 24).to_string())])
}

/// The cells of a row: how urgent, days ahead, due, left, what, state.
struct Cells {
    mark: &'static str,
    day: String,
    due: String,
    left: String,
    what: String,
    state: String,
}

fn cells(row: &BoardRow<'_>, view: &View) -> Cells {
    match row {
        BoardRow::Step(deadline) => step_cells(deadline, row, view),
        BoardRow::Duty(duty) => duty_cells(duty, row, view),
    }
}

fn mark(row: &BoardRow<'_>) -> &'static str {
    use crate::tui::widget::frame::Level;
    match row_fact::level(row) {
        Level::Alarm => "!!!",
        Level::Caution => "!!",
        Level::Notice if row.order().0 <= 1 => "!",
        Level::Notice | Level::None => "",
    }
}

fn step_cells(deadline: &Deadline, row: &BoardRow<'_>, view: &View) -> Cells {
    let words = &view.words.screen.board;
    let (number, title) = fact::title(&deadline.step, view);
    let what = match &deadline.whom {
        Some(whom) => fill(&view.words.screen.frame.call_whom, &[("whom", whom)]),
        None => title,
    };
    let left = match deadline.remaining {
        Remaining::Left(span) => left(span, view),
        Remaining::Over(span) => fill(&words.over, &[("left", &format!("-{}", left(span, view)))]),
    };
    let today = view.now.moment.wall.date(view.now.offset);
    let ahead = deadline.due_at.date(view.now.offset).days_since(today);
    Cells {
        mark: mark(row),
        day: if ahead == 0 { String::new() } else { format!("{ahead:+}") },
        due: fact::clock(deadline.due_at, view),
        left,
        what,
        state: fill(&words.step, &[("n", &number.to_string())]),
    }
}

fn duty_cells(duty: &Duty<'_>, row: &BoardRow<'_>, view: &View) -> Cells {
    let words = &view.words.screen.board;
    let (day, due) = row_fact::due_cell(duty, view);
    let (mut day, mut due) = (day, due);
    let verdict = view.words.duty.verdict(duty.verdict).to_owned();
    let (mark, left, state) = match duty.standing {
        Standing::Overdue(span) => {
            let over = format!("-{}", left(span, view));
            (mark(row), fill(&words.over, &[("left", &over)]), verdict)
        }
        Standing::Now(span) => {
            (mark(row), fill(&words.now, &[("left", &left(span, view))]), verdict)
        }
        Standing::Left(span) => (mark(row), left(span, view), verdict),
        Standing::ToComplete(_) => ("[ ]", words.part.clone(), verdict),
        Standing::Asked => ("?", String::new(), asked(duty, verdict, view)),
        Standing::Filed => ("[x]", String::new(), words.filed.clone()),
        Standing::NotApplicable => ("[-]", String::new(), words.not_applicable.clone()),
        Standing::Proposed => ("", String::new(), words.proposed.clone()),
    };
    let is_running =
        matches!(duty.standing, Standing::Overdue(_) | Standing::Left(_) | Standing::ToComplete(_));
    if !is_running {
        (day, due) = (String::new(), String::new());
    }
    Cells { mark, day, due, left, what: duty_text::clock_title(&duty.clock.id, view), state }
}

/// What is asked of a clock that does not run: whether it applies, or when its moment was.
fn asked(duty: &Duty<'_>, verdict: String, view: &View) -> String {
    let is_pending = duty.clock.status == LawStatus::Pending && duty.verdict.is_none();
    if is_pending || duty.verdict == Some(Verdict::Unknown) {
        return view.words.duty.verdict(None).to_owned();
    }
    verdict
}

fn draw_row(cells: &Cells, width: u16, view: &View) -> Row {
    let room = width.saturating_sub(WHAT).saturating_sub(STATE_COLUMNS);
    Row::default()
        .at(MARK, cells.mark, Role::Label)
        .at(DAY, cells.day.as_str(), Role::Text)
        .at(DUE, cells.due.as_str(), Role::Text)
        .at(LEFT, cells.left.as_str(), Role::Text)
        .at(WHAT, cut(&cells.what, room, *view.theme), Role::Text)
        .right(cells.state.as_str(), Role::Text)
}

/// What is to be known of the selected clock, in full.
fn selected(row: &BoardRow<'_>, width: u16, view: &View) -> Vec<Row> {
    let words = &view.words.screen.board;
    let indent = columns(&words.selected, *view.theme) + 2;
    let texts = match row {
        BoardRow::Step(deadline) => {
            let text = fact::deadline_text(deadline, view);
            vec![fill(&words.selected_step, &[("text", &text)])]
        }
        BoardRow::Duty(duty) => {
            let law = view.words.law.source(&duty.clock.legal_ref);
            let date = duty.clock.as_of.to_string();
            let stands = super::law_card::standing(duty, view);
            let title = duty_text::clock_title(&duty.clock.id, view);
            vec![
                fill(&view.words.duty.titled, &[("title", &title), ("text", &stands)]),
                fill(&words.selected_law, &[("law", &law), ("date", &date)]),
            ]
        }
    };
    let mut rows: Vec<Row> = Vec::new();
    for text in texts {
        rows.extend(paragraph(&text, indent, width, *view.theme));
    }
    rows.truncate(usize::from(SELECTED_ROWS) - 1);
    if let Some(first) = rows.first_mut() {
        *first = std::mem::take(first).at(0, words.selected.as_str(), Role::Label);
    }
    rows
}

impl Screen for Board {
    fn key(&mut self, press: Press, view: &View) -> Outcome {
        match press.intent {
            Intent::Esc | Intent::Clocks => return Outcome::go(Go::Back),
            Intent::Enter => return self.enter(view),
            Intent::Up => self.go(-1, view),
            Intent::Down => self.go(1, view),
            Intent::PageUp => self.go(-10, view),
            Intent::PageDown | Intent::Space => self.go(10, view),
            Intent::Home => self.at = 0,
            Intent::End => self.go(isize::MAX, view),
            _ => return Outcome::not_mine(),
        }
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.board;
        let state = view.session.state();
        let board = state.board(&view.now);
        self.at = self.at.min(board.len().saturating_sub(1));
        let area = whole(&canvas.areas());
        let over = board.iter().filter(|row| row.order().0 == 0).count().to_string();
        let open = state.open_duties().len().to_string();
        let now = fact::clock(view.now.moment.wall, view);
        let head = Row::title(fill(&words.title, &[("now", &now)]))
            .right(fill(&words.sum, &[("over", &over), ("open", &open)]), Role::Text);
        canvas.row(area, area.y, &head);
        if board.is_empty() {
            let rows = paragraph(&words.none, 0, area.width, *view.theme);
            canvas.rows(below(area, 2, 0), &rows, 0);
            return;
        }
        let names = Row::default()
            .at(DAY, words.due.as_str(), Role::Label)
            .at(LEFT, words.left.as_str(), Role::Label)
            .at(WHAT, words.what.as_str(), Role::Label)
            .right(words.state.as_str(), Role::Label);
        canvas.row(area, area.y + 1, &names);
        let mut sheet = Sheet::new(area.width, *view.theme);
        for (at, row) in board.iter().enumerate() {
            let drawn = draw_row(&cells(row, view), area.width, view);
            sheet.focusable(drawn, at == self.at);
        }
        let list = below(area, 2, SELECTED_ROWS);
        sheet.draw(canvas, list, &mut self.from, &view.words.screen.told);
        if let Some(row) = board.get(self.at) {
            let y = area.bottom().saturating_sub(SELECTED_ROWS - 1);
            let block = Rect { y, height: SELECTED_ROWS - 1, ..area }.intersection(area);
            canvas.rows(block, &selected(row, area.width, view), 0);
        }
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.board;
        vec![
            Live::keys(&[Intent::Up, Intent::Down], &words.key_move),
            Live::key(Intent::Enter, &words.key_open),
            Live::key(Intent::Acknowledge, &words.key_acknowledge),
            Live::key(Intent::Note, &view.words.screen.step.key_note),
            Live::key(Intent::Esc, &words.key_back),
            Live::key(Intent::Help, &view.words.screen.step.key_help),
            Live::keys(&[Intent::PageUp, Intent::PageDown], &words.key_page),
        ]
    }

    fn has_rail(&self) -> bool {
        false
    }
}

fn below(area: Rect, top: u16, bottom: u16) -> Rect {
    let top = top.min(area.height);
    let height = area.height.saturating_sub(top).saturating_sub(bottom);
    Rect { y: area.y + top, height, ..area }
}
