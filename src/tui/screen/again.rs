//! The question about a runbook that is followed already: to go to that run, or to run it again.
//! No run is ever reset: the second one stands beside the first (R23). It starts on the harmless
//! answer, so that no Enter pressed twice begins anything (R97, R99).

use super::contract::{Go, Live, Outcome, Screen};
use super::spoken;
use super::two_answers::TwoAnswers;
use crate::domain::command::{AddRunbook, Command, RunbookCopy};
use crate::domain::ids::RunId;
use crate::domain::place::Mark;
use crate::domain::state::Run;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::intent::{Intent, Press};
use crate::tui::speech::{Speech, sentence, take};
use crate::tui::view::View;
use crate::tui::widget::Canvas;

/// The question.
#[derive(Clone, Debug)]
pub struct AgainBox {
    copy: RunbookCopy,
    answer: TwoAnswers,
}

impl AgainBox {
    /// About this runbook.
    #[must_use]
    pub fn new(copy: RunbookCopy) -> Self {
        Self { copy, answer: TwoAnswers::new() }
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
            Intent::Enter if self.answer.is_second() => self.start(),
            Intent::Enter => self.go_there(view),
            Intent::Esc => Outcome::go(Go::Back),
            intent if self.answer.key(intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.picker;
        let title = fill(&words.again_title, &[("title", &self.title(view))]);
        let [go, start] = self.answers(view);
        self.answer.draw(canvas, (&title, &self.so_far(view)), [&go, &start], view);
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
        TwoAnswers::keys(view)
    }
}
