//! What is on a disk and what is not, where the difference is one of the whole incident: how the
//! run before ended, and whether a closing counts.

use super::machine::Session;
use crate::domain::time::Moment;

/// How the log stood when it was opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct LeftOff {
    /// When its last entry was made.
    pub(super) at: Moment,
    /// Whether that entry says that the program was left.
    pub(super) is_clean: bool,
    /// How many ends had been set aside before.
    pub(super) set_aside: usize,
}

impl Session {
    /// When the log was last written before it was opened again; none for an incident begun here.
    #[must_use]
    pub fn left_off(&self) -> Option<Moment> {
        self.left_off.map(|left| left.at)
    }

    /// Whether the run before ended in order: it said that it was left, and nothing was cut off
    /// behind that. Of acts that were never saved no log knows anything.
    #[must_use]
    pub fn was_left_in_order(&self) -> bool {
        let set_aside = self.state.recovered.len();
        let is_whole = |left: LeftOff| left.is_clean && set_aside == left.set_aside;
        self.left_off.map_or(self.state.left_cleanly, is_whole) && self.missing().is_none()
    }

    /// Whether the incident is closed on a disk: a closing in memory only closes nothing.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.state.closed.is_some()
    }

    /// Whether it was closed here and no disk knows it: for everybody else it is open.
    #[must_use]
    pub fn is_closing_unsaved(&self) -> bool {
        self.state().closed.is_some() && !self.is_closed()
    }
}
