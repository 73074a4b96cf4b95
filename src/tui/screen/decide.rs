//! The options of a decision: what each leads to, the careful path, and not now (S5, R25 to R32).
//!
//! Numbered lines that can be read aloud, no drawing. Nothing is preselected.

use crate::domain::act::{Answer, Until};
use crate::domain::ids::OptionId;
use crate::domain::state::Run;
use crate::domain::step::{Choice, StepKind};
use crate::domain::time::Span;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::speech::flat;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::{columns, paragraph};
use crate::tui::widget::{Options, Row};

/// When "Not now" comes back.
pub const NOT_NOW: Span = Span::from_min(10);

/// Columns that what an option leads to needs to be of use beside the longest title.
const LEADS_COLUMNS_MIN: u16 = 24;

/// What an option stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// An answer.
    Answer(Answer),
    /// Put off.
    NotNow(Until),
}

/// How many lines there are to choose from.
#[must_use]
pub fn count(kind: &StepKind) -> usize {
    match kind {
        StepKind::Decide { options, .. } => options.len() + 2,
        _ => 0,
    }
}

/// What the line at `index` stands for.
#[must_use]
pub fn pick(kind: &StepKind, index: usize) -> Option<Pick> {
    let StepKind::Decide { options, .. } = kind else { return None };
    if let Some(option) = options.get(index) {
        return Some(Pick::Answer(Answer::Option(option.id.clone())));
    }
    match index - options.len() {
        0 => Some(Pick::Answer(Answer::CannotTell)),
        1 => Some(Pick::NotNow(Until::After(NOT_NOW))),
        _ => None,
    }
}

/// The step that comes next with this answer, while the decision is in hand.
pub(super) fn comes_next(run: &Run, index: usize, option: &OptionId, view: &View) -> Option<usize> {
    let now = &view.now.moment;
    let is_in_hand = run.current(now) == Some(index);
    is_in_hand.then(|| run.current_after(index, option, now)).flatten()
}

/// Where an option leads: the step that comes next and the first one that depends on the option,
/// else the author's words.
#[must_use]
pub fn leads(run: &Run, index: usize, option: &OptionId, view: &View) -> String {
    let words = &view.words.screen.decide;
    let Some((_, decision, _)) = run.get(index) else { return String::new() };
    if let Some((at, step)) = run.copy.runbook.first_on(&decision.id, option) {
        let number = (at + 1).to_string();
        let title = step.title.get(view.lang);
        let next = comes_next(run, index, option, view).filter(|next| *next != at);
        return match next {
            Some(next) => {
                let next = (next + 1).to_string();
                fill(&words.leads_then, &[("next", &next), ("n", &number), ("title", title)])
            }
            None => fill(&words.leads_step, &[("n", &number), ("title", title)]),
        };
    }
    let choice = choices(&decision.kind).iter().find(|choice| choice.id == *option);
    let said = choice.and_then(|choice| choice.leads_to.as_ref());
    said.map_or_else(|| words.leads_on.clone(), |text| format!("-> {}", text.get(view.lang)))
}

fn choices(kind: &StepKind) -> &[Choice] {
    match kind {
        StepKind::Decide { options, .. } => options,
        _ => &[],
    }
}

/// The lines to choose from, one row each.
#[must_use]
pub fn option_rows(
    run: &Run,
    index: usize,
    options: &Options,
    width: u16,
    view: &View,
) -> Vec<Row> {
    let words = &view.words.screen.decide;
    let Some((_, decision, _)) = run.get(index) else { return Vec::new() };
    let StepKind::Decide { options: choices, cannot_tell, .. } = &decision.kind else {
        return Vec::new();
    };
    let mut lines: Vec<(String, String)> = Vec::new();
    for choice in choices {
        let title = choice.title.get(view.lang).to_owned();
        lines.push((title, leads(run, index, &choice.id, view)));
    }
    let careful = format!("{} {}", words.careful, leads(run, index, cannot_tell, view));
    lines.push((words.cannot_tell.clone(), careful));
    let back = fill(&words.not_now_leads, &[("span", &fact::span(NOT_NOW, view))]);
    lines.push((words.not_now.clone(), format!("-> {back}")));
    let widest = lines.iter().map(|(title, _)| columns(title, *view.theme)).max().unwrap_or(0);
    // Every arrow stands in one column where the longest title leaves it room.
    let is_roomy = width >= widest + 9 + LEADS_COLUMNS_MIN;
    let gap = if is_roomy { widest } else { widest.min(34) } + 9;
    let row = |(at, (title, to)): (usize, &(String, String))| {
        let is_here = options.selected() == Some(at);
        let mark = if is_here { ">>" } else { "" };
        let role = if is_here { Role::Focus } else { Role::Text };
        let room = columns(title, *view.theme) + 9;
        Row::default()
            .at(0, mark, Role::Text)
            .at(4, (at + 1).to_string(), Role::Text)
            .at(7, title.clone(), role)
            .at(room.max(gap), to.clone(), Role::Text)
    };
    lines.iter().enumerate().map(row).collect()
}

/// One line of a decision in words.
pub(super) struct Spoken {
    pub(super) title: String,
    /// Where it leads.
    pub(super) leads: String,
    /// What it costs when it is wrong.
    pub(super) costs: Option<String>,
}

/// The lines to choose from, for linear mode.
pub(super) fn spoken(run: &Run, index: usize, view: &View) -> Vec<Spoken> {
    let words = &view.words.screen.decide;
    let lines = &view.words.screen.linear;
    let Some((_, decision, _)) = run.get(index) else { return Vec::new() };
    let StepKind::Decide { options: choices, cannot_tell, .. } = &decision.kind else {
        return Vec::new();
    };
    let option = |choice: &Choice| Spoken {
        title: choice.title.get(view.lang).to_owned(),
        leads: flat(&leads(run, index, &choice.id, view)),
        costs: choice.costs.as_ref().map(|costs| costs.get(view.lang).to_owned()),
    };
    let mut all: Vec<Spoken> = choices.iter().map(option).collect();
    let to = flat(&leads(run, index, cannot_tell, view));
    all.push(Spoken {
        title: words.cannot_tell.clone(),
        leads: fill(&lines.careful, &[("to", &to)]),
        costs: None,
    });
    all.push(Spoken {
        title: words.not_now.clone(),
        leads: fill(&words.not_now_leads, &[("span", &fact::span(NOT_NOW, view))]),
        costs: None,
    });
    all
}

/// Who decides, where the runbook names a role.
pub(super) fn who_decides(run: &Run, index: usize, view: &View) -> Option<String> {
    let (_, decision, _) = run.get(index)?;
    let StepKind::Decide { decided_by, .. } = &decision.kind else { return None };
    let role = run.copy.runbook.role(decided_by.as_ref()?)?;
    let words = &view.words.screen.decide;
    Some(fill(&words.who_decides, &[("role", role.title.get(view.lang))]))
}

/// What stands below the options: what the selected one leads to and costs, in full.
#[must_use]
pub fn hint_rows(run: &Run, index: usize, options: &Options, width: u16, view: &View) -> Vec<Row> {
    let words = &view.words.screen.decide;
    let Some((_, decision, _)) = run.get(index) else { return Vec::new() };
    let StepKind::Decide { cannot_tell, .. } = &decision.kind else { return Vec::new() };
    let who = who_decides(run, index, view);
    let picked = options.selected().and_then(|at| pick(&decision.kind, at));
    let option = match &picked {
        Some(Pick::Answer(Answer::Option(option))) => option,
        Some(Pick::Answer(Answer::CannotTell)) => cannot_tell,
        _ => {
            let mut rows = Vec::new();
            for text in who.iter().chain([&words.nothing_yet]) {
                rows.extend(paragraph(text, 0, width, *view.theme));
            }
            return rows;
        }
    };
    let mut rows = paragraph(&leads(run, index, option, view), 0, width, *view.theme);
    let choice = choices(&decision.kind).iter().find(|choice| choice.id == *option);
    if let Some(costs) = choice.and_then(|choice| choice.costs.as_ref()) {
        let text = fill(&words.costs, &[("text", costs.get(view.lang))]);
        rows.extend(paragraph(&text, 0, width, *view.theme));
    }
    // It stays in sight while somebody moves among the options (R31).
    if let Some(text) = &who {
        rows.extend(paragraph(text, 0, width, *view.theme));
    }
    rows
}
