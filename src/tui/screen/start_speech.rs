//! What the start form says: what will be followed, then one answer after the other. `x` starts as
//! soon as it is known whether this is real.

use super::sheet::Sheet;
use super::spoken;
use super::start::{Place, Start};
use super::start_view::{store, trouble};
use crate::domain::event::{Mode as IncidentMode, Severity};
use crate::domain::text::Lang;
use crate::i18n::fill;
use crate::tui::intent::Intent;
use crate::tui::speech::{Prompt, Speech, Wanted, digit};
use crate::tui::view::View;
use crate::tui::widget::Field;

impl Start {
    pub(super) fn speech(&self, view: &View) -> Speech {
        let words = &view.words.screen.start;
        let speech = self.about(view).hiding(&[Intent::Tab]);
        let is_blank = self.initials.is_blank();
        match self.place {
            Place::Mode => {
                // Known initials stay one answer away, so that a stranger can change them.
                let then =
                    |at| if is_blank { vec![digit(at)] } else { vec![digit(at), Intent::Tab] };
                let chosen = self.mode.map(|mode| usize::from(mode != IncidentMode::Real));
                speech
                    .question(&view.words.screen.linear.start_mode)
                    .choice(&words.real, then(0))
                    .choice(&words.exercise, then(1))
                    .starting_at(chosen)
            }
            Place::Initials => {
                let is_known = self.is_from_last_time();
                let hint = if is_known { &words.from_last } else { &words.initials_hint };
                let wanted = wanted(&words.initials, &self.initials).or_nothing();
                speech.question(hint).asking(Prompt::Field(wanted))
            }
            Place::Severity => {
                let texts = [&words.care, &words.service, &words.suspicion];
                let at = match self.severity {
                    Severity::Care => 0,
                    Severity::Service => 1,
                    Severity::Suspicion => 2,
                };
                choices(speech, &words.severity, &texts, at)
            }
            Place::Language => {
                let texts = [&words.english, &words.french];
                choices(speech, &words.language, &texts, usize::from(view.lang == Lang::Fr))
            }
            Place::Noticed => {
                let hint = self.noticed_hint(view);
                let wanted = wanted(&words.noticed, &self.noticed).or_nothing();
                speech.question(hint).asking(Prompt::Field(wanted))
            }
            Place::Clock => {
                let wanted = wanted(&words.clock, &self.clock).or_nothing();
                speech.question(self.clock_hint(view)).asking(Prompt::Field(wanted))
            }
            Place::Role => {
                let wanted = wanted(&words.role, &self.role).or_nothing();
                speech.question(&words.role_hint).asking(Prompt::Field(wanted))
            }
            Place::Keyboard => {
                let label = &view.words.remap.seven_label;
                let wanted = Wanted::new(label, "", &[Intent::Tab]).or_nothing();
                speech.question(&view.words.remap.seven).asking(Prompt::Field(wanted))
            }
        }
    }

    /// What will be followed and where the log goes.
    fn about(&self, view: &View) -> Speech {
        let lines = &view.words.screen.linear;
        let words = &view.words.screen.picker;
        let book = &self.copy.runbook;
        let (title, n) = (book.title.get(view.lang), book.revision.to_string());
        let facts = [("title", title), ("n", n.as_str())];
        let mut speech = Speech::about(fill(&lines.start, &facts));
        let mut add = |label: &str, text: &str| {
            speech.details.push(spoken::labelled(label, text, view));
        };
        add(&words.use_when, book.use_when.get(view.lang));
        if let Some(text) = &book.not_for {
            add(&words.not_for, text.get(view.lang));
        }
        if let Some(text) = &book.needs {
            add(&words.needs, text.get(view.lang));
        }
        if let Some((_, step)) = book.steps().next() {
            add(&words.do_first, step.title.get(view.lang));
        }
        if book.is_old(view.now.moment.wall.date(view.now.offset)) {
            speech.details.push(words.old_note.clone());
        }
        let mut sheet = Sheet::new(u16::MAX, *view.theme);
        trouble(&mut sheet, view);
        store(&mut sheet, view);
        speech.details(sheet.spoken(view)).detail(&lines.start_when)
    }
}

fn wanted(label: &str, field: &Field) -> Wanted {
    Wanted::new(label, field.text(), &[Intent::Tab])
}

/// A choice that has its default: its digit, then the next place.
fn choices(speech: Speech, label: &str, texts: &[&String], at: usize) -> Speech {
    let ask = |speech: Speech, (at, text): (usize, &&String)| {
        speech.choice(text.as_str(), vec![digit(at), Intent::Tab])
    };
    texts.iter().enumerate().fold(speech.question(label), ask).starting_at(Some(at))
}
