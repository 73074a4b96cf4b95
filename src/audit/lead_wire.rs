//! Who leads and who holds what, on the way into a line and out of it.

use super::from_wire::Reader;
use super::to_wire::Parts;
use super::wire_v1::{code, field};
use crate::domain::ids::{Initials, RunId, TrackId};
use crate::domain::lead::{LeadPassed, TrackHeld};
use crate::domain::own_words::OwnWords;
use crate::domain::text::Lang;

impl Parts<'_> {
    pub(super) fn lead_passed(&mut self, passed: &LeadPassed) {
        self.code = code::LEAD;
        self.params.initials = Some(passed.to.to_string());
        self.params.giver = Some(passed.from.to_string());
        self.disclose(field::URGENT, &passed.urgent);
        self.disclose(field::UNCLEAR, &passed.unclear);
    }

    pub(super) fn own_words(&mut self, own: &OwnWords) {
        self.code = code::OWN_WORDS;
        self.params.line = Some(own.line.clone());
        self.params.lang = Some(own.lang.code().to_owned());
        self.disclose(field::TEXT, &own.text);
    }

    pub(super) fn track_held(&mut self, held: &TrackHeld) {
        self.code = code::TRACK;
        self.params.runbook = Some(held.run.to_string());
        self.params.track = Some(held.track.to_string());
        self.params.initials = Some(held.who.to_string());
    }
}

impl Reader<'_> {
    pub(super) fn lead_passed(&mut self) -> Option<LeadPassed> {
        Some(LeadPassed {
            from: Initials::parse(self.params.giver.as_deref()?).ok()?,
            to: Initials::parse(self.params.initials.as_deref()?).ok()?,
            urgent: self.text(field::URGENT)?,
            unclear: self.text(field::UNCLEAR)?,
        })
    }

    pub(super) fn own_words(&mut self) -> Option<OwnWords> {
        Some(OwnWords {
            line: self.params.line.take()?,
            text: self.text(field::TEXT)?,
            lang: Lang::parse(self.params.lang.as_deref()?)?,
        })
    }

    pub(super) fn track_held(&mut self) -> Option<TrackHeld> {
        Some(TrackHeld {
            run: RunId::parse(self.params.runbook.as_deref()?).ok()?,
            track: TrackId::parse(self.params.track.as_deref()?).ok()?,
            who: Initials::parse(self.params.initials.as_deref()?).ok()?,
        })
    }
}
