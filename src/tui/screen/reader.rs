//! Reader view (R24): the title, the sentence to say and what must not be done, in lines that can
//! be read across a room. Arrows turn steps; Enter is disabled, so that whoever reads cannot tick.

use ratatui::layout::Rect;

use super::contract::{Go, Live, Outcome, Screen};
use super::detail::say_label;
use super::sheet::whole;
use super::spoken;
use crate::domain::ids::StepRef;
use crate::domain::step::{Step, StepKind};
use crate::domain::text::Text;
use crate::domain::wrap::wrap;
use crate::i18n::fill;
use crate::tui::intent::{Intent, Press};
use crate::tui::speech::Speech;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::{clean, columns};
use crate::tui::widget::{Canvas, Page, Row};

/// Most columns of a line, its label included.
pub const COLUMNS_MAX: u16 = 60;

/// The view.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    at: Option<StepRef>,
    page: Page,
}

impl Reader {
    /// On the step that was on the screen, else on the current one.
    #[must_use]
    pub fn new(here: Option<StepRef>, view: &View) -> Self {
        Self {
            at: here.or_else(|| view.session.state().in_hand(&view.now.moment)),
            page: Page::default(),
        }
    }

    fn turn(&mut self, by: isize, view: &View) {
        let Some(step) = &self.at else { return };
        let Some((run, index)) = view.session.state().find(step) else { return };
        let last = run.steps.len().saturating_sub(1);
        self.at = run.step_ref(index.saturating_add_signed(by).min(last));
        self.page = Page::default();
    }
}

/// What is read aloud, one sentence each: what to say, then what must not be done; each with
/// whether it is a danger.
fn sentences<'s>(step: &'s Step, view: &View) -> Vec<(String, &'s Text, bool)> {
    let words = &view.words.screen.step;
    let mut all: Vec<(String, &Text, bool)> = Vec::new();
    all.extend(step.say.iter().map(|text| (say_label(step, view).to_owned(), text, false)));
    if let StepKind::Call(call) | StepKind::Tell(call) = &step.kind {
        all.extend(call.say.iter().map(|text| (words.say.clone(), text, false)));
    }
    all.extend(step.dont.iter().map(|text| (words.dont.clone(), text, true)));
    if let StepKind::Call(call) | StepKind::Tell(call) = &step.kind {
        all.extend(call.never.iter().map(|text| (words.never.clone(), text, true)));
    }
    all
}

/// The rows of a step, at most [`COLUMNS_MAX`] wide.
fn rows(step: &Step, number: usize, width: u16, view: &View) -> Vec<Row> {
    let width = width.min(COLUMNS_MAX);
    let theme = *view.theme;
    let title = format!("{number}  {}", step.title.get(view.lang));
    let mut rows: Vec<Row> = wrap(&clean(&title, theme.is_ascii), usize::from(width).max(1))
        .into_iter()
        .map(Row::title)
        .collect();
    let sentences = sentences(step, view);
    let is_silent = sentences.iter().all(|(_, _, is_danger)| *is_danger);
    if is_silent {
        rows.push(Row::blank());
        rows.push(Row::text(&view.words.screen.reader.no_sentence));
    }
    let labels = sentences.iter().map(|(label, ..)| columns(label, theme));
    let indent = labels.max().unwrap_or(0) + 2;
    for (label, text, is_danger) in &sentences {
        let role = if *is_danger { Role::Danger } else { Role::Text };
        let text = clean(text.get(view.lang), theme.is_ascii);
        let room = usize::from(width.saturating_sub(indent)).max(1);
        rows.push(Row::blank());
        for (nth, line) in wrap(&text, room).into_iter().enumerate() {
            let label = if nth == 0 { label.as_str() } else { "" };
            rows.push(Row::default().at(0, label, Role::Label).at(indent, line, role));
        }
    }
    rows
}

impl Screen for Reader {
    fn key(&mut self, press: Press, view: &View) -> Outcome {
        match press.intent {
            Intent::Esc => return Outcome::go(Go::Back),
            Intent::Enter => return Outcome::say(&view.words.screen.reader.no_enter),
            Intent::Up | Intent::Left => self.turn(-1, view),
            Intent::Down | Intent::Right => self.turn(1, view),
            Intent::Home => self.turn(isize::MIN, view),
            Intent::End => self.turn(isize::MAX, view),
            Intent::Space | Intent::PageDown | Intent::PageUp => {
                self.page.turn(press.intent);
            }
            _ => return Outcome::not_mine(),
        }
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.reader;
        let area = whole(&canvas.areas());
        let found = self.at.as_ref().and_then(|step| view.session.state().find(step));
        let Some((run, index, step)) =
            found.and_then(|(run, index)| Some((run, index, run.get(index)?.1)))
        else {
            canvas.row(area, area.y, &Row::title(words.nothing.as_str()));
            canvas.put_caret(area.x, area.y);
            return;
        };
        let n = view.words.run.number(run.id(), index);
        let total = run.steps.len().to_string();
        let current = run.current(&view.now.moment);
        let place = match current {
            Some(at) if at == index => words.is_here.clone(),
            Some(at) => fill(&words.not_here, &[("here", &(at + 1).to_string())]),
            None => String::new(),
        };
        let head = fill(&words.head, &[("n", &n), ("total", &total)]);
        canvas.row(area, area.y, &Row::default().at(0, head, Role::Label).right(place, Role::Text));
        let rows = rows(step, index + 1, area.width, view);
        let top = 2.min(area.height);
        let body = Rect { y: area.y + top, height: area.height.saturating_sub(top + 1), ..area };
        self.page.drawn(rows.len().max(1), usize::from(body.height));
        canvas.rows(body, &rows, self.page.from);
        canvas.put_caret(body.x, body.y.min(area.bottom().saturating_sub(1)));
        let more = &view.words.screen.frame.more_below;
        let foot = if self.page.has_more() { more } else { &words.foot };
        canvas.print_right(area, area.bottom().saturating_sub(1), foot, Role::Text);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let words = &view.words.screen.reader;
        let found = self.at.as_ref().and_then(|step| view.session.state().find(step));
        let Some((run, index, step)) =
            found.and_then(|(run, index)| Some((run, index, run.get(index)?.1)))
        else {
            return Speech::about(&words.nothing);
        };
        let n = view.words.run.number(run.id(), index);
        let total = run.steps.len().to_string();
        let head = fill(&words.head, &[("n", &n), ("total", &total)]);
        let said = sentences(step, view);
        let said =
            said.iter().map(|(label, text, _)| spoken::labelled(label, text.get(view.lang), view));
        Speech::about(spoken::question(&head)).detail(step.title.get(view.lang)).details(said)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.reader;
        let step = &view.words.screen.step;
        vec![
            Live::keys(&[Intent::Up, Intent::Down], &words.key_turn),
            Live::key(Intent::Space, &step.key_page),
            Live::key(Intent::Esc, &words.key_back),
            Live::key(Intent::Help, &step.key_help),
            Live::key(Intent::Note, &step.key_note),
            Live::key(Intent::Clocks, &view.words.screen.board.key_clocks),
            Live::key(Intent::Outline, &step.key_all),
            Live::key(Intent::Copy, &view.words.screen.log.key_copy),
        ]
    }

    fn has_rail(&self) -> bool {
        false
    }

    fn here(&self) -> Option<StepRef> {
        self.at.clone()
    }
}
