//! What fell due while nobody was there, what does soon, and what is waited for (R4, R80).

use super::told;
use crate::domain::added_clock::AddedClock;
use crate::domain::board::Awaited;
use crate::domain::deadline::{Deadline, DeadlineCause};
use crate::domain::time::{Remaining, Span};
use crate::i18n::fill;
use crate::tui::view::View;
use crate::tui::{fact, watch_text};

/// A deadline this near is told although it has not passed.
const SOON: Span = Span::from_min(30);

/// One line each, the most pressing first.
pub(super) fn lines(view: &View) -> Vec<String> {
    let state = view.session.state();
    let now = &view.now.moment;
    let deadlines = state.deadlines(now);
    let mut clocks = state.running_clocks();
    clocks.sort_by_key(AddedClock::due_at);
    let clocks = clocks.iter().filter_map(|clock| added(view, clock));
    let awaited = state.awaited();
    let awaited = awaited.iter().map(|awaited: &Awaited<'_>| watch_text::awaited(awaited, view));
    deadlines.iter().filter_map(|due| deadline(view, due)).chain(clocks).chain(awaited).collect()
}

fn deadline(view: &View, due: &Deadline) -> Option<String> {
    let words = &view.words.screen.resume;
    let (_, title) = told::step_name(view.session.state(), &due.step, view.lang);
    let time = fact::due(due.due_at, due.remaining, view);
    let (template, span) = match (due.remaining, due.cause) {
        (Remaining::Over(span), DeadlineCause::Limit) => (&words.fell_due, span),
        (Remaining::Over(span), _) => (&words.came_back, span),
        (Remaining::Left(span), _) if span <= SOON => (&words.falls_due, span),
        (Remaining::Left(_), _) => return None,
    };
    let span = fact::span(span, view);
    Some(fill(template, &[("time", &time), ("title", &title), ("span", &span)]))
}

fn added(view: &View, clock: &AddedClock<'_>) -> Option<String> {
    let is_told = match clock.remaining(&view.now.moment) {
        Remaining::Over(_) => true,
        Remaining::Left(left) => left <= SOON,
    };
    is_told.then(|| watch_text::clock_line(clock, view))
}
