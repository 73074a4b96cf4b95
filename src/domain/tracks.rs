//! The tracks of an incident as cards: who holds each, where it stands, who waits for whom (R51,
//! R52). Derived from the steps; only the holder is somebody's word.

use super::ids::{Initials, StepRef};
use super::place::{Applies, Mark};
use super::runbook::Track;
use super::state::{IncidentState, Run};
use super::time::{Moment, Remaining};

/// One track of one runbook.
#[derive(Clone, Debug)]
pub struct TrackCard<'s> {
    /// The runbook.
    pub run: &'s Run,
    /// The track.
    pub track: &'s Track,
    /// Who holds it, and since when; nobody until a named person has it.
    pub holder: Option<(&'s Initials, Moment)>,
    /// The first step that is not settled, from 0 in the runbook; none when all are.
    pub first: Option<usize>,
    /// The one after it.
    pub next: Option<usize>,
    /// What is left of the first step's time, or how long it is over.
    pub remaining: Option<Remaining>,
    /// The decision or the pause that its first step waits for.
    pub waits_for: Option<usize>,
    /// The first step of another track that waits for a decision of this one.
    pub waited_by: Option<usize>,
    /// Steps that are done.
    pub done: usize,
    /// Steps that nobody answered yet.
    pub todo: usize,
    /// Steps that were put off, skipped, or could not be done.
    pub set_aside: usize,
}

impl TrackCard<'_> {
    /// The first step as the log names it.
    #[must_use]
    pub fn step(&self) -> Option<StepRef> {
        self.run.step_ref(self.first?)
    }

    /// Whether its clock is over.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        self.remaining.is_some_and(Remaining::is_over)
    }

    /// Whether its clock is over and nobody has it: nothing is missed more easily (R51).
    #[must_use]
    pub fn is_dropped(&self) -> bool {
        self.is_overdue() && self.holder.is_none()
    }
}

impl IncidentState {
    /// Every track that has steps, in the order of the runbooks.
    #[must_use]
    pub fn tracks(&self, now: &Moment) -> Vec<TrackCard<'_>> {
        let mut all = Vec::new();
        for run in &self.runs {
            let tracks = run.copy.runbook.tracks.iter();
            all.extend(tracks.filter_map(|track| self.card(run, track, now)));
        }
        all
    }

    fn card<'s>(&'s self, run: &'s Run, track: &'s Track, now: &Moment) -> Option<TrackCard<'s>> {
        let is_in = |index: &usize| run.get(*index).is_some_and(|(_, s, _)| s.track == track.id);
        let steps: Vec<usize> = (0..run.steps.len()).filter(is_in).collect();
        if steps.is_empty() {
            return None;
        }
        let marks: Vec<Mark> = steps.iter().map(|index| run.mark(*index)).collect();
        let count = |is_it: fn(&Mark) -> bool| marks.iter().filter(|mark| is_it(mark)).count();
        let is_open = |index: &usize| {
            let mark = run.mark(*index);
            let is_asking = matches!(mark, Mark::Todo | Mark::Waiting | Mark::Later);
            is_asking && run.applies(*index) != Applies::No
        };
        let mut open = steps.iter().copied().filter(is_open);
        let (first, next) = (open.next(), open.next());
        let waits_for = first.and_then(|index| match run.applies(index) {
            Applies::Undecided(at) => Some(at),
            _ => run.open_pause_before(index).filter(|at| !steps.contains(at)),
        });
        let waits_here = |index: &usize| {
            let is_elsewhere = !steps.contains(index);
            is_elsewhere
                && matches!(run.applies(*index), Applies::Undecided(at) if steps.contains(&at))
        };
        let id = (run.id().clone(), track.id.clone());
        Some(TrackCard {
            run,
            track,
            holder: self.leading.tracks.get(&id).map(|(who, at)| (who, *at)),
            first,
            next,
            remaining: first.and_then(|index| run.remaining(index, now)),
            waits_for,
            waited_by: (0..run.steps.len()).find(waits_here),
            done: count(|mark| matches!(mark, Mark::Done | Mark::DoneByTwo)),
            todo: count(|mark| matches!(mark, Mark::Todo | Mark::Waiting)),
            set_aside: count(|m| matches!(m, Mark::Later | Mark::Skipped | Mark::CouldNot)),
        })
    }
}
