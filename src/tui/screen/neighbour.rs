//! One line about a step that is not in hand: behind, ahead, or in the rail.

use crate::domain::act::{Answer, Until};
use crate::domain::place::Mark;
use crate::domain::state::{Outcome, Run, Status};
use crate::domain::step::{Step, StepKind};
use crate::domain::time::Remaining;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::Row;

/// The column at which titles of neighbours begin.
const TITLE: u16 = 8;

/// `[x]  6  Unplug the cable            03:24 MK`.
#[must_use]
pub fn row(run: &Run, index: usize, view: &View) -> Row {
    let Some((_, step, _)) = run.get(index) else { return Row::blank() };
    let mark = run.mark(index);
    let title = if mark == Mark::Todo { title_ahead(step, view) } else { title_of(step, view) };
    Row::default()
        .at(0, fact::mark(run, index, view), role(mark))
        .at(4, format!("{:>2}", index + 1), Role::Text)
        .at(TITLE, title, Role::Text)
        .right(remark(run, index, view), Role::Text)
}

/// What a mark is.
#[must_use]
pub fn role(mark: Mark) -> Role {
    match mark {
        Mark::Done | Mark::DoneByTwo => Role::Done,
        Mark::Later | Mark::Skipped | Mark::CouldNot | Mark::Waiting => Role::Open,
        Mark::Todo | Mark::NotApplicable => Role::Text,
    }
}

fn title_of(step: &Step, view: &View) -> String {
    step.title.get(view.lang).to_owned()
}

fn title_ahead(step: &Step, view: &View) -> String {
    let words = &view.words.screen.step;
    let title = step.title.get(view.lang);
    let template = match &step.kind {
        StepKind::Decide { .. } => &words.decision_title,
        StepKind::Pause => &words.pause_title,
        _ if step.sign_off.as_ref().is_some_and(|sign_off| sign_off.persons == 2) => {
            &words.two_title
        }
        _ => return title.to_owned(),
    };
    // Some authors write the word into the title themselves.
    let word = template.split(['{', ' ', ':']).next().unwrap_or_default();
    if title.to_lowercase().starts_with(&word.to_lowercase()) {
        return title.to_owned();
    }
    fill(template, &[("title", title)])
}

/// What is to be known about a step besides its title: its answer, who and when (R28), or until
/// when.
#[must_use]
pub fn remark(run: &Run, index: usize, view: &View) -> String {
    remark_in(run, index, shorten, view)
}

/// The same for linear mode, where a long line wraps (R147).
#[must_use]
pub(super) fn remark_spoken(run: &Run, index: usize, view: &View) -> String {
    remark_in(run, index, in_short, view)
}

fn remark_in(run: &Run, index: usize, shorten: fn(&str) -> String, view: &View) -> String {
    let words = &view.words.screen.step;
    let Some((_, step, state)) = run.get(index) else { return String::new() };
    if run.is_path_changed(index) {
        return words.path_changed.clone();
    }
    let due = |since: &crate::domain::time::Moment, span| fact::when(since.wall.plus(span), view);
    match &state.status {
        Status::Todo if run.mark(index) == Mark::NotApplicable => words.not_applicable.clone(),
        Status::Todo => view.words.bundle.progress(run.bundle(index)).unwrap_or_default(),
        Status::Done { outcome, .. } => {
            let answer = whole_answer(step, outcome, view).map(|answer| shorten(&answer));
            let by = state.answered.as_ref().map(|answered| {
                let at = answered.happened_at.unwrap_or(answered.at.wall);
                let by = format!("{} {}", fact::when(at, view), answered.who.as_str());
                match &answered.approval {
                    Some(approval) => {
                        format!("{by} {}", view.words.agreement.of(approval, shorten))
                    }
                    None => by,
                }
            });
            let parts = [answer, view.words.bundle.without(run.bundle(index)), by];
            parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
        }
        Status::Waiting { since, span, .. } => {
            fill(&words.waiting_to, &[("time", &due(since, *span))])
        }
        Status::Later { since, until: Until::After(span), .. } => {
            fill(&words.later_at, &[("time", &due(since, *span))])
        }
        Status::Later { until: Until::Event(event), .. } => {
            fill(&words.later_event, &[("event", &shorten(event))])
        }
        Status::Skipped { reason } => fill(&words.skipped, &[("reason", &shorten(reason))]),
        Status::CouldNot { reason } => fill(&words.could_not, &[("reason", &shorten(reason))]),
    }
}

/// The answer that a done step holds, in its first words.
#[must_use]
pub fn answer(step: &Step, outcome: &Outcome, view: &View) -> Option<String> {
    whole_answer(step, outcome, view).map(|answer| shorten(&answer))
}

/// The answer that a done step holds, as it was shown.
#[must_use]
pub fn whole_answer(step: &Step, outcome: &Outcome, view: &View) -> Option<String> {
    match (outcome, &step.kind) {
        (Outcome::Observed(seen), StepKind::Observe { states }) => {
            let state = states.iter().find(|state| state.id == *seen)?;
            Some(state.title.get(view.lang).to_owned())
        }
        (Outcome::Chosen(Answer::Option(chosen)), StepKind::Decide { options, .. }) => {
            let option = options.iter().find(|option| option.id == *chosen)?;
            Some(option.title.get(view.lang).to_owned())
        }
        (Outcome::Chosen(Answer::CannotTell), _) => {
            Some(view.words.screen.decide.cannot_tell.clone())
        }
        _ => None,
    }
}

/// The first words of a text; the whole stands in the log and when looking at the step.
pub(super) fn shorten(text: &str) -> String {
    first_of(text, 24)
}

/// A text that somebody typed, in one or two rows: a page that quotes several keeps its shape. The
/// whole stands in the log.
#[must_use]
pub fn in_short(text: &str) -> String {
    first_of(text, 80)
}

/// So many characters of it at most, with a sign where the rest is left out.
fn first_of(text: &str, chars: usize) -> String {
    if text.chars().count() <= chars {
        return text.to_owned();
    }
    let head: String = text.chars().take(chars - 2).collect();
    format!("{}..", head.trim_end())
}

/// What stands beside the title of the step in hand.
#[must_use]
pub fn countdown(run: &Run, index: usize, view: &View) -> String {
    let words = &view.words.screen.step;
    let Some(remaining) = run.remaining(index, &view.now.moment) else { return String::new() };
    let status = run.steps.get(index).map(|state| &state.status);
    match (status, remaining) {
        (Some(Status::Todo), Remaining::Left(left)) if left.minutes() == 0 => {
            fill(&words.left_seconds, &[("n", &left.ms().div_ceil(1_000).to_string())])
        }
        (Some(Status::Todo), Remaining::Left(left)) => {
            fill(&words.left, &[("span", &fact::span(left, view))])
        }
        (Some(Status::Todo), Remaining::Over(over)) => {
            fill(&words.overdue, &[("span", &fact::span(over, view))])
        }
        (_, Remaining::Left(left)) => fill(&words.wait_left, &[("span", &fact::span(left, view))]),
        (Some(Status::Waiting { .. }), Remaining::Over(_)) => words.wait_over.clone(),
        _ => words.come_back.clone(),
    }
}
