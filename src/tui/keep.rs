//! Nothing that was typed is lost: what a closed form held is offered when it is opened again, and
//! all of it is kept outside by whoever asks (R66).

use super::app::App;
use super::draft::{Drafts, FormKind, FormName};
use super::place::{Place, PlaceKind};
use super::screen::Screen;
use super::view::View;
use crate::domain::ids::{Seq, StepRef};
use crate::domain::state::Subject;

impl App {
    /// Everything that is half written, as one text for keeping it outside; empty when nothing is.
    #[must_use]
    pub fn draft(&self) -> String {
        let mut drafts = self.drafts.clone();
        let kept: [&dyn Screen; 2] = [&self.kept.note, &self.kept.evidence];
        for screen in self.stack.iter().map(|place| place.screen(&self.kept)).chain(kept) {
            if let Some(form) = screen.form() {
                drafts.keep(form, screen.typed());
            }
        }
        drafts.to_text()
    }

    /// Gives back what was kept outside.
    pub fn restore_draft(&mut self, text: &str) {
        self.kept = super::place::Kept::default();
        self.drafts = Drafts::of_text(text);
        let forms: Vec<FormName> = self.drafts.iter().map(|(form, _)| form.clone()).collect();
        for form in forms {
            // These two live beside the stack, open or not.
            let kept: &mut dyn Screen = match form.kind {
                FormKind::Note => &mut self.kept.note,
                FormKind::Evidence => {
                    self.kept.evidence.belong_to(form.step());
                    &mut self.kept.evidence
                }
                _ => continue,
            };
            kept.retype(&self.drafts.take(&form).unwrap_or_default());
        }
    }

    /// The disk spoke about the comment on this entry: once it is kept, its box has done its work,
    /// and so has what was kept of it.
    pub fn comment_kept(&mut self, entry: Seq, is_kept: bool) {
        let is_its = |place: &Place| matches!(place, Place::Comment(form) if form.is_about(entry));
        if is_kept {
            self.stack.retain(|place| !is_its(place));
            self.drafts.take(&FormName::about(FormKind::Comment, &entry.0));
            return;
        }
        for place in &mut self.stack {
            if let Place::Comment(form) = place
                && form.is_about(entry)
            {
                form.try_again();
            }
        }
    }

    /// A place over the others. A form gets back what was typed into it before.
    pub(super) fn push(&mut self, mut place: Place) {
        let is_kept = matches!(place.kind(), PlaceKind::Note | PlaceKind::Evidence);
        let form = place.screen(&self.kept).form().filter(|_| !is_kept);
        if let Some(texts) = form.and_then(|form| self.drafts.take(&form)) {
            place.screen_mut(&mut self.kept).retype(&texts);
        }
        self.stack.push(place);
    }

    /// Closes every place above the lowest `count`; what was typed there is kept.
    pub(super) fn close_above(&mut self, count: usize) {
        let gone = self.stack.split_off(count.min(self.stack.len()));
        self.keep_typed(&gone);
    }

    /// Closes these places wherever they lie; what was typed there is kept.
    pub(super) fn close_those(&mut self, is_gone: impl Fn(&Place) -> bool) {
        let stack = std::mem::take(&mut self.stack);
        let (gone, left): (Vec<Place>, _) = stack.into_iter().partition(is_gone);
        self.stack = left;
        self.keep_typed(&gone);
    }

    fn keep_typed(&mut self, gone: &[Place]) {
        for place in gone {
            let is_kept = matches!(place.kind(), PlaceKind::Note | PlaceKind::Evidence);
            let screen = place.screen(&self.kept);
            if let Some(form) = screen.form().filter(|_| !is_kept) {
                self.drafts.keep(form, screen.typed());
            }
        }
    }

    /// An act is on disk: what was begun about that step is over; of the mark of a line, only what
    /// was begun about that line.
    pub(super) fn forget_drafts(&mut self, step: Option<&StepRef>, view: &View) {
        match view.session.state().acts.last().map(|act| act.subject) {
            Some(Subject::Line(mark)) if step == Some(&mark.step) => {
                let form = FormName::line(FormKind::LeaveOut, &mark.step, mark.line);
                self.drafts.take(&form);
            }
            _ => self.drafts.forget(step),
        }
    }
}
