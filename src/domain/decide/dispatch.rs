//! Which part of the domain answers a command, and the refusals that hold whatever the command is.
//!
//! What each subject demands is written in its own file.

use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::rejection::Rejection;
use crate::domain::state::{IncidentState, Subject};
use crate::domain::time::Now;
use crate::domain::watch_event::{Watch, WatchWord};

/// Most bytes of one text that a person types; longer ones belong into an attachment (audit-log
/// §4.2).
pub const TEXT_BYTES_MAX: usize = 8_000;

/// Most bytes of a runbook in one record, so that the line stays under its limit however it is
/// escaped.
pub const RUNBOOK_PART_BYTES_MAX: usize = 16_000;

/// What `command` leads to.
///
/// # Errors
/// [`Rejection`] with the reason; nothing has happened then.
pub fn decide(
    state: &IncidentState,
    command: &Command,
    now: &Now,
) -> Result<Vec<Event>, Rejection> {
    if let Command::Start(start) = command {
        return super::incident::start(state, start, now);
    }
    if state.opened.is_none() {
        return Err(Rejection::NotStarted);
    }
    if state.unknown > 0 {
        return Err(Rejection::NewerVersion);
    }
    if state.closed.is_some() && !annotates(command) && !mends(state, command) {
        return Err(Rejection::Closed);
    }
    let needs_person = is_about_law(command)
        || matches!(
            command,
            Command::Step(_)
                | Command::AddRunbook(_)
                | Command::AddNote(_)
                | Command::LogCall(_)
                | Command::Watch(_)
                | Command::Correct { .. }
                | Command::TakeEvidence(_)
                | Command::MoveCustody(_)
                | Command::CompareClock { .. }
                | Command::PassLead(_)
                | Command::HoldTrack(_)
                | Command::Close(_)
        );
    if needs_person && state.operator.is_none() {
        return Err(Rejection::NobodyThere);
    }
    match command {
        Command::Start(_) => Err(Rejection::AlreadyStarted),
        Command::SignOn(person) => super::incident::sign_on(person),
        Command::SignOff(person) => super::incident::sign_off(state, person),
        Command::Seal => Ok(super::incident::seal(state)),
        Command::AddRunbook(order) => super::incident::add_runbook(state, order),
        Command::Step(order) => super::step::decide(state, order, now),
        Command::AddNote(note) => super::note::add(note),
        Command::LogCall(call) => super::call::log(state, call),
        Command::Watch(watch) => super::watch::decide(state, watch),
        Command::Correct { target, correction } => {
            super::correction::correct(state, target, correction)
        }
        Command::Resume { doubt } => Ok(super::incident::resume(state, *doubt, now)),
        Command::Recover(torn) => Ok(torn.iter().cloned().map(Event::Recovered).collect()),
        Command::Leave(reason) => Ok(vec![Event::Left { reason: *reason }]),
        Command::TakeEvidence(evidence) => super::evidence::take(state, evidence),
        Command::MoveCustody(custody) => super::evidence::hand_over(state, custody),
        Command::FixMoment(order) => super::duty::fix(state, order, now),
        Command::JudgeDuty(order) => super::duty::judge(state, order),
        Command::FileDuty(order) => super::duty::file(state, order, now),
        Command::CompareClock { reference, source, place } => {
            super::clock::compare(*reference, *source, place.as_ref(), now)
        }
        Command::Silence(occurrences) => super::silence::silence(state, occurrences),
        Command::PassLead(order) => super::lead::pass(state, order, now),
        Command::HoldTrack(held) => super::lead::hold(state, held),
        Command::Export(export) => super::evidence::export(export),
        Command::TakeLogs(arrival) => Ok(super::arrival::take(state, arrival)),
        Command::Close(order) => super::closing::close(state, order, now),
    }
}

/// Whether it may follow the end. Whoever annotates a closed incident says who they are first
/// (R61). Evidence goes on arriving and changing hands after the end, and copies are asked for then
/// most of all: what happened to a piece has to stand in the log that names it. Legal clocks
/// and lasting limits outlive every incident.
const fn annotates(command: &Command) -> bool {
    is_about_law(command)
        || matches!(
            command,
            Command::AddNote(_)
                | Command::Recover(_)
                | Command::SignOn(_)
                | Command::SignOff(_)
                | Command::Seal
                | Command::TakeEvidence(_)
                | Command::MoveCustody(_)
                | Command::Export(_)
                | Command::TakeLogs(_)
                | Command::Watch(Watch::Lifted(_))
        )
}

/// Whether it corrects what may follow the end: that must not stay wrong for good.
fn mends(state: &IncidentState, command: &Command) -> bool {
    let Command::Correct { target, .. } = command else { return false };
    let subject = state.acts.get(target).map(|act| act.subject);
    matches!(
        subject,
        Some(
            Subject::Note
                | Subject::Evidence
                | Subject::Moment(_)
                | Subject::Judged(..)
                | Subject::Filed(_)
                | Subject::Watch(WatchWord::Lifted)
        )
    )
}

/// Whether it is something that a person says about legal clocks.
const fn is_about_law(command: &Command) -> bool {
    matches!(command, Command::FixMoment(_) | Command::JudgeDuty(_) | Command::FileDuty(_))
}

/// A text that must say something and must fit.
pub(super) fn require_text(text: &str, missing: Rejection) -> Result<(), Rejection> {
    if text.trim().is_empty() {
        return Err(missing);
    }
    check_length(text)
}

/// A text that must fit.
pub(super) fn check_length(text: &str) -> Result<(), Rejection> {
    if text.len() > TEXT_BYTES_MAX {
        return Err(Rejection::TextTooLong { bytes_max: TEXT_BYTES_MAX });
    }
    Ok(())
}
