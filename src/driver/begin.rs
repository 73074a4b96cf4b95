//! A new incident from the full screen: its name, its writer, its first order.

use super::tui::Play;
use crate::domain::command::{Command, Start};
use crate::domain::ids::IncidentId;
use crate::ports::{Failure, FailureKind};
use crate::session::{Effect, Session};
use crate::tui::request::StartOrder;

impl Play<'_> {
    /// Somebody else made an incident of this name at the same moment: take the next name.
    pub(super) fn name_was_taken(&mut self, failure: &Failure) -> bool {
        let is_taken = failure.kind == FailureKind::Exists;
        let Some((order, taken)) = self.start.take().filter(|(_, taken)| {
            is_taken && self.session.state().opened.is_none() && taken.len() < 16
        }) else {
            return false;
        };
        self.session = Session::new(self.stage.read).under(self.stage.law.clone());
        self.begin(order, taken);
        true
    }

    /// Nothing could be recorded, not even tried.
    pub(super) fn tell_not_saved(&mut self, failure: Failure) {
        let effect = Effect::NotSaved { ticket: None, failure };
        let requests = self.with_view(|app, view| app.answer(&effect, view));
        self.grant(requests);
    }

    pub(super) fn begin(&mut self, order: StartOrder, mut taken: Vec<IncidentId>) {
        let drawn = self.stage.ids.random_128().and_then(|n| Ok((n, self.stage.ids.writer()?)));
        let (nonce, writer) = match drawn {
            Ok(drawn) => drawn,
            Err(failure) => return self.tell_not_saved(failure),
        };
        let key = self.stage.ids.device_key().ok();
        let state = self.session.state();
        let is_free = state.opened.is_none() || state.closed.is_some();
        if is_free || self.session.is_read_only() {
            self.followed = None;
            let session = Session::new(self.stage.read).under(self.stage.law.clone());
            self.session = session.sealing_with(key.clone());
        }
        let known = self.stage.incidents.iter().map(|line| line.incident.clone());
        let all: Vec<_> = known.chain(taken.iter().cloned()).collect();
        let incident = self.stage.ids.incident(order.mode, self.now().moment.wall, &all);
        taken.push(incident.clone());
        let command = Command::Start(Start {
            incident,
            writer,
            nonce: crate::audit::digest::hex_128(nonce),
            key: key.as_ref().map(|key| key.public_line().to_owned()),
            mode: order.mode,
            severity: order.severity,
            noticed_at: order.noticed_at,
            signs: order.signs.clone(),
            person: order.person.clone(),
            runbook: order.runbook.clone(),
            reading: order.reading,
        });
        self.start = Some((order, taken));
        self.order(Box::new(command));
    }
}
