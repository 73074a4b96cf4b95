//! How the call list looks: names in rows, a card with its numbers first, then the words to say.

use ratatui::layout::Rect;

use super::calls::{Calls, Entry, Page};
use super::contract::Live;
use super::facts::lines as page_lines;
use super::sheet::{Sheet, whole};
use super::told;
use crate::domain::call::{CallOutcome, last_try};
use crate::i18n::fill;
use crate::i18n::site_page::{Line, Pages};
use crate::runbook::site::Condition;
use crate::tui::fact;
use crate::tui::intent::Intent;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::{columns, cut};
use crate::tui::widget::{Canvas, Row};

/// From this width on, the results stand side by side.
const WIDE: u16 = 74;
/// Most calls of before that a card shows.
const EARLIER: usize = 3;
/// Fewest columns that still tell a name.
const NAME_MIN: u16 = 12;
/// Fewest columns that still tell a last try: its time.
const TRIED_MIN: u16 = 8;
/// Cell of the answers.
const ANSWERS_X: u16 = 13;

/// The facts, ready to be worded.
pub(super) fn pages<'v>(view: &View<'v>) -> Pages<'v> {
    Pages {
        site: &view.site.site,
        words: &view.words.site,
        lang: view.lang,
        today: view.now.moment.wall.date(view.now.offset),
    }
}

/// What has to be said about the file, when something is the matter with it.
pub(super) fn complaint(view: &View) -> Option<String> {
    let words = &view.words.site;
    match &view.site.condition {
        Condition::Sound => None,
        Condition::Missing => Some(words.missing.file.clone()),
        Condition::Broken { errors, line } => {
            let facts = [("n", errors.to_string()), ("line", line.to_string())];
            let facts = facts.each_ref().map(|(name, fact)| (*name, fact.as_str()));
            Some(fill(&words.broken, &facts))
        }
        Condition::Unread(reason) => Some(fill(&words.unread, &[("reason", reason)])),
    }
}

impl Calls {
    pub(super) fn paint(&mut self, canvas: &mut Canvas, view: &View) {
        let mut area = whole(&canvas.areas());
        let words = &view.words.screen.calls;
        let entries = self.entries(view);
        self.at = self.at.min(entries.len().saturating_sub(1));
        let number = self.called(view).and(self.step.as_ref());
        let number = number.map(|step| fact::title(step, view).0);
        let title = match number {
            Some(n) => fill(&words.title_step, &[("n", &n)]),
            None => words.title.clone(),
        };
        let (n, all) = ((self.at + 1).to_string(), entries.len().to_string());
        let right = match (self.page, entries.is_empty()) {
            (_, true) => String::new(),
            (Page::List, false) => fill(&words.names, &[("n", &all)]),
            _ => fill(&words.place, &[("n", &n), ("all", &all)]),
        };
        canvas.row(area, area.y, &Row::title(title).right(right, Role::Text));
        area.y += 1.min(area.height);
        area.height = area.height.saturating_sub(1);
        if self.page == Page::List {
            self.list(canvas, area, &entries, view);
        } else {
            self.card(canvas, area, view);
        }
    }

    /// What an empty list says: that nothing matches, or that there is nothing to match.
    pub(super) fn none_here<'v>(&self, view: &View<'v>) -> &'v str {
        let words = &view.words.screen.calls;
        if self.query.text().is_empty() { &words.empty } else { &words.nobody }
    }

    fn list(&mut self, canvas: &mut Canvas, area: Rect, entries: &[Entry], view: &View) {
        let words = &view.words.screen.calls;
        let label = format!("{} ", words.find);
        let x = canvas.print(area, (area.x, area.y), &label, Role::Label);
        let room = area.right().saturating_sub(x).min(40);
        let cell = Rect { x, width: room, height: 1, ..area };
        let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let mut sheet = Sheet::new(area.width, *view.theme);
        if let Some(text) = complaint(view) {
            sheet.running(&text, 0, Role::Title);
        }
        if entries.is_empty() {
            sheet.text(0, self.none_here(view));
        }
        for (at, entry) in entries.iter().enumerate() {
            sheet.focusable(row(entry, area.width, view), at == self.at);
        }
        sheet.blank();
        for text in pages(view).head() {
            sheet.text(0, &text);
        }
        let mut from = self.from;
        sheet.draw(canvas, area, &mut from, &view.words.screen.told);
        self.from = from;
        self.query.draw(canvas, cell.intersection(area.union(cell)), true);
    }

    fn card(&mut self, canvas: &mut Canvas, area: Rect, view: &View) {
        let mut sheet = Sheet::new(area.width, *view.theme);
        self.who(&mut sheet, view);
        self.script(&mut sheet, view);
        self.results(&mut sheet, area.width, view);
        earlier(&mut sheet, view);
        sheet.text(0, &pages(view).head().join(" "));
        let is_choosing = self.page == Page::Answers || self.outcome.selected().is_some();
        if !is_choosing {
            canvas.put_caret(area.x, area.y);
        }
        let mut from = self.from;
        sheet.draw(canvas, area, &mut from, &view.words.screen.told);
        let is_long = sheet.height() > usize::from(area.height);
        (self.from, self.is_long) = (from, is_long);
    }

    /// Everything on the card that is not asked.
    pub(super) fn facts(&self, sheet: &mut Sheet, view: &View) {
        self.who(sheet, view);
        self.script(sheet, view);
        earlier(sheet, view);
        sheet.text(0, &pages(view).head().join(" "));
    }

    /// Who it is, with every number, or that nobody is listed.
    fn who(&self, sheet: &mut Sheet, view: &View) {
        match self.entry(view) {
            Some(Entry::Contact(contact)) => {
                let lines = pages(view).contact(contact);
                page_lines(sheet, &lines, view);
            }
            Some(Entry::Missing(role, title)) => {
                let title = title.map_or(role.as_str(), |title| title.get(view.lang));
                let missing = &view.words.site.missing;
                let mut lines = vec![
                    Line::Title(title.to_owned()),
                    Line::Text(fill(&missing.contact, &[("role", role.as_str())])),
                ];
                let find = view.site.site.elsewhere(role);
                lines.extend(find.map(|find| {
                    Line::Labelled(missing.find.clone(), find.get(view.lang).to_owned())
                }));
                page_lines(sheet, &lines, view);
            }
            None => sheet.text(0, self.none_here(view)),
        }
        if let Some(text) = complaint(view) {
            sheet.text(0, &text);
        }
    }

    /// What the step wants said, asked, and never said; only for whoever it calls.
    fn script(&self, sheet: &mut Sheet, view: &View) {
        let Some(call) = self.called(view).filter(|_| self.at < self.own(view)) else { return };
        let words = &view.words.screen.step;
        let labels = [&words.say, &words.ask, &words.never];
        let widest = labels.iter().map(|label| columns(label, *view.theme)).max();
        let indent = widest.unwrap_or(8) + 1;
        for (label, texts) in labels.into_iter().zip([&call.say, &call.ask, &call.never]) {
            let mut label = label.as_str();
            for text in texts {
                sheet.labelled(label, indent, text.get(view.lang));
                label = "";
            }
        }
    }

    fn results<'s>(&'s self, sheet: &mut Sheet<'s>, width: u16, view: &View<'s>) {
        let words = &view.words.screen.calls;
        let outcomes = &view.words.site.outcomes;
        let chosen = self.outcome.selected();
        if width >= WIDE {
            let mut row = Row::default().at(0, words.result.as_str(), Role::Label);
            let mut x = ANSWERS_X;
            for (at, outcome) in CallOutcome::ALL.into_iter().enumerate() {
                let is_here = chosen == Some(at);
                let mark = if is_here { ">> " } else { "" };
                let piece = format!("{mark}{} {}", at + 1, outcomes.of(outcome));
                let taken = columns(&piece, *view.theme);
                let role = if is_here { Role::Focus } else { Role::Text };
                row = row.at(x, piece, role);
                x += taken + 2;
            }
            sheet.row(row);
        } else {
            sheet.heading(&words.result);
            for (at, outcome) in CallOutcome::ALL.into_iter().enumerate() {
                sheet.option(Some(at + 1), outcomes.of(outcome), chosen == Some(at));
            }
        }
        let is_writing = self.page == Page::Answers;
        let room = width.saturating_sub(ANSWERS_X + 1);
        if is_writing || chosen.is_some() {
            sheet.field(&words.answers, ANSWERS_X, (&self.said, room, is_writing), "");
        } else {
            let said = self.said.text();
            let shown = if said.is_empty() { words.answers_hint.as_str() } else { said };
            let shown = cut(shown, room, *view.theme);
            sheet.row(Row::default().at(0, words.answers.as_str(), Role::Label).at(
                ANSWERS_X,
                shown,
                Role::Text,
            ));
        }
    }

    pub(super) fn live(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.calls;
        let step = &view.words.screen.step;
        let mut keys = Vec::new();
        match self.page {
            Page::List => {
                let count = self.entries(view).len();
                if count > 0 {
                    keys.push(Live::key(Intent::Enter, &words.key_card));
                }
                if count > 1 {
                    keys.push(Live::keys(&[Intent::Up, Intent::Down], &words.key_move));
                }
                keys.push(Live::key(Intent::Tab, &words.key_facts));
                if !self.query.text().is_empty() {
                    keys.push(Live::key(Intent::Backspace, &words.key_widen));
                }
            }
            Page::Card => {
                let can_log = view.session.state().opened.is_some()
                    && !view.session.is_read_only()
                    && self.entry(view).is_some();
                if can_log {
                    keys.push(Live::keys(&[Intent::Digit(1), Intent::Digit(4)], &words.key_result));
                    keys.push(Live::key(Intent::Tab, &words.key_answers));
                    keys.push(Live::key(Intent::Enter, &words.key_log));
                }
                if self.entries(view).len() > 1 {
                    keys.push(Live::keys(&[Intent::Left, Intent::Right], &words.key_other));
                }
                keys.push(Live::key(Intent::Find, &words.key_find));
                if self.is_long {
                    keys.push(Live::key(Intent::Space, &words.key_page));
                }
                if matches!(self.entry(view), Some(Entry::Contact(_))) {
                    keys.push(Live::key(Intent::Copy, &words.key_copy));
                }
            }
            Page::Answers => {
                let does = if self.outcome.selected().is_some() {
                    &words.key_log
                } else {
                    &words.key_keep
                };
                keys.push(Live::key(Intent::Enter, does));
                keys.push(Live::key(Intent::Tab, &words.key_keep));
            }
        }
        keys.push(Live::key(Intent::Esc, &words.key_back));
        keys.push(Live::key(Intent::Help, &step.key_help));
        keys.push(Live::key(Intent::Note, &step.key_note));
        keys
    }
}

/// A name, what it is, its first number, and the last try. The number is whole or not there at all:
/// half of one would be dialled. Everything else gives way to it.
fn row(entry: &Entry, width: u16, view: &View) -> Row {
    let words = &view.words.screen.calls;
    let name = entry.whom(view.lang);
    let fitted = |text: &str, room: u16| cut(text, room, *view.theme);
    let Entry::Contact(contact) = entry else {
        let none = words.no_number.clone();
        return Row::default().at(3, fitted(name, width / 2), Role::Text).right(none, Role::Text);
    };
    let number = contact.by_safety().next().map(|channel| channel.at.as_str()).unwrap_or_default();
    let is_whole = columns(number, *view.theme) + 3 + NAME_MIN + 2 <= width;
    let number = if is_whole { number } else { words.on_card.as_str() };
    let taken = columns(number, *view.theme);
    if width < WIDE {
        let room = width.saturating_sub(3 + taken + 2);
        return Row::default().at(3, fitted(name, room), Role::Text).right(number, Role::Text);
    }
    let function = contact.function.as_ref().map(|text| text.get(view.lang)).unwrap_or_default();
    let (second, third) = if width < 100 { (29, 49) } else { (45, 75) };
    let third = third.min(width.saturating_sub(taken));
    let room = third.saturating_sub(second + 1);
    let mut row = Row::default().at(3, fitted(name, second.min(third) - 4), Role::Text);
    if room >= NAME_MIN {
        row = row.at(second, fitted(function, room), Role::Text);
    }
    row = row.at(third, number, Role::Title);
    let room = width.saturating_sub(third + taken + 2);
    match tried(name, view).filter(|_| room >= TRIED_MIN) {
        Some(text) => row.right(fitted(&text, room), Role::Text),
        None => row,
    }
}

/// When the person was tried last, and what came of it.
fn tried(name: &str, view: &View) -> Option<String> {
    let entry = last_try(&view.session.state().calls, name)?;
    let outcome = view.words.site.outcomes.of(entry.call.outcome);
    Some(format!("{} {outcome}", fact::when(entry.at.wall, view)))
}

/// The last calls of the incident, the newest first.
fn earlier(sheet: &mut Sheet, view: &View) {
    let words = &view.words.screen.calls;
    let calls = view.session.state().calls.iter().rev().filter(|entry| !entry.is_withdrawn);
    let mut label = words.earlier.as_str();
    for entry in calls.take(EARLIER) {
        let who = told::who(view, &entry.who);
        let time = fact::when(entry.at.wall, view);
        let line = view.words.site.call_line(&entry.call);
        sheet.labelled(label, ANSWERS_X, &format!("{time} {line} ({who})"));
        label = "";
    }
}
