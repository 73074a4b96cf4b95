//! The question on a held step: whether the work goes on (R156). It starts on the harmless answer.

use super::contract::{Go, Live, Outcome, Screen};
use super::{spoken, told};
use crate::domain::command::Command;
use crate::domain::hold::Hold;
use crate::domain::ids::RunId;
use crate::domain::watch_event::{HoldEnded, Watch};
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::intent::{Intent, Press};
use crate::tui::speech::{Speech, sentence};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::paragraph;
use crate::tui::widget::{Canvas, Options, Row, panel};

/// The question.
#[derive(Clone, Debug)]
pub struct HeldBox {
    pub(super) run: RunId,
    answer: Options,
}

/// "HELD since 03:20 by MKERN: power cut".
pub(crate) fn line(hold: &Hold<'_>, view: &View) -> String {
    filled(&view.words.watch.held_line, hold, view)
}

/// The same without capitals, for linear mode.
pub(super) fn spoken_line(hold: &Hold<'_>, view: &View) -> String {
    sentence(&filled(&spoken::question(&view.words.watch.held_line), hold, view))
}

fn filled(template: &str, hold: &Hold<'_>, view: &View) -> String {
    let time = told::day_hm(view, hold.since.wall);
    let who = told::who(view, hold.who);
    fill(template, &[("time", time.as_str()), ("who", &who), ("reason", hold.reason)])
}

impl HeldBox {
    /// About this runbook.
    #[must_use]
    pub fn new(run: RunId) -> Self {
        Self { run, answer: Options::starting_at(2, 0) }
    }
}

impl Screen for HeldBox {
    fn key(&mut self, press: Press, _view: &View) -> Outcome {
        match press.intent {
            Intent::Enter if self.answer.selected() == Some(1) => {
                let run = self.run.clone();
                Outcome::order(Command::Watch(Watch::HoldEnded(HoldEnded { run })))
            }
            Intent::Enter | Intent::Esc => Outcome::go(Go::Back),
            intent if self.answer.key(intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.watch;
        let width = canvas.areas().band.width.saturating_sub(4);
        let hold = view.session.state().hold(&self.run);
        let text = hold.map(|hold| line(&hold, view)).unwrap_or_default();
        let mut rows = paragraph(&text, 0, width, *view.theme);
        rows.push(Row::blank());
        let first = u16::try_from(rows.len()).unwrap_or(2);
        for (at, text) in [&words.stay_held, &words.go_on].into_iter().enumerate() {
            let is_here = self.answer.selected() == Some(at);
            let (mark, role) = if is_here { (">>", Role::Focus) } else { ("", Role::Text) };
            let number = (at + 1).to_string();
            rows.push(Row::text(mark).at(3, number, Role::Text).at(6, text.as_str(), role));
        }
        let title = fill(&words.held_title, &[("title", &fact::title_of(&self.run, view))]);
        let count = u16::try_from(rows.len()).unwrap_or(4);
        let inside = panel(canvas, count, &title, "", "");
        canvas.rows(inside, &rows, 0);
        let at = u16::try_from(self.answer.selected().unwrap_or(0)).unwrap_or(0);
        canvas.put_caret(inside.x, inside.y + first + at);
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.watch;
        vec![
            Live::keys(&[Intent::Up, Intent::Down], &words.key_move),
            Live::keys(&[Intent::Digit(1), Intent::Digit(2)], &words.key_choose),
            Live::key(Intent::Enter, &words.key_take),
            Live::key(Intent::Esc, &words.key_back),
            Live::key(Intent::Note, &view.words.screen.step.key_note),
            Live::key(Intent::Help, &view.words.screen.step.key_help),
        ]
    }
}
