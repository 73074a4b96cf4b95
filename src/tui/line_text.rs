//! The marks of single lines in words (R14): what is on record, and what stands beside each line.

use super::fact;
use super::screen::told;
use super::view::View;
use crate::domain::acts::Act;
use crate::domain::bundle::{Bundle, Tick};
use crate::domain::ids::StepRef;
use crate::domain::place::Mark;
use crate::domain::state::LineMark;
use crate::i18n::fill;

/// What stands before the line that is next, as before the step in hand.
pub const NEXT: &str = ">>";

/// `step 7, line 2 done: Pull link B.`
#[must_use]
pub fn told(mark: &LineMark, view: &View) -> String {
    let words = &view.words.bundle;
    let template = if mark.is_left_out { &words.told_left_out } else { &words.told_done };
    filled(template, mark, view, "")
}

/// `Step 7, line 2 done by MK`
#[must_use]
pub fn last(mark: &LineMark, who: &str, view: &View) -> String {
    let words = &view.words.bundle;
    let template = if mark.is_left_out { &words.last_left_out } else { &words.last_done };
    filled(template, mark, view, who)
}

/// The mark and the words of a row of the log.
#[must_use]
pub fn cell(act: &Act, mark: &LineMark, view: &View) -> (&'static str, String) {
    let (n, _) = told::step_name(view.session.state(), &mark.step, view.lang);
    let line = filled(&view.words.bundle.cell, mark, view, "");
    let line = match told::reason(view, act) {
        Some(reason) => {
            let facts = [("title", line.as_str()), ("reason", reason)];
            fill(&view.words.screen.told.item, &facts)
        }
        None => line,
    };
    let sign = if mark.is_left_out { Mark::Skipped } else { Mark::Done };
    (if act.is_taken_back { "" } else { sign.ascii() }, format!("{n:>2} {line}"))
}

/// The same as linear mode tells it, right after it was done.
#[must_use]
pub fn news(act: &Act, mark: &LineMark, view: &View) -> String {
    let words = &view.words.bundle;
    let n = told::step_name(view.session.state(), &mark.step, view.lang).0;
    let line = mark.line.to_string();
    let reason = told::reason(view, act).unwrap_or_default();
    let template = if mark.is_left_out { &words.act_left_out } else { &words.act_done };
    fill(template, &[("n", &n), ("line", &line), ("reason", reason)])
}

/// What Enter does after this mark, which is the newest act; nothing once the step has an answer.
#[must_use]
pub fn hint(bundle: &Bundle<'_>, mark: &LineMark, view: &View) -> String {
    let words = &view.words.bundle;
    let (line, lines) = (mark.line.to_string(), bundle.count().to_string());
    match bundle.next() {
        Some(next) => {
            let next = next.to_string();
            fill(&words.hint, &[("line", &line), ("next", &next), ("lines", &lines)])
        }
        None => {
            // The last Enter may ask for more than the step itself.
            let found = view.session.state().find(&mark.step);
            let step = found.and_then(|(run, index)| run.get(index)).map(|(_, step, _)| step);
            let is_plain = step.is_some_and(|step| step.sign_off.is_none());
            let template = if is_plain { &words.hint_all } else { &words.hint_agree };
            fill(template, &[("line", &line), ("lines", &lines)])
        }
    }
}

/// The three columns before a line: its mark, or that it is next.
#[must_use]
pub fn mark(bundle: &Bundle<'_>, line: u8, is_in_hand: bool, view: &View) -> &'static str {
    match bundle.tick(line) {
        Some(tick) if view.session.is_unsaved(&tick.event) => fact::UNSAVED,
        Some(Tick { left_out: Some(_), .. }) => Mark::Skipped.ascii(),
        Some(_) => Mark::Done.ascii(),
        None if is_in_hand && bundle.next() == Some(line) => NEXT,
        None => Mark::Todo.ascii(),
    }
}

/// How far somebody is with a step.
#[must_use]
pub fn progress(step: &StepRef, view: &View) -> Option<String> {
    let (run, index) = view.session.state().find(step)?;
    view.words.bundle.progress(run.bundle(index))
}

fn filled(template: &str, mark: &LineMark, view: &View, who: &str) -> String {
    let state = view.session.state();
    let n = told::step_name(state, &mark.step, view.lang).0;
    let bundle = state.find(&mark.step).and_then(|(run, index)| run.bundle(index));
    let text = bundle.and_then(|bundle| bundle.text(mark.line)).map(|text| text.get(view.lang));
    let line = mark.line.to_string();
    let text = text.unwrap_or_default();
    fill(template, &[("n", &n), ("line", &line), ("text", text), ("who", who)])
}
