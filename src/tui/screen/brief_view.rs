//! The pages of the hand-over: briefing, read-back below it, and the sentence for everybody.

use ratatui::layout::Rect;

use super::brief::{Brief, Stage};
use super::brief_rows;
use super::sheet::whole;
use super::shift::Shift;
use crate::i18n::brief::{announcement, named};
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::{columns, labelled, paragraph};
use crate::tui::widget::{Canvas, Field, Row};

/// Rows of the read-back at the lower end.
const FORM_ROWS: u16 = 6;

impl Brief {
    /// Draws the stage that it is at.
    pub(super) fn paint(&mut self, canvas: &mut Canvas, view: &View) {
        if self.stage == Stage::Said {
            return Self::told(canvas, view);
        }
        let area = whole(&canvas.areas());
        let is_form = self.stage != Stage::Reading || self.own.is_writing();
        let below = if is_form { FORM_ROWS.min(area.height / 2) } else { 0 };
        let text = Rect { height: area.height - below, ..area };
        self.text(canvas, text, view);
        if below > 0 {
            let form = Rect { y: text.bottom(), height: below, ..area };
            match self.own.field() {
                Some(field) if self.stage == Stage::Reading => {
                    self.rewording(canvas, form, (field, view));
                }
                _ => self.read_back(canvas, form, view),
            }
        }
    }

    fn text(&mut self, canvas: &mut Canvas, area: Rect, view: &View) {
        let words = &view.words.screen.brief;
        let who = Self::giver(view).map(|who| named(view.session.state(), &who));
        let who = who.unwrap_or_else(|| view.words.brief.nobody.clone());
        let time = fact::clock(view.now.moment.wall, view);
        let room = usize::from(area.height.saturating_sub(1));
        let (mut rows, left_out) = brief_rows::page(view, &self.own, area.width, room);
        let mut right = match left_out {
            0 => fill(&words.drafted, &[("time", &time)]),
            n => fill(&words.more, &[("n", &n.to_string())]),
        };
        self.drawn = (left_out, 0);
        let from = self.from.filter(|_| left_out > 0 && self.stage == Stage::Reading);
        if let Some(from) = from {
            rows = brief_rows::all(view, &self.own, area.width);
            let last = rows.len().saturating_sub(room);
            self.drawn.1 = last;
            right.clone_from(&words.whole);
            rows.drain(..from.min(last).min(rows.len()));
        }
        let mut caret = area.y;
        if self.stage == Stage::Reading && self.own.at.is_some() {
            let (every, at) = brief_rows::picked(view, &self.own, area.width);
            let from = at.saturating_sub(room / 2).min(every.len().saturating_sub(room));
            rows = every.into_iter().skip(from).collect();
            right.clone_from(&words.pick_head);
            caret += 1 + u16::try_from(at - from).unwrap_or(0);
        }
        let head = Row::title(fill(&words.title, &[("who", &who)])).right(right, Role::Text);
        canvas.row(area, area.y, &head);
        let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        canvas.rows(list, &rows, 0);
        canvas.put_caret(area.x, caret);
    }

    /// One line in other words: the draft above, so that both can be compared.
    fn rewording(&self, canvas: &mut Canvas, area: Rect, (field, view): (&Field, &View)) {
        let words = &view.words.screen.brief;
        canvas.rule(Rect { height: 1, ..area }, '-');
        canvas.print(area, (area.x, area.y), &format!("{} ", words.own_head), Role::Label);
        let labels = [&words.own_drafted, &words.own_said];
        let widest = labels.iter().map(|label| columns(label, *view.theme)).max().unwrap_or(8);
        let indent = 3 + widest + 2;
        let drafted = self.own.drafted(view).unwrap_or_default();
        let mut rows =
            labelled(&words.own_drafted, &drafted, widest + 2, area.width - 3, *view.theme);
        rows.truncate(2);
        let text = Rect { x: area.x + 3, y: area.y + 1, width: area.width - 3, height: 2 };
        canvas.rows(text.intersection(area), &rows, 0);
        let hint = Rect { y: area.y + 4, height: 1, ..area };
        canvas.print(hint, (hint.x + 3, hint.y), &words.own_hint, Role::Text);
        let y = area.y + 3;
        canvas.print(area, (area.x, y), ">>", Role::Focus);
        canvas.print(area, (area.x + 3, y), &words.own_said, Role::Label);
        let x = area.x + indent;
        let cell = Rect { x, y, width: area.right().saturating_sub(x), height: 1 };
        field.draw(canvas, cell.intersection(area), true);
    }

    /// What is read back, and who has agreed.
    fn read_back(&self, canvas: &mut Canvas, area: Rect, view: &View) {
        let words = &view.words.screen.brief;
        canvas.rule(Rect { height: 1, ..area }, '-');
        let head = Rect { y: area.y, ..area };
        canvas.print(head, (area.x, area.y), &format!("{} ", words.read_back), Role::Label);
        let labels = [&words.takes, &words.urgent, &words.unclear];
        let widest = labels.iter().map(|label| columns(label, *view.theme)).max().unwrap_or(11);
        let x = area.x + 3 + widest + 2;
        for (y, (at, (label, field))) in
            (area.y + 1..).zip(labels.into_iter().zip(&self.fields).enumerate())
        {
            let is_here = self.stage == Stage::ReadBack && at == self.at;
            canvas.print(area, (area.x, y), if is_here { ">>" } else { "" }, Role::Focus);
            canvas.print(area, (area.x + 3, y), label, Role::Label);
            let cell = Rect { x, y, width: area.right().saturating_sub(x), height: 1 };
            field.draw(canvas, cell.intersection(area), is_here);
        }
        let y = area.y + 4;
        let last = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        canvas.rows(last, &self.agreement(area.width, view), 0);
    }

    /// Who has agreed, and whose Enter is next.
    fn agreement(&self, width: u16, view: &View) -> Vec<Row> {
        let words = &view.words.screen.brief;
        let state = view.session.state();
        let giver = Self::giver(view).map(|who| named(state, &who)).unwrap_or_default();
        let taker = self.taker().map(|who| named(state, &who));
        let taker = taker.unwrap_or_else(|| "?".to_owned());
        let is_given = self.stage != Stage::ReadBack && self.stage != Stage::Giver;
        let mark = |is_there| if is_there { "x" } else { " " };
        let facts = [
            ("giver", giver.as_str()),
            ("taker", taker.as_str()),
            ("one", mark(is_given)),
            ("two", mark(false)),
        ];
        let both = fill(&words.both, &facts);
        let next = match self.stage {
            Stage::ReadBack => words.rule.clone(),
            Stage::Giver => fill(&words.ask_giver, &facts),
            Stage::Taker => fill(&words.ask_taker, &facts),
            _ => view.words.screen.frame.saving.clone(),
        };
        let mut rows = paragraph(&both, 0, width, *view.theme);
        let is_asking = matches!(self.stage, Stage::Giver | Stage::Taker);
        let role = if is_asking { Role::Focus } else { Role::Text };
        rows.push(Row::default().at(0, next, role));
        rows
    }

    /// The sentence for everybody, what was read back, and the code.
    fn told(canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.brief;
        let area = whole(&canvas.areas());
        let state = view.session.state();
        let mut rows = vec![Row::title(view.words.brief.say_to_all.as_str()), Row::blank()];
        let sentence = announcement(view.words, state, &view.now).unwrap_or_default();
        for mut row in paragraph(&sentence, 3, area.width, *view.theme) {
            for piece in &mut row.pieces {
                piece.role = Role::Title;
            }
            rows.push(row);
        }
        if let Some(entry) = state.leading.passed.last() {
            rows.push(Row::blank());
            let text = view.words.lead.read_back(&entry.passed);
            rows.extend(paragraph(&text, 3, area.width, *view.theme));
            let n = entry.own_words.len();
            if n > 0 {
                let text = fill(&words.own_count, &[("n", &n.to_string())]);
                rows.extend(paragraph(&text, 3, area.width, *view.theme));
            }
        }
        rows.extend(paragraph(&words.then, 3, area.width, *view.theme));
        canvas.rows(area, &rows, 0);
        Shift::show_code(canvas, view, &view.words.screen.shift);
        canvas.put_caret(area.x, area.y);
    }
}
