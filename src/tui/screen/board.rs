//! The clock board (D, S10): every clock of the incident, step limits, clocks that people added and
//! legal clocks, in one ordered list with the arithmetic done (R34, R35).
//!
//! Invariants: the most pressing stands first; Enter opens the step, where its dangers are read
//! first, or the card of the law; it records one thing only, that the added clock under the cursor
//! was met, and never for a row that moved under the finger (R97, R99).

use ratatui::layout::Rect;

use super::board_cells::{Cells, about, cells, met};
use super::board_strip;
use super::board_table::{MARK, Table};
use super::contract::{Go, Live, Outcome, Screen};
use super::sheet::{Sheet, whole};
use super::spoken;
use super::step_view::below;
use super::watch_form::WatchAsk;
use crate::domain::board::BoardRow;
use crate::domain::command::Command;
use crate::domain::occurrence::Occurrence;
use crate::domain::watch_event::{ClockMet, Watch};
use crate::i18n::fill;
use crate::tui::app::is_open;
use crate::tui::fact;
use crate::tui::intent::{Intent, Press};
use crate::tui::layout::Form;
use crate::tui::row_fact::{self, occurrence};
use crate::tui::speech::{Speech, reach, sentence};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::voice;
use crate::tui::widget::frame::Level;
use crate::tui::widget::text::{columns, cut, paragraph};
use crate::tui::widget::{Canvas, Row};

/// Rows below the list: what was met, and the block about the selected clock.
const SELECTED_ROWS: u16 = 4;
const MET_ROWS: u16 = 1;

/// What the cursor stands on, whatever becomes of the order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum On {
    /// On the most pressing, until somebody moves.
    #[default]
    First,
    /// On this clock.
    Row(Occurrence),
    /// On the row that adds one.
    Add,
}

/// The board.
#[derive(Clone, Debug, Default)]
pub struct Board {
    at: usize,
    on: On,
    from: usize,
}

impl Board {
    /// With the cursor on the most pressing clock.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Follows the clock under the cursor; whether it is still there.
    fn follow(&mut self, board: &[BoardRow<'_>], view: &View) -> bool {
        let last = board.len().saturating_sub(usize::from(!is_open(view)));
        let found = match &self.on {
            On::First => Some(0),
            On::Row(clock) => board.iter().position(|row| occurrence(row) == *clock),
            On::Add => Some(board.len()),
        };
        self.at = found.unwrap_or(self.at).min(last);
        self.on = board.get(self.at).map_or(On::Add, |row| On::Row(occurrence(row)));
        found.is_some()
    }

    fn go(&mut self, by: isize, view: &View) {
        let board = view.session.state().board(&view.now);
        self.follow(&board, view);
        let last = board.len().saturating_sub(usize::from(!is_open(view)));
        self.at = self.at.saturating_add_signed(by).min(last);
        self.on = board.get(self.at).map_or(On::Add, |row| On::Row(occurrence(row)));
    }

    fn enter(&mut self, view: &View) -> Outcome {
        let board = view.session.state().board(&view.now);
        if !self.follow(&board, view) {
            return Outcome::say(&view.words.watch.board_changed);
        }
        match board.get(self.at) {
            Some(BoardRow::Step(deadline)) => Outcome::go(Go::StepAt(deadline.step.clone())),
            Some(BoardRow::Awaited(awaited)) => Outcome::go(Go::StepAt(awaited.step.clone())),
            Some(BoardRow::Duty(duty)) => Outcome::go(Go::LawCard(duty.clock.id.clone())),
            Some(BoardRow::Relief(_)) => Outcome::go(Go::Roles),
            Some(BoardRow::Added(clock, _)) => {
                let met = ClockMet { clock: clock.event.clone(), happened_at: None };
                Outcome::order(Command::Watch(Watch::ClockMet(met)))
            }
            None if is_open(view) => Outcome::go(Go::Watch(WatchAsk::Add)),
            None => Outcome::say(&view.words.screen.board.none),
        }
    }

    /// P moves a clock that somebody added; the others have their own page.
    fn put_off(&mut self, view: &View) -> Outcome {
        let board = view.session.state().board(&view.now);
        if !self.follow(&board, view) {
            return Outcome::say(&view.words.watch.board_changed);
        }
        match board.get(self.at) {
            Some(BoardRow::Added(clock, _)) => {
                Outcome::go(Go::Watch(WatchAsk::Move(clock.event.clone())))
            }
            _ => Outcome::say(&view.words.watch.move_own),
        }
    }

    fn is_on_added(&self, view: &View) -> bool {
        let board = view.session.state().board(&view.now);
        matches!(board.get(self.at), Some(BoardRow::Added(..)))
    }

    fn is_on_add(&self, view: &View) -> bool {
        is_open(view) && self.at >= view.session.state().board(&view.now).len()
    }
}

/// A row in words: how urgent, what, how it stands, and when it is due.
fn row_words(row: &BoardRow<'_>, view: &View) -> String {
    let words = &view.words.screen.linear;
    let text = voice::clock_words(row, view);
    match row_fact::level(row) {
        Level::Alarm => fill(&words.warning, &[("text", &text)]),
        Level::Caution => fill(&words.caution, &[("text", &text)]),
        _ => text,
    }
}

/// What is to be known of the selected row, in full.
fn selected(texts: Vec<String>, width: u16, view: &View) -> Vec<Row> {
    let words = &view.words.screen.board;
    let indent = columns(&words.selected, *view.theme) + 2;
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
            Intent::Postpone if is_open(view) => return self.put_off(view),
            Intent::Up => self.go(-1, view),
            Intent::Down => self.go(1, view),
            Intent::PageUp => self.go(-10, view),
            Intent::PageDown | Intent::Space => self.go(10, view),
            Intent::Home => self.go(isize::MIN, view),
            Intent::End => self.go(isize::MAX, view),
            _ => return Outcome::not_mine(),
        }
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.board;
        let state = view.session.state();
        let board = state.board(&view.now);
        // The cursor is where it was drawn: what moved under it is said by the next key.
        if matches!(self.on, On::First | On::Add) {
            self.follow(&board, view);
        } else if let On::Row(clock) = &self.on
            && let Some(at) = board.iter().position(|row| occurrence(row) == *clock)
        {
            self.at = at;
        }
        let area = whole(&canvas.areas());
        let over = board.iter().filter(|row| row.is_over()).count().to_string();
        let open = state.open_duties().len().to_string();
        let now = fact::clock(view.now.moment.wall, view);
        let head = Row::title(fill(&words.title, &[("now", &now)]))
            .right(fill(&words.sum, &[("over", &over), ("open", &open)]), Role::Text);
        canvas.row(area, area.y, &head);
        let mut sheet = Sheet::new(area.width, *view.theme);
        let all: Vec<Cells> = board.iter().map(|row| cells(row, view)).collect();
        let table = Table::of(&all, area.width, view);
        if board.is_empty() {
            sheet.text(MARK, &words.none);
        } else {
            canvas.row(area, area.y + 1, &table.head(view));
        }
        for (at, cells) in all.iter().enumerate() {
            sheet.focusable(table.row(cells, view), at == self.at);
        }
        if is_open(view) {
            let add = Row::default().at(MARK, view.words.watch.add_row.as_str(), Role::Text);
            sheet.focusable(add, self.at >= board.len());
        }
        let mut list = below(area, 2, SELECTED_ROWS + MET_ROWS);
        let is_roomy = usize::from(list.height) > board.len() + usize::from(board_strip::ROWS);
        if canvas.areas().form == Form::Large && is_roomy {
            list.height -= board_strip::ROWS;
            let rows = board_strip::strip(&board, view);
            let block = Rect { y: list.bottom() + 1, height: 2, ..list };
            canvas.rows(block.intersection(area), &rows, 0);
        }
        sheet.draw(canvas, list, &mut self.from, &view.words.screen.told);
        let y = area.bottom().saturating_sub(SELECTED_ROWS + MET_ROWS);
        let (was_met, missed) = met(view);
        let room = area.width.saturating_sub(columns(&missed, *view.theme) + 2);
        let line = Row::default().at(0, cut(&was_met, room, *view.theme), Role::Text);
        canvas.row(area, y, &line.right(missed, Role::Text));
        let texts = match board.get(self.at) {
            Some(row) => about(row, view),
            None if is_open(view) => vec![view.words.watch.add_selected.clone()],
            None => Vec::new(),
        };
        let y = area.bottom().saturating_sub(SELECTED_ROWS - 1);
        let block = Rect { y, height: SELECTED_ROWS - 1, ..area }.intersection(area);
        canvas.rows(block, &selected(texts, area.width, view), 0);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let words = &view.words.screen.board;
        let state = view.session.state();
        let board = state.board(&view.now);
        self.follow(&board, view);
        let over = board.iter().filter(|row| row.is_over()).count().to_string();
        let open = state.open_duties().len().to_string();
        let sum = fill(&words.sum, &[("over", &over), ("open", &open)]);
        let lines = &view.words.screen.linear;
        let (was_met, missed) = met(view);
        let mut speech = Speech::about(fill(&lines.board, &[("sum", &sum)]))
            .detail(sentence(&spoken::question(&was_met)))
            .detail(sentence(&spoken::question(&missed)));
        if board.is_empty() {
            speech = speech.detail(&words.none);
        }
        let own = &view.words.watch;
        for (at, row) in board.iter().enumerate() {
            let text = row_words(row, view);
            let to = |key| reach(Some(self.at), at, &[key]);
            let is_added = matches!(row, BoardRow::Added(..));
            if !is_added || !is_open(view) {
                speech = speech.choice(text, to(Intent::Enter));
                continue;
            }
            let named = |template: &str| fill(template, &[("text", &text)]);
            speech = speech
                .choice(named(&own.speak_met), to(Intent::Enter))
                .choice(named(&own.speak_move), to(Intent::Postpone));
        }
        if is_open(view) {
            let presses = reach(Some(self.at), board.len(), &[Intent::Enter]);
            speech = speech.choice(&view.words.screen.menu.add_clock, presses);
        }
        speech.hiding(&[Intent::Postpone])
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.board;
        let own = &view.words.watch;
        let is_added = self.is_on_added(view);
        let enter = match (is_added, self.is_on_add(view)) {
            (true, _) => &own.key_met,
            (false, true) => &own.key_add,
            (false, false) => &words.key_open,
        };
        let mut keys = vec![Live::key(Intent::Enter, enter)];
        if is_added && is_open(view) {
            keys.push(Live::key(Intent::Postpone, &own.key_put_off));
        }
        keys.extend([
            Live::keys(&[Intent::Up, Intent::Down], &words.key_move),
            Live::key(Intent::Acknowledge, &words.key_acknowledge),
            Live::key(Intent::Note, &view.words.screen.step.key_note),
            Live::key(Intent::Esc, &words.key_back),
            Live::key(Intent::Help, &view.words.screen.step.key_help),
            Live::keys(&[Intent::PageUp, Intent::PageDown], &words.key_page),
        ]);
        keys
    }

    fn has_rail(&self) -> bool {
        false
    }
}
