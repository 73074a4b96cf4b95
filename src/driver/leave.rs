//! Leaving: the last record is given its time, and nothing else is waited for.

use super::tui::Play;
use crate::domain::command::Command;
use crate::domain::event::LeaveReason;
use crate::domain::time::Span;

/// How long the last record may take when the program has to stop.
pub(super) const LAST_WORD: Span = Span::from_s(3);

/// Whether the disk still keeps how far the log has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marking {
    Asked,
    Done,
}

impl Play<'_> {
    pub(super) fn leave(&mut self, reason: LeaveReason) {
        if self.leaving.is_some() {
            return;
        }
        self.look_at_draft(true);
        self.leaving = Some(reason);
        self.left_at = Some(self.now().moment);
        let state = self.session.state();
        let is_open = state.opened.is_some() && state.closed.is_none();
        let is_ours = is_open && !self.session.is_read_only();
        if is_ours && self.session.alarm().is_none() {
            self.order(Box::new(Command::Leave(reason)));
        } else if !self.session.is_saving() {
            self.is_over = true;
        }
    }

    /// The loop ends, whatever the disk still does.
    pub(super) fn stop(&mut self) {
        (self.is_over, self.marking) = (true, Marking::Done);
        self.give_up_draft();
    }
}
