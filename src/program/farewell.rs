//! The last lines, in the normal screen: what stands, what is open, how to go on (R124, R85).

use crate::domain::event::LeaveReason;
use crate::driver::stage::Left;
use crate::i18n::{Catalogue, fill};

/// What to say after the full screen was left.
pub(super) fn lines(left: &Left) -> Vec<String> {
    let catalogue = Catalogue::of(left.lang);
    let words = &catalogue.cli.farewell;
    let state = left.session.state();
    let Some(begun) = &state.opened else { return Vec::new() };
    let incident = begun.facts.incident.to_string();
    let mode = catalogue.cli.status.mode(begun.facts.mode);
    let mut lines = Vec::new();
    if !left.unsaved.is_empty() {
        lines.push(fill(&words.unsaved, &[("n", &left.unsaved.len().to_string())]));
        lines.extend(left.unsaved.iter().map(|line| format!("  {line}")));
    }
    let facts = [("incident", incident.as_str()), ("mode", mode)];
    if left.session.is_read_only() {
        lines.push(fill(&words.read_only, &facts));
        return lines;
    }
    if state.closed.is_some() {
        lines.push(fill(&words.closed, &facts));
        return lines;
    }
    lines.push(fill(&words.open, &facts));
    if let Some(act) = state.last_act() {
        lines.push(fill(&words.last, &[("act", &act.event.to_string())]));
    }
    let running = state
        .last
        .as_ref()
        .map_or(0, |(_, at)| state.deadlines(at).len() + state.running_clocks().len());
    lines.push(fill(&words.clocks, &[("n", &running.to_string())]));
    lines.push(fill(&words.resume, &facts));
    if left.reason != LeaveReason::Quit {
        lines.push(words.repair.clone());
    }
    lines
}
