//! What stands in the cells of the clock board: how urgent, when, how long, what, who, where from.

use crate::domain::added_clock::AddedClock;
use crate::domain::board::{Awaited, BoardRow};
use crate::domain::deadline::{Deadline, by_clock_of_now};
use crate::domain::duty_event::Verdict;
use crate::domain::duty_state::{Duty, Standing};
use crate::domain::law::LawStatus;
use crate::domain::lead::Relief;
use crate::domain::met::{Met, MetWhat};
use crate::domain::time::{Remaining, Span, Timestamp};
use crate::i18n::fill;
use crate::tui::view::View;
use crate::tui::widget::frame::Level;
use crate::tui::{duty_text, fact, relief, row_fact, watch_text};

/// From so many hours on, time left is told in days.
const HOURS_SHOWN_MAX: u64 = 100;

/// Hours and minutes, or days where hours say nothing any more.
pub(super) fn left(span: Span, view: &View) -> String {
    let minutes = span.minutes();
    let hours = minutes / 60;
    if hours < HOURS_SHOWN_MAX {
        return format!("{hours}:{:02}", minutes % 60);
    }
    fill(&view.words.screen.board.days, &[("n", &(hours / 24).to_string())])
}

/// The cells of a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    pub(super) mark: &'static str,
    pub(super) day: String,
    pub(super) due: String,
    pub(super) left: String,
    pub(super) what: String,
    /// Of whom it is asked; only the large form has room for it.
    pub(super) who: String,
    /// Where it comes from; only the large form has room for it.
    pub(super) from: String,
    /// The last cell of the small form.
    pub(super) state: String,
}

pub(super) fn cells(row: &BoardRow<'_>, view: &View) -> Cells {
    match row {
        BoardRow::Step(deadline) => step_cells(deadline, row, view),
        BoardRow::Added(clock, remaining) => added_cells(clock, *remaining, row, view),
        BoardRow::Awaited(awaited) => awaited_cells(awaited, view),
        BoardRow::Relief(its) => relief_cells(its, row, view),
        BoardRow::Duty(duty) => duty_cells(duty, row, view),
    }
}

fn mark(row: &BoardRow<'_>) -> &'static str {
    match row_fact::level(row) {
        Level::Alarm => "!!!",
        Level::Caution => "!!",
        Level::Notice if row.order().0 <= 1 => "!",
        Level::Notice | Level::None => "",
    }
}

/// Days ahead, due, left.
fn times(due_at: Timestamp, remaining: Remaining, view: &View) -> (String, String, String) {
    let words = &view.words.screen.board;
    let left = match remaining {
        Remaining::Left(span) => left(span, view),
        Remaining::Over(span) => fill(&words.over, &[("left", &format!("-{}", left(span, view)))]),
    };
    let due_at = by_clock_of_now(due_at, remaining, &view.now.moment);
    let today = view.now.moment.wall.date(view.now.offset);
    let ahead = due_at.date(view.now.offset).days_since(today);
    let day = if ahead == 0 { String::new() } else { format!("{ahead:+}") };
    (day, fact::clock(due_at, view), left)
}

/// Whose step it is, and where it stands.
fn origin(step: &crate::domain::ids::StepRef, view: &View) -> (String, String) {
    let state = view.session.state();
    let Some((run, index)) = state.find(step) else { return Default::default() };
    let book = &run.copy.runbook;
    let Some((_, asked, _)) = run.get(index) else { return Default::default() };
    let who = book.role(&asked.role).map(|role| role.title.get(view.lang).to_owned());
    let track = book.track(&asked.track).map(|track| track.title.get(view.lang).to_uppercase());
    let n = view.words.run.number(run.id(), index);
    let facts = [("n", n.as_str()), ("track", track.as_deref().unwrap_or("-"))];
    (who.unwrap_or_default(), fill(&view.words.watch.from_step, &facts))
}

fn step_cells(deadline: &Deadline, row: &BoardRow<'_>, view: &View) -> Cells {
    let words = &view.words.screen.board;
    let (number, title) = fact::title(&deadline.step, view);
    let what = match &deadline.whom {
        Some(whom) => fill(&view.words.screen.frame.call_whom, &[("whom", whom)]),
        None => title,
    };
    let (day, due, left) = times(deadline.due_at, deadline.remaining, view);
    let (who, from) = origin(&deadline.step, view);
    let state = fill(&words.step, &[("n", &number)]);
    Cells { mark: mark(row), day, due, left, what, who, from, state }
}

fn added_cells(
    clock: &AddedClock<'_>,
    remaining: Remaining,
    row: &BoardRow<'_>,
    view: &View,
) -> Cells {
    let words = &view.words.watch;
    let (day, due, left) = times(clock.due_at(), remaining, view);
    let from = match clock.what.every {
        Some(every) => fill(&words.rhythm, &[("span", &fact::span(every, view))]),
        None => words.once.clone(),
    };
    let (what, who) = (clock.what.text.clone(), clock.what.whom.clone());
    Cells { mark: mark(row), day, due, left, what, state: who.clone(), who, from }
}

fn relief_cells(its: &Relief, row: &BoardRow<'_>, view: &View) -> Cells {
    let (day, due, left) = times(its.due_at, its.remaining, view);
    let (what, state) = (relief::title(its, view), view.words.lead.relief_state.clone());
    let who = its.who.to_string();
    Cells { mark: mark(row), day, due, left, what, who, from: state.clone(), state }
}

fn awaited_cells(awaited: &Awaited<'_>, view: &View) -> Cells {
    let (who, from) = origin(&awaited.step, view);
    let number = fact::title(&awaited.step, view).0;
    let state = fill(&view.words.screen.board.step, &[("n", &number)]);
    let what = watch_text::awaited(awaited, view);
    Cells { mark: "~", what, who, from, state, ..Cells::default() }
}

fn duty_cells(duty: &Duty<'_>, row: &BoardRow<'_>, view: &View) -> Cells {
    let words = &view.words.screen.board;
    let (mut day, mut due) = row_fact::due_cell(duty, view);
    let verdict = view.words.duty.verdict(duty.verdict).to_owned();
    let (mark, left, state) = match duty.standing {
        Standing::Overdue(span) => {
            let over = format!("-{}", left(span, view));
            (mark(row), fill(&words.over, &[("left", &over)]), verdict)
        }
        Standing::Now(span) => {
            (mark(row), fill(&words.now, &[("left", &left(span, view))]), verdict)
        }
        Standing::Left(span) => (mark(row), left(span, view), verdict),
        Standing::ToComplete(_) => ("[ ]", words.part.clone(), verdict),
        Standing::Asked => ("?", String::new(), asked(duty, verdict, view)),
        Standing::Filed => ("[x]", String::new(), words.filed.clone()),
        Standing::NotApplicable => ("[-]", String::new(), words.not_applicable.clone()),
        Standing::Proposed => ("", String::new(), words.proposed.clone()),
    };
    let is_running =
        matches!(duty.standing, Standing::Overdue(_) | Standing::Left(_) | Standing::ToComplete(_));
    if !is_running {
        (day, due) = (String::new(), String::new());
    }
    let what = duty_text::clock_title(&duty.clock.id, view);
    let from = view.words.watch.from_law.clone();
    Cells { mark, day, due, left, what, who: state.clone(), from, state }
}

/// What is asked of a clock that does not run: whether it applies, or when its moment was.
fn asked(duty: &Duty<'_>, verdict: String, view: &View) -> String {
    let is_pending = duty.clock.status == LawStatus::Pending && duty.verdict.is_none();
    if is_pending || duty.verdict == Some(Verdict::Unknown) {
        return view.words.duty.verdict(None).to_owned();
    }
    verdict
}

/// What is to be known of a row, in full.
pub(super) fn about(row: &BoardRow<'_>, view: &View) -> Vec<String> {
    let words = &view.words.screen.board;
    match row {
        BoardRow::Step(deadline) => {
            let text = fact::deadline_text(deadline, view);
            vec![fill(&words.selected_step, &[("text", &text)])]
        }
        BoardRow::Added(clock, _) => about_added(clock, view),
        BoardRow::Relief(its) => vec![relief::card(its, view)],
        BoardRow::Awaited(awaited) => {
            let title = fact::title_alone(&awaited.step, view);
            let facts = [("title", title.as_str()), ("until", awaited.until)];
            vec![fill(&view.words.watch.awaited_selected, &facts)]
        }
        BoardRow::Duty(duty) => {
            let law = view.words.law.source(&duty.clock.legal_ref);
            let date = duty.clock.as_of.to_string();
            let stands = super::law_card::standing(duty, view);
            let title = duty_text::clock_title(&duty.clock.id, view);
            vec![
                fill(&view.words.duty.titled, &[("title", &title), ("text", &stands)]),
                fill(&words.selected_law, &[("law", &law), ("date", &date)]),
            ]
        }
    }
}

fn about_added(clock: &AddedClock<'_>, view: &View) -> Vec<String> {
    let words = &view.words.watch;
    let rhythm = clock.what.every.map(|every| {
        let span = fact::span(every, view);
        fill(&words.rhythm_selected, &[("span", &span)])
    });
    let met =
        clock.last_met.map(|met| fill(&words.last_met, &[("time", &fact::when(met.at, view))]));
    let moved = clock.moved.map(|reason| fill(&words.moved_why, &[("reason", reason)]));
    let known: Vec<String> = [rhythm, met, moved].into_iter().flatten().collect();
    let script = clock.what.script.as_ref();
    let script = script.map(|text| fill(&words.script, &[("text", text)]));
    let known = Some(known.join(" ")).filter(|text| !text.is_empty());
    let line = Some(watch_text::clock_line(clock, view));
    [line, script, known].into_iter().flatten().collect()
}

/// What was met last, and how many were missed.
pub(super) fn met(view: &View) -> (String, String) {
    let words = &view.words.watch;
    let state = view.session.state();
    let line = |met: Met| {
        let title = match &met.what {
            MetWhat::Step(step) => fact::title_alone(step, view),
            MetWhat::Clock(event) => watch_text::clock(event, state),
        };
        let (at, due) = (met.ended.at, met.ended.due);
        let (time, due) = (fact::when(at, view), fact::when(due, view));
        fill(&words.met_line, &[("time", &time), ("title", &title), ("due", &due)])
    };
    let missed = match state.missed(&view.now) {
        0 => words.missed_none.clone(),
        n => fill(&words.missed, &[("n", &n.to_string())]),
    };
    (state.last_met().map_or_else(|| words.met_none.clone(), line), missed)
}
