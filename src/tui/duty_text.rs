//! Legal clocks in the words of the moment: titles, and what was said of them.

use super::view::View;
use crate::domain::event::Event;
use crate::domain::ids::{ClockId, MomentId};
use crate::domain::state::Subject;
use crate::i18n::fill;

/// What a clock is called; its name where this laptop does not know it.
#[must_use]
pub fn clock_title(clock: &ClockId, view: &View) -> String {
    let known = view.session.state().law.clock(clock);
    known.map_or_else(|| clock.to_string(), |known| known.title.get(view.lang).to_owned())
}

/// What a moment is called.
#[must_use]
pub fn moment_title(moment: &MomentId, view: &View) -> String {
    let known = view.session.state().law.moment(moment);
    known.map_or_else(|| moment.to_string(), |known| known.title.get(view.lang).to_owned())
}

/// One line for something that was said; empty for everything else.
#[must_use]
pub fn subject(subject: &Subject, view: &View) -> String {
    let words = &view.words.duty;
    match subject {
        Subject::Moment(moment) => {
            fill(&words.said_moment, &[("title", &moment_title(moment, view))])
        }
        Subject::Judged(clock, verdict) => {
            let verdict = words.verdict(Some(*verdict));
            let title = clock_title(clock, view);
            fill(&words.said_judged, &[("title", &title), ("verdict", verdict)])
        }
        Subject::Filed(clock) => fill(&words.said_filed, &[("title", &clock_title(clock, view))]),
        _ => String::new(),
    }
}

/// The same for an event that is not on disk yet.
#[must_use]
pub fn event(event: &Event, view: &View) -> String {
    match event {
        Event::MomentFixed(fixed) => subject(&Subject::Moment(fixed.moment.clone()), view),
        Event::DutyJudged(judged) => {
            subject(&Subject::Judged(judged.clock.clone(), judged.verdict), view)
        }
        Event::DutyFiled(filed) => subject(&Subject::Filed(filed.clock.clone()), view),
        Event::DutyPassed(passed) => {
            let title = clock_title(&passed.clock, view);
            fill(&view.words.duty.said_passed, &[("title", &title)])
        }
        _ => String::new(),
    }
}
