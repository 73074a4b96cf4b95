//! The lines of a step that is done line by line, for `status` (R14).

use serde_json::{Value, json};

use super::world::World;
use crate::diagnostics::escape;
use crate::domain::bundle::{Bundle, Tick};
use crate::domain::place::Mark;
use crate::domain::state::Run;
use crate::i18n::fill;

/// Each line with its mark and its number, under the step; nothing where it is done as a whole.
pub(super) fn lines(world: &World<'_>, run: &Run, index: usize) -> Vec<String> {
    let Some(bundle) = run.bundle(index) else { return Vec::new() };
    let row = |line: u8| {
        let text = bundle.text(line).map_or("", |text| text.get(world.lang));
        let reason = bundle.tick(line).and_then(|tick| tick.left_out.as_ref());
        let text = match reason.map(|reason| escape::shown(reason)) {
            Some(reason) => {
                let facts = [("text", text), ("reason", reason.as_str())];
                fill(&world.words().bundle.left_out, &facts)
            }
            None => text.to_owned(),
        };
        format!("    {} {line} {text}", mark(&bundle, line))
    };
    bundle.numbers().map(row).collect()
}

/// The same for a program, as a member of the step.
pub(super) fn to_json(run: &Run, index: usize) -> Option<Value> {
    let bundle = run.bundle(index)?;
    let row = |line: u8| {
        let tick = bundle.tick(line);
        json!({
            "line": line,
            "mark": mark(&bundle, line),
            "left_out": tick.and_then(|tick| tick.left_out.clone()),
            "entry": tick.map(|tick| tick.event.to_string()),
        })
    };
    Some(bundle.numbers().map(row).collect())
}

fn mark(bundle: &Bundle<'_>, line: u8) -> &'static str {
    match bundle.tick(line) {
        None => Mark::Todo.ascii(),
        Some(Tick { left_out: None, .. }) => Mark::Done.ascii(),
        Some(Tick { left_out: Some(_), .. }) => Mark::Skipped.ascii(),
    }
}
