//! What a runbook is picked for, and what choosing it means: to start an incident, to follow one
//! more beside the others, or one in the place of another (R23, R136).

use super::contract::{Go, Outcome};
use super::picker::Picker;
use crate::domain::command::{AddRunbook, Command, InPlaceOf};
use crate::domain::ids::RunId;
use crate::domain::state::Run;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::search::Hit;
use crate::tui::view::{ShelfEntry, View};

/// What a runbook is picked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To start an incident.
    Start,
    /// For the open incident, beside what runs there (R136).
    Add,
    /// For the open incident, in the place of this run, which is held then; none where nothing is
    /// left of it to hold.
    Change(Option<RunId>),
}

impl Picker {
    /// Whether this is the runbook that gives way.
    pub(super) fn is_left(&self, hit: &Hit, view: &View) -> bool {
        let Purpose::Change(Some(run)) = &self.purpose else { return false };
        view.shelf.get(hit.index).is_some_and(|entry| entry.copy.runbook.id == *run.runbook())
    }

    /// Whether the runbook runs and is held.
    pub(super) fn is_held(hit: &Hit, view: &View) -> bool {
        let state = view.session.state();
        let id = view.shelf.get(hit.index).map(|entry| &entry.copy.runbook.id);
        let run = id.and_then(|id| state.run_of(id));
        run.is_some_and(|run| state.hold(run.id()).is_some())
    }

    /// What Enter will do, before it does it.
    pub(super) fn foot(&self, view: &View) -> String {
        let words = &view.words.screen.picker;
        match &self.purpose {
            Purpose::Start => words.nothing_recorded.clone(),
            Purpose::Change(Some(run)) => {
                fill(&words.change_note, &[("title", &fact::title_of(run, view))])
            }
            Purpose::Add | Purpose::Change(None) => words.add_note.clone(),
        }
    }
}

/// One more runbook. One that a step would open later may be needed now: patients do not wait for
/// their step, and the step finds it open. What runs already asks first whether it is to run again
/// (R23); in the place of another one it just goes on.
pub(super) fn add(entry: &ShelfEntry, purpose: &Purpose, view: &View) -> Outcome {
    let words = &view.words.screen.picker;
    let copy = entry.copy.clone();
    let there = view.session.state().run_of(&copy.runbook.id).map(Run::id);
    let in_place_of = match purpose {
        Purpose::Change(Some(run)) if there == Some(run) => {
            return Outcome::say(words.changes_nothing.clone());
        }
        Purpose::Change(Some(run)) => {
            let title = copy.runbook.title.get(view.lang);
            let reason = fill(&words.changed, &[("title", title)]);
            Some(InPlaceOf { run: run.clone(), reason })
        }
        _ if there.is_some() => return Outcome::go(Go::Again(Box::new(copy))),
        _ => None,
    };
    let order = AddRunbook { copy, again: false, in_place_of };
    Outcome::order(Command::AddRunbook(order)).and_go(Go::Back)
}
