//! When the device signs the log, and how a seal gets its place (audit-log §4.5).
//!
//! A seal rides behind what it covers, in the same batch: after 32 unsealed records, five minutes
//! after the first of them, when somebody signs off, at closing and on leaving. So the closing line
//! itself is covered, and no seal costs a sync of its own but the one that time brings.

use super::machine::Session;
use super::pending::Draft;
use crate::audit::Digest;
use crate::audit::sshsig::{Covered, Purpose, SigningKey};
use crate::domain::event::Event;
use crate::domain::ids::{Author, IncidentId, Seq, WriterId};
use crate::domain::proof::Seal;
use crate::domain::time::{Moment, Now, Span};

/// Most records that no seal covers.
pub const UNSEALED_MAX: u64 = 32;

/// How long a record may wait for its seal.
pub const SEAL_WITHIN: Span = Span::from_min(5);

/// Who signs, for placing a batch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signer<'s> {
    pub(super) key: &'s SigningKey,
    pub(super) incident: &'s IncidentId,
}

impl Signer<'_> {
    /// The seal over everything up to `last`, whose digest is `head`. The same each time.
    pub(super) fn seal(&self, writer: &WriterId, last: Seq, head: Digest) -> Option<Seal> {
        let covered = Covered { incident: self.incident, writer, last, head };
        let signature = self.key.sign(Purpose::Seal, &covered.message(Purpose::Seal, None))?;
        Some(Seal { seq: last, signature })
    }
}

/// A seal that gets its signature with its place.
pub(super) fn unsigned(at: Moment) -> Draft {
    let seal = Seal { seq: Seq(0), signature: String::new() };
    Draft::new(Author::Program, at, Event::Sealed(seal))
}

impl Session {
    /// Whether this device can seal the open log: it holds the key that the first line names.
    pub(super) fn can_seal(&self) -> bool {
        let named = self.state.opened.as_ref().and_then(|begun| begun.facts.key.as_deref());
        self.key.as_ref().is_some_and(|key| named == Some(key.public_line()))
    }

    /// How long until the unsealed records need their seal.
    pub(super) fn seal_due_in(&self, now: &Now) -> Option<Span> {
        let unsealed = self.state.unsealed.filter(|_| self.can_seal())?;
        if unsealed.count >= UNSEALED_MAX {
            return Some(Span::ZERO);
        }
        Some(SEAL_WITHIN.minus(unsealed.since.elapsed_until(&now.moment)))
    }

    /// Whether the unsealed records, those in memory too, have waited long enough.
    fn is_seal_late(&self, now: &Now) -> bool {
        let since = self.state().unsealed.map(|unsealed| unsealed.since);
        since.is_some_and(|since| since.elapsed_until(&now.moment) >= SEAL_WITHIN)
    }

    /// Puts a seal behind `drafts` when one is due with them.
    pub(super) fn seal_behind(&self, drafts: &mut Vec<Draft>, now: &Now) {
        if !self.can_seal() || drafts.iter().any(|d| matches!(d.event, Event::Sealed(_))) {
            return;
        }
        let is_end = |draft: &Draft| {
            matches!(draft.event, Event::SignedOff(_) | Event::Closed(_) | Event::Left { .. })
        };
        let count = self.state().unsealed.map_or(0, |unsealed| unsealed.count);
        let is_many = count + drafts.len() as u64 >= UNSEALED_MAX;
        let is_late = self.is_seal_late(now);
        // Nobody waits for a closed incident's next entry.
        let is_annotation = self.state().closed.is_some();
        if is_many || is_late || is_annotation || drafts.iter().any(is_end) {
            let at = drafts.last().map_or(now.moment, |draft| draft.at);
            drafts.push(unsigned(at));
        }
    }
}
