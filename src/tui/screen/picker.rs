//! The scenario picker (S1): from launch to the right runbook with a few letters.
//!
//! The field is active at once; open incidents stand above the runbooks while nothing is typed.
//! Nothing is recorded here. When a query finds nothing, the whole shelf stays in reach, but
//! nothing is selected: Enter must not open a runbook that nobody asked for.

use super::contract::{Go, Live, Outcome, Screen};
use super::picker_list::{Listed, is_blank_log, open_incidents, runs, whole_shelf};
use super::picker_purpose::{Purpose, add};
use super::picker_view::{Entry, Fixed, book_row, columns_of, details, incident_row};
use super::sheet::{Sheet, whole};
use super::triage::start_blank;
use crate::domain::ids::RunId;
use crate::i18n::fill;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::layout::Form;
use crate::tui::request::Request;
use crate::tui::search::{Found, Hit, search};
use crate::tui::speech::Speech;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::paragraph;
use crate::tui::widget::{Canvas, Field, Row};
use ratatui::layout::Rect;

/// Most bytes of a query.
const QUERY_BYTES_MAX: usize = 200;

/// Rows that a page key moves.
const PAGE_ROWS: usize = 5;

/// What can always be chosen, in this order.
const FIXED: [Fixed; 2] = [Fixed::Signs, Fixed::Blank];

/// Columns of the list where the details stand beside it.
const LIST_COLUMNS: u16 = 62;

/// The picker.
#[derive(Clone, Debug)]
pub struct Picker {
    pub(super) query: Field,
    pub(super) selected: Option<usize>,
    from: usize,
    details_from: usize,
    /// What the runbook is picked for.
    pub(super) purpose: Purpose,
}

impl Default for Picker {
    fn default() -> Self {
        let query = Field::new(QUERY_BYTES_MAX);
        Self { query, selected: Some(0), from: 0, details_from: 0, purpose: Purpose::Start }
    }
}

impl Picker {
    /// As the screen looks when it is entered.
    #[must_use]
    pub fn new(_view: &View) -> Self {
        Self::default()
    }

    /// For one more runbook in the open incident (R136).
    #[must_use]
    pub fn adding(_view: &View) -> Self {
        Self { purpose: Purpose::Add, ..Self::default() }
    }

    /// For another runbook in the place of this run (R136).
    #[must_use]
    pub fn changing(run: Option<RunId>) -> Self {
        Self { purpose: Purpose::Change(run), ..Self::default() }
    }

    /// Whether the runbook is for the open incident.
    pub(super) fn is_adding(&self) -> bool {
        self.purpose != Purpose::Start
    }

    /// What the query finds; the blank log has a row of its own.
    pub(super) fn found(&self, view: &View) -> Found {
        let books = view.shelf.iter().map(|entry| &*entry.copy.runbook);
        let mut found = search(books, self.query.text(), view.lang);
        found.hits.retain(|hit| !is_blank_log(hit, view));
        found
    }

    pub(super) fn has_query(&self) -> bool {
        !self.query.is_blank()
    }

    /// What the list shows for a search result; on an empty one the whole shelf.
    pub(super) fn listed<'a>(
        &self,
        found: &'a Found,
        all: &'a [Hit],
        view: &View<'a>,
    ) -> Listed<'a> {
        let has_open = !self.has_query() && !self.is_adding();
        let open = if has_open { open_incidents(view).0 } else { Vec::new() };
        let is_empty_result = found.hits.is_empty();
        let hits = if is_empty_result { all } else { &found.hits };
        let fixed = if self.is_adding() { &[][..] } else { &FIXED };
        let mut books: Vec<&Hit> = hits.iter().collect();
        if let Purpose::Change(_) = self.purpose {
            // What gave way before is likely meant again; what is looked for keeps its order.
            let is_likely = |hit: &Hit| !self.has_query() && Self::is_held(hit, view);
            books.sort_by_key(|hit| (self.is_left(hit, view), !is_likely(hit)));
        } else if self.is_adding() {
            // What runs already is rarely meant: Enter must never meet it first (R136).
            books.sort_by_key(|hit| runs(hit, view));
        }
        Listed { open, books, fixed, is_empty_result }
    }

    fn with_listed<T>(&self, view: &View, then: impl FnOnce(&Found, &Listed) -> T) -> T {
        let found = self.found(view);
        let all = whole_shelf(view);
        let listed = self.listed(&found, &all, view);
        then(&found, &listed)
    }

    fn choose(&self, view: &View) -> Outcome {
        self.with_listed(view, |_, listed| {
            match self.selected.and_then(|at| listed.get(at, view)) {
                Some(Entry::Incident(line)) => {
                    Outcome::request(Request::Resume(line.incident.clone()))
                }
                Some(Entry::Book(entry, _)) if self.is_adding() => add(entry, &self.purpose, view),
                Some(Entry::Book(entry, _)) => {
                    Outcome::go(Go::Start(Box::new(entry.copy.clone()), Vec::new()))
                }
                Some(Entry::Fixed(Fixed::Signs)) => Outcome::go(Go::Triage),
                Some(Entry::Fixed(Fixed::Blank)) => start_blank(view),
                None => Outcome::say(view.words.screen.picker.choose_first.clone()),
            }
        })
    }

    fn move_to(&mut self, intent: Intent, view: &View) {
        let count = self.with_listed(view, |_, listed| listed.count());
        let last = count.saturating_sub(1);
        let at = self.selected;
        self.selected = match intent {
            _ if count == 0 => None,
            // Up from the first row reaches the fixed ones (R135).
            Intent::Up => Some(at.and_then(|at| at.checked_sub(1)).unwrap_or(last)),
            Intent::Down => Some(at.map_or(0, |at| (at + 1).min(last))),
            Intent::PageUp => Some(at.unwrap_or(0).saturating_sub(PAGE_ROWS)),
            _ => Some((at.unwrap_or(0) + PAGE_ROWS).min(last)),
        };
        self.details_from = 0;
    }

    /// After the query changed the first hit is selected; on an empty result nothing is.
    fn reselect(&mut self, view: &View) {
        let is_empty = self.found(view).hits.is_empty();
        self.selected = (!is_empty).then_some(0);
        self.from = 0;
        self.details_from = 0;
    }

    fn find_row(&self, canvas: &mut Canvas, area: Rect, found: &Found, view: &View) {
        let words = &view.words.screen.picker;
        let all = view.shelf.len().to_string();
        let hits = found.hits.len().to_string();
        let label = format!("{} ", words.find);
        let x = canvas.print(area, (area.x, area.y), &label, Role::Label);
        let counted = fill(&words.matches, &[("n", &hits), ("all", &all)]);
        let right = match (self.has_query(), found.has_all_words, found.hits.is_empty()) {
            (false, ..) => String::new(),
            (true, false, false) => words.closest.clone(),
            _ => counted,
        };
        let end = canvas.print_right(area, area.y, &right, Role::Text);
        let room = end.saturating_sub(x + 2).min(40);
        let cell = Rect { x, width: room, height: 1, ..area };
        self.query.draw(canvas, cell.intersection(area), true);
    }

    fn list<'a>(&self, found: &Listed, view: &View<'a>, width: u16) -> Sheet<'a> {
        let words = &view.words.screen.picker;
        let mut sheet = Sheet::new(width, *view.theme);
        if found.is_empty_result && self.has_query() {
            sheet.running(&fill(&words.empty, &[("query", self.query.trimmed())]), 0, Role::Title);
            sheet.text(0, &words.empty_do);
            sheet.blank();
        }
        if view.shelf.is_empty() {
            sheet.running(&words.no_shelf, 0, Role::Title);
        }
        if !found.open.is_empty() {
            sheet.row(Row::default().at(3, words.open_incidents.as_str(), Role::Label));
        }
        for (at, line) in found.open.iter().enumerate() {
            sheet.focusable(incident_row(line, view), self.selected == Some(at));
        }
        let is_silent = self.has_query() || self.is_adding();
        let unusable = if is_silent { 0 } else { open_incidents(view).1 };
        if unusable > 0 {
            sheet.text(3, &fill(&words.unusable, &[("n", &unusable.to_string())]));
        }
        if !found.open.is_empty() || unusable > 0 {
            sheet.blank();
        }
        if !found.books.is_empty() {
            let heads = columns_of(&words.steps, &words.reviewed, "", width);
            let row = Row::default().at(3, words.scenario.as_str(), Role::Label);
            sheet.row(row.right(heads, Role::Label));
        }
        for (at, hit) in (found.open.len()..).zip(&found.books) {
            let Some(entry) = view.shelf.get(hit.index) else { continue };
            let row = book_row(entry, self.is_adding(), view, width);
            sheet.focusable(row, self.selected == Some(at));
        }
        sheet
    }

    /// What can always be chosen: the symptom helper and the blank log.
    fn fixed_rows<'a>(&self, found: &Listed, view: &View<'a>, width: u16) -> Sheet<'a> {
        let mut sheet = Sheet::new(width, *view.theme);
        let first = found.open.len() + found.books.len();
        for (at, fixed) in (first..).zip(found.fixed) {
            let row = Row::default().at(3, fixed.words(view), Role::Text);
            sheet.focusable(row, self.selected == Some(at));
        }
        sheet
    }
}

impl Screen for Picker {
    fn mode(&self) -> Mode {
        Mode::Filter
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        match press.intent {
            Intent::Enter => self.choose(view),
            Intent::Up | Intent::Down | Intent::PageUp | Intent::PageDown => {
                self.move_to(press.intent, view);
                Outcome::taken()
            }
            Intent::Esc if self.is_adding() && !self.has_query() => Outcome::go(Go::Back),
            Intent::Esc => {
                // A second Esc does nothing: nobody leaves by accident.
                self.query.clear();
                self.reselect(view);
                Outcome::taken()
            }
            intent => {
                let before = self.query.text().to_owned();
                if !self.query.key(intent) {
                    return Outcome::not_mine();
                }
                if before != self.query.text() {
                    self.reselect(view);
                }
                Outcome::taken()
            }
        }
    }

    fn paste(&mut self, text: &str, view: &View) -> Outcome {
        self.query.insert(text);
        self.reselect(view);
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let areas = canvas.areas();
        let area = whole(&areas);
        let words = &view.words.screen;
        let found = self.found(view);
        let all = whole_shelf(view);
        let listed = self.listed(&found, &all, view);
        let width = if areas.form == Form::Large { LIST_COLUMNS } else { u16::MAX };
        let row = Rect { height: 1.min(area.height), width: width.min(area.width), ..area };
        let entry = self.selected.and_then(|at| listed.get(at, view));
        if areas.form == Form::Large {
            let top = 2.min(area.height);
            let fixed = self.fixed_rows(&listed, view, LIST_COLUMNS.min(area.width));
            let below = u16::try_from(fixed.height()).unwrap_or(0);
            let list = Rect {
                y: area.y + top,
                height: area.height.saturating_sub(top + below + 1),
                width: LIST_COLUMNS.min(area.width),
                ..area
            };
            let foot = Rect { y: area.bottom() - below, height: below, width: list.width, ..area };
            fixed.draw(canvas, foot.intersection(area), &mut 0, &words.told);
            let side = Rect {
                x: list.right() + 3,
                width: area.width.saturating_sub(LIST_COLUMNS + 3),
                ..area
            };
            for y in area.y..area.bottom() {
                canvas.print(area, (list.right() + 1, y), "|", Role::Rule);
            }
            let sheet = self.list(&listed, view, list.width);
            sheet.draw(canvas, list, &mut self.from, &words.told);
            let mut details = details(entry, 3, view, side.width);
            details.blank();
            details.text(0, &self.foot(view));
            details.draw(canvas, side, &mut self.details_from, &words.told);
        } else {
            let details = details(entry, 1, view, area.width);
            // The list keeps at least half of the rows; the details end before their last lines do.
            let fixed = self.fixed_rows(&listed, view, area.width);
            let fixed_rows = u16::try_from(fixed.height()).unwrap_or(0);
            let room = usize::from(area.height.saturating_sub(2 + fixed_rows));
            let sheet = self.list(&listed, view, area.width);
            let wanted = details.height().min(room.saturating_sub(1));
            let list_rows = sheet.height().min(room.saturating_sub(wanted + 1).max(room / 2));
            let list_rows = u16::try_from(list_rows).unwrap_or(0);
            let list = Rect { y: area.y + 2, height: list_rows, ..area }.intersection(area);
            let foot = Rect { y: area.y + 2 + list_rows, height: fixed_rows, ..area };
            fixed.draw(canvas, foot.intersection(area), &mut 0, &words.told);
            let above = 3 + list_rows + fixed_rows;
            let below = Rect {
                y: area.y.saturating_add(above),
                height: area.height.saturating_sub(above),
                ..area
            };
            sheet.draw(canvas, list, &mut self.from, &words.told);
            let below = below.intersection(area);
            let rest = usize::from(below.height).saturating_sub(details.height());
            details.draw(canvas, below, &mut self.details_from, &words.told);
            let foot = paragraph(&self.foot(view), 0, area.width, *view.theme);
            let rows = u16::try_from(foot.len()).unwrap_or(1);
            if rest > foot.len() {
                let at = Rect { y: area.bottom().saturating_sub(rows), height: rows, ..area };
                canvas.rows(at, &foot, 0);
            }
        }
        // Last, so that the hardware cursor is in the field.
        self.find_row(canvas, row, &found, view);
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.picker;
        let mut keys = Vec::new();
        if self.selected.is_some() {
            keys.push(Live::key(Intent::Enter, &words.key_choose));
        }
        keys.push(Live::keys(&[Intent::Up, Intent::Down], &words.key_move));
        if !self.query.text().is_empty() {
            keys.push(Live::key(Intent::Esc, &words.key_clear));
        } else if self.is_adding() {
            keys.push(Live::key(Intent::Esc, &view.words.screen.triage.key_back));
        }
        keys.push(Live::key(Intent::Help, &words.key_help));
        keys.push(Live::key(Intent::Quit, &words.key_quit));
        keys.push(Live::key(Intent::Menu, &words.key_menu));
        if !self.query.text().is_empty() {
            keys.push(Live::key(Intent::Backspace, &words.key_widen));
        }
        keys
    }

    fn heading(&self, view: &View) -> Option<String> {
        let words = &view.words.screen.frame;
        let open = view.incidents.iter().filter(|line| line.is_open).count();
        (!self.is_adding()).then(|| match open {
            0 => words.no_incident.clone(),
            open => fill(&words.incidents_open, &[("n", &open.to_string())]),
        })
    }

    fn urgent(&self, view: &View) -> Option<String> {
        // In an open incident its clocks come first (R36).
        if self.is_adding() {
            return None;
        }
        let words = &view.words.screen.picker;
        Some(view.site.site.for_patients().map_or_else(
            || words.urgent.clone(),
            |(doctor, line)| {
                fill(&words.urgent_number, &[("number", &line.at), ("name", &doctor.name)])
            },
        ))
    }

    fn has_rail(&self) -> bool {
        false
    }
}
