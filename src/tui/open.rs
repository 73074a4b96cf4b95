//! Opening boxes over the screen that is there: what each is about depends on what that screen
//! shows.

use super::app::App;
use super::fact;
use super::place::Place;
use super::screen::Target;
use super::screen::correct::Correct;
use super::screen::go_to::GoTo;
use super::view::View;
use crate::i18n::fill;

impl App {
    /// About the entry that the screen names, else about the newest.
    pub(super) fn open_correction(&mut self, view: &View) {
        let words = &view.words.screen.correct;
        let top = self.stack.last().map(|top| top.screen(&self.kept).corrects(view));
        let (correct, refusal) = match top.unwrap_or(Target::Newest) {
            Target::Newest => (Correct::new(view), words.nothing.clone()),
            Target::Entry(event) => {
                let n = event.seq.to_string();
                (Correct::about(&event, view), fill(&words.not_this, &[("n", &n)]))
            }
            Target::Fixed(seq) => (None, fill(&words.not_this, &[("n", &seq.to_string())])),
            Target::Unanswered(step) => {
                let n = fact::title(&step, view).0.to_string();
                (None, fill(&words.not_answered, &[("n", &n)]))
            }
        };
        match correct {
            Some(correct) => self.push(Place::Correct(Box::new(correct))),
            None => self.said = Some(refusal),
        }
    }

    /// With the number of the step that is looked at, where it is open.
    pub(super) fn open_go_to(&mut self, view: &View) {
        let here = self.here();
        self.push(Place::GoTo(Box::new(GoTo::new(here.as_ref(), view))));
    }
}
