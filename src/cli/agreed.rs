//! What was done alone, and who agreed to what, in `status` (R54).

use serde_json::{Value, json};

use super::open::shown;
use super::world::World;
use crate::domain::state::IncidentState;
use crate::domain::together::Agreed;
use crate::i18n::fill;

/// A heading and one line for each act that was done alone; nothing when none was.
pub(super) fn lines(world: &World<'_>, state: &IncidentState) -> Vec<String> {
    let words = &world.words().agreement;
    let alone = state.done_alone();
    if alone.is_empty() {
        return Vec::new();
    }
    let line = |agreed: &Agreed<'_>| {
        let step = agreed.run.get(agreed.index).map(|(_, step, _)| step.title.get(world.lang));
        let facts = [
            ("n", &*world.words().run.number(agreed.run.id(), agreed.index)),
            ("title", step.unwrap_or_default()),
            ("who", agreed.answered.who.as_str()),
            ("reason", &shown(&agreed.approval.words)),
        ];
        format!("  {}", fill(&words.alone_step, &facts))
    };
    let head = fill(&words.alone_count, &[("n", &alone.len().to_string())]);
    std::iter::once(head).chain(alone.iter().map(line)).collect()
}

/// Every act that somebody agreed to, or that was done alone.
pub(super) fn to_json(state: &IncidentState) -> Vec<Value> {
    let row = |agreed: &Agreed<'_>| {
        json!({
            "runbook": agreed.step.run.runbook().as_str(),
            "run": agreed.step.run.number(),
            "step": agreed.step.step.as_str(),
            "number": agreed.index + 1,
            "by": agreed.answered.who.as_str(),
            "how": agreed.approval.how.code(),
            "with": (!agreed.is_alone()).then(|| agreed.approval.by.as_str()),
            "words": agreed.approval.words,
        })
    };
    state.agreed().iter().map(row).collect()
}
