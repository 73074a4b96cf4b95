//! Lines wait for the disk's answer to the one before: what was said cannot be taken back.

use super::front::{Front, Patience};
use super::stage::Typed;
use super::take::Taking;
use super::tui::Play;
use crate::domain::event::LeaveReason;
use crate::domain::time::Now;

impl Play<'_> {
    /// Whether the disk owes an answer that has to be heard before anything is said.
    pub(super) fn waits(&mut self, patience: Patience) -> bool {
        let is_owed = self.in_flight.is_some()
            || self.opening.is_some()
            || self.start.is_some()
            || self.signing.is_some();
        let is_taking = !matches!(self.taking, Taking::Nothing);
        let now = self.now().moment;
        let owes = match patience {
            Patience::None => false,
            Patience::For(_) => is_owed,
            Patience::Endless => is_owed || is_taking,
        };
        // While the disk refuses, guidance goes on, and what is typed is answered.
        if !owes || self.session.alarm().is_some() {
            self.owed_since = None;
            return false;
        }
        let since = *self.owed_since.get_or_insert(now);
        match patience {
            Patience::For(span) => since.elapsed_until(&now) < span,
            Patience::None | Patience::Endless => true,
        }
    }

    /// Takes what was typed, if anything was and nothing has to be waited for; whether it did.
    pub(super) fn hear<F: Front>(&mut self, front: &mut F, waits: bool) -> bool {
        let is_interrupt = |(typed, _): &(Typed, Now)| *typed == Typed::Interrupt;
        if let Some(at) = self.typed.iter().position(is_interrupt) {
            // What was typed before it is not wanted any more, and it waits for nobody.
            self.typed.drain(..at);
        } else if waits {
            return false;
        }
        let Some((typed, at)) = self.typed.pop_front() else { return false };
        if self.left_at.is_some() {
            return true;
        }
        self.paint = self.paint.max(super::front::Paint::Changes);
        let requests = match typed {
            Typed::Line(line) => self.with_view_at(at, |app, view| front.line(&line, app, view)),
            Typed::Interrupt => self.with_view_at(at, |app, view| front.interrupt(app, view)),
            Typed::End => {
                self.leave(LeaveReason::ConnectionLost);
                return true;
            }
        };
        self.grant(requests);
        self.look_at_draft(false);
        true
    }
}
