//! What the picker says about an incident or a runbook: one row in the list, and the details of the
//! selected one, so that a wrong choice is noticed before it is made.

use super::sheet::Sheet;
use crate::domain::event::Mode as IncidentMode;
use crate::domain::ids::RunbookId;
use crate::domain::place::Mark;
use crate::domain::runbook::Runbook;
use crate::domain::state::Run;
use crate::domain::step::StepKind;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::search::{Field as FoundIn, Reason};
use crate::tui::theme::Role;
use crate::tui::view::{IncidentLine, Origin, ShelfEntry, View};
use crate::tui::widget::Row;

/// What can be chosen.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entry<'a> {
    /// An incident to go on with.
    Incident(&'a IncidentLine),
    /// A runbook to start, and why it was found.
    Book(&'a ShelfEntry, Option<&'a Reason>),
    /// What can always be chosen.
    Fixed(Fixed),
}

/// A row that is always there (R135).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixed {
    /// The symptom helper.
    Signs,
    /// A log without a runbook that fits.
    Blank,
}

impl Fixed {
    pub(super) fn words(self, view: &View) -> String {
        let words = &view.words.screen.picker;
        match self {
            Self::Signs => words.signs.clone(),
            Self::Blank => words.blank.clone(),
        }
    }
}

/// What is said of a runbook that a running one is, or brings in by a step (R20).
fn cover<'w>(id: &RunbookId, view: &View<'w>) -> Option<&'w str> {
    let words = &view.words.screen.picker;
    let state = view.session.state();
    if state.run_of(id).is_some() {
        return Some(&words.runs);
    }
    let opens = |run: &Run| {
        run.copy.runbook.steps().enumerate().any(|(at, (_, step))| {
            let is_it = matches!(&step.kind, StepKind::Include { runbook } if runbook == id);
            is_it && run.mark(at) == Mark::Todo
        })
    };
    state.runs.iter().any(opens).then_some(&words.in_step)
}

/// Whether it is real, and what it follows.
fn incident_parts<'w>(line: &IncidentLine, view: &View<'w>) -> (&'w str, String) {
    let words = &view.words.screen.picker;
    let mode = match line.mode {
        Some(IncidentMode::Real) => words.real.as_str(),
        Some(IncidentMode::Exercise) => words.exercise.as_str(),
        None => "",
    };
    let title = line.runbook.as_ref().map(|id| {
        let on_shelf = view.shelf.iter().find(|entry| entry.copy.runbook.id == *id);
        on_shelf.map_or_else(
            || id.to_string(),
            |entry| entry.copy.runbook.title.get(view.lang).to_owned(),
        )
    });
    (mode, title.unwrap_or_default())
}

fn since(line: &IncidentLine, view: &View) -> Option<String> {
    let at = line.opened_at?;
    let (date, time) = (at.date(view.now.offset).to_string(), fact::clock(at, view));
    Some(fill(&view.words.screen.picker.since, &[("date", &date), ("time", &time)]))
}

/// An open incident in words, its time last.
#[must_use]
pub(super) fn incident_words(line: &IncidentLine, view: &View) -> String {
    let (mode, title) = incident_parts(line, view);
    let since = since(line, view).unwrap_or_default();
    super::spoken::joined([line.incident.as_str(), &mode.to_lowercase(), &title, &since])
}

/// An open incident in one row.
#[must_use]
pub(super) fn incident_row(line: &IncidentLine, view: &View) -> Row {
    let (mode, title) = incident_parts(line, view);
    let text = format!("{}  {mode}  {title}", line.incident);
    let row = Row::default().at(3, text, Role::Text);
    match since(line, view) {
        Some(since) => row.right(since, Role::Text),
        None => row,
    }
}

/// The right-hand columns of a runbook; narrow windows keep the marks only.
#[must_use]
pub(super) fn columns_of(steps: &str, reviewed: &str, marks: &str, width: u16) -> String {
    match width {
        ..56 => marks.to_owned(),
        _ => format!("{steps:>6}  {reviewed:<10} {marks:<9}"),
    }
}

fn is_old(book: &Runbook, view: &View) -> bool {
    let today = view.now.moment.wall.date(view.now.offset);
    book.is_old(today)
}

/// A runbook in one row.
#[must_use]
pub(super) fn book_row(entry: &ShelfEntry, is_adding: bool, view: &View, width: u16) -> Row {
    let book = &entry.copy.runbook;
    let marks = book_marks(entry, is_adding, view);
    let steps = book.step_count().to_string();
    let right = columns_of(&steps, &book.reviewed.to_string(), marks, width);
    Row::default()
        .at(3, book.title.get(view.lang), Role::Text)
        .right(right.trim_start(), Role::Text)
}

/// What is to be known of a runbook at once: that it is old, the site's own, or running already.
#[must_use]
pub(super) fn book_marks<'w>(entry: &ShelfEntry, is_adding: bool, view: &View<'w>) -> &'w str
where
    'static: 'w,
{
    let words = &view.words.screen.picker;
    let book = &entry.copy.runbook;
    let old = if is_old(book, view) { words.old.as_str() } else { "" };
    let site = match &entry.origin {
        Origin::BuiltIn => "",
        Origin::Site { replaces_built_in: true, .. } => words.replaces.as_str(),
        Origin::Site { .. } => words.site.as_str(),
    };
    // Where both apply the age comes first: it is what may mislead.
    let marks = if old.is_empty() { site } else { old };
    cover(&book.id, view).filter(|_| is_adding).unwrap_or(marks)
}

/// What is told about the selected entry, with this many of its first actions.
#[must_use]
pub(super) fn details<'a>(
    entry: Option<Entry>,
    actions: usize,
    view: &View<'a>,
    width: u16,
) -> Sheet<'a> {
    let words = &view.words.screen.picker;
    let mut sheet = Sheet::new(width, *view.theme);
    match entry {
        None => {}
        Some(Entry::Incident(line)) => {
            sheet.labelled(&words.selected, label_columns(view), line.incident.as_str());
            sheet.text(0, &words.resume_note);
        }
        Some(Entry::Fixed(Fixed::Signs)) => sheet.text(0, &words.signs_note),
        Some(Entry::Fixed(Fixed::Blank)) => sheet.text(0, &words.blank_note),
        Some(Entry::Book(entry, reason)) => {
            book_details(&mut sheet, entry, reason, (actions, view));
        }
    }
    sheet
}

/// Column of the texts behind the labels: the same for every runbook.
fn label_columns(view: &View) -> u16 {
    let words = &view.words.screen.picker;
    let labels = [
        &words.selected,
        &words.use_when,
        &words.do_first,
        &words.not_for,
        &words.needs,
        &words.found_by,
        &words.length_label,
    ];
    let widest = labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
    u16::try_from(widest + 2).unwrap_or(0)
}

fn book_details(
    sheet: &mut Sheet,
    entry: &ShelfEntry,
    reason: Option<&Reason>,
    (actions, view): (usize, &View),
) {
    let words = &view.words.screen.picker;
    let book = &entry.copy.runbook;
    let x = label_columns(view);
    sheet.labelled(&words.selected, x, book.title.get(view.lang));
    if let Some(reason) = reason {
        sheet.labelled(&words.found_by, x, &why(reason, view));
    }
    if is_old(book, view) {
        sheet.running(&words.old_note, x, Role::Title);
    }
    if let Origin::Site { path, replaces_built_in } = &entry.origin {
        let note = if *replaces_built_in { &words.replaces_note } else { &words.site_note };
        sheet.text(x, &fill(note, &[("path", path)]));
    }
    sheet.labelled(&words.use_when, x, book.use_when.get(view.lang));
    let mut label = words.do_first.as_str();
    for (_, step) in book.steps().take(actions) {
        sheet.labelled(label, x, step.title.get(view.lang));
        label = "";
    }
    if let Some(text) = &book.not_for {
        sheet.labelled(&words.not_for, x, text.get(view.lang));
    }
    if let Some(text) = &book.needs {
        sheet.labelled(&words.needs, x, text.get(view.lang));
    }
    let template = if book.phases.len() == 1 { &words.length_one } else { &words.length };
    let length = fill(
        template,
        &[
            ("steps", &book.step_count().to_string()),
            ("phases", &book.phases.len().to_string()),
            ("revision", &book.revision.to_string()),
            ("date", &book.reviewed.to_string()),
        ],
    );
    sheet.labelled(&words.length_label, x, &length);
}

fn why(reason: &Reason, view: &View) -> String {
    let words = &view.words.screen.picker;
    let place = match reason.field {
        FoundIn::Title => &words.in_title,
        FoundIn::UseWhen => &words.in_use_when,
        FoundIn::Symptom => &words.in_symptom,
        FoundIn::Keyword => &words.in_keyword,
        FoundIn::Name => &words.in_name,
    };
    let guess = if reason.is_guess { format!(", {}", words.guess) } else { String::new() };
    format!("{} ({place}{guess})", reason.words)
}
