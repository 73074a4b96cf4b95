//! What is filled in for an agreement: the way, the initials and the words, each with the mark of
//! the focus before it (R111, R120).

use ratatui::layout::Rect;

use super::signoff::{Focus, SignOffBox};
use crate::domain::act::ApprovalHow;
use crate::i18n::fill;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::paragraph;
use crate::tui::widget::{Canvas, Row};

/// Column of what is filled in; the mark of the focus stands before (R111).
const FIELD_AT: u16 = 3;

impl SignOffBox {
    pub(super) fn way_rows(&self, view: &View) -> Vec<Row> {
        let words = &view.words.screen.signoff;
        let here = if self.focus == Focus::How { ">>" } else { "" };
        let head = Row::default().at(0, here, Role::Focus);
        let mut rows = vec![head.at(FIELD_AT, words.how.as_str(), Role::Label)];
        for (at, text) in [&words.present, &words.phone, &words.alone].into_iter().enumerate() {
            let is_chosen = self.how.selected() == Some(at);
            let mark = if is_chosen { "(x)" } else { "( )" };
            let role = if is_chosen && self.focus == Focus::How { Role::Focus } else { Role::Text };
            rows.push(Row::default().at(FIELD_AT, format!("{mark} {}  {text}", at + 1), role));
        }
        rows
    }

    pub(super) fn fields(&self, canvas: &mut Canvas, area: Rect, view: &View) {
        let words = &view.words.screen.signoff;
        let is_alone = self.way() == Some(ApprovalHow::Alone);
        let mut y = area.y;
        let x = area.x + FIELD_AT;
        let mark = |canvas: &mut Canvas, y: u16, focus: Focus| {
            let here = if self.focus == focus { ">>" } else { "" };
            canvas.print(area, (area.x, y), here, Role::Focus);
        };
        if !is_alone {
            mark(canvas, y, Focus::Initials);
            let end = canvas.print(area, (x, y), &words.initials, Role::Label) + 2;
            let line = Rect { x: end, y, width: 10, height: 1 }.intersection(area);
            self.initials.draw(canvas, line, self.focus == Focus::Initials);
            if let Some(who) = &view.session.state().operator {
                let text = fill(&words.not_you, &[("who", who.as_str())]);
                canvas.print(area, (end + 12, y), &text, Role::Text);
            }
            y += 1;
        }
        let label = if is_alone { &words.reason } else { &words.words };
        mark(canvas, y, Focus::Words);
        let end = canvas.print(area, (x, y), label, Role::Label) + 2;
        let line = Rect { x: end, y, width: area.right().saturating_sub(end), height: 1 };
        self.words.draw(canvas, line.intersection(area), self.focus == Focus::Words);
        let rest = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
        canvas.rows(rest, &paragraph(&words.then, 0, area.width, *view.theme), 0);
    }
}
