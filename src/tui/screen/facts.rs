//! The site's facts beside the call list: loss cards, delegations, restore order, papers, labels.
//!
//! Looking changes nothing. Of the loss cards the one of the level that was chosen comes first.

use super::calls_view::{complaint, pages};
use super::contract::{Go, Live, Outcome, Screen};
use super::sheet::{Sheet, turn, whole};
use crate::domain::isolation::Level;
use crate::domain::site::SitePart;
use crate::domain::state::{IncidentState, Outcome as StepOutcome, Status, effective_option};
use crate::i18n::fill;
use crate::i18n::site_page::Line;
use crate::tui::intent::{Intent, Press};
use crate::tui::speech::{Speech, digit};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::columns;
use crate::tui::widget::{Canvas, Row};

/// Widest label that gets a column of its own.
const LABEL_COLUMNS_MAX: u16 = 14;

/// The screen.
#[derive(Clone, Debug)]
pub struct Facts {
    part: SitePart,
    /// The one loss card that is shown; all of them without it.
    level: Option<Level>,
    from: usize,
    drawn: (usize, usize),
}

impl Facts {
    /// Opened at a part.
    #[must_use]
    pub fn new(part: Option<SitePart>, view: &View) -> Self {
        let part = part.unwrap_or(SitePart::LossCards);
        Self { part, level: chosen_level(view.session.state()), from: 0, drawn: (0, 0) }
    }

    fn leaf(&mut self, intent: Intent) {
        let all = SitePart::ALL;
        let at = all.iter().position(|(_, part)| *part == self.part).unwrap_or(0);
        let by = if intent == Intent::Left { all.len() - 1 } else { 1 };
        self.part = all.get((at + by) % all.len()).map_or(self.part, |(_, part)| *part);
        self.from = 0;
    }
}

/// The level that a decision of this incident chose last, where its options are levels.
fn chosen_level(state: &IncidentState) -> Option<Level> {
    let steps = state.runs.iter().flat_map(|run| {
        run.copy.runbook.steps().zip(&run.steps).map(|((_, step), state)| (step, state))
    });
    let chosen = steps.filter_map(|(step, state)| {
        let Status::Done { outcome: StepOutcome::Chosen(answer), .. } = &state.status else {
            return None;
        };
        let level = Level::parse(effective_option(&step.kind, answer)?.as_str())?;
        Some((state.answered.as_ref()?.event.seq, level))
    });
    chosen.max_by_key(|(seq, _)| *seq).map(|(_, level)| level)
}

/// Puts a page's lines on a sheet.
pub(super) fn lines(sheet: &mut Sheet, lines: &[Line], view: &View) {
    let widths = lines.iter().filter_map(|line| match line {
        Line::Labelled(label, _) => Some(columns(label, *view.theme)),
        _ => None,
    });
    let indent = widths.max().unwrap_or(8).min(LABEL_COLUMNS_MAX) + 1;
    for line in lines {
        match line {
            Line::Title(text) => sheet.running(text, 0, Role::Title),
            Line::Labelled(label, text) => sheet.labelled(label, indent, text),
            Line::Text(text) => sheet.text(0, text),
            Line::Blank => sheet.blank(),
        }
    }
}

impl Screen for Facts {
    fn key(&mut self, press: Press, _view: &View) -> Outcome {
        let (rows, height) = self.drawn;
        match press.intent {
            Intent::Esc | Intent::Enter => Outcome::go(Go::Back),
            Intent::Tab => Outcome::go(Go::Calls),
            Intent::Left | Intent::Right => {
                self.leaf(press.intent);
                Outcome::taken()
            }
            Intent::Digit(digit) if self.part == SitePart::LossCards && digit <= 5 => {
                let at = usize::from(digit).checked_sub(1);
                self.level = at.and_then(|at| Level::ALL.get(at)).map(|(_, level)| *level);
                self.from = 0;
                Outcome::taken()
            }
            intent if turn(&mut self.from, rows, height, intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let mut area = whole(&canvas.areas());
        let words = &view.words.screen.calls;
        let all = SitePart::ALL;
        let at = all.iter().position(|(_, part)| *part == self.part).unwrap_or(0);
        let (n, count) = ((at + 1).to_string(), all.len().to_string());
        let place = fill(&words.place, &[("n", &n), ("all", &count)]);
        let title = view.words.site.parts.of(self.part);
        canvas.row(area, area.y, &Row::title(title).right(place, Role::Text));
        canvas.put_caret(area.x, area.y);
        area.y += 1.min(area.height);
        area.height = area.height.saturating_sub(1);
        let mut sheet = Sheet::new(area.width, *view.theme);
        if let Some(text) = complaint(view) {
            sheet.text(0, &text);
        }
        let page = pages(view).part(self.part, self.level);
        lines(&mut sheet, &page, view);
        let height = sheet.draw(canvas, area, &mut self.from, &view.words.screen.told);
        self.drawn = (sheet.height(), height);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let words = &view.words.screen.linear;
        let all = SitePart::ALL;
        let at = all.iter().position(|(_, part)| *part == self.part).unwrap_or(0);
        let (n, count) = ((at + 1).to_string(), all.len().to_string());
        let title = view.words.site.parts.of(self.part);
        let facts = [("title", title), ("n", n.as_str()), ("all", &count)];
        let mut sheet = Sheet::new(u16::MAX, *view.theme);
        let page = pages(view).part(self.part, self.level);
        lines(&mut sheet, &page, view);
        let mut speech = Speech::about(fill(&words.site_page, &facts))
            .details(complaint(view))
            .list(sheet.spoken(view));
        if self.part != SitePart::LossCards {
            return speech;
        }
        for (at, (_, level)) in Level::ALL.iter().enumerate() {
            speech = speech.choice(view.words.site.levels.of(*level), vec![digit(at)]);
        }
        speech.choice(&view.words.screen.calls.key_all_levels, vec![Intent::Digit(0)])
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.calls;
        let step = &view.words.screen.step;
        let mut keys = vec![
            Live::key(Intent::Esc, &words.key_back),
            Live::keys(&[Intent::Left, Intent::Right], &words.key_part),
        ];
        if self.part == SitePart::LossCards {
            keys.push(Live::keys(&[Intent::Digit(1), Intent::Digit(5)], &words.key_level));
            keys.push(Live::key(Intent::Digit(0), &words.key_all_levels));
        }
        keys.push(Live::keys(&[Intent::Up, Intent::Down], &words.key_scroll));
        keys.push(Live::key(Intent::Tab, &words.key_calls));
        keys.push(Live::key(Intent::Note, &step.key_note));
        keys.push(Live::key(Intent::Help, &step.key_help));
        keys.push(Live::key(Intent::Menu, &step.key_menu));
        keys
    }

    fn has_rail(&self) -> bool {
        false
    }
}
