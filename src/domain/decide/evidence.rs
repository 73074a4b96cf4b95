//! Taking evidence in, handing it over, and copies that leave the house.

use super::dispatch::{check_length, require_text};
use crate::domain::event::Event;
use crate::domain::evidence::{Custody, Evidence};
use crate::domain::ids::{EvidenceId, StepRef};
use crate::domain::proof::Export;
use crate::domain::rejection::Rejection;
use crate::domain::state::IncidentState;

pub(super) fn take(state: &IncidentState, evidence: &Evidence) -> Result<Vec<Event>, Rejection> {
    match (&evidence.step, &evidence.slot) {
        (Some(step), slot) => check_slot(state, step, slot.as_ref())?,
        (None, Some(slot)) => {
            return Err(Rejection::NoSuchPiece { step: None, piece: slot.clone() });
        }
        (None, None) => {}
    }
    require_text(&evidence.item, Rejection::TextMissing)?;
    let others =
        [&evidence.file_name, &evidence.host, &evidence.collector, &evidence.place].into_iter();
    others.flatten().try_for_each(|text| check_length(text))?;
    Ok(vec![Event::EvidenceTaken(evidence.clone())])
}

/// The step is one of this incident, and the piece one that it asks for. Whether the step applies
/// or is done does not matter: what was found is kept.
fn check_slot(
    state: &IncidentState,
    step: &StepRef,
    slot: Option<&EvidenceId>,
) -> Result<(), Rejection> {
    let found = state.find(step).and_then(|(run, index)| run.get(index));
    let (_, asked, _) = found.ok_or_else(|| Rejection::NoSuchStep(step.clone()))?;
    match slot {
        Some(slot) if !asked.evidence.iter().any(|piece| piece.id == *slot) => {
            Err(Rejection::NoSuchPiece { step: Some(step.clone()), piece: slot.clone() })
        }
        _ => Ok(()),
    }
}

/// Hand-overs are told late and out of order, so who had it last is not compared (R72).
pub(super) fn hand_over(state: &IncidentState, custody: &Custody) -> Result<Vec<Event>, Rejection> {
    if state.acts.slot(&custody.evidence).is_none() {
        return Err(Rejection::NoSuchEvidence(custody.evidence.clone()));
    }
    require_text(&custody.from, Rejection::TextMissing)?;
    require_text(&custody.to, Rejection::TextMissing)?;
    let others = [&custody.place, &custody.reason].into_iter().flatten();
    others.into_iter().try_for_each(|text| check_length(text))?;
    Ok(vec![Event::CustodyMoved(custody.clone())])
}

pub(super) fn export(export: &Export) -> Result<Vec<Event>, Rejection> {
    check_length(export.recipient.as_deref().unwrap_or_default())?;
    Ok(vec![Event::Exported(export.clone())])
}
