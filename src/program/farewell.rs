//! The last lines, in the normal screen: what stands, what is open, how to go on (R124, R85).

use std::path::Path;

use crate::domain::event::LeaveReason;
use crate::domain::shell_word::quoted;
use crate::driver::stage::Left;
use crate::i18n::{Catalogue, fill};
use crate::tui::widget::text::clean;

/// What to say after the full screen, or linear mode, was left, in signs that the terminal can show
/// (R114).
pub(super) fn lines(
    left: &Left,
    folder: Option<&Path>,
    is_ascii: bool,
    is_linear: bool,
) -> Vec<String> {
    let lines = spoken(left, folder, is_linear);
    lines.iter().map(|line| clean(line, is_ascii)).collect()
}

fn spoken(left: &Left, folder: Option<&Path>, is_linear: bool) -> Vec<String> {
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
    if !left.drafts.is_empty() {
        lines.push(words.drafts.clone());
        lines.extend(left.drafts.iter().map(|line| format!("  {line}")));
    }
    let facts = [("incident", incident.as_str()), ("mode", mode)];
    if left.session.is_read_only() {
        lines.push(fill(&words.read_only, &facts));
        return lines;
    }
    if left.session.is_closing_unsaved() {
        lines.push(fill(&words.closing, &facts));
    }
    if left.session.is_closed() {
        lines.push(fill(&words.closed, &facts));
        return lines;
    }
    lines.push(fill(&words.open, &facts));
    let parting = &left.parting;
    if let Some((n, total, title)) = &parting.step {
        let (n, total) = (n.to_string(), total.to_string());
        lines.push(fill(&words.step, &[("n", &n), ("total", &total), ("title", title)]));
    }
    if let Some(act) = &parting.last {
        lines.push(fill(&words.last, &[("act", act)]));
    }
    lines.push(match &parting.next {
        Some(next) => fill(&words.clocks, &[("n", &parting.clocks.to_string()), ("next", next)]),
        None => words.no_clock.clone(),
    });
    // Without the folder that was named, the incident would not be found again (R85).
    let folder = left.moved_to.as_deref().or(folder);
    let folder = folder.map(|folder| quoted(&folder.to_string_lossy()));
    let option = folder.map(|folder| format!(" --data {folder}")).unwrap_or_default();
    let named = format!("{incident}{option}");
    lines.push(fill(&words.resume, &[("incident", &named)]));
    // Linear mode changes nothing of a terminal that could look wrong afterwards.
    if left.reason != LeaveReason::Quit && !is_linear {
        lines.push(words.repair.clone());
    }
    lines
}
