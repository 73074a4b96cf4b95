//! The ways to limits, added clocks, holds and silence.

use super::app::App;
use super::place::Place;
use super::screen::Go;
use super::screen::held::HeldBox;
use super::screen::watch_form::{WatchAsk, WatchForm};
use super::view::View;

impl App {
    /// Goes to one of them, in the place of the menu when it was chosen there.
    pub(super) fn go_watch(&mut self, to: Go, view: &View) {
        self.stack.retain(|place| !matches!(place, Place::Menu(_) | Place::Limits(_)));
        match to {
            Go::Limits => self.push(Place::Limits(Box::default())),
            Go::Watch(ask) => self.ask_watch(ask, view),
            Go::Held(runbook) => self.push(Place::Held(Box::new(HeldBox::new(runbook)))),
            Go::Hold => self.ask_why_held(view),
            _ => self.sound_off(view),
        }
    }

    /// A limit is lifted over the list of limits, so that the list shows what became of it.
    fn ask_watch(&mut self, ask: WatchAsk, view: &View) {
        if matches!(ask, WatchAsk::Lift(_)) && !self.is_closing() {
            self.go_watch(Go::Limits, view);
        }
        self.push(Place::WatchForm(Box::new(WatchForm::new(ask))));
    }

    fn is_closing(&self) -> bool {
        matches!(self.stack.last(), Some(Place::Closing(_)))
    }

    /// Of the runbook on the screen, else of the one that is worked on.
    fn ask_why_held(&mut self, view: &View) {
        let here = self.here().map(|step| step.run);
        let focus = || view.session.state().focus(&view.now.moment).map(|run| run.id().clone());
        if let Some(run) = here.or_else(focus) {
            let form = WatchForm::new(WatchAsk::Hold(run));
            self.push(Place::WatchForm(Box::new(form)));
        }
    }
}
