//! What the call list says: names by number, a card with its numbers and the words to say, then
//! what came of the call.

use super::calls::{Calls, Entry, Page};
use super::calls_view::pages;
use super::sheet::Sheet;
use super::{spoken, told};
use crate::domain::call::{CallOutcome, last_try};
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::intent::Intent;
use crate::tui::speech::{Prompt, Speech, Wanted, digit, reach, sentence};
use crate::tui::view::View;

impl Calls {
    pub(super) fn speech(&mut self, view: &View) -> Speech {
        let lines = &view.words.screen.linear;
        let count = self.entries(view).len();
        self.at = self.at.min(count.saturating_sub(1));
        let step = self.called(view).and(self.step.as_ref());
        let title = match step.map(|step| fact::title(step, view).0) {
            Some(n) => fill(&lines.calls_step, &[("n", &n)]),
            None => lines.calls.clone(),
        };
        match self.page {
            Page::List => self.list_speech(Speech::about(title), view),
            Page::Card => self.card_speech(Speech::about(title), view),
            Page::Answers => self.answers_speech(Speech::about(title), view),
        }
    }

    fn list_speech(&self, speech: Speech, view: &View) -> Speech {
        let mut speech = speech.details(super::calls_view::complaint(view));
        let entries = self.entries(view);
        if entries.is_empty() {
            speech = speech.detail(self.none_here(view));
        }
        for (at, entry) in entries.iter().enumerate() {
            let presses = reach(Some(self.at), at, &[Intent::Enter]);
            speech = speech.choice(entry_words(entry, view), presses);
        }
        speech.details(pages(view).head()).asking(Prompt::Search)
    }

    fn card_speech(&self, speech: Speech, view: &View) -> Speech {
        let lines = &view.words.screen.linear;
        if self.entry(view).is_none() {
            return speech.detail(self.none_here(view));
        }
        let (n, all) = ((self.at + 1).to_string(), self.entries(view).len().to_string());
        let place = &view.words.screen.calls.place;
        let place = sentence(&fill(place, &[("n", &n), ("all", &all)]));
        let mut sheet = Sheet::new(u16::MAX, *view.theme);
        self.facts(&mut sheet, view);
        let speech = speech.detail(place).details(sheet.spoken(view));
        if view.session.state().opened.is_none() || view.session.is_read_only() {
            return speech;
        }
        let outcomes = &view.words.site.outcomes;
        let mut ask = speech.question(&lines.calls_result).hiding(&[Intent::Tab, Intent::Enter]);
        for (at, outcome) in CallOutcome::ALL.into_iter().enumerate() {
            ask = ask.choice(outcomes.of(outcome), vec![digit(at), Intent::Tab]);
        }
        ask
    }

    fn answers_speech(&self, speech: Speech, view: &View) -> Speech {
        let lines = &view.words.screen.linear;
        let chosen = self.outcome.selected().and_then(|at| CallOutcome::ALL.get(at));
        let speech = match chosen {
            Some(outcome) => {
                let word = view.words.site.outcomes.of(*outcome);
                speech.detail(fill(&lines.calls_word, &[("outcome", word)]))
            }
            None => speech,
        };
        let wanted = Wanted::new(&lines.calls_answers, self.said.text(), &[Intent::Enter]);
        speech.asking(Prompt::Field(wanted.or_nothing()))
    }
}

/// A name, what it is, its first number, and the last try.
fn entry_words(entry: &Entry, view: &View) -> String {
    let lines = &view.words.screen.linear;
    let name = entry.whom(view.lang);
    let text = match entry {
        Entry::Missing(..) => spoken::joined([name, &view.words.screen.calls.no_number]),
        Entry::Contact(contact) => {
            let function = contact.function.as_ref().map(|text| text.get(view.lang));
            let number = contact.by_safety().next().map(|channel| channel.at.as_str());
            let parts = [Some(name), function, number];
            spoken::joined(parts.into_iter().flatten())
        }
    };
    match last_try(&view.session.state().calls, name) {
        None => text,
        Some(tried) => {
            let outcome = view.words.site.outcomes.of(tried.call.outcome);
            let time = fact::when(tried.at.wall, view);
            let who = told::who(view, &tried.who);
            let tried = spoken::joined([outcome, who.as_str(), &time]);
            fill(&lines.calls_tried, &[("entry", &text), ("tried", &tried)])
        }
    }
}
