//! Evidence in the full screen: taken in slice by slice beside all other work, then recorded.
//!
//! Invariant: the order is given only after the file is whole and durable; until its record is on
//! disk too, the form keeps what was typed.

use super::job::{Done, Job};
use super::tui::Play;
use crate::domain::command::Command;
use crate::domain::evidence::Evidence;
use crate::i18n::Catalogue;
use crate::ports::{Attachment, Intake, IntakeError};
use crate::tui::request::{EvidenceOrder, Request};

/// What became of the piece that was asked for last.
#[derive(Debug, Default)]
pub(super) enum Taking {
    /// There is none.
    #[default]
    Nothing,
    /// Its bytes are being read.
    Reading(Box<Evidence>),
    /// It is not wanted any more.
    Stopping,
    /// It is whole; its record waits until the disk has answered the order before.
    Whole(Box<Command>),
}

impl Play<'_> {
    /// The disk spoke, and what waited for that goes on.
    pub(super) fn answered(&mut self, done: Done) {
        self.answer(done);
        self.record_taken();
    }

    pub(super) fn take_in(&mut self, order: EvidenceOrder) {
        if !matches!(self.taking, Taking::Nothing) {
            let words = Catalogue::of(self.app.lang()).screen.evidence.busy.clone();
            return self.app.not_taken(words);
        }
        self.taking = Taking::Reading(Box::new(order.evidence));
        self.job(Job::Attach(order.given));
    }

    /// Whether this would leave the incident that a piece is being taken into.
    pub(super) fn must_stay(&self, request: &Request) -> bool {
        let leaves = matches!(request, Request::Start(_) | Request::Resume(_));
        leaves && !matches!(self.taking, Taking::Nothing)
    }

    /// Only what is still being read can be stopped: what is whole is recorded.
    pub(super) fn stop_taking(&mut self) {
        if matches!(self.taking, Taking::Reading(_)) {
            self.taking = Taking::Stopping;
        }
    }

    /// One more slice is there. The next one queues behind whatever else the disk was asked.
    pub(super) fn attaching(&mut self, bytes: u64, intake: Box<dyn Intake>) {
        if matches!(self.taking, Taking::Reading(_)) {
            self.app.taking(bytes, intake.total());
            self.job(Job::AttachMore(intake));
        } else {
            drop(intake);
            self.stopped();
        }
    }

    pub(super) fn attached(&mut self, result: Result<Attachment, IntakeError>) {
        let words = Catalogue::of(self.app.lang());
        match (std::mem::take(&mut self.taking), result) {
            (Taking::Reading(mut evidence), Ok(attachment)) => {
                evidence.sha256 = attachment.digest.to_string();
                evidence.bytes = attachment.bytes;
                self.taking = Taking::Whole(Box::new(Command::TakeEvidence(*evidence)));
            }
            (Taking::Reading(_), Err(error)) => {
                let (what, next) = words.evidence.of(&error);
                self.app.not_taken(format!("{what} {next}"));
            }
            _ => self.stopped(),
        }
    }

    fn stopped(&mut self) {
        self.taking = Taking::Nothing;
        let words = Catalogue::of(self.app.lang()).screen.evidence.stopped.clone();
        self.app.not_taken(words);
    }

    /// Gives the order for what is whole, once no other one is on its way and the disk takes
    /// records.
    pub(super) fn record_taken(&mut self) {
        let must_wait = self.in_flight.is_some() || self.session.alarm().is_some();
        if must_wait || !matches!(self.taking, Taking::Whole(_)) {
            return;
        }
        if let Taking::Whole(command) = std::mem::take(&mut self.taking) {
            self.app.taken();
            self.order(command);
        }
    }
}
