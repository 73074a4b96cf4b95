//! What an answer makes of its step, and what becomes of the step when the answer is corrected.

use super::act::{Approval, ApprovalHow, Recheck, StepAct, StepEvent};
use super::bundle::Tick;
use super::event::{Correction, Record};
use super::ids::EventId;
use super::state::{Answered, Outcome, Run, Status, StepState, StepWord, WaitCause};
use super::step::{Step, StepKind};

/// An answer of this step was corrected.
pub(super) fn correct_step(
    step: &Step,
    state: &mut StepState,
    target: &EventId,
    correction: &Correction,
) {
    correct_tick(state, target, correction);
    let is_it = |answered: &&mut Answered| answered.event == *target;
    let is_last = state.answered.as_mut().is_some_and(|answered| answered.event == *target);
    for answered in [&mut state.answered, &mut state.completed] {
        let Some(answered) = answered.as_mut().filter(is_it) else { continue };
        match correction {
            Correction::Time { happened_at } => answered.happened_at = Some(*happened_at),
            Correction::Text { text } => {
                // Alone, the words are the reason; else they are what the other person said.
                let alone = answered.approval.as_mut().filter(|a| a.how == ApprovalHow::Alone);
                if let Some(alone) = alone {
                    alone.words.clone_from(text);
                }
            }
            Correction::NotSo { .. } => {}
        }
    }
    match (correction, &mut state.status) {
        _ if !is_last => {}
        (Correction::NotSo { .. }, _) => take_back(step, state, target),
        (
            Correction::Text { text },
            Status::Skipped { reason } | Status::CouldNot { reason } | Status::Later { reason, .. },
        ) => reason.clone_from(text),
        _ => {}
    }
}

/// A line got its mark. A step that was set aside is taken up with it; the marks that it had stand.
pub(super) fn tick(state: &mut StepState, tick: Tick) {
    let is_set_aside = matches!(
        state.status,
        Status::Later { .. } | Status::Skipped { .. } | Status::CouldNot { .. }
    );
    if is_set_aside {
        state.status = Status::Todo;
        state.answered = None;
    }
    state.ticks.push(tick);
}

/// The mark of one line was corrected.
fn correct_tick(state: &mut StepState, target: &EventId, correction: &Correction) {
    let Some(at) = state.ticks.iter().position(|tick| tick.event == *target) else { return };
    let Some(tick) = state.ticks.get_mut(at) else { return };
    match correction {
        Correction::NotSo { .. } => _ = state.ticks.remove(at),
        Correction::Text { text } => {
            if let Some(reason) = &mut tick.left_out {
                reason.clone_from(text);
            }
        }
        Correction::Time { happened_at } => tick.happened_at = Some(*happened_at),
    }
}

/// The last answer is not so. What made the step done before stands, and its check comes back.
fn take_back(step: &Step, state: &mut StepState, target: &EventId) {
    let is_undone = state.completed.as_ref().is_some_and(|done| done.event == *target);
    if is_undone {
        state.ticks.clear();
    }
    let before = state.completed.take().filter(|done| done.event != *target);
    match (before, &step.repeat) {
        (Some(done), Some(repeat)) => {
            let (since, span) = (done.at, repeat.every);
            state.status = Status::Waiting { since, span, cause: WaitCause::Repeat };
            state.answered = Some(done.clone());
            state.completed = Some(done);
        }
        _ => {
            state.status = Status::Todo;
            state.answered = None;
            state.before_repeat = None;
        }
    }
}

/// What an answer makes of its step.
pub(super) struct Turn {
    pub(super) status: Status,
    pub(super) before_repeat: Option<Status>,
    pub(super) word: StepWord,
}

/// What this event makes of the step at `index`; none when the step has no use for it.
pub(super) fn turn(run: &Run, index: usize, record: &Record, event: &StepEvent) -> Option<Turn> {
    let (_, step, before) = run.get(index)?;
    let plain = || Status::Done { outcome: Outcome::Plain, by_two: false };
    let repeat = step.repeat.as_ref().map(|repeat| repeat.every);
    let wait = match step.kind {
        StepKind::Wait { span, .. } => Some(span),
        _ => None,
    };
    let persons = step.sign_off.as_ref().map_or(1, |sign_off| sign_off.persons);
    let is_by_two = |approval: &Option<Approval>| {
        persons == 2 && approval.as_ref().is_some_and(|a| a.how != ApprovalHow::Alone)
    };
    let waiting = |span, cause| Status::Waiting { since: record.at, span, cause };
    let mut before_repeat = before.before_repeat.clone();
    let mut done = |outcome, by_two| {
        let done = Status::Done { outcome, by_two };
        let Some(every) = repeat else { return done };
        before_repeat = Some(done);
        waiting(every, WaitCause::Repeat)
    };
    let (status, word) = match &event.act {
        StepAct::Done { approval } => (done(Outcome::Plain, is_by_two(approval)), StepWord::Done),
        StepAct::Observed { state } => {
            (done(Outcome::Observed(state.clone()), false), StepWord::Done)
        }
        StepAct::Chosen { answer, approval, .. } => {
            let (outcome, by_two) = (Outcome::Chosen(answer.clone()), is_by_two(approval));
            (Status::Done { outcome, by_two }, StepWord::Chosen)
        }
        StepAct::Skipped { reason } => {
            (Status::Skipped { reason: reason.clone() }, StepWord::Skipped)
        }
        StepAct::Impossible { reason } => {
            (Status::CouldNot { reason: reason.clone() }, StepWord::CouldNot)
        }
        StepAct::Postponed { until, reason } => {
            let (until, reason) = (until.clone(), reason.clone());
            (Status::Later { since: record.at, until, reason }, StepWord::Later)
        }
        StepAct::Jumped { .. } | StepAct::Ticked { .. } => return None,
        StepAct::WaitStarted => (waiting(wait?, WaitCause::Step), StepWord::Waiting),
        StepAct::WaitEnded { .. } => (plain(), StepWord::Done),
        StepAct::Rechecked { outcome: Recheck::Again } => {
            (waiting(repeat?, WaitCause::Repeat), StepWord::Rechecked)
        }
        StepAct::Rechecked { outcome: Recheck::Reached } => {
            (before.before_repeat.clone().unwrap_or_else(plain), StepWord::Done)
        }
    };
    Some(Turn { status, before_repeat, word })
}
