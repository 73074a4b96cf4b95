//! A valid runbook: phases of steps in a fixed order. Decisions only switch steps off.
//!
//! Invariants, established by `runbook::lower` and relied on everywhere else: ids are unique in
//! their scope; every reference points at something; a condition names a decision that comes
//! earlier; every decision says which option "I cannot tell" leads to; the last step of each phase
//! is an unconditional pause. There is no goto, so every walk ends.

use super::ids::{OptionId, PhaseId, RoleId, RunbookId, StepId, SymptomId, TrackId};
use super::step::Step;
use super::text::{Lang, Text};
use super::time::{Date, Span};

/// After this many days without a review a runbook is marked as old; it still starts (R137).
const REVIEW_DAYS_MAX: i64 = 365;

/// A whole runbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runbook {
    /// Its name in the library, the log and on the command line.
    pub id: RunbookId,
    /// Counts up with every change, from 1.
    pub revision: u32,
    /// The day on which somebody last checked the content.
    pub reviewed: Date,
    /// The languages that every text has; one for a site runbook of plain strings.
    pub languages: Vec<Lang>,
    /// What is wrong, in a few words.
    pub title: Text,
    /// When to open it.
    pub use_when: Text,
    /// When another one fits better.
    pub not_for: Option<Text>,
    /// What to have at hand.
    pub needs: Option<Text>,
    /// Signs that lead here from the picker.
    pub symptoms: Vec<SymptomId>,
    /// Other words that people type for it, in both languages.
    pub keywords: Vec<String>,
    /// Who can hold steps.
    pub roles: Vec<Role>,
    /// Lines of work that may run side by side.
    pub tracks: Vec<Track>,
    /// In order. Never empty.
    pub phases: Vec<Phase>,
    /// Acts that people forget once the goal is reached, asked again at closing (R82).
    pub last_acts: Vec<Text>,
    /// What the content rests on.
    pub sources: Vec<Source>,
}

impl Runbook {
    /// All steps in their order, each with its phase.
    pub fn steps(&self) -> impl Iterator<Item = (&Phase, &Step)> {
        self.phases.iter().flat_map(|phase| phase.steps.iter().map(move |step| (phase, step)))
    }

    /// The step at `index` among all of them, with its phase.
    #[must_use]
    pub fn step_at(&self, index: usize) -> Option<(&Phase, &Step)> {
        let mut ahead = index;
        for phase in &self.phases {
            match phase.steps.get(ahead) {
                Some(step) => return Some((phase, step)),
                None => ahead = ahead.checked_sub(phase.steps.len())?,
            }
        }
        None
    }

    /// The step with this id.
    #[must_use]
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps().map(|(_, step)| step).find(|step| step.id == *id)
    }

    /// The step with this id, and its position from 0.
    #[must_use]
    pub fn position(&self, id: &StepId) -> Option<(usize, &Step)> {
        let mut steps = self.steps().map(|(_, step)| step).enumerate();
        steps.find(|(_, step)| step.id == *id)
    }

    /// The first step that depends on this answer of a decision, and its position from 0.
    #[must_use]
    pub fn first_on(&self, decision: &StepId, option: &OptionId) -> Option<(usize, &Step)> {
        let depends = |step: &Step| {
            let condition = step.only_if.as_ref();
            condition.is_some_and(|only| only.decision == *decision && only.is.contains(option))
        };
        self.steps().map(|(_, step)| step).enumerate().find(|(_, step)| depends(step))
    }

    /// Whether its last review is long ago (R137).
    #[must_use]
    pub fn is_old(&self, today: Date) -> bool {
        today.days_since(self.reviewed) > REVIEW_DAYS_MAX
    }

    /// How many steps there are, all branches counted.
    #[must_use]
    pub fn step_count(&self) -> usize {
        self.phases.iter().map(|phase| phase.steps.len()).sum()
    }

    /// The title of a role.
    #[must_use]
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == *id)
    }

    /// The title of a track.
    #[must_use]
    pub fn track(&self, id: &TrackId) -> Option<&Track> {
        self.tracks.iter().find(|track| track.id == *id)
    }
}

/// A function that a person can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its name inside the runbook.
    pub id: RoleId,
    /// What people call it.
    pub title: Text,
}

/// A line of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// Its name inside the runbook.
    pub id: TrackId,
    /// What people call it; short, shown in capitals.
    pub title: Text,
}

/// A chunk of at most nine steps that ends with a pause (R7, R9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its name inside the runbook.
    pub id: PhaseId,
    /// What it is for.
    pub title: Text,
    /// How long it should take (R19).
    pub window: Option<Span>,
    /// Where to go on when there is no time for all of it: a step that comes later (R18).
    pub short_of_time: Option<StepId>,
    /// In order. Never empty.
    pub steps: Vec<Step>,
}

/// What the content rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The document.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When.
    pub year: u16,
}
