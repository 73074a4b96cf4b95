//! The question about a runbook that is followed already: to go to that run, or to run it again.
//! No run is ever reset: the second one stands beside the first (R23). It starts on the harmless
//! answer, so that no Enter pressed twice begins anything (R97, R99).

use super::contract::{Go, Live, Outcome, Screen};
use super::spoken;
use crate::domain::command::{AddRunbook, Command, RunbookCopy};
use crate::domain::ids::RunId;
use crate::domain::place::Mark;
use crate::domain::state::Run;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::intent::{Intent, Press};
use crate::tui::speech::{Speech, sentence, take};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::paragraph;
use crate::tui::widget::{Canvas, Options, Row, panel};

/// The question.
#[derive(Clone, Debug)]
pub struct AgainBox {
    copy: RunbookCopy,
    answer: Options,
}

impl AgainBox {
    /// About this runbook.
    #[must_use]
    pub fn new(copy: RunbookCopy) -> Self {
        Self { copy, answer: Options::starting_at(2, 0) }
    }

    fn run<'v>(&self, view: &View<'v>) -> Option<&'v Run> {
        view.session.state().run_of(&self.copy.runbook.id)
    }

    /// How far the run is that there is.
    fn so_far(&self, view: &View) -> String {
        let Some(run) = self.run(view) else { return String::new() };
        let done = run.count(Mark::Done) + run.count(Mark::DoneByTwo);
        let facts = [
            ("time", fact::when(run.started.wall, view)),
            ("done", done.to_string()),
            ("all", run.steps.len().to_string()),
        ];
        let facts = facts.each_ref().map(|(name, fact)| (*name, fact.as_str()));
        fill(&view.words.screen.picker.again_so_far, &facts)
    }

    /// The two answers, the harmless one first.
    fn answers(&self, view: &View) -> [String; 2] {
        let words = &view.words.screen.picker;
        let next = self.run(view).map_or(1, |run| run.id().number().saturating_add(1));
        let next = RunId::new(self.copy.runbook.id.clone(), next);
        let mark = view.words.run.mark(&next).unwrap_or_default();
        [words.again_go.clone(), fill(&words.again_start, &[("run", &mark)])]
    }

    fn title(&self, view: &View) -> String {
        self.run(view).map(|run| view.words.run.titled(run, view.lang)).unwrap_or_default()
    }

    /// To the step where that run stands.
    fn go_there(&self, view: &View) -> Outcome {
        let step = self.run(view).and_then(|run| run.step_ref(run.current(&view.now.moment)?));
        Outcome::go(step.map_or(Go::Back, Go::StepAt))
    }

    fn start(&self) -> Outcome {
        let order = AddRunbook { copy: self.copy.clone(), again: true, in_place_of: None };
        Outcome::order(Command::AddRunbook(order)).and_go(Go::Step)
    }
}

impl Screen for AgainBox {
    fn key(&mut self, press: Press, view: &View) -> Outcome {
        match press.intent {
            Intent::Enter if self.answer.selected() == Some(1) => self.start(),
            Intent::Enter => self.go_there(view),
            Intent::Esc => Outcome::go(Go::Back),
            intent if self.answer.key(intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.picker;
        let width = canvas.areas().band.width.saturating_sub(4);
        let mut rows = paragraph(&self.so_far(view), 0, width, *view.theme);
        rows.push(Row::blank());
        let first = u16::try_from(rows.len()).unwrap_or(2);
        for (at, text) in self.answers(view).into_iter().enumerate() {
            let is_here = self.answer.selected() == Some(at);
            let (mark, role) = if is_here { (">>", Role::Focus) } else { ("", Role::Text) };
            let number = (at + 1).to_string();
            rows.push(Row::text(mark).at(3, number, Role::Text).at(6, text, role));
        }
        let title = fill(&words.again_title, &[("title", &self.title(view))]);
        let count = u16::try_from(rows.len()).unwrap_or(4);
        let inside = panel(canvas, count, &title, "", "");
        canvas.rows(inside, &rows, 0);
        let at = u16::try_from(self.answer.selected().unwrap_or(0)).unwrap_or(0);
        canvas.put_caret(inside.x, inside.y + first + at);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let head = view.words.screen.linear.again.as_str();
        let about = sentence(&spoken::labelled(head, &self.title(view), view));
        let [go, start] = self.answers(view);
        Speech::about(about)
            .detail(self.so_far(view))
            .choice(go, take(0))
            .choice(start, take(1))
            .starting_at(Some(0))
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
