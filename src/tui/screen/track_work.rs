//! Work on one track beside the order of the runbook: each has a current step of its own (R1, S9).

use super::contract::Outcome;
use super::log_kind::TrackOf;
use super::step::StepScreen;
use super::subject::{Subject, step_ref};
use crate::domain::ids::{RunId, StepRef};
use crate::tui::intent::Intent;
use crate::tui::view::View;

impl StepScreen {
    /// Goes to the current step of one track and stays with that track.
    pub fn work_on(&mut self, track: TrackOf, view: &View) {
        self.track = Some(track);
        self.arrive(view);
    }

    /// The current step of the runbook or track before or after, where several run.
    pub(super) fn other_work(&mut self, intent: Intent, subject: &Subject, view: &View) -> Outcome {
        let works = works(view);
        if works.len() < 2 {
            return Outcome::not_mine();
        }
        let here = step_ref(subject);
        let at = works.iter().position(|(step, _)| *step == here).unwrap_or(0);
        let by = if intent == Intent::Left { works.len() - 1 } else { 1 };
        let Some((step, track)) = works.into_iter().cycle().nth(at + by) else {
            return Outcome::taken();
        };
        self.track = track;
        self.take(Some(step), view);
        Outcome::taken()
    }
}

/// The run in which Right goes on.
pub(super) fn next_work(subject: &Subject, view: &View) -> Option<RunId> {
    let works = works(view);
    let here = step_ref(subject);
    let at = works.iter().position(|(step, _)| *step == here).unwrap_or(0);
    works.into_iter().cycle().nth(at + 1).map(|(step, _)| step.run)
}

/// The current step of this track.
pub(super) fn own_step(track: &TrackOf, view: &View) -> Option<StepRef> {
    let run = view.session.state().run(&track.0)?;
    run.step_ref(run.current_of(&track.1, &view.now.moment)?)
}

/// Where somebody can work now: the current step of each runbook, and behind it those of its tracks
/// that stand elsewhere.
pub(super) fn works(view: &View) -> Vec<(StepRef, Option<TrackOf>)> {
    let now = &view.now.moment;
    let mut works: Vec<(StepRef, Option<TrackOf>)> = Vec::new();
    for run in &view.session.state().runs {
        let current = run.current(now).and_then(|index| run.step_ref(index));
        works.extend(current.map(|step| (step, None)));
        for track in &run.copy.runbook.tracks {
            let own = run.current_of(&track.id, now).and_then(|index| run.step_ref(index));
            let is_known = |step: &StepRef| works.iter().any(|(known, _)| known == step);
            if let Some(step) = own.filter(|step| !is_known(step)) {
                works.push((step, Some((run.id().clone(), track.id.clone()))));
            }
        }
    }
    works
}
