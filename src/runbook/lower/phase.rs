//! Phases: a chunk of steps that ends with an unconditional pause (R9).

use std::collections::BTreeMap;

use super::choice::fresh_id;
use super::field::Fields;
use super::names::Use;
use super::reader::Reader;
use super::step::{self, Outline};
use super::text::{self, Lines};
use crate::diagnostics::{Code, Diagnostic, Label, SourceSpan};
use crate::domain::ids::{PhaseId, StepId};
use crate::domain::runbook::Phase;
use crate::domain::step::Step;
use crate::runbook::node::Node;

const KEYS: &[&str] = &["id", "title", "window", "short_of_time", "steps"];

/// Reads all phases.
pub(super) fn read_all(reader: &mut Reader, node: &Node) -> Option<Vec<Phase>> {
    let items = reader.filled_list(node)?;
    let mut seen = BTreeMap::new();
    let phases: Vec<Option<Phase>> =
        items.iter().map(|item| read(reader, item, &mut seen)).collect();
    phases.into_iter().collect()
}

fn read(
    reader: &mut Reader,
    node: &Node,
    seen: &mut BTreeMap<String, SourceSpan>,
) -> Option<Phase> {
    let fields = Fields::open(reader, node, KEYS)?;
    let id = fresh_id(reader, fields, seen, PhaseId::parse);
    let title = fields.need(reader, "title");
    let title = title.and_then(|node| text::read(reader, node, Lines::One));
    let window = match fields.get("window") {
        None => Some(None),
        Some(node) => reader.span(node).map(Some),
    };
    let short_of_time = match fields.get("short_of_time") {
        None => Some(None),
        Some(node) => shortcut(reader, node).map(Some),
    };
    let items = fields.need(reader, "steps").and_then(|node| reader.filled_list(node))?;
    let outlines: Vec<Outline> = items.iter().map(|item| step::read(reader, item)).collect();
    check_pauses(reader, fields, items, &outlines);
    let steps: Option<Vec<Step>> = outlines.into_iter().map(|outline| outline.step).collect();
    let (window, short_of_time) = (window?, short_of_time?);
    Some(Phase { id: id?, title: title?, window, short_of_time, steps: steps? })
}

/// The step to go on from; that it comes later is looked up at the end.
fn shortcut(reader: &mut Reader, node: &Node) -> Option<StepId> {
    let id = reader.id(node, StepId::parse)?;
    let first = reader.names.steps.len();
    reader.names.uses.push((Use::Shortcut(first, id.to_string()), node.span));
    Some(id)
}

/// The last step is a pause, no other one is, and nothing switches it off.
fn check_pauses(reader: &mut Reader, phase: Fields<'_>, items: &[Node], outlines: &[Outline]) {
    let last = outlines.len().saturating_sub(1);
    let phase_place = phase.get("id").map_or_else(|| phase.beginning(), |node| node.span);
    for (at, (node, outline)) in items.iter().zip(outlines).enumerate() {
        let place = node.get("kind").map_or(node.span, |kind| kind.span);
        match outline.is_pause {
            Some(true) if at != last => {
                let finding = Diagnostic::new(Code::EarlyPause, place);
                reader.report(finding.also(phase_place, Label::Phase));
            }
            Some(false) if at == last => {
                let finding = Diagnostic::new(Code::NoClosingPause, place);
                reader.report(finding.also(phase_place, Label::Phase));
            }
            Some(true) => {
                if let Some(entry) = node.entry("only_if") {
                    reader.report(Diagnostic::new(Code::ConditionalPause, entry.key_span));
                }
            }
            _ => {}
        }
    }
}
