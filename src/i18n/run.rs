//! How a further run of a runbook is told from the one before it, wherever either is named (R23).

use serde::Deserialize;

use super::fill;
use crate::domain::ids::RunId;
use crate::domain::state::{IncidentState, Run};
use crate::domain::text::Lang;
use crate::domain::time::Timestamp;

/// Words for a further run. The first one is named as if there were no other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunWords {
    /// The runbook: `{title}`, `{n}`.
    pub title: String,
    /// The number of a step, which the run before has too: `{step}`, `{n}`.
    pub step: String,
    /// The run alone: `{n}`.
    pub mark: String,
    /// What it is linked to: `{n}`, `{time}`.
    pub linked: String,
}

impl RunWords {
    /// The title of what a run follows.
    #[must_use]
    pub fn titled(&self, run: &Run, lang: Lang) -> String {
        self.named(run.id(), run.copy.runbook.title.get(lang))
    }

    /// A title of a run, or of something in it.
    #[must_use]
    pub fn named(&self, run: &RunId, title: &str) -> String {
        if !run.is_again() {
            return title.to_owned();
        }
        fill(&self.title, &[("title", title), ("n", &run.number().to_string())])
    }

    /// The number of the step at `index` of a run, from 1.
    #[must_use]
    pub fn number(&self, run: &RunId, index: usize) -> String {
        let step = (index + 1).to_string();
        if !run.is_again() {
            return step;
        }
        fill(&self.step, &[("step", &step), ("n", &run.number().to_string())])
    }

    /// Which run it is and what it is linked to; `when` spells a time. Nothing for the first one.
    #[must_use]
    pub fn link(
        &self,
        state: &IncidentState,
        run: &Run,
        when: impl Fn(Timestamp) -> String,
    ) -> Option<String> {
        let before = state.run_before(run.id())?;
        let (n, time) = (run.id().number().to_string(), when(before.started.wall));
        Some(fill(&self.linked, &[("n", &n), ("time", &time)]))
    }

    /// Which run it is; nothing for the first one.
    #[must_use]
    pub fn mark(&self, run: &RunId) -> Option<String> {
        run.is_again().then(|| fill(&self.mark, &[("n", &run.number().to_string())]))
    }
}
