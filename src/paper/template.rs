//! What the templates in `assets/paper` are given. They escape every value by default.

use askama::Template;

use super::book::BookView;
use super::clock::{ClockView, LimitLine};
use super::contact::{ContactLine, FactSheet};
use super::form::CardView;
use super::router::Seen;
use crate::i18n::card::CardWords;
use crate::i18n::law::LawWords;
use crate::i18n::paper::PaperWords;
use crate::i18n::paper_form::FormWords;
use crate::i18n::screen_step::ScreenStep;

/// The whole file.
#[derive(Template)]
#[template(path = "document.html", config = "assets/paper/askama.toml")]
pub(super) struct Document<'d> {
    pub(super) lang: &'static str,
    pub(super) title: String,
    pub(super) editions: Vec<Edition<'d>>,
}

/// Everything in one language.
pub(super) struct Edition<'d> {
    pub(super) lang: &'static str,
    pub(super) words: &'d PaperWords,
    pub(super) forms: &'d FormWords,
    pub(super) labels: &'d ScreenStep,
    pub(super) card: &'d CardWords,
    pub(super) law: &'d LawWords,
    /// Before where a runbook comes from.
    pub(super) from: &'d str,
    pub(super) title: String,
    pub(super) printed: String,
    /// The table that leads from what is seen to the runbook.
    pub(super) seen: Option<Vec<Seen<'d>>>,
    pub(super) books: Vec<BookView<'d>>,
    pub(super) cards: Vec<CardView<'d>>,
    pub(super) roles: Vec<&'d str>,
    /// How old the list of contacts is.
    pub(super) dated: Vec<String>,
    pub(super) contacts: Vec<ContactLine<'d>>,
    /// The site's other facts.
    pub(super) facts: Vec<FactSheet>,
    pub(super) limits: Vec<LimitLine>,
    pub(super) legal: Vec<ClockView<'d>>,
    pub(super) log_sheets: Vec<Vec<usize>>,
}

impl Edition<'_> {
    /// The legend, two marks to a row.
    fn marks(&self) -> Vec<Vec<(&'static str, &str)>> {
        self.words.marks.all().chunks(2).map(<[_]>::to_vec).collect()
    }

    /// What comes after the runbooks.
    fn form_names(&self) -> String {
        let forms = self.forms;
        let cards = (!self.cards.is_empty()).then_some(&forms.card.title);
        let others = [
            &forms.roles.title,
            &forms.contacts.title,
            &forms.clock.title,
            &forms.code.title,
            &forms.log.title,
        ];
        let names = cards.into_iter().chain(others).map(String::as_str);
        names.collect::<Vec<_>>().join(" · ")
    }

    /// When the spoken code is written down.
    fn code_moments(&self) -> [&str; 4] {
        let words = &self.forms.code;
        [&words.start, &words.shift, &words.hand_over, &words.close]
    }
}
