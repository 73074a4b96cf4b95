//! Delegations, loss cards and the order of restoring.

use std::collections::BTreeMap;

use super::list::{
    Uses, bounded, contact_if, contacts, day_if, fresh, fresh_id, items, needed_items,
    signature_if, text, text_if,
};
use crate::diagnostics::{Code, Diagnostic, SourceSpan};
use crate::domain::ids::{DelegationId, SystemId};
use crate::domain::isolation::{Delegation, Level, Loss, LossCard, System};
use crate::runbook::lower::field::Fields;
use crate::runbook::lower::reader::{Reader, first_line};
use crate::runbook::node::Node;

const SYSTEM_KEYS: &[&str] =
    &["id", "name", "rank", "owner", "clinical_owner", "depends_on", "restore_point", "downtime"];

type Seen = BTreeMap<String, SourceSpan>;

pub(super) fn delegation(
    reader: &mut Reader,
    node: &Node,
    seen: &mut Seen,
    uses: &mut Uses,
) -> Option<Delegation> {
    let keys = &["id", "holders", "levels", "document", "signed", "valid_until"];
    let fields = Fields::open(reader, node, keys)?;
    let id = fresh_id(reader, fields, seen, DelegationId::parse);
    let holders = needed_items(reader, fields, "holders", 60);
    let holders = contacts(reader, holders, uses);
    let levels = needed_items(reader, fields, "levels", Level::ALL.len());
    let levels = levels.iter().filter_map(|item| reader.word(item, Level::ALL)).collect();
    let document = text(reader, fields, "document");
    let signed = signature_if(reader, fields, "signed");
    let valid_until = day_if(reader, fields, "valid_until");
    let (id, document) = (id?, document?);
    Some(Delegation { id, holders, levels, document, signed, valid_until })
}

pub(super) fn loss_card(
    reader: &mut Reader,
    node: &Node,
    seen: &mut Seen,
    uses: &mut Uses,
) -> Option<LossCard> {
    let keys = &["level", "lost", "kept", "owner", "signed", "valid_until"];
    let fields = Fields::open(reader, node, keys)?;
    let level = fields.need(reader, "level").and_then(|node| {
        let level = reader.word(node, Level::ALL)?;
        fresh(reader, level.code(), first_line(node), seen).then_some(level)
    });
    let lost = needed_items(reader, fields, "lost", 60);
    let lost = lost.iter().filter_map(|item| loss(reader, item)).collect();
    let kept = items(reader, fields, "kept", 60);
    let kept = kept.iter().filter_map(|item| bounded(reader, item)).collect();
    let owner = contact_if(reader, fields, "owner", uses);
    let signed = signature_if(reader, fields, "signed");
    let valid_until = day_if(reader, fields, "valid_until");
    Some(LossCard { level: level?, lost, kept, owner, signed, valid_until })
}

fn loss(reader: &mut Reader, node: &Node) -> Option<Loss> {
    let fields = Fields::open(reader, node, &["what", "instead"])?;
    let what = text(reader, fields, "what");
    let instead = text_if(reader, fields, "instead");
    Some(Loss { what: what?, instead })
}

/// The systems, and where each names another one.
pub(super) fn systems(reader: &mut Reader, nodes: &[Node], uses: &mut Uses) -> Vec<System> {
    let mut seen = Seen::new();
    let mut named = Vec::new();
    let all = nodes.iter().filter_map(|node| system(reader, node, &mut seen, uses, &mut named));
    let systems: Vec<System> = all.collect();
    for (_, other, place) in &named {
        if !seen.contains_key(other.as_str()) {
            let finding = Diagnostic::new(Code::UnknownSystem, *place);
            reader.report(finding.fact("found", other));
        }
    }
    if let Some((from, other)) = ring(&systems) {
        let is_it = |(a, b, _): &&(SystemId, SystemId, SourceSpan)| a == from && b == other;
        let place = named.iter().find(is_it).map_or(SourceSpan::at(0), |(.., place)| *place);
        let finding = Diagnostic::new(Code::RestoreLoop, place);
        reader.report(finding.fact("from", from).fact("found", other));
    }
    systems
}

fn system(
    reader: &mut Reader,
    node: &Node,
    seen: &mut Seen,
    uses: &mut Uses,
    named: &mut Vec<(SystemId, SystemId, SourceSpan)>,
) -> Option<System> {
    let fields = Fields::open(reader, node, SYSTEM_KEYS)?;
    let id = fresh_id(reader, fields, seen, SystemId::parse);
    let name = text(reader, fields, "name");
    let rank = fields.need(reader, "rank").and_then(|node| reader.number(node, 0, 999));
    let owner = contact_if(reader, fields, "owner", uses);
    let clinical_owner = contact_if(reader, fields, "clinical_owner", uses);
    let mut depends_on = Vec::new();
    for item in items(reader, fields, "depends_on", 60) {
        let Some(other) = reader.id(item, SystemId::parse) else { continue };
        if let Some(id) = &id {
            named.push((id.clone(), other.clone(), first_line(item)));
        }
        depends_on.push(other);
    }
    let restore_point = text_if(reader, fields, "restore_point");
    let downtime = text_if(reader, fields, "downtime");
    Some(System {
        id: id?,
        name: name?,
        rank: rank?,
        owner,
        clinical_owner,
        depends_on,
        restore_point,
        downtime,
    })
}

/// One need that closes a ring, if there is one. Each need is looked at once, without recursion.
fn ring(systems: &[System]) -> Option<(&SystemId, &SystemId)> {
    let needs: BTreeMap<&SystemId, &[SystemId]> =
        systems.iter().map(|system| (&system.id, system.depends_on.as_slice())).collect();
    let mut is_settled: BTreeMap<&SystemId, bool> = BTreeMap::new();
    for start in needs.keys() {
        if is_settled.contains_key(start) {
            continue;
        }
        is_settled.insert(start, false);
        let mut path = vec![(*start, 0)];
        while let Some((here, at)) = path.pop() {
            let Some(next) = needs.get(here).and_then(|needs| needs.get(at)) else {
                is_settled.insert(here, true);
                continue;
            };
            path.push((here, at + 1));
            match is_settled.get(next) {
                Some(false) => return Some((here, next)),
                Some(true) => {}
                None => {
                    is_settled.insert(next, false);
                    path.push((next, 0));
                }
            }
        }
    }
    None
}
