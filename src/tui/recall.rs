//! Which old entries are on the screen, so that their words can be read again from the log.

use super::app::App;
use super::screen::correct;
use super::view::View;
use crate::domain::ids::Seq;

/// Acts of row LAST, at most.
const LAST_ACTS: usize = 4;

impl App {
    /// The records that have to be read again to show what is on the screen; none in any but a very
    /// long log.
    #[must_use]
    pub fn wanted(&self, view: &View) -> Vec<Seq> {
        let state = view.session.state();
        if !state.has_faded() {
            return Vec::new();
        }
        let shown = self.stack.iter().rev().flat_map(|place| place.screen(&self.kept).shows(view));
        let last = state.acts.iter().rev().take(LAST_ACTS).map(|act| act.event);
        let correctable = correct::candidate(state).map(|act| act.event);
        state.to_recall(last.chain(correctable).chain(shown).chain(state.acts.asking()))
    }
}
