//! Opening an incident, taking the keyboard, coming back.

use super::clock::read_before;
use super::dispatch::{RUNBOOK_PART_BYTES_MAX, check_length};
use crate::domain::command::{AddRunbook, InPlaceOf, RunbookCopy, Start};
use crate::domain::event::{Doubt, Event, Opened, Resumed, RunbookPart, SignedOn};
use crate::domain::ids::{RunId, Seq, StepRef};
use crate::domain::proof::{Seal, SignedOff};
use crate::domain::rejection::Rejection;
use crate::domain::state::{IncidentState, Run};
use crate::domain::time::Now;
use crate::domain::watch_event::{Held, HoldEnded, Watch};

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
    events.extend(runbook_parts(&start.runbook, 1, None));
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

/// One more runbook, by somebody's own choice. What it takes the place of is held in the same
/// batch: on record stand both or neither (R136).
pub(super) fn add_runbook(
    state: &IncidentState,
    order: &AddRunbook,
) -> Result<Vec<Event>, Rejection> {
    let id = &order.copy.runbook.id;
    let before = state.run_of(id).map(Run::id);
    let (chosen, mut events) = match before {
        // The way back after a change of mind: the run that was held goes on where it stood.
        Some(before) if !order.again && gives_way(order, before) => {
            (before.clone(), take_up(state, before))
        }
        Some(_) if !order.again => return Err(Rejection::RunbookThere(id.clone())),
        _ => {
            let number = before.map_or(0, RunId::number).saturating_add(1);
            (RunId::new(id.clone(), number), runbook_parts(&order.copy, number, None))
        }
    };
    if let Some(InPlaceOf { run, reason }) = &order.in_place_of {
        let (run, reason) = (run.clone(), reason.trim().to_owned());
        let held = Watch::Held(Held { run, reason, instead: Some(chosen) });
        events.extend(super::watch::decide(state, &held)?);
    }
    Ok(events)
}

/// Whether another run is held for this one.
fn gives_way(order: &AddRunbook, to: &RunId) -> bool {
    order.in_place_of.as_ref().is_some_and(|place| place.run != *to)
}

/// A run that is held goes on; any other one just does.
pub(super) fn take_up(state: &IncidentState, run: &RunId) -> Vec<Event> {
    let ended = state.hold(run).map(|hold| Watch::HoldEnded(HoldEnded { run: hold.run.clone() }));
    ended.map(Event::Watch).into_iter().collect()
}

/// The text of a runbook for its run of this number, cut into records at character borders.
pub(super) fn runbook_parts(
    copy: &RunbookCopy,
    number: u32,
    opened_by: Option<&StepRef>,
) -> Vec<Event> {
    let run = RunId::new(copy.runbook.id.clone(), number);
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
            run: run.clone(),
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
