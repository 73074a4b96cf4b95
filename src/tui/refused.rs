//! Which wishes would be refused where the person is, so that no footer promises them (R126).

use super::app::{is_open, takes_notes};
use super::intent::Intent;
use super::place::{Place, PlaceKind};
use super::view::View;

/// Whether a wish that a screen names is refused there by the incident as it stands: because it is
/// over, or because there is none. What another window's lock forbids is not asked here.
pub(super) fn is_refused(intent: Intent, top: &Place, view: &View) -> bool {
    let is_over = view.session.state().closed.is_some();
    match intent {
        Intent::Note => !takes_notes(view),
        Intent::Evidence | Intent::Undo | Intent::GoTo => !is_open(view),
        // Nothing is taken up and nothing is closed any more.
        Intent::Enter => is_over && top.kind() == PlaceKind::Step,
        _ => false,
    }
}
