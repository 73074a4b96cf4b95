//! What the disk, or the domain, said about an order, and where the screens go then.
//!
//! Invariants: only what is recorded is ticked; what is held in memory moves the place and has its
//! own mark; the alarm opens once, and a failed retry covers nothing that is being typed.

use std::mem::{Discriminant, discriminant};

use super::app::App;
use super::fact;
use super::flight::{self, Flight, InFlight};
use super::intent::Mode;
use super::place::{Place, PlaceKind};
use super::request::Request;
use super::screen::Go;
use super::screen::alarm::saved_again;
use super::view::View;
use crate::domain::rejection::Rejection;
use crate::domain::time::Span;
use crate::i18n::fill;
use crate::session::{Effect, Ticket};

impl App {
    /// The disk, or the domain, has spoken about the order on its way.
    pub fn answer(&mut self, effect: &Effect, view: &View) -> Vec<Request> {
        let mut requests = self.take_answer(effect, view);
        self.tell_of_clock(view);
        requests.extend(self.pay(view));
        requests
    }

    /// A page that opens by itself waits until nobody types: it would take the next letters for
    /// commands (R44).
    fn owe(&mut self, page: Go) {
        // The alarm is never put off for the end.
        if !matches!(self.owed, Some(Go::Alarm)) {
            self.owed = Some(page);
        }
    }

    /// Opens the page that is owed, if its cause still stands and nobody types.
    pub(super) fn pay(&mut self, view: &View) -> Vec<Request> {
        // While a file is taken in, its form takes no letters.
        let is_still = self.kind() == Some(PlaceKind::Evidence) && self.kept.evidence.is_taking();
        if self.mode() == Mode::Text && !is_still {
            return Vec::new();
        }
        let state = view.session.state();
        let stands = match self.owed {
            Some(Go::Alarm) => view.session.alarm().is_some(),
            Some(Go::Closing) => state.is_walked(&view.now.moment) && state.closed.is_none(),
            _ => false,
        };
        let owed = self.owed.take().filter(|_| stands);
        let Some(page) = owed else { return Vec::new() };
        // An Enter that was meant for what stood there before must not act on it.
        self.guard.step_changed(view.now.moment);
        self.go(page, view)
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
                        self.said = Some(saved_again(view));
                    }
                    return Vec::new();
                }
                self.recorded(effect, view)
            }
            Effect::Rejected { rejection, .. } => {
                let flight = self.in_flight.take();
                if flight.is_some_and(|flight| flight.order == InFlight::Evidence) {
                    self.kept.evidence.halt();
                }
                let advice = view.words.rejection.of(rejection);
                self.said = Some(format!("{} {}", advice.what, advice.next));
                let requests = self.tell_sender(flight, effect, view);
                // What was typed stays below; who is there comes first.
                if *rejection == Rejection::NobodyThere {
                    return self.go(Go::Shift, view);
                }
                requests
            }
            Effect::NotSaved { failure, .. } => {
                let words = &view.words.screen.frame;
                if view.session.state().opened.is_none() {
                    let flight = self.in_flight.take();
                    let cause = failure.to_string();
                    self.said = Some(fill(&words.start_failed, &[("cause", &cause)]));
                    return self.tell_sender(flight, effect, view);
                }
                self.said = Some(flight::not_recorded(view));
                // The alarm opens once; a failed retry must not cover what is being typed.
                let since = view.session.alarm().map(|alarm| alarm.since);
                let is_known = since.is_some() && self.alarm_since == since;
                self.alarm_since = since;
                if !is_known {
                    self.owe(Go::Alarm);
                }
                Vec::new()
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
        let flight = self.in_flight.take();
        let mut requests = self.tell_sender(flight, effect, view);
        if matches!(effect, Effect::Recorded { .. }) {
            self.stack.retain(|place| place.kind() != PlaceKind::Alarm);
        }
        match flight.map(|flight| flight.order) {
            Some(InFlight::Start) => self.has_started = true,
            Some(InFlight::Note) => {
                // What was typed on while the disk was slow is not part of that record.
                if self.kept.note.draft().trim() == self.sent_note.trim() {
                    self.kept.note.clear();
                    self.stack.retain(|place| place.kind() != PlaceKind::Note);
                }
            }
            Some(InFlight::Step | InFlight::Correct) => {
                let step = self.sent_step.take();
                self.close_sender(flight);
                self.forget_drafts(step.as_ref(), view);
                self.arrive(true, view);
            }
            Some(InFlight::Runbook) => {
                if let Some(Place::Step(screen)) = self.stack.first_mut() {
                    screen.leave_held(view);
                }
                self.arrive(false, view);
            }
            Some(InFlight::Close) => requests.extend(self.go(Go::Summary, view)),
            Some(InFlight::Evidence) => self.evidence_recorded(),
            // The card below shows what was said.
            Some(InFlight::Duty) => {
                self.close_sender(flight);
                self.guard.step_changed(view.now.moment);
            }
            Some(InFlight::Call | InFlight::Other) | None => {}
        }
        requests
    }

    /// The step screen follows what is on disk now; after the last step the end opens by itself
    /// (R22).
    fn arrive(&mut self, was_answered: bool, view: &View) {
        let step = self.stack.first_mut();
        let Some(Place::Step(screen)) = step else { return };
        // A line that got its mark just now keeps its step (R14).
        if was_answered && screen.stays_for_lines(view) || screen.arrive(view) {
            self.guard.step_changed(view.now.moment);
        }
        let state = view.session.state();
        if state.is_walked(&view.now.moment) && state.closed.is_none() {
            self.owe(Go::Closing);
        }
    }

    /// Where the place that gave this order lies now.
    fn sender_at(&self, flight: Option<Flight>) -> Option<usize> {
        self.place_of(flight?.sender?)
    }

    /// Where the highest place of this sort lies.
    fn place_of(&self, sender: Discriminant<Place>) -> Option<usize> {
        self.stack.iter().rposition(|place| discriminant(place) == sender)
    }

    /// What came of an order is told to the place that gave it. One that lies below another says
    /// and goes on, and goes nowhere: the page over it was opened since.
    fn tell_sender(
        &mut self,
        flight: Option<Flight>,
        effect: &Effect,
        view: &View,
    ) -> Vec<Request> {
        let Some(at) = self.sender_at(flight) else { return Vec::new() };
        let is_top = at + 1 == self.stack.len();
        let Some(place) = self.stack.get_mut(at) else { return Vec::new() };
        let mut outcome = place.screen_mut(&mut self.kept).answer(effect, view);
        if !outcome.is_mine {
            return Vec::new();
        }
        outcome.go = outcome.go.filter(|_| is_top);
        self.follow_from(flight.and_then(|flight| flight.sender), outcome, view)
    }

    /// The boxes that led to the order have done their work; what was opened since keeps its text.
    fn close_sender(&mut self, flight: Option<Flight>) {
        let Some(last) = self.sender_at(flight) else { return };
        let mut at = 0..;
        self.stack.retain(|place| {
            let is_since = at.next().is_some_and(|at| at > last);
            is_since || place.kind() != PlaceKind::Box
        });
    }

    /// An order that was not even sent: whoever gave it must not wait for it.
    pub(super) fn refuse(&mut self, sender: Option<Discriminant<Place>>, view: &View) {
        let at = sender.and_then(|sender| self.place_of(sender));
        let Some(place) = at.and_then(|at| self.stack.get_mut(at)) else { return };
        let refused = Effect::Rejected { ticket: Ticket(0), rejection: Rejection::NotSaved };
        // The reason stands in LAST already.
        drop(place.screen_mut(&mut self.kept).answer(&refused, view));
    }
}
