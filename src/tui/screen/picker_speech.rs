//! What the picker says: open incidents, runbooks and what can always be chosen, by number; words
//! narrow the list.

use super::picker::Picker;
use super::picker_list::{open_incidents, whole_shelf};
use super::picker_view::{Entry, book_marks, incident_words};
use super::spoken;
use crate::i18n::fill;
use crate::tui::intent::Intent;
use crate::tui::speech::{Prompt, Speech, flat, reach};
use crate::tui::view::View;

impl Picker {
    pub(super) fn speech(&self, view: &View) -> Speech {
        let words = &view.words.screen.picker;
        let found = self.found(view);
        let all = whole_shelf(view);
        let listed = self.listed(&found, &all, view);
        let mut speech = Speech::about(flat(&self.foot(view)));
        if self.has_query() {
            let query = self.query.trimmed();
            let told = match (listed.is_empty_result, found.has_all_words) {
                (true, _) => fill(&words.empty, &[("query", query)]),
                (false, false) => words.closest.clone(),
                (false, true) => {
                    let (n, all) = (found.hits.len().to_string(), view.shelf.len().to_string());
                    fill(&words.matches, &[("n", &n), ("all", &all)])
                }
            };
            speech = speech.detail(spoken::labelled(&words.find, query, view)).detail(told);
        }
        if view.shelf.is_empty() {
            speech = speech.detail(&words.no_shelf);
        }
        let unusable = if self.has_query() { 0 } else { open_incidents(view).1 };
        if unusable > 0 {
            speech = speech.detail(fill(&words.unusable, &[("n", &unusable.to_string())]));
        }
        let mut head = String::new();
        for at in 0..listed.count() {
            let Some(entry) = listed.get(at, view) else { continue };
            let (own, text) = match entry {
                Entry::Incident(line) => (
                    spoken::question(&view.words.screen.linear.picker_open),
                    incident_words(line, view),
                ),
                Entry::Book(entry, _) => {
                    let marks = book_marks(entry, self.is_adding(), view).to_lowercase();
                    let title = entry.copy.runbook.title.get(view.lang);
                    let head = &view.words.screen.linear.picker_books;
                    (head.clone(), spoken::joined([title, marks.as_str()]))
                }
                Entry::Fixed(fixed) => (String::new(), fixed.words(view)),
            };
            let is_new = own != head && !own.is_empty();
            head.clone_from(&own);
            let presses = reach(self.selected, at, &[Intent::Enter]);
            speech.offer(is_new.then_some(own), text, presses);
        }
        speech.asking(Prompt::Search)
    }
}
