//! Steps whose lines are ticked one by one (R14): what Enter does with the line that is next.
//!
//! Invariants: one press ticks one line, and never the step with it; a line is ticked only while it
//! stands on the screen.

use super::contract::Outcome;
use super::step::StepScreen;
use super::subject::{Asks, Subject, asks, step_ref};
use crate::domain::act::StepAct;
use crate::domain::ids::{EventId, StepRef};
use crate::domain::state::{LineMark, Subject as About};
use crate::i18n::fill;
use crate::tui::line_text;
use crate::tui::view::View;
use crate::tui::widget::Page;

impl StepScreen {
    /// Whether the line that is next stands on the screen. Linear mode has said it.
    pub(super) fn shows_next(&self) -> bool {
        self.next_line.as_ref().is_none_or(|rows| self.page.shows(rows))
    }

    /// Ticks the line, or shows it first.
    pub(super) fn tick(&mut self, subject: &Subject, line: u8, view: &View) -> Outcome {
        if let Some(rows) = self.next_line.clone().filter(|_| !self.shows_next()) {
            self.page.turn_to(&rows);
            let words = &view.words.bundle.shown;
            return Outcome::say(fill(words, &[("line", &line.to_string())]));
        }
        self.order(subject, StepAct::Ticked { line, left_out: None }, view)
    }

    /// The newest act, when it is the mark of a line of the step in hand.
    fn newest_mark(&self, view: &View) -> Option<(EventId, LineMark)> {
        let act = view.session.state().acts.last().filter(|act| !act.is_taken_back)?;
        match act.subject {
            About::Line(mark) if self.here.as_ref() == Some(&mark.step) => Some((act.event, mark)),
            _ => None,
        }
    }

    /// The newest mark of a line of this step that stands.
    pub(super) fn newest_line(step: &StepRef, view: &View) -> Option<EventId> {
        let found = view.session.state().find(step);
        let bundle = found.and_then(|(run, index)| run.bundle(index))?;
        let ticks = bundle.numbers().filter_map(|line| bundle.tick(line));
        ticks.map(|tick| tick.event.clone()).max_by_key(|event| event.seq)
    }

    /// Whether the step in hand stays there because a line of it got its mark just now: also where
    /// it was set aside before and taken up out of its turn.
    pub fn stays_for_lines(&mut self, view: &View) -> bool {
        if self.newest_mark(view).is_none() {
            return false;
        }
        if self.looking.take().is_some() {
            self.page = Page::default();
        }
        true
    }

    /// What Enter does after a line got its mark, once that is on disk.
    pub(super) fn line_hint(&self, view: &View) -> Option<String> {
        let saved = |event: &EventId| !view.session.is_unsaved(event);
        let (_, mark) = self.newest_mark(view).filter(|(event, _)| saved(event))?;
        let subject = self.subject(view).filter(|subject| step_ref(subject) == mark.step)?;
        let is_asked = matches!(asks(&subject, view), Asks::Tick(_) | Asks::Done);
        let bundle = subject.run.bundle(subject.index).filter(|_| is_asked)?;
        Some(line_text::hint(&bundle, &mark, view))
    }
}
