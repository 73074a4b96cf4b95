//! Who agreed to an act, and what was done alone, wherever acts are told (R54).

use super::neighbour::in_short;
use super::sheet::Sheet;
use super::told;
use crate::domain::act::Approval;
use crate::domain::time::{BootTag, Elapsed, Moment, Timestamp};
use crate::domain::together::Agreed;
use crate::i18n::fill;
use crate::tui::theme::Role;
use crate::tui::view::View;

/// A line, and who agreed to the act or why it was done alone (R54).
#[must_use]
pub fn with_approval(view: &View, line: String, approval: Option<&Approval>) -> String {
    match approval {
        Some(approval) => {
            format!("{line}, {}", view.words.agreement.of(approval, str::to_owned))
        }
        None => line,
    }
}

/// Every act that was done alone, in one line each (R54).
fn done_alone(view: &View) -> Vec<String> {
    let line = |agreed: &Agreed<'_>| {
        let (n, title) = told::step_name(view.session.state(), &agreed.step, view.lang);
        let who = told::who(view, &agreed.answered.who);
        let reason = in_short(&agreed.approval.words);
        let facts = [("n", n.as_str()), ("title", &title), ("who", &who), ("reason", &reason)];
        fill(&view.words.agreement.alone_step, &facts)
    };
    view.session.state().done_alone().iter().map(line).collect()
}

/// The acts that were done alone, as they stand on the pages of the end.
pub fn alone_rows(sheet: &mut Sheet, view: &View) {
    let lines = done_alone(view);
    if !lines.is_empty() {
        let n = lines.len().to_string();
        sheet.running(&fill(&view.words.agreement.alone_count, &[("n", &n)]), 3, Role::Open);
        for line in &lines {
            sheet.text(5, line);
        }
    }
}

/// A moment as the box of the second person keeps it in its draft.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let mut parts = text.split(' ');
    let wall = Timestamp::parse(parts.next()?)?;
    let mono = Elapsed::from_ms(parts.next()?.parse().ok()?);
    Some(Moment { wall, mono, boot: BootTag::parse(parts.next()?)? })
}
