//! The question on a held step: whether the work goes on (R156). It starts on the harmless answer.

use super::contract::{Go, Live, Outcome, Screen};
use super::two_answers::TwoAnswers;
use super::{spoken, told};
use crate::domain::command::Command;
use crate::domain::hold::Hold;
use crate::domain::ids::RunId;
use crate::domain::watch_event::{HoldEnded, Watch};
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::intent::{Intent, Press};
use crate::tui::speech::{Speech, sentence};
use crate::tui::view::View;
use crate::tui::widget::Canvas;

/// The question.
#[derive(Clone, Debug)]
pub struct HeldBox {
    pub(super) run: RunId,
    answer: TwoAnswers,
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
        Self { run, answer: TwoAnswers::new() }
    }
}

impl Screen for HeldBox {
    fn key(&mut self, press: Press, _view: &View) -> Outcome {
        match press.intent {
            Intent::Enter if self.answer.is_second() => {
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
        let hold = view.session.state().hold(&self.run);
        let text = hold.map(|hold| line(&hold, view)).unwrap_or_default();
        let title = fill(&words.held_title, &[("title", &fact::title_of(&self.run, view))]);
        self.answer.draw(canvas, (&title, &text), [&words.stay_held, &words.go_on], view);
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        TwoAnswers::keys(view)
    }
}
