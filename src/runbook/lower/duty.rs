//! What a step has to do with legal clocks: moments that it names, notices that it is.

use std::collections::BTreeMap;

use super::names::LawUse;
use super::reader::Reader;
use crate::diagnostics::SourceSpan;
use crate::domain::ids::{ClockId, IdError, MomentId};
use crate::runbook::node::Node;

/// Moments that doing the step names.
pub(super) fn starts(reader: &mut Reader, node: Option<&Node>) -> Option<Vec<MomentId>> {
    ids(reader, node, MomentId::parse, LawUse::Moment)
}

/// Clocks whose notice doing the step is.
pub(super) fn answers(reader: &mut Reader, node: Option<&Node>) -> Option<Vec<ClockId>> {
    ids(reader, node, ClockId::parse, LawUse::Clock)
}

/// A list of names without repetition. Whether each exists is looked up against the law at hand.
fn ids<T: Ord + Clone>(
    reader: &mut Reader,
    node: Option<&Node>,
    parse: fn(&str) -> Result<T, IdError>,
    used: fn(T) -> LawUse,
) -> Option<Vec<T>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let mut seen: BTreeMap<T, SourceSpan> = BTreeMap::new();
    let mut all = Vec::new();
    let mut is_whole = true;
    for item in reader.filled_list(node)? {
        let Some(id) = reader.id(item, parse) else {
            is_whole = false;
            continue;
        };
        if let Some(first) = seen.insert(id.clone(), item.span) {
            let name = reader.plain(item).unwrap_or_default().to_owned();
            reader.duplicate(&name, item.span, first);
        }
        reader.names.law_uses.push((used(id.clone()), item.span));
        all.push(id);
    }
    is_whole.then_some(all)
}
