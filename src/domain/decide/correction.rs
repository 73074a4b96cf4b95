//! Correcting an earlier entry. Both stay in the log (R68).

use super::dispatch::{check_length, require_text};
use crate::domain::event::{Correction, Event};
use crate::domain::ids::EventId;
use crate::domain::rejection::Rejection;
use crate::domain::state::{IncidentState, LineMark, Subject};
use crate::domain::watch_event::WatchWord;

pub(super) fn correct(
    state: &IncidentState,
    target: &EventId,
    correction: &Correction,
) -> Result<Vec<Event>, Rejection> {
    let act = state.acts.get(target).ok_or_else(|| Rejection::NoSuchEntry(target.clone()))?;
    let not_correctable = || Rejection::NotCorrectable(target.clone());
    if act.is_taken_back {
        return Err(not_correctable());
    }
    match (correction, &act.subject) {
        (Correction::NotSo { reason }, Subject::Step(step, _)) => {
            check_length(reason.as_deref().unwrap_or_default())?;
            // An entry that a later one of the same step replaced has no effect left to take back.
            let (run, index) = state.find(step).ok_or_else(not_correctable)?;
            let answered = run.steps.get(index).and_then(|state| state.answered.as_ref());
            answered.filter(|answered| answered.event == *target).ok_or_else(not_correctable)?;
        }
        (_, Subject::Line(mark)) => check_line(state, target, correction, mark)?,
        (
            Correction::NotSo { reason },
            Subject::Note
            | Subject::Call
            | Subject::Evidence
            | Subject::Moment(_)
            | Subject::Judged(..)
            | Subject::Filed(_)
            | Subject::Watch(_),
        ) => {
            check_length(reason.as_deref().unwrap_or_default())?;
        }
        (
            Correction::Text { text },
            Subject::Step(..)
            | Subject::Note
            | Subject::Call
            | Subject::Evidence
            | Subject::Watch(_),
        ) => {
            require_text(text, Rejection::TextMissing)?;
        }
        (
            Correction::Time { .. },
            Subject::Step(..)
            | Subject::Note
            | Subject::Call
            | Subject::Evidence
            | Subject::Moment(_)
            | Subject::Filed(_)
            | Subject::Watch(WatchWord::ClockMet),
        ) => {}
        _ => return Err(not_correctable()),
    }
    Ok(vec![Event::Corrected { target: target.clone(), correction: correction.clone() }])
}

/// The mark of one line (R14). That it is not so is said of the step first, once that counts as
/// done; only what was left out has words.
fn check_line(
    state: &IncidentState,
    target: &EventId,
    correction: &Correction,
    mark: &LineMark,
) -> Result<(), Rejection> {
    match correction {
        Correction::NotSo { reason } => {
            check_length(reason.as_deref().unwrap_or_default())?;
            let can_untick = state.can_untick(&mark.step);
            can_untick.then_some(()).ok_or_else(|| Rejection::LineOfDone(mark.step.clone()))
        }
        Correction::Text { text } if mark.is_left_out => require_text(text, Rejection::TextMissing),
        Correction::Text { .. } => Err(Rejection::NotCorrectable(target.clone())),
        Correction::Time { .. } => Ok(()),
    }
}
