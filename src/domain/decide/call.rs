//! Recording what came of a call.

use super::dispatch::{check_length, require_text};
use crate::domain::call::CallMade;
use crate::domain::event::Event;
use crate::domain::rejection::Rejection;
use crate::domain::state::IncidentState;

pub(super) fn log(state: &IncidentState, call: &CallMade) -> Result<Vec<Event>, Rejection> {
    if let Some(step) = call.step.as_ref().filter(|step| state.find(step).is_none()) {
        return Err(Rejection::NoSuchStep(step.clone()));
    }
    require_text(&call.whom, Rejection::TextMissing)?;
    check_length(call.said.as_deref().unwrap_or_default())?;
    Ok(vec![Event::Called(call.clone())])
}
