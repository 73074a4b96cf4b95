//! How the evidence form looks: one row per field, then what is asked for and what is there.

use ratatui::layout::Rect;

use super::evidence::{EvidenceForm, Focus};
use crate::domain::ids::{EventId, StepRef};
use crate::domain::state::IncidentState;
use crate::domain::step::EvidenceKind;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::{columns, paragraph};
use crate::tui::widget::{Canvas, Row, panel};

/// Rows of fields, without the one of what is expected.
const FIELDS: u16 = 5;

/// Most rows that the lists below the fields take.
const LISTS_MAX: usize = 5;

pub(super) fn paint(form: &EvidenceForm, canvas: &mut Canvas, view: &View) {
    let words = &view.words.screen.evidence;
    let width = canvas.areas().band.width.saturating_sub(4);
    let mut lists = vec![Row::blank()];
    lists.extend(list_rows(form, width, view));
    let expected = form.compared(view);
    let fixed = FIELDS + u16::from(expected.is_some());
    let room = canvas.areas().band.height.saturating_sub(fixed + 2);
    lists.truncate(LISTS_MAX.min(usize::from(room)));
    let rows = fixed + u16::try_from(lists.len()).unwrap_or(0);
    let inside = panel(canvas, rows, &title(form, view), &words.stays, &words.foot);
    let content = content_label(form, view);
    let fields = [
        (words.what.as_str(), &form.what, Focus::What),
        (content, &form.content, Focus::Content),
        (&words.host, &form.host, Focus::Host),
        (&words.place, &form.place, Focus::Place),
    ];
    let labels = [&words.kind, &words.what, &words.path, &words.number, &words.words, &words.value]
        .into_iter()
        .chain([&words.text, &words.host, &words.place])
        .chain(expected.map(|_| &words.expected));
    let indent = labels.map(|label| columns(label, canvas.theme())).max().unwrap_or(12) + 2;
    let line = |at: u16| Rect { y: inside.y + at, height: 1, ..inside }.intersection(inside);
    canvas.rows(line(0), &[kind_row(form, indent, view)], 0);
    let after_content = u16::from(expected.is_some());
    for (at, (label, field, focus)) in
        [1, 2, 3 + after_content, 4 + after_content].into_iter().zip(fields)
    {
        let row = line(at);
        canvas.print(row, (row.x, row.y), label, Role::Label);
        let area = Rect { x: row.x + indent, width: row.width.saturating_sub(indent), ..row };
        field.draw(canvas, area.intersection(inside), form.focus == focus);
    }
    if let Some((text, is_same)) = expected {
        let verdict = match (form.content.is_blank(), is_same) {
            (true, _) => "",
            (false, true) => &words.matches,
            (false, false) => &words.differs,
        };
        let row = Row::default().at(0, words.expected.as_str(), Role::Label);
        let row = row.at(indent, text.get(view.lang), Role::Text).right(verdict, Role::Text);
        canvas.rows(line(3), &[row], 0);
    }
    let rest = Rect { y: inside.y + fixed, height: inside.height.saturating_sub(fixed), ..inside };
    canvas.rows(rest, &lists, 0);
    if form.focus == Focus::Kind {
        canvas.put_caret(inside.x, inside.y);
    }
}

/// The title of the form: for which step.
pub(super) fn title(form: &EvidenceForm, view: &View) -> String {
    let words = &view.words.screen.evidence;
    match &form.step {
        Some(step) => {
            let number = fact::title(step, view).0;
            fill(&words.title, &[("n", &number)])
        }
        None => words.title_free.clone(),
    }
}

/// What the content is called, by its kind.
pub(super) fn content_label<'v>(form: &EvidenceForm, view: &View<'v>) -> &'v str
where
    'static: 'v,
{
    let words = &view.words.screen.evidence;
    match form.kind() {
        EvidenceKind::File => &words.path,
        EvidenceKind::Value => &words.value,
        EvidenceKind::Text => &words.text,
        EvidenceKind::Photo => &words.number,
        EvidenceKind::Call => &words.words,
    }
}

/// `Kind  >> 1 File   2 Value seen   …`.
fn kind_row(form: &EvidenceForm, indent: u16, view: &View) -> Row {
    let words = &view.words.screen.evidence;
    let texts = [&words.file, &words.value, &words.text, &words.photo, &words.call];
    let mut row = Row::default().at(0, words.kind.as_str(), Role::Label);
    let mut x = indent;
    for (at, text) in texts.into_iter().enumerate() {
        let is_here = form.kinds.selected() == Some(at);
        let mark = if is_here { ">> " } else { "" };
        let piece = format!("{mark}{} {text}", at + 1);
        let taken = columns(&piece, *view.theme);
        row = row.at(x, piece, if is_here { Role::Focus } else { Role::Text });
        x += taken + 2;
    }
    row
}

/// What the step asks for, and what is there already.
fn list_rows(form: &EvidenceForm, width: u16, view: &View) -> Vec<Row> {
    let words = &view.words.screen.evidence;
    let state = view.session.state();
    let kept = kept(state, form.step.as_ref());
    let mut rows = Vec::new();
    let asked = form.asked(view);
    if !asked.is_empty() {
        let titles = asked.iter().map(|piece| {
            let slot_of = |event| state.acts.slot(event).and_then(|(_, slot)| slot);
            let is_kept = kept.iter().any(|event| slot_of(event) == Some(&piece.id));
            let mark = if is_kept { "[x]" } else { "[ ]" };
            format!("{mark} {}", piece.title.get(view.lang))
        });
        let list = titles.collect::<Vec<_>>().join("   ");
        rows.extend(paragraph(&fill(&words.asked, &[("list", &list)]), 0, width, *view.theme));
    }
    let name = |event| state.item(event).map_or_else(|| fact::faded(view, event), str::to_owned);
    let names: Vec<String> = kept.iter().rev().map(name).collect();
    let text = if names.is_empty() {
        words.kept_none.clone()
    } else {
        let n = names.len().to_string();
        fill(&words.kept, &[("n", &n), ("list", &names.join(", "))])
    };
    rows.extend(paragraph(&text, 0, width, *view.theme));
    rows
}

/// The pieces of this step that were not withdrawn, oldest first.
pub(super) fn kept(state: &IncidentState, step: Option<&StepRef>) -> Vec<EventId> {
    let acts = &state.acts;
    let is_of_step = |event: &EventId| acts.slot(event).is_some_and(|(at, _)| at == step);
    acts.evidence().filter(|event| is_of_step(event) && !acts.is_taken_back(event)).collect()
}
