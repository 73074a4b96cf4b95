//! Statements of linear mode's own: where the person is, what a field holds, and answers in words
//! that name no key of the full screen.

use crate::i18n::fill;
use crate::tui::speech::{Prompt, Speech, flat};
use crate::tui::view::View;

/// What it is about, and how much time is left for it.
pub(super) fn subject(speech: &Speech) -> Vec<String> {
    let mut subject = speech.subject.clone();
    if let (Some(last), Some(left)) = (subject.last_mut(), &speech.left) {
        *last = format!("{last} {left}");
    }
    subject
}

/// What a field holds already.
pub(super) fn held(speech: &Speech, view: &View) -> Option<String> {
    let Prompt::Field(wanted) = &speech.prompt else { return None };
    let held = wanted.held.trim();
    let is_told = !held.is_empty() && !wanted.is_secret;
    is_told.then(|| fill(&view.words.screen.linear.field_holds, &[("text", held)]))
}

/// What stands where an incident would be named.
pub(super) fn no_incident(view: &View) -> String {
    let words = &view.words.screen.linear;
    let disk = if view.store.is_writable() { &words.disk_ok } else { &words.disk_bad };
    let standing = fill(&words.no_incident, &[("disk", disk)]);
    format!("{} {standing}", words.program)
}

/// An answer of the screen without the keys that only the full screen has.
pub(super) fn in_lines(said: &str, view: &View) -> String {
    let (words, lines) = (&view.words.screen, &view.words.screen.linear);
    let other = [
        (&words.step.choose_first, &lines.choose_first),
        (&words.picker.choose_first, &lines.choose_first),
        (&words.calls.choose_first, &lines.choose_first),
        (&words.board.need_choice, &lines.choose_first),
        (&words.note.empty, &lines.no_empty),
        (&words.evidence.need_content, &lines.no_empty),
        (&words.triage.mark_first, &lines.choose_first),
    ];
    let known = other.into_iter().find(|(screen, _)| *screen == said);
    known.map_or_else(|| flat(said), |(_, lines)| lines.clone())
}
