//! The longer rows of a step's text: its lines with their marks, and what a pause reads back.

use super::detail::{Block, Front, Rows};
use super::{after_last, neighbour, spoken};
use crate::domain::act::Until;
use crate::domain::place::Mark;
use crate::domain::state::{Run, Status};
use crate::domain::step::Step;
use crate::i18n::fill;
use crate::tui::line_text;

/// What to do; where lines are ticked one by one, each with its mark, and why it was left out. In
/// linear mode the marks are said beside it: else every mark would bring the whole step again
/// (R148).
pub(super) fn how(out: &mut Rows, run: &Run, index: usize, step: &Step) {
    let view = out.view;
    let label = &view.words.screen.step.how;
    let (Some(bundle), Front::Screen { is_in_hand }) = (run.bundle(index), out.front) else {
        out.texts(label, &step.how);
        return;
    };
    let text = |line: u8| {
        let text = bundle.text(line).map_or("", |text| text.get(view.lang));
        match bundle.tick(line).and_then(|tick| tick.left_out.as_deref()) {
            Some(reason) => {
                let facts = [("text", text), ("reason", &neighbour::shorten(reason))];
                fill(&view.words.bundle.left_out, &facts)
            }
            None => text.to_owned(),
        }
    };
    let marks = bundle.numbers().map(|line| line_text::mark(&bundle, line, is_in_hand, view));
    let texts = bundle.numbers().map(text).collect();
    let (label, marks) = (label.clone(), marks.collect());
    out.out.push(Block { label, texts, is_danger: false, marks });
}

/// A pause reads back what its phase leaves open (R9), the clocks that run and the notes that ask
/// for something: what has to be said aloud.
pub(super) fn pause(out: &mut Rows, run: &Run, index: usize) {
    let view = out.view;
    let words = &view.words.screen.step;
    let open = |at: &usize| {
        matches!(
            run.mark(*at),
            Mark::Todo | Mark::Waiting | Mark::Later | Mark::Skipped | Mark::CouldNot
        )
    };
    let open: Vec<usize> = (0..index).filter(open).collect();
    if open.is_empty() {
        out.all("", [words.pause_none.as_str()]);
    } else {
        let head = fill(&words.pause_open, &[("n", &open.len().to_string())]);
        out.all("", [head.as_str()]);
    }
    for at in open {
        let Some((_, step, _)) = run.get(at) else { continue };
        let title = step.title.get(out.view.lang);
        let mut line = match out.front {
            Front::Screen { .. } => format!("{} {}  {title}", run.mark(at).ascii(), at + 1),
            Front::Lines => {
                format!("{}, {title}, {}", at + 1, spoken::mark(run, at, out.view))
            }
        };
        let status = run.steps.get(at).map(|state| &state.status);
        if let Some(Status::Later { until: Until::Event(until), .. }) = status {
            let facts = [("line", line.as_str()), ("until", until.as_str())];
            line = fill(&out.view.words.watch.awaited_pause, &facts);
        }
        out.all("", [line.as_str()]);
    }
    let lists = [
        (&words.pause_clocks, after_last::clocks(view)),
        (&words.pause_notes, after_last::notes(view)),
    ];
    for (head, lines) in lists.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        let head = fill(head, &[("n", &lines.len().to_string())]);
        out.all("", [head.as_str()]);
        let lines = after_last::few(lines, view);
        out.all("", lines.iter().map(String::as_str));
    }
}
