//! Answering a step or setting it aside.

use super::dispatch::{check_length, require_text};
use super::incident::runbook_parts;
use crate::domain::act::{Answer, Approval, ApprovalHow, StepAct, StepEvent, Until};
use crate::domain::bundle::bundle;
use crate::domain::command::StepOrder;
use crate::domain::event::Event;
use crate::domain::ids::StepRef;
use crate::domain::naming::names;
use crate::domain::place::Applies;
use crate::domain::rejection::Rejection;
use crate::domain::state::{IncidentState, Run, Status, StepState, WaitCause};
use crate::domain::step::{Step, StepKind};
use crate::domain::time::Now;

pub(super) fn decide(
    state: &IncidentState,
    order: &StepOrder,
    now: &Now,
) -> Result<Vec<Event>, Rejection> {
    let no_such_step = || Rejection::NoSuchStep(order.step.clone());
    let (run, index) = state.find(&order.step).ok_or_else(no_such_step)?;
    let (_, step, step_state) = run.get(index).ok_or_else(no_such_step)?;
    check_hold(state, order)?;
    if let StepAct::Jumped { reason } = &order.act {
        return jump(run, index, order, reason);
    }
    check_applies(run, index, &order.step)?;
    check_order(run, index, order)?;
    check_status(&step_state.status, &order.act, &order.step, now)?;
    check_lines(step, step_state, order)?;
    check_act(state, step, order)?;
    let mut events = vec![Event::Step(StepEvent {
        step: order.step.clone(),
        act: order.act.clone(),
        // The log knows when the step came up, also after a restart and without a screen; a front
        // is believed only about a step that was looked at out of its turn.
        shown_at: step_state.current_since.map(|since| since.wall).or(order.shown_at),
        happened_at: order.happened_at,
        lang: order.lang,
    })];
    if completes(&order.act) {
        events.extend(super::duty::of_step(state, step, order, now)?);
    }
    if let (StepKind::Include { runbook }, StepAct::Done { .. }) = (&step.kind, &order.act) {
        if let Some(run) = state.run_of(runbook) {
            // Held work that is asked for now goes on with it.
            events.extend(super::incident::take_up(state, run.id()));
            return Ok(events);
        }
        let wrong = || Rejection::WrongRunbook(runbook.clone());
        let copy = order.include.as_ref().ok_or_else(wrong)?;
        if copy.runbook.id != *runbook {
            return Err(wrong());
        }
        events.extend(runbook_parts(copy, 1, Some(&order.step)));
    }
    Ok(events)
}

/// Going on from a step that nobody answered yet. A pause that lies between is skipped with the
/// same reason, on record: no phase is entered as if it had been read back (R9, R18).
fn jump(run: &Run, index: usize, order: &StepOrder, reason: &str) -> Result<Vec<Event>, Rejection> {
    let status = run.steps.get(index).map(|state| &state.status);
    if status != Some(&Status::Todo) {
        return Err(Rejection::AlreadyAnswered(order.step.clone()));
    }
    check_applies(run, index, &order.step)?;
    require_text(reason, Rejection::ReasonMissing)?;
    let event = |step: StepRef, act| {
        let (shown_at, happened_at, lang) = (None, None, order.lang);
        Event::Step(StepEvent { step, act, shown_at, happened_at, lang })
    };
    let pauses = run.open_pauses_before(index).into_iter().filter_map(|at| run.step_ref(at));
    let skipped = StepAct::Skipped { reason: reason.to_owned() };
    let mut events: Vec<Event> = pauses.map(|pause| event(pause, skipped.clone())).collect();
    events.push(event(order.step.clone(), order.act.clone()));
    Ok(events)
}

/// Whether the step is done by this act; a repeated check says nothing new about legal clocks.
#[must_use]
pub const fn completes(act: &StepAct) -> bool {
    matches!(
        act,
        StepAct::Done { .. }
            | StepAct::Observed { .. }
            | StepAct::Chosen { .. }
            | StepAct::WaitEnded { .. }
    )
}

fn check_applies(run: &Run, index: usize, step: &StepRef) -> Result<(), Rejection> {
    match run.applies(index) {
        Applies::Yes => Ok(()),
        Applies::No => Err(Rejection::NotApplicable(step.clone())),
        Applies::Undecided(at) => {
            let decision = run.step_ref(at).unwrap_or_else(|| step.clone());
            Err(Rejection::DecisionFirst { step: step.clone(), decision })
        }
    }
}

/// A held runbook is taken up first (R156); what was done before may be told late (R17).
fn check_hold(state: &IncidentState, order: &StepOrder) -> Result<(), Rejection> {
    match state.hold(&order.step.run) {
        Some(hold) if order.happened_at.is_none() => Err(Rejection::IsHeld(hold.run.clone())),
        _ => Ok(()),
    }
}

/// Phases are entered through the pause before them (R9); what was done before may be told late
/// (R17).
fn check_order(run: &Run, index: usize, order: &StepOrder) -> Result<(), Rejection> {
    if order.happened_at.is_some() {
        return Ok(());
    }
    match run.open_pause_before(index).and_then(|at| run.step_ref(at)) {
        Some(pause) => Err(Rejection::PauseFirst(pause)),
        None => Ok(()),
    }
}

/// Whether the act fits where the step stands.
fn check_status(
    status: &Status,
    act: &StepAct,
    step: &StepRef,
    now: &Now,
) -> Result<(), Rejection> {
    let is_set_aside = matches!(act, StepAct::Skipped { .. } | StepAct::Impossible { .. });
    match (status, act) {
        (Status::Waiting { cause: WaitCause::Repeat, .. }, StepAct::Rechecked { .. }) => Ok(()),
        (
            Status::Waiting { since, span, cause: WaitCause::Step },
            StepAct::WaitEnded { early_reason },
        ) => {
            let is_over = since.remaining(*span, &now.moment).is_over();
            if is_over || early_reason.is_some() {
                Ok(())
            } else {
                Err(Rejection::StillWaiting(step.clone()))
            }
        }
        (Status::Waiting { .. }, _) if is_set_aside => Ok(()),
        (Status::Waiting { .. }, _) => Err(Rejection::StillWaiting(step.clone())),
        (_, StepAct::WaitEnded { .. }) => Err(Rejection::NotWaiting(step.clone())),
        (_, StepAct::Rechecked { .. }) => Err(Rejection::NotRepeating(step.clone())),
        (Status::Done { .. }, _) => Err(Rejection::AlreadyAnswered(step.clone())),
        (Status::Skipped { .. } | Status::CouldNot { .. }, _) if is_set_aside => {
            Err(Rejection::AlreadyAnswered(step.clone()))
        }
        // What was set aside can be done after all.
        (
            Status::Todo | Status::Later { .. } | Status::Skipped { .. } | Status::CouldNot { .. },
            _,
        ) => Ok(()),
    }
}

/// Whether the act fits the kind of step and says all it must.
fn check_act(state: &IncidentState, step: &Step, order: &StepOrder) -> Result<(), Rejection> {
    let wrong_act =
        || Err(Rejection::WrongAct { step: order.step.clone(), kind: step.kind.code() });
    let no_such_answer = |answer: &str| {
        Err(Rejection::NoSuchAnswer { step: order.step.clone(), answer: answer.to_owned() })
    };
    match (&order.act, &step.kind) {
        (StepAct::Skipped { reason } | StepAct::Impossible { reason }, _) => {
            require_text(reason, Rejection::ReasonMissing)
        }
        // A phase is closed or set aside with a reason; put off, it would be entered unread (R9).
        (StepAct::Postponed { .. }, StepKind::Pause) => wrong_act(),
        (StepAct::Postponed { until, reason }, _) => {
            if let Until::Event(event) = until {
                require_text(event, Rejection::UntilMissing)?;
            }
            require_text(reason, Rejection::ReasonMissing)
        }
        (StepAct::Observed { state: seen }, StepKind::Observe { states }) => {
            // Looking needs nobody's agreement, and the act has no place for one (R54).
            let is_known = states.iter().any(|state| state.id == *seen);
            if is_known { Ok(()) } else { no_such_answer(seen.as_str()) }
        }
        (StepAct::Chosen { answer, objection, approval }, StepKind::Decide { options, .. }) => {
            check_length(objection.as_deref().unwrap_or_default())?;
            match answer {
                Answer::Option(option) if !options.iter().any(|o| o.id == *option) => {
                    no_such_answer(option.as_str())
                }
                _ => check_approval(state, step, order, approval.as_ref()),
            }
        }
        (
            StepAct::Done { approval },
            StepKind::Do
            | StepKind::Call(_)
            | StepKind::Tell(_)
            | StepKind::Pause
            | StepKind::Include { .. },
        ) => check_approval(state, step, order, approval.as_ref()),
        (StepAct::WaitStarted, StepKind::Wait { .. }) => Ok(()),
        (StepAct::WaitEnded { early_reason }, StepKind::Wait { .. }) => match early_reason {
            Some(reason) => require_text(reason, Rejection::ReasonMissing),
            None => Ok(()),
        },
        (StepAct::Rechecked { .. }, _) if step.repeat.is_some() => Ok(()),
        (StepAct::Ticked { line, .. }, _) if !step.all => {
            Err(Rejection::NoSuchLine { step: order.step.clone(), line: *line })
        }
        (StepAct::Ticked { left_out, .. }, _) => match left_out {
            Some(reason) => require_text(reason, Rejection::ReasonMissing),
            None => Ok(()),
        },
        _ => wrong_act(),
    }
}

/// A step that is done line by line is not done before each line has its mark, and no line gets two
/// (R14).
fn check_lines(step: &Step, held: &StepState, order: &StepOrder) -> Result<(), Rejection> {
    let Some(bundle) = bundle(step, &held.ticks, &held.status) else { return Ok(()) };
    let at = || order.step.clone();
    match (&order.act, bundle.next()) {
        (StepAct::Done { .. }, Some(line)) => {
            Err(Rejection::LineOpen { step: at(), line, lines: bundle.count() })
        }
        (StepAct::Ticked { line, .. }, _) if bundle.text(*line).is_none() => {
            Err(Rejection::NoSuchLine { step: at(), line: *line })
        }
        (StepAct::Ticked { line, .. }, _) if bundle.tick(*line).is_some() => {
            Err(Rejection::LineMarked { step: at(), line: *line })
        }
        _ => Ok(()),
    }
}

/// A step that asks for a second person is not done without one, or without a reason (R53 to R55).
fn check_approval(
    state: &IncidentState,
    step: &Step,
    order: &StepOrder,
    approval: Option<&Approval>,
) -> Result<(), Rejection> {
    let Some(sign_off) = &step.sign_off else {
        return approval.map_or(Ok(()), |approval| check_length(&approval.words));
    };
    let missing = Rejection::SecondPersonMissing(order.step.clone());
    let Some(approval) = approval else { return Err(missing) };
    if approval.how == ApprovalHow::Alone {
        return require_text(&approval.words, Rejection::ReasonMissing);
    }
    if sign_off.persons == 2 && state.operator.as_ref() == Some(&approval.by) {
        return Err(Rejection::SamePerson);
    }
    require_text(&approval.words, missing)?;
    if names(step, &approval.words) {
        Ok(())
    } else {
        Err(Rejection::NamesNothing(order.step.clone()))
    }
}
