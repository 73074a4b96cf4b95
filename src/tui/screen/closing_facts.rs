//! What closing sums up before it is said: acts by two, clocks, notes without an owner, calls, and
//! the files that were kept, with the beginning of their digests (S15).

use super::told;
use crate::domain::event::{Closing as Closed, ClosingWord, NoteKind, OpenItem};
use crate::domain::ids::EventId;
use crate::domain::note_words::owner;
use crate::domain::state::IncidentState;
use crate::i18n::fill;
use crate::tui::view::View;

/// Digits of a digest that are shown: enough to compare by eye; the whole stands in the log.
const DIGEST_DIGITS: usize = 16;

/// What stays open, and how many of the last acts are not confirmed yet.
#[must_use]
pub fn verdict(open: usize, acts: usize, view: &View) -> String {
    let words = &view.words.screen.closing;
    match (open, acts) {
        (0, 0) => words.all_done.clone(),
        (open, 0) => fill(&words.some_open, &[("n", &open.to_string())]),
        (open, acts) => counted(&words.open_and_acts, open, acts),
    }
}

/// The word under which it would close; what is open is counted as [`verdict`] counts it.
#[must_use]
pub fn word(closing: &Closed, view: &View) -> String {
    let is_act = |item: &&OpenItem| matches!(item, OpenItem::LastAct(..));
    let acts = closing.open.iter().filter(is_act).count();
    let open = closing.open.len() - acts;
    if closing.word == ClosingWord::CompleteWithOpenItems && acts > 0 {
        counted(&view.words.screen.closing.complete_acts, open, acts)
    } else {
        told::closing_word(view, closing.word, open)
    }
}

fn counted(template: &str, open: usize, acts: usize) -> String {
    fill(template, &[("n", &open.to_string()), ("acts", &acts.to_string())])
}

/// Notes to do that name nobody.
#[must_use]
pub fn without_owner(state: &IncidentState) -> usize {
    let is_nobodys = |event: &EventId| {
        let note = state.notes.get(event).map(|entry| &entry.note);
        note.is_some_and(|note| note.kind == NoteKind::Todo && owner(&note.text).is_none())
    };
    state.acts.asking().filter(is_nobodys).count()
}

/// The line below the counts of steps.
#[must_use]
pub fn line(view: &View) -> String {
    let words = &view.words.screen.closing;
    let state = view.session.state();
    let clocks = state.clock_count(&view.now);
    let numbers = [
        ("met", clocks.met),
        ("late", clocks.late + clocks.over),
        ("running", clocks.running),
        ("nobody", without_owner(state)),
        ("calls", state.calls.iter().filter(|call| !call.is_withdrawn).count()),
    ];
    let numbers = numbers.map(|(name, n)| (name, n.to_string()));
    let values: Vec<(&str, &str)> = numbers.iter().map(|(name, n)| (*name, n.as_str())).collect();
    fill(&words.clocks, &values)
}

/// The files, one line each: what it is and how its digest begins.
#[must_use]
pub fn files(view: &View) -> Vec<String> {
    let words = &view.words.screen.closing;
    let pieces = view.session.state().evidence.iter().filter(|piece| !piece.is_withdrawn);
    let line = |piece: &crate::domain::state::Piece| {
        let digest: String = piece.evidence.sha256.chars().take(DIGEST_DIGITS).collect();
        fill(&words.file, &[("item", &piece.evidence.item), ("digest", &digest)])
    };
    pieces.map(line).collect()
}

/// How to give a copy away while the incident stays open.
#[must_use]
pub fn export_line(view: &View) -> String {
    let incident = view.session.state().incident().map(ToString::to_string).unwrap_or_default();
    fill(&view.words.screen.closing.export, &[("incident", &incident)])
}
