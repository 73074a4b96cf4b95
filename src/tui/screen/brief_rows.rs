//! The briefing as rows: what fits a page, the most needed first, and the whole of it.

use super::brief_own::{OwnLines, Said};
use crate::domain::brief::{Line, Part, fitting};
use crate::domain::text::Lang;
use crate::i18n::brief::Teller;
use crate::i18n::{Catalogue, fill};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::Row;
use crate::tui::widget::text::{columns, labelled};

/// From this width on the parts have their names; below it their letters.
const NAMED_WIDTH: u16 = 100;

/// What somebody put into own words goes onto a page right behind what always does: it is to be
/// said, and both have to see it before they agree.
const SAID_RANK: usize = 2;

/// One line in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Its name, whatever it says.
    pub(super) name: String,
    /// Where it belongs.
    pub(super) part: Part,
    /// What goes first onto a page that is too small: the smallest.
    pub(super) rank: usize,
    /// The words.
    pub(super) text: String,
}

/// A line as it was drafted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    /// Its words, as a field holds them: what is edited is compared with them.
    pub(super) text: String,
    /// What of them does not run on with time.
    pub(super) still: String,
    /// Their language.
    pub(super) lang: Lang,
}

/// The lines that this briefing has now, by name, drafted in this language.
#[must_use]
pub(super) fn drafts(view: &View, lang: Lang) -> Vec<(String, Draft)> {
    let state = view.session.state();
    let teller = Teller::new(Catalogue::of(lang), state, &view.now);
    let draft = |line: &Line<'_>| {
        let text = OwnLines::as_typed(&teller.line(line));
        (line.name(), Draft { text, still: teller.still(line), lang })
    };
    state.brief(&view.now).iter().map(draft).collect()
}

/// Every line of the briefing, some of them in own words. What is being read back stays, whatever
/// became of its line meanwhile.
#[must_use]
pub(super) fn told(view: &View, own: &OwnLines) -> Vec<Told> {
    let state = view.session.state();
    let words = &view.words.brief;
    let teller = Teller::new(view.words, state, &view.now);
    let lines = state.brief(&view.now);
    let line = |line: &Line<'_>| {
        let name = line.name();
        let draft = teller.line(line);
        let said = own.said(&name);
        let rank = match said {
            Some(Said::Kept(_)) => line.rank.min(SAID_RANK),
            _ => line.rank,
        };
        let text = match said {
            Some(Said::Kept(text)) if line.is_over() => {
                fill(&words.beside, &[("draft", &draft), ("text", text)])
            }
            Some(Said::Kept(text)) => words.reworded(text),
            Some(Said::LookAgain) => fill(&words.look_again, &[("draft", &draft)]),
            None => draft,
        };
        Told { name, part: line.part, rank, text }
    };
    let mut all: Vec<Told> = lines.iter().map(line).collect();
    for (gone, text) in own.read() {
        if all.iter().any(|told| told.name == gone.name) {
            continue;
        }
        let at = all.iter().rposition(|told| told.part <= gone.part).map_or(0, |at| at + 1);
        all.insert(at, Told { text: words.reworded(text), rank: SAID_RANK, ..gone.clone() });
    }
    all
}

/// The same for a radio, a whiteboard or a print.
#[must_use]
pub(super) fn as_text(view: &View, own: &OwnLines) -> String {
    let words = &view.words.brief;
    let all = told(view, own);
    let mut text = String::new();
    for part in Part::ALL {
        text.push_str(words.part(part));
        text.push('\n');
        for told in all.iter().filter(|told| told.part == part) {
            text.extend(["  ", &told.text, "\n"]);
        }
    }
    text
}

/// The rows of some lines; each part says its name once.
fn rows(all: &[&Told], width: u16, view: &View) -> Vec<Vec<Row>> {
    let words = &view.words.brief;
    let is_named = width >= NAMED_WIDTH;
    let widest = Part::ALL.map(|part| columns(words.part(part), *view.theme)).into_iter().max();
    let indent = if is_named { widest.unwrap_or(14) + 3 } else { 4 };
    let mut before = None;
    let mut out = Vec::new();
    for told in all {
        let label = match (before == Some(told.part), is_named) {
            (true, _) => String::new(),
            (false, true) => format!(" {}", words.part(told.part)),
            (false, false) => format!(" {}", words.letter(told.part)),
        };
        before = Some(told.part);
        let mut rows = labelled(&label, &told.text, indent, width, *view.theme);
        for piece in rows.iter_mut().flat_map(|row| &mut row.pieces).filter(|piece| piece.x == 0) {
            piece.role = Role::Title;
        }
        out.push(rows);
    }
    out
}

/// Every row of it.
#[must_use]
pub(super) fn all(view: &View, own: &OwnLines, width: u16) -> Vec<Row> {
    let told = told(view, own);
    rows(&told.iter().collect::<Vec<_>>(), width, view).concat()
}

/// The same with a line picked, and the row at which that begins.
#[must_use]
pub(super) fn picked(view: &View, own: &OwnLines, width: u16) -> (Vec<Row>, usize) {
    let told = told(view, own);
    let mut rows = rows(&told.iter().collect::<Vec<_>>(), width, view);
    let at = own.at.unwrap_or(0).min(rows.len().saturating_sub(1));
    for (nth, row) in rows.get_mut(at).into_iter().flatten().enumerate() {
        for piece in &mut row.pieces {
            piece.role = Role::Focus;
            if nth == 0 && piece.x == 0 {
                piece.text = format!(">>{}", piece.text.trim_start());
            }
        }
    }
    let above = rows.iter().take(at).map(Vec::len).sum();
    (rows.concat(), above)
}

/// What fits into `room` rows, the most needed first, and how many lines were left out.
#[must_use]
pub(super) fn page(view: &View, own: &OwnLines, width: u16, room: usize) -> (Vec<Row>, usize) {
    let told = told(view, own);
    let every: Vec<&Told> = told.iter().collect();
    let heights = rows(&every, width, view).into_iter().map(|rows| rows.len());
    let sizes: Vec<(usize, usize)> = told.iter().map(|told| told.rank).zip(heights).collect();
    let fits = fitting(&sizes, room);
    let shown: Vec<&Told> =
        told.iter().zip(&fits).filter(|(_, fits)| **fits).map(|(told, _)| told).collect();
    let left_out = told.len() - shown.len();
    (rows(&shown, width, view).concat(), left_out)
}
