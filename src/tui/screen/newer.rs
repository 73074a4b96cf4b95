//! That the library holds another text of a runbook than the one that is followed: it changes
//! nothing under the person's feet, and whoever reviews must know (R154).

use crate::domain::state::Run;
use crate::i18n::fill;
use crate::tui::view::View;

/// One line for each runbook of which the library holds another text now.
pub(super) fn lines(view: &View) -> Vec<String> {
    let line = |run: &Run| {
        let ours = &run.copy;
        let entry = view.shelf.iter().find(|entry| entry.copy.runbook.id == ours.runbook.id)?;
        let theirs = &entry.copy;
        if theirs.sha256 == ours.sha256 {
            return None;
        }
        let (ours, theirs) = (&ours.runbook, &theirs.runbook);
        let numbers = [ours.revision.to_string(), theirs.revision.to_string()];
        let [followed, there] = numbers.each_ref().map(String::as_str);
        let facts = [("title", ours.title.get(view.lang)), ("n", followed), ("there", there)];
        Some(fill(&view.words.screen.summary.newer, &facts))
    };
    view.session.state().runs.iter().filter_map(line).collect()
}
