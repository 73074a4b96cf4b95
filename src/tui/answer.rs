//! What the disk, or the domain, said about an order, and where the screens go then.
//!
//! Invariants: only what is recorded is ticked; what is held in memory moves the place and has its
//! own mark; the alarm opens once, and a failed retry covers nothing that is being typed.

use super::app::App;
use super::fact;
use super::flight::{self, InFlight};
use super::place::{Place, PlaceKind};
use super::request::Request;
use super::screen::{Go, Outcome};
use super::view::View;
use crate::domain::rejection::Rejection;
use crate::domain::time::Span;
use crate::i18n::fill;
use crate::session::Effect;

impl App {
    /// The disk, or the domain, has spoken about the order on its way.
    pub fn answer(&mut self, effect: &Effect, view: &View) -> Vec<Request> {
        let requests = self.take_answer(effect, view);
        self.tell_of_clock(view);
        requests
    }

    /// The laptop's clock moved by itself: said once, when it is on record (R47).
    fn tell_of_clock(&mut self, view: &View) {
        let clock = view.session.state().clock;
        let known = std::mem::replace(&mut self.clock_moves, clock.moves);
        if let Some((_, by_ms)) = clock.moved.filter(|_| clock.moves > known) {
            let span = fact::span(Span::from_ms(by_ms.unsigned_abs()), view);
            self.said = Some(fill(&view.words.screen.frame.clock_jumped, &[("span", &span)]));
        }
    }

    fn take_answer(&mut self, effect: &Effect, view: &View) -> Vec<Request> {
        match effect {
            Effect::Recorded { ticket, .. } => {
                self.saved_at = Some(view.now.moment.wall);
                if ticket.is_none() {
                    if view.session.alarm().is_none() && self.alarm_since.take().is_some() {
                        self.said = Some(view.words.screen.alarm.over.clone());
                    }
                    return Vec::new();
                }
                self.recorded(effect, view)
            }
            Effect::Rejected { rejection, .. } => {
                if self.in_flight.take() == Some(InFlight::Evidence) {
                    self.kept.evidence.halt();
                }
                let advice = view.words.rejection.of(rejection);
                self.said = Some(format!("{} {}", advice.what, advice.next));
                let requests = self.tell_top(effect, view);
                // What was typed stays below; who is there comes first.
                if *rejection == Rejection::NobodyThere {
                    return self.go(Go::Shift, view);
                }
                requests
            }
            Effect::NotSaved { failure, .. } => {
                let words = &view.words.screen.frame;
                if view.session.state().opened.is_none() {
                    self.in_flight = None;
                    let cause = failure.to_string();
                    self.said = Some(fill(&words.start_failed, &[("cause", &cause)]));
                    return self.tell_top(effect, view);
                }
                self.said = Some(flight::not_recorded(view));
                // The alarm opens once; a failed retry must not cover what is being typed.
                let since = view.session.alarm().map(|alarm| alarm.since);
                let is_known = since.is_some() && self.alarm_since == since;
                self.alarm_since = since;
                if is_known { Vec::new() } else { self.go(Go::Alarm, view) }
            }
            Effect::Held { .. } => {
                // Guidance goes on as after any act; only the marks and the words differ.
                let requests = self.recorded(effect, view);
                self.said = Some(flight::not_recorded(view));
                requests
            }
            Effect::Create { .. }
            | Effect::Append { .. }
            | Effect::Reopen
            | Effect::Mend
            | Effect::KeepMark => Vec::new(),
        }
    }

    fn recorded(&mut self, effect: &Effect, view: &View) -> Vec<Request> {
        self.said = None;
        let order = self.in_flight.take();
        let mut requests = self.tell_top(effect, view);
        if matches!(effect, Effect::Recorded { .. }) {
            self.stack.retain(|place| place.kind() != PlaceKind::Alarm);
        }
        match order {
            Some(InFlight::Start) => self.has_started = true,
            Some(InFlight::Note) => {
                // What was typed on while the disk was slow is not part of that record.
                if self.kept.note.draft().trim() == self.sent_note.trim() {
                    self.kept.note.clear();
                    self.stack.retain(|place| place.kind() != PlaceKind::Note);
                }
            }
            Some(InFlight::Step | InFlight::Correct) => {
                self.stack.retain(|place| place.kind() != PlaceKind::Box);
                let step = self.sent_step.take();
                self.forget_drafts(step.as_ref());
                self.arrive(view);
            }
            Some(InFlight::Runbook) => self.arrive(view),
            Some(InFlight::Close) => requests.extend(self.go(Go::Summary, view)),
            Some(InFlight::Evidence) => self.evidence_recorded(),
            // The card below shows what was said.
            Some(InFlight::Duty) => {
                self.stack.retain(|place| place.kind() != PlaceKind::Box);
                self.guard.step_changed(view.now.moment);
            }
            Some(InFlight::Call | InFlight::Other) | None => {}
        }
        requests
    }

    /// The step screen follows what is on disk now; after the last step the end opens by itself
    /// (R22).
    fn arrive(&mut self, view: &View) {
        let step = self.stack.first_mut();
        let Some(Place::Step(screen)) = step else { return };
        if screen.arrive(view) {
            self.guard.step_changed(view.now.moment);
        }
        let state = view.session.state();
        if state.is_walked(&view.now.moment) && state.closed.is_none() {
            self.go(Go::Closing, view);
        }
    }

    fn tell_top(&mut self, effect: &Effect, view: &View) -> Vec<Request> {
        let outcome = match self.stack.last_mut() {
            Some(top) => top.screen_mut(&mut self.kept).answer(effect, view),
            None => Outcome::not_mine(),
        };
        if outcome.is_mine { self.follow(outcome, view) } else { Vec::new() }
    }
}
