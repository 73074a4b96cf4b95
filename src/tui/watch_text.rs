//! Lasting limits, added clocks and holds in the words of the moment.

use super::fact;
use super::view::View;
use crate::domain::added_clock::AddedClock;
use crate::domain::board::Awaited;
use crate::domain::ids::{EventId, StepRef};
use crate::domain::state::IncidentState;
use crate::domain::time::Remaining;
use crate::domain::watch_event::Watch;
use crate::i18n::fill;

/// What a limit says; the step's name where its runbook is not known here.
#[must_use]
pub fn limit(step: &StepRef, view: &View) -> String {
    let text = view.session.state().limit_text(step);
    text.map_or_else(|| step.to_string(), |text| text.get(view.lang).to_owned())
}

/// What an added clock asks for; its number where it is not known here.
#[must_use]
pub fn clock(event: &EventId, state: &IncidentState) -> String {
    match state.watch.get(event).map(|entry| &entry.what) {
        Some(Watch::ClockAdded(added)) => added.text.clone(),
        _ => event.seq.to_string(),
    }
}

/// One line for something that was said.
#[must_use]
pub fn line(watch: &Watch, view: &View) -> String {
    let words = &view.words.watch;
    let state = view.session.state();
    let of_clock = |template: &str, event| fill(template, &[("text", &clock(event, state))]);
    match watch {
        Watch::Lifted(lifted) => {
            let limit = limit(&lifted.step, view);
            fill(&words.said_lifted, &[("by", lifted.by.as_str()), ("limit", &limit)])
        }
        Watch::ClockAdded(added) => {
            fill(&words.said_added, &[("whom", &added.whom), ("text", &added.text)])
        }
        Watch::ClockMet(met) => of_clock(&words.said_met, &met.clock),
        Watch::ClockMoved(moved) => of_clock(&words.said_moved, &moved.clock),
        Watch::ClockEnded(ended) => of_clock(&words.said_ended, &ended.clock),
        Watch::Held(held) => fill(&words.said_held, &[("title", &fact::title_of(&held.run, view))]),
        Watch::HoldEnded(ended) => {
            fill(&words.said_resumed, &[("title", &fact::title_of(&ended.run, view))])
        }
    }
}

/// The same for an act on record.
#[must_use]
pub fn of_act(event: &EventId, view: &View) -> String {
    let entry = view.session.state().watch.get(event);
    entry.map_or_else(String::new, |entry| line(&entry.what, view))
}

/// Whom an added clock is about, and what it asks of them; once it is due, for the answer.
#[must_use]
pub fn asked(clock: &AddedClock<'_>, is_over: bool, view: &View) -> String {
    let words = &view.words.watch;
    let template = if is_over { &words.answers } else { &words.given };
    let facts = [("whom", clock.what.whom.as_str()), ("text", clock.what.text.as_str())];
    fill(template, &facts)
}

/// A clock that somebody added, in words for row 2 and for lists: once it is due the program asks
/// for the answer (R45).
#[must_use]
pub fn clock_line(clock: &AddedClock<'_>, view: &View) -> String {
    let frame = &view.words.screen.frame;
    let remaining = clock.remaining(&view.now.moment);
    let (template, span, is_over) = match remaining {
        Remaining::Over(span) => (&frame.overdue, span, true),
        Remaining::Left(span) => (&frame.due, span, false),
    };
    let title = asked(clock, is_over, view);
    let (time, span) = (fact::due(clock.due_at(), remaining, view), fact::span(span, view));
    fill(template, &[("time", &time), ("span", &span), ("title", &title)])
}

/// A step that waits until something happens.
#[must_use]
pub fn awaited(awaited: &Awaited<'_>, view: &View) -> String {
    let title = fact::title_alone(&awaited.step, view);
    fill(&view.words.watch.awaited, &[("until", awaited.until), ("title", &title)])
}

/// A limit among what stays open.
#[must_use]
pub fn open_limit(step: &StepRef, view: &View) -> (&'static str, String) {
    let lifting = view.session.state().lifting(step);
    match lifting {
        Some(entry) => ("[x]", line(&entry.what, view)),
        None => (" ! ", fill(&view.words.watch.open_limit, &[("limit", &limit(step, view))])),
    }
}

/// An added clock among what stays open.
#[must_use]
pub fn open_clock(event: &EventId, view: &View) -> (&'static str, String) {
    let state = view.session.state();
    let whom = match state.watch.get(event).map(|entry| &entry.what) {
        Some(Watch::ClockAdded(added)) => added.whom.as_str(),
        _ => "-",
    };
    let text = clock(event, state);
    (" ! ", fill(&view.words.watch.open_clock, &[("text", &text), ("whom", whom)]))
}
