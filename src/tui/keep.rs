//! Nothing that was typed is lost: what a closed form held is offered when it is opened again, and
//! all of it is kept outside by whoever asks (R66).

use super::app::App;
use super::draft::{Drafts, FormKind, FormName, Stamp};
use super::fact;
use super::place::{Place, PlaceKind};
use super::screen::{Screen, told_draft};
use super::view::View;
use crate::domain::ids::{Seq, StepRef};
use crate::domain::state::Subject;
use crate::i18n::fill;

impl App {
    /// Everything that is half written, as one text for keeping it outside; empty when nothing is.
    #[must_use]
    pub fn draft(&self) -> String {
        self.half_written().to_text()
    }

    /// Everything that is half written.
    pub(super) fn half_written(&self) -> Drafts {
        let mut drafts = self.drafts.clone();
        for (form, texts) in self.open_forms() {
            drafts.keep(form, texts);
        }
        drafts
    }

    /// The forms that are open, or kept beside the stack, and what stands in them.
    fn open_forms(&self) -> Vec<(FormName, Vec<String>)> {
        let kept: [&dyn Screen; 2] = [&self.kept.note, &self.kept.evidence];
        let screens = self.stack.iter().map(|place| place.screen(&self.kept)).chain(kept);
        screens.filter_map(|screen| Some((screen.form()?, screen.typed()))).collect()
    }

    /// Whoever is at the keyboard is the author of what was begun just now.
    pub(super) fn sign_drafts(&mut self, view: &View) {
        let typed: Vec<FormName> = self
            .open_forms()
            .into_iter()
            .filter(|(_, texts)| texts.iter().any(|text| !text.trim().is_empty()))
            .map(|(form, _)| form)
            .collect();
        self.drafts.forget_authors(|form| typed.contains(form));
        // What is begun next is warned of anew.
        self.is_draft_lost &= !self.half_written().is_empty();
        let Some(who) = &view.session.state().operator else { return };
        for form in typed {
            let stamp = Stamp { who: who.clone(), at: view.now.moment.wall };
            self.drafts.begin(form, stamp);
        }
    }

    /// Words of somebody else that are about to be recorded here: whoever sends them is asked once,
    /// and makes them their own by sending them again. A note says itself whose words it holds.
    pub(super) fn adopts(&mut self, view: &View) -> Option<String> {
        let form = self.stack.last()?.screen(&self.kept).form()?;
        let stamp = self.drafts.stamp(&form).filter(|_| form.kind != FormKind::Note)?.clone();
        let who = view.session.state().operator.clone()?;
        if stamp.who == who {
            return None;
        }
        let time = fact::when(stamp.at, view);
        let facts = [("author", stamp.who.as_str()), ("time", &time), ("who", who.as_str())];
        let asked = fill(&view.words.screen.draft.of_other, &facts);
        self.drafts.adopt(form, Stamp { who, at: stamp.at });
        Some(asked)
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
            if form.kind == FormKind::Note {
                self.kept.note.belong_to(self.drafts.stamp(&form).cloned());
            }
        }
    }

    /// The disk spoke about what is half written; whether that is news. What was said of it before
    /// is corrected.
    pub fn drafts_kept(&mut self, is_kept: bool, view: &View) -> bool {
        let was_lost = std::mem::replace(&mut self.is_draft_lost, !is_kept);
        let is_news = !is_kept && !was_lost && !self.half_written().is_empty();
        if is_news {
            self.said = Some(view.words.screen.draft.not_kept.clone());
        }
        is_news
    }

    /// Nobody is told that a text is kept when it is not.
    pub(super) fn kept_or_not(&self, said: String, view: &View) -> String {
        let words = &view.words.screen;
        let promises = [
            &words.note.kept,
            &words.evidence.kept_draft,
            &words.evidence.need_content,
            &words.board.kept_draft,
            &view.words.watch.kept_draft,
        ];
        if self.is_draft_lost && promises.contains(&&said) {
            return words.draft.not_kept.clone();
        }
        said
    }

    /// Every half-written text, whole: what no disk keeps is to be copied before leaving.
    #[must_use]
    pub fn half_written_lines(&self, view: &View) -> Vec<String> {
        told_draft::whole(view, &self.half_written())
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
