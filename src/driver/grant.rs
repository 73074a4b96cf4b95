//! What the interface asks for, and what the session wants done: carried to the disk and back.

use super::front::Paint;
use super::job::Job;
use super::tui::Play;
use crate::domain::command::Command;
use crate::domain::ids::IncidentId;
use crate::i18n::Catalogue;
use crate::session::{Effect, Input, Seed, Ticket};
use crate::tui::app::App;
use crate::tui::request::Request;

use super::leave::Marking;

impl Play<'_> {
    pub(super) fn grant(&mut self, requests: Vec<Request>) {
        for request in requests {
            let is_for_disk =
                matches!(request, Request::Start(_) | Request::Resume(_) | Request::Order(_));
            if is_for_disk
                && (self.opening.is_some() || self.start.is_some() || self.must_stay(&request))
            {
                let words = Catalogue::of(self.app.lang()).screen.frame.saving.clone();
                self.app.open_failed(words);
                continue;
            }
            match request {
                Request::Start(order) => self.begin(*order, Vec::new()),
                Request::Resume(incident) => self.open(incident),
                Request::Order(command) => self.order(command),
                Request::Sign(order) => self.sign(*order),
                Request::TryKey(key, passphrase) => self.try_key(key, passphrase),
                Request::TakeIn(order) => self.take_in(*order),
                Request::StopTaking => self.stop_taking(),
                Request::Retry => self.retry(),
                Request::SaveTo(folder) => self.job(Job::AddMedium(folder)),
                Request::Copy(text) => self.copy(text),
                Request::Speak(_) | Request::Redraw => self.paint = Paint::All,
                Request::Comment(comment) => self.comment(&comment),
                Request::Settle(setting) => self.settle(setting),
                Request::Ring => self.stage.curtain.ring(),
                Request::Leave(reason) => self.leave(reason),
            }
        }
    }

    pub(super) fn open(&mut self, incident: IncidentId) {
        self.opening = Some(incident.clone());
        self.job(Job::Open(incident));
    }

    pub(super) fn order(&mut self, command: Box<Command>) {
        let seed = match self.stage.ids.random_128() {
            Ok(seed) => seed,
            Err(failure) => return self.tell_not_saved(failure),
        };
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.in_flight = Some(ticket);
        let now = self.now();
        let input = Input::Command { ticket, command, seed: Seed(seed) };
        let effects = self.session.handle(input, &now);
        self.perform(effects);
    }

    pub(super) fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Some(job) = Job::of(&effect) {
                self.job(job);
                continue;
            }
            let is_last = match &effect {
                Effect::Recorded { ticket, .. } | Effect::NotSaved { ticket, .. } => {
                    *ticket == self.in_flight
                }
                Effect::Rejected { ticket, .. } | Effect::Held { ticket, .. } => {
                    Some(*ticket) == self.in_flight
                }
                _ => false,
            };
            let was_start = is_last && self.start.take().is_some();
            if is_last {
                self.in_flight = None;
                self.is_over = self.leaving.is_some();
            }
            let requests = self.with_view(|app, view| app.answer(&effect, view));
            if was_start && self.session.state().opened.is_some() {
                self.with_view(App::opened);
            }
            if is_last && self.session.state().closed.is_some() {
                self.job(Job::Survey);
            }
            self.grant(requests);
        }
    }

    pub(super) fn job(&mut self, job: Job) {
        if matches!(job, Job::KeepMark) {
            self.marking = Marking::Asked;
        }
        if self.stage.jobs.send(job).is_err() {
            // The disk's thread is gone, and nothing can be recorded any more.
            self.stop();
        }
    }
}
