//! Opening an incident, taking the keyboard, coming back.

use super::clock::read_before;
use super::dispatch::{RUNBOOK_PART_BYTES_MAX, check_length};
use crate::domain::command::{RunbookCopy, Start};
use crate::domain::event::{Doubt, Event, Opened, Resumed, RunbookPart, SignedOn};
use crate::domain::ids::{Seq, StepRef};
use crate::domain::proof::{Seal, SignedOff};
use crate::domain::rejection::Rejection;
use crate::domain::state::IncidentState;
use crate::domain::time::Now;

pub(super) fn start(
    state: &IncidentState,
    start: &Start,
    now: &Now,
) -> Result<Vec<Event>, Rejection> {
    if state.opened.is_some() {
        return Err(Rejection::AlreadyStarted);
    }
    let mut events = vec![Event::Opened(Opened {
        incident: start.incident.clone(),
        writer: start.writer.clone(),
        app: concat!("sangfroid ", env!("CARGO_PKG_VERSION")).to_owned(),
        mode: start.mode,
        severity: start.severity,
        noticed_at: start.noticed_at,
        signs: start.signs.clone(),
        nonce: start.nonce.clone(),
        key: start.key.clone(),
    })];
    events.extend(sign_on(&start.person)?);
    events.extend(runbook_parts(&start.runbook, None));
    events.extend(start.reading.map(|reading| read_before(reading, now)));
    Ok(events)
}

pub(super) fn sign_on(person: &SignedOn) -> Result<Vec<Event>, Rejection> {
    for text in [&person.name, &person.role].into_iter().flatten() {
        check_length(text)?;
    }
    Ok(vec![Event::SignedOn(person.clone())])
}

pub(super) fn sign_off(state: &IncidentState, person: &SignedOff) -> Result<Vec<Event>, Rejection> {
    if state.operator.as_ref() != Some(&person.initials) {
        return Err(Rejection::NotAtKeyboard { initials: person.initials.clone() });
    }
    Ok(vec![Event::SignedOff(person.clone())])
}

/// The signature is made when the record gets its place in the chain; nothing new needs none.
pub(super) fn seal(state: &IncidentState) -> Vec<Event> {
    let unsigned = Event::Sealed(Seal { seq: Seq(0), signature: String::new() });
    if state.unsealed.is_some() { vec![unsigned] } else { Vec::new() }
}

pub(super) fn resume(state: &IncidentState, doubt: Option<Doubt>, now: &Now) -> Vec<Event> {
    let step = state.focus(&now.moment).and_then(|run| {
        let index = run.current(&now.moment)?;
        run.step_ref(index)
    });
    vec![Event::Resumed(Resumed { clean: state.left_cleanly, step, doubt })]
}

/// One more runbook, by somebody's own choice; nothing that is open is touched.
pub(super) fn add_runbook(
    state: &IncidentState,
    copy: &RunbookCopy,
) -> Result<Vec<Event>, Rejection> {
    if state.run(&copy.runbook.id).is_some() {
        return Err(Rejection::RunbookThere(copy.runbook.id.clone()));
    }
    Ok(runbook_parts(copy, None))
}

/// The text of a runbook, cut into records at character borders.
pub(super) fn runbook_parts(copy: &RunbookCopy, opened_by: Option<&StepRef>) -> Vec<Event> {
    let mut pieces = Vec::new();
    let mut rest: &str = &copy.text;
    while !rest.is_empty() {
        let end = rest.floor_char_boundary(RUNBOOK_PART_BYTES_MAX);
        let (piece, tail) = rest.split_at(end);
        pieces.push(piece.to_owned());
        rest = tail;
    }
    let parts = u32::try_from(pieces.len()).unwrap_or(u32::MAX);
    let to_event = |(part, text)| {
        Event::RunbookPart(RunbookPart {
            runbook: copy.runbook.id.clone(),
            revision: copy.runbook.revision,
            sha256: copy.sha256.clone(),
            opened_by: opened_by.cloned(),
            part,
            parts,
            text,
        })
    };
    (1..).zip(pieces).map(to_event).collect()
}
