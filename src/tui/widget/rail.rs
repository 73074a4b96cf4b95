//! The rail of all steps in the large form: every phase, every mark, the place (screens §2.1).
//!
//! Where the steps are too many, finished phases shrink to their heading, then the end is counted.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::text::{Row, paragraph};
use crate::domain::ids::StepRef;
use crate::domain::place::Mark;
use crate::domain::state::Run;
use crate::domain::time::Remaining;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::theme::Role;
use crate::tui::view::View;

/// Draws the rail of the run that `here` belongs to, and the line between it and the work area.
pub fn rail(canvas: &mut Canvas, here: Option<&StepRef>, view: &View) {
    let Some(area) = canvas.areas().rail else { return };
    let body = canvas.areas().body;
    for y in body.y..body.bottom() {
        canvas.print(body, (area.right() + 1, y), "|", Role::Rule);
    }
    let state = view.session.state();
    let run = here.and_then(|here| state.run(&here.run));
    let Some(run) = run.or_else(|| state.runs.last()) else { return };
    let at = here.and_then(|here| run.index_of(&here.step));
    let counts = paragraph(&counts(run, view), 0, area.width, *view.theme);
    let for_counts = u16::try_from(counts.len()).unwrap_or(1);
    let room = usize::from(area.height.saturating_sub(for_counts + 1));
    let mut rows = phases(run, at, view, false);
    if rows.len() > room {
        rows = phases(run, at, view, true);
    }
    if rows.len() > room {
        let hidden = (rows.len() + 1).saturating_sub(room);
        let marked = rows.iter().position(|row| row.across.is_some()).unwrap_or(0);
        // The place stays in view: rows before it go first.
        let before = hidden.min(marked.saturating_sub(3));
        rows.drain(..before);
        rows.truncate(room.saturating_sub(1));
        let words = &view.words.screen.rail;
        rows.push(Row::text(fill(&words.more, &[("n", &run.steps.len().to_string())])));
    }
    canvas.rows(area, &rows, 0);
    let y = area.bottom().saturating_sub(for_counts);
    canvas.rows(Rect { y, height: for_counts, ..area }, &counts, 0);
    if let Some(hold) = view.session.state().hold(run.id()) {
        let time = fact::when_short(hold.since.wall, view);
        let facts = [("time", time.as_str()), ("who", hold.who.as_str())];
        let text = fill(&view.words.watch.held_rail, &facts);
        canvas.row(area, y.saturating_sub(1), &Row::title(text));
    }
}

/// How many steps bear which mark; what could not be done is something else than what was skipped.
fn counts(run: &Run, view: &View) -> String {
    let words = &view.words.screen.rail;
    let done = run.count(Mark::Done) + run.count(Mark::DoneByTwo);
    let later = run.count(Mark::Later) + run.count(Mark::Waiting);
    let could_not = run.count(Mark::CouldNot);
    let all = [
        (&words.done, Some(done)),
        (&words.skipped, Some(run.count(Mark::Skipped))),
        (&words.could_not, Some(could_not).filter(|n| *n > 0)),
        (&words.later, Some(later)),
        (&words.todo, Some(run.count(Mark::Todo))),
    ];
    let some = all.into_iter().filter_map(|(text, n)| Some((text, n?.to_string())));
    some.map(|(text, n)| fill(text, &[("n", &n)])).collect::<Vec<_>>().join(" ")
}

/// One heading per phase and one row per step; `is_short` leaves out the steps of finished phases.
fn phases(run: &Run, at: Option<usize>, view: &View, is_short: bool) -> Vec<Row> {
    let words = &view.words.screen.rail;
    let mut rows = Vec::new();
    let mut first = 0;
    for (number, phase) in run.copy.runbook.phases.iter().enumerate() {
        let steps = first..first + phase.steps.len();
        first = steps.end;
        let settled = |index: &usize| {
            matches!(run.mark(*index), Mark::Done | Mark::DoneByTwo | Mark::NotApplicable)
        };
        let done = steps.clone().filter(settled).count();
        let name = phase.title.get(view.lang).to_uppercase();
        let number = (number + 1).to_string();
        let heading = fill(&words.phase, &[("n", &number), ("name", &name)]);
        let progress = fill(
            &words.progress,
            &[("done", &done.to_string()), ("total", &phase.steps.len().to_string())],
        );
        if !rows.is_empty() && !is_short {
            rows.push(Row::blank());
        }
        rows.push(Row::default().at(0, heading, Role::Label).right(progress, Role::Text));
        let is_here = at.is_some_and(|at| steps.contains(&at));
        if is_short && !is_here && done == phase.steps.len() {
            continue;
        }
        rows.extend(steps.map(|index| step(run, index, at == Some(index), view)));
    }
    rows
}

fn step(run: &Run, index: usize, is_here: bool, view: &View) -> Row {
    let mark = run.mark(index);
    let title = run.get(index).map(|(_, step, _)| step.title.get(view.lang)).unwrap_or_default();
    let shown = if is_here { ">>" } else { fact::mark(run, index, view) };
    let row = Row::default()
        .at(0, shown, crate::tui::screen::neighbour::role(mark))
        .at(4, format!("{:>2}", index + 1), Role::Text)
        .at(7, title, Role::Text);
    let row = match remark(run, index, view) {
        Some(text) => row.right(text, Role::Text),
        None => row,
    };
    if is_here { row.across(Role::Focus) } else { row }
}

/// Clock times only: the titles need the room.
fn remark(run: &Run, index: usize, view: &View) -> Option<String> {
    let state = run.steps.get(index)?;
    if matches!(run.mark(index), Mark::Done | Mark::DoneByTwo) {
        let answered = state.answered.as_ref()?;
        let at = answered.happened_at.unwrap_or(answered.at.wall);
        return Some(format!(" {}", fact::when_short(at, view)));
    }
    if run.mark(index) == Mark::NotApplicable {
        return None;
    }
    match run.remaining(index, &view.now.moment)? {
        Remaining::Over(_) if run.mark(index) == Mark::Todo => {
            Some(format!(" {}", view.words.screen.rail.overdue))
        }
        Remaining::Over(_) => None,
        Remaining::Left(left) => {
            Some(format!(" {}", fact::when_short(view.now.moment.wall.plus(left), view)))
        }
    }
}
