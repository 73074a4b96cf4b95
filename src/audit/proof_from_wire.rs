//! Keys, seals, media and evidence on their way out of a line.

use super::from_wire::{Reader, by_code, if_there, time, time_if};
use super::wire_v1::field;
use crate::domain::call::{CallMade, CallOutcome};
use crate::domain::event::Event;
use crate::domain::evidence::{Custody, Evidence};
use crate::domain::ids::{EventId, EvidenceId, Initials, RoleId, Seq, WriterId};
use crate::domain::proof::{
    ClockReference, ClockSource, Export, Fork, KeyProof, MediumFault, MediumWord, Seal, SeenHead,
    SignedOff, Witness,
};
use crate::domain::site::ChannelKind;

impl Reader<'_> {
    /// Key and signature stand together or not at all.
    pub(super) fn key_proof(&mut self) -> Option<Option<KeyProof>> {
        match (self.params.key.take(), self.params.n.take(), self.params.sig.take()) {
            (None, None, None) => Some(None),
            (Some(key), Some(n), Some(signature)) => {
                Some(Some(KeyProof { key, seq: Seq(n), signature }))
            }
            _ => None,
        }
    }

    pub(super) fn signed_off(&mut self) -> Option<SignedOff> {
        Some(SignedOff {
            initials: Initials::parse(self.params.initials.as_deref()?).ok()?,
            proof: self.key_proof()?,
        })
    }

    pub(super) fn seal(&mut self) -> Option<Seal> {
        Some(Seal { seq: Seq(self.params.n?), signature: self.params.sig.take()? })
    }

    pub(super) fn witness(&mut self) -> Option<Witness> {
        Some(Witness { heads: self.heads()?, via: self.params.via.take()? })
    }

    pub(super) fn fork(&mut self) -> Option<Fork> {
        Some(Fork { at: Seq(self.params.n?), heads: self.heads()?.try_into().ok()? })
    }

    fn heads(&mut self) -> Option<Vec<SeenHead>> {
        let seen = |(writer, n, head): (String, u64, String)| {
            Some(SeenHead { writer: WriterId::parse(&writer).ok()?, seq: Seq(n), head })
        };
        self.params.heads.take()?.into_iter().map(seen).collect()
    }

    pub(super) fn medium(&mut self) -> Option<MediumFault> {
        let all = [MediumWord::Lost, MediumWord::Back];
        Some(MediumFault {
            place: self.text(field::PLACE)?,
            what: by_code(self.params.state.as_deref()?, &all, MediumWord::code)?,
            op: self.params.op.take(),
            errno: self.params.errno,
            last_good: Seq(self.params.n?),
            segment: self.params.segment?,
        })
    }

    /// A clock that was compared names its reference; one that moved does not.
    pub(super) fn clock(&mut self) -> Option<Event> {
        let by_ms = self.params.by_ms?;
        let Some(reference) = self.params.reference.take() else {
            return Some(Event::ClockStepped { by_ms });
        };
        Some(Event::ClockCompared(ClockReference {
            reference: time(Some(reference))?,
            source: by_code(self.params.source.as_deref()?, &ClockSource::ALL, ClockSource::code)?,
            place: self.text(field::PLACE),
            by_ms,
        }))
    }

    pub(super) fn evidence(&mut self) -> Option<Evidence> {
        Some(Evidence {
            sha256: self.params.sha256.take()?,
            bytes: self.params.bytes?,
            step: self.at.take(),
            slot: if_there(self.params.slot.take(), |slot| EvidenceId::parse(&slot).ok())?,
            is_unexpected: self.params.unexpected,
            item: self.text(field::ITEM)?,
            file_name: self.text(field::FILE_NAME),
            host: self.text(field::HOST),
            collector: self.text(field::COLLECTOR),
            place: self.text(field::PLACE),
            collected_at: time_if(self.params.happened.take())?,
        })
    }

    pub(super) fn custody(&mut self) -> Option<Custody> {
        Some(Custody {
            evidence: EventId::parse(self.params.target.as_deref()?).ok()?,
            from: self.text(field::FROM)?,
            to: self.text(field::TO)?,
            place: self.text(field::PLACE),
            reason: self.text(field::REASON),
            happened_at: time_if(self.params.happened.take())?,
        })
    }

    pub(super) fn call(&mut self) -> Option<CallMade> {
        let channel = |word: String| {
            ChannelKind::ALL.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
        };
        Some(CallMade {
            step: self.at.take(),
            role: if_there(self.params.target.take(), |role| RoleId::parse(&role).ok())?,
            whom: self.text(field::TO)?,
            channel: if_there(self.params.kind.take(), channel)?,
            outcome: by_code(
                self.params.outcome.as_deref()?,
                &CallOutcome::ALL,
                CallOutcome::code,
            )?,
            said: self.text(field::NOTE),
            happened_at: time_if(self.params.happened.take())?,
        })
    }

    pub(super) fn export(&mut self) -> Option<Export> {
        Some(Export {
            format: self.params.format.take()?,
            withheld: self.params.withheld.take()?,
            lines: self.params.lines?,
            recipient: self.text(field::RECIPIENT),
        })
    }
}
