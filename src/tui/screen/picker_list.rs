//! What the picker has to choose from: open incidents, runbooks that were found, and what is always
//! there.

use super::picker_view::{Entry, Fixed};
use super::triage::BLANK_LOG;
use crate::tui::search::Hit;
use crate::tui::view::{IncidentLine, View};

/// Everything that the list shows.
pub(super) struct Listed<'a> {
    pub(super) open: Vec<&'a IncidentLine>,
    pub(super) books: Vec<&'a Hit>,
    /// What can always be chosen, last.
    pub(super) fixed: &'static [Fixed],
    pub(super) is_empty_result: bool,
}

impl<'a> Listed<'a> {
    pub(super) fn count(&self) -> usize {
        self.open.len() + self.books.len() + self.fixed.len()
    }

    pub(super) fn get(&self, at: usize, view: &View<'a>) -> Option<Entry<'a>> {
        if let Some(line) = self.open.get(at) {
            return Some(Entry::Incident(line));
        }
        let at = at - self.open.len();
        if let Some(hit) = self.books.get(at) {
            return Some(Entry::Book(view.shelf.get(hit.index)?, hit.reason.as_ref()));
        }
        self.fixed.get(at - self.books.len()).copied().map(Entry::Fixed)
    }
}

/// Everything that can be picked from, in the order of the shelf.
pub(super) fn whole_shelf(view: &View) -> Vec<Hit> {
    let all = (0..view.shelf.len()).map(|index| Hit { index, reason: None });
    all.filter(|hit| !is_blank_log(hit, view)).collect()
}

pub(super) fn runs(hit: &Hit, view: &View) -> bool {
    let entry = view.shelf.get(hit.index);
    entry.is_some_and(|entry| view.session.state().run_of(&entry.copy.runbook.id).is_some())
}

pub(super) fn is_blank_log(hit: &Hit, view: &View) -> bool {
    let entry = view.shelf.get(hit.index);
    entry.is_some_and(|entry| entry.copy.runbook.id.as_str() == BLANK_LOG)
}

/// Open incidents that can be continued here, and how many cannot.
pub(super) fn open_incidents<'a>(view: &View<'a>) -> (Vec<&'a IncidentLine>, usize) {
    let open = view.incidents.iter().filter(|line| line.is_open);
    let (usable, rest): (Vec<_>, Vec<_>) = open.partition(|line| line.can_go_on());
    (usable, rest.len())
}
