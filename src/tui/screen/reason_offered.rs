//! Reasons that are offered where one is asked for.

use super::contract::Wish;
use super::reason::OFFERED;
use crate::domain::state::{IncidentState, Status};
use crate::tui::view::View;

/// The last three different reasons that were given, else three that are usual.
pub(super) fn offered(wish: Wish, view: &View) -> Vec<String> {
    let words = &view.words.screen.reason;
    let mut reasons: Vec<String> = Vec::new();
    let third = if wish == Wish::Postpone { &words.third_later } else { &words.third };
    let usual = [&words.first, &words.second, third].into_iter().cloned();
    for reason in given(view.session.state()).into_iter().chain(usual) {
        if reasons.len() < OFFERED && !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons
}

/// Reasons in force, the newest first.
fn given(state: &IncidentState) -> Vec<String> {
    let steps = state.runs.iter().flat_map(|run| run.steps.iter());
    let mut given: Vec<_> = steps
        .filter_map(|step| {
            let (Status::Skipped { reason }
            | Status::CouldNot { reason }
            | Status::Later { reason, .. }) = &step.status
            else {
                return None;
            };
            Some((step.answered.as_ref()?.event.seq, reason.clone()))
        })
        .collect();
    given.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    given.into_iter().map(|(_, reason)| reason).collect()
}
