//! A note after the end: what a closed incident goes on taking, like the paper that it replaces.

use super::contract::{Go, Outcome};
use crate::tui::intent::Intent;
use crate::tui::view::View;

/// What a page does with a key that it has no use for: the incident that is over is annotated,
/// everything else is the application's.
pub(super) fn or_note(intent: Intent, view: &View) -> Outcome {
    if intent == Intent::Note && takes_one(view) {
        Outcome::go(Go::Note(String::new()))
    } else {
        Outcome::not_mine()
    }
}

/// Whether the incident is over and can be annotated from here.
pub(super) fn takes_one(view: &View) -> bool {
    view.session.state().closed.is_some() && !view.session.is_read_only()
}
