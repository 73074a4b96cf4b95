//! Lasting limits, added clocks and holds in the words of the moment.

use super::fact;
use super::view::View;
use crate::domain::ids::{EventId, StepRef};
use crate::domain::state::IncidentState;
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
        Watch::Held(held) => {
            fill(&words.said_held, &[("title", &fact::title_of(&held.runbook, view))])
        }
        Watch::HoldEnded(ended) => {
            fill(&words.said_resumed, &[("title", &fact::title_of(&ended.runbook, view))])
        }
    }
}

/// The same for an act on record.
#[must_use]
pub fn of_act(event: &EventId, view: &View) -> String {
    let entry = view.session.state().watch.get(event);
    entry.map_or_else(String::new, |entry| line(&entry.what, view))
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
