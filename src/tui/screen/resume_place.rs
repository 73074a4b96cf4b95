//! Where the person was: what was done last, the step in hand, what is half written, and what fell
//! due meanwhile (S13).

use super::away;
use super::in_hand::in_hand;
use super::sheet::Sheet;
use super::{told, told_draft};
use crate::domain::acts::Act;
use crate::domain::state::{StepWord, Subject};
use crate::i18n::fill;
use crate::tui::draft::Drafts;
use crate::tui::view::View;
use crate::tui::widget::text::columns;

/// Most deadlines that are told here; row 2 and the step show the rest.
const DEADLINES_MAX: usize = 2;

/// Most half-written forms that are told here; each comes back where it is opened.
const DRAFTS_MAX: usize = 2;

/// Last done, in hand, and what fell due meanwhile.
pub(super) fn place(sheet: &mut Sheet, is_short: bool, view: &View, drafts: &Drafts) {
    let words = &view.words.screen.resume;
    let state = view.session.state();
    let half_written = Some(&words.half_written).filter(|_| !drafts.is_empty());
    let limits = state.limits();
    let in_force = Some(&view.words.watch.limits_label).filter(|_| !limits.is_empty());
    let labels = [&words.last_done, &words.you_were, &words.away];
    let labels = labels.into_iter().chain(half_written).chain(in_force);
    let widest = labels.map(|label| columns(label, *view.theme)).max().unwrap_or(0);
    let x = widest + 2;
    let is_step = |act: &Act| {
        matches!(act.subject, Subject::Step(..) | Subject::Line(_)) && !act.is_taken_back
    };
    let last = state.acts.iter().rev().find(is_step).map(|act| {
        let (time, who) = (told::hms(view, act.at), told::who(view, &act.who));
        match &act.subject {
            Subject::Step(step, StepWord::Done) => {
                let (n, title) = told::step_name(state, step, view.lang);
                let step = fill(&words.step, &[("n", &n), ("title", &title)]);
                format!("{time} {who}  {step}")
            }
            _ => format!("{time} {who}  {}", told::act(view, &act)),
        }
    });
    sheet.labelled(&words.last_done, x, last.as_deref().unwrap_or(&words.nothing_done));
    if let Some(step) = in_hand(view) {
        let n = view.words.run.number(step.run.id(), step.index);
        let title = step.step.title.get(view.lang);
        let line = fill(&words.step, &[("n", &n), ("title", title)]);
        let mut line = view.words.bundle.titled(line, step.run.bundle(step.index));
        let since = step.run.steps.get(step.index).and_then(|state| state.current_since);
        if let Some(since) = since {
            let time = told::day_hm(view, since.wall);
            line = format!("{line}  {}", fill(&words.since, &[("time", &time)]));
        }
        sheet.labelled(&words.you_were, x, &line);
    }
    let most = |most: usize| if is_short { 1 } else { most };
    half_written_rows(sheet, (x, most(DRAFTS_MAX)), view, drafts);
    let told_now = away::lines(view);
    let mut label = words.away.as_str();
    for line in told_now.iter().take(most(DEADLINES_MAX)) {
        // One row each, the span first: what is cut is the end of a title.
        sheet.one_row(label, x, line);
        label = "";
    }
    if told_now.is_empty() {
        sheet.labelled(label, x, &words.nothing_due);
    } else if told_now.len() > most(DEADLINES_MAX) {
        let n = (told_now.len() - most(DEADLINES_MAX)).to_string();
        sheet.labelled("", x, &fill(&words.and_more, &[("n", &n)]));
    }
    if let Some((newest, label)) = limits.first().zip(in_force) {
        let (n, limit) = (limits.len().to_string(), newest.text.get(view.lang));
        let line = fill(&view.words.watch.limits_row, &[("n", &n), ("limit", limit)]);
        sheet.one_row(label, x, &line);
    }
}

fn half_written_rows(sheet: &mut Sheet, (x, most): (u16, usize), view: &View, drafts: &Drafts) {
    let words = &view.words.screen.resume;
    let mut label = words.half_written.as_str();
    for (form, text) in drafts.iter().take(most) {
        sheet.one_row(label, x, &told_draft::signed(view, drafts, (form, text)));
        label = "";
    }
    // The others by their kinds: whoever typed them knows what they were.
    let kinds = drafts.iter().skip(most).map(|(form, _)| told_draft::kind(view, form));
    let kinds: Vec<String> = kinds.collect();
    if !kinds.is_empty() {
        let facts = [("n", kinds.len().to_string()), ("kinds", kinds.join(", "))];
        let facts = facts.each_ref().map(|(name, fact)| (*name, fact.as_str()));
        sheet.labelled("", x, &fill(&words.more_drafts, &facts));
    }
}
