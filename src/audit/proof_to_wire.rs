//! Keys, seals, media and evidence on their way into a line.

use super::to_wire::{EncodeError, Parts, number, time, time_if};
use super::wire_v1::{code, field};
use crate::domain::call::CallMade;
use crate::domain::evidence::{Custody, Evidence};
use crate::domain::proof::{
    ClockReference, Export, Fork, KeyProof, MediumFault, Seal, SeenHead, SignedOff, Witness,
};

impl Parts<'_> {
    pub(super) fn key_proof(&mut self, proof: Option<&KeyProof>) -> Result<(), EncodeError> {
        if let Some(proof) = proof {
            self.params.key = Some(proof.key.clone());
            self.params.n = Some(number(proof.seq.0)?);
            self.params.sig = Some(proof.signature.clone());
        }
        Ok(())
    }

    pub(super) fn signed_off(&mut self, person: &SignedOff) -> Result<(), EncodeError> {
        self.code = code::SIGN_OFF;
        self.params.initials = Some(person.initials.to_string());
        self.key_proof(person.proof.as_ref())
    }

    pub(super) fn seal(&mut self, seal: &Seal) -> Result<(), EncodeError> {
        self.code = code::SEAL;
        self.params.n = Some(number(seal.seq.0)?);
        self.params.sig = Some(seal.signature.clone());
        Ok(())
    }

    pub(super) fn witness(&mut self, witness: &Witness) -> Result<(), EncodeError> {
        self.code = code::WITNESS;
        self.params.heads = Some(heads(&witness.heads)?);
        self.params.via = Some(witness.via.clone());
        Ok(())
    }

    pub(super) fn fork(&mut self, fork: &Fork) -> Result<(), EncodeError> {
        self.code = code::FORK;
        self.params.n = Some(number(fork.at.0)?);
        self.params.heads = Some(heads(&fork.heads)?);
        Ok(())
    }

    pub(super) fn medium(&mut self, fault: &MediumFault) -> Result<(), EncodeError> {
        self.code = code::FAULT;
        self.params.state = Some(fault.what.code().to_owned());
        self.params.op.clone_from(&fault.op);
        self.params.errno = fault.errno;
        self.params.n = Some(number(fault.last_good.0)?);
        self.params.segment = Some(fault.segment);
        self.disclose(field::PLACE, &fault.place);
        Ok(())
    }

    pub(super) fn clock_compared(&mut self, clock: &ClockReference) -> Result<(), EncodeError> {
        self.code = code::CLOCK;
        number(clock.by_ms.unsigned_abs())?;
        self.params.by_ms = Some(clock.by_ms);
        self.params.reference = Some(time(clock.reference)?);
        self.params.source = Some(clock.source.code().to_owned());
        self.disclose_if(field::PLACE, clock.place.as_ref());
        Ok(())
    }

    pub(super) fn evidence(&mut self, evidence: &Evidence) -> Result<(), EncodeError> {
        self.code = code::EVIDENCE;
        self.at.clone_from(&evidence.step);
        self.params.sha256 = Some(evidence.sha256.clone());
        self.params.bytes = Some(number(evidence.bytes)?);
        self.params.slot = evidence.slot.as_ref().map(ToString::to_string);
        self.params.unexpected = evidence.is_unexpected;
        self.params.happened = time_if(evidence.collected_at)?;
        self.disclose(field::ITEM, &evidence.item);
        self.disclose_if(field::FILE_NAME, evidence.file_name.as_ref());
        self.disclose_if(field::HOST, evidence.host.as_ref());
        self.disclose_if(field::COLLECTOR, evidence.collector.as_ref());
        self.disclose_if(field::PLACE, evidence.place.as_ref());
        Ok(())
    }

    /// Whom and what was said are withheld by default; the role and the result are not.
    pub(super) fn call(&mut self, call: &CallMade) -> Result<(), EncodeError> {
        self.code = code::CALL;
        self.at.clone_from(&call.step);
        self.params.target = call.role.as_ref().map(ToString::to_string);
        self.params.kind = call.channel.map(|channel| channel.code().to_owned());
        self.params.outcome = Some(call.outcome.code().to_owned());
        self.params.happened = time_if(call.happened_at)?;
        self.disclose(field::TO, &call.whom);
        self.disclose_if(field::NOTE, call.said.as_ref());
        Ok(())
    }

    pub(super) fn custody(&mut self, custody: &Custody) -> Result<(), EncodeError> {
        self.code = code::CUSTODY;
        self.params.target = Some(custody.evidence.to_string());
        self.params.happened = time_if(custody.happened_at)?;
        self.disclose(field::FROM, &custody.from);
        self.disclose(field::TO, &custody.to);
        self.disclose_if(field::PLACE, custody.place.as_ref());
        self.disclose_if(field::REASON, custody.reason.as_ref());
        Ok(())
    }

    pub(super) fn export(&mut self, export: &Export) -> Result<(), EncodeError> {
        self.code = code::EXPORT;
        self.params.format = Some(export.format.clone());
        self.params.withheld = Some(export.withheld.clone());
        self.params.lines = Some(number(export.lines)?);
        self.disclose_if(field::RECIPIENT, export.recipient.as_ref());
        Ok(())
    }
}

fn heads(seen: &[SeenHead]) -> Result<Vec<(String, u64, String)>, EncodeError> {
    let row =
        |seen: &SeenHead| Ok((seen.writer.to_string(), number(seen.seq.0)?, seen.head.clone()));
    seen.iter().map(row).collect()
}
