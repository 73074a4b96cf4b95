//! What the last lines say of the incident, while its words are still at hand (R124).

use super::neighbour::in_short;
use super::told::step_name;
use crate::domain::ids::StepRef;
use crate::domain::state::{LineMark, Subject};
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::row_fact;
use crate::tui::view::View;

/// Where the incident stands, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parting {
    /// The current step: its number, how many there are, and its title.
    pub step: Option<(usize, usize, String)>,
    /// The last act, with its time and who did it.
    pub last: Option<String>,
    /// How many clocks run.
    pub clocks: usize,
    /// The most pressing of them, with its time.
    pub next: Option<String>,
}

/// Takes it down.
#[must_use]
pub fn parting(view: &View) -> Parting {
    let state = view.session.state();
    let now = &view.now.moment;
    let current = state.focus(now).and_then(|run| {
        let index = run.current(now)?;
        let (_, step, _) = run.get(index)?;
        let title = view.words.run.named(run.id(), step.title.get(view.lang));
        Some((index + 1, run.steps.len(), title))
    });
    let last = state.last_act().map(|act| {
        let line = in_short(&fact::act_line(&act, view));
        match &act.subject {
            Subject::Step(step, _) | Subject::Line(LineMark { step, .. }) => {
                let facts = [("label", line.as_str()), ("text", &title(step, view))];
                fill(&view.words.screen.linear.labelled, &facts)
            }
            _ => line,
        }
    });
    let board = state.board(&view.now);
    let running: Vec<_> = board.iter().filter(|row| row.is_running()).collect();
    let next = running.first().map(|row| in_short(&row_fact::text(row, view)));
    Parting { step: current, last, clocks: running.len(), next }
}

fn title(step: &StepRef, view: &View) -> String {
    step_name(view.session.state(), step, view.lang).1
}
