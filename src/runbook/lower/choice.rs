//! What only some kinds of step have: states, options, calls, evidence, sign-offs.

use std::collections::BTreeMap;

use super::field::Fields;
use super::names::{ConditionUse, OptionName, Use};
use super::reader::{Reader, first_line};
use super::text::{self, Lines};
use crate::diagnostics::{Code, Diagnostic, SourceSpan};
use crate::domain::ids::{CardId, EvidenceId, IdError, OptionId, RoleId, StateId, StepId};
use crate::domain::site::SitePart;
use crate::domain::step::{
    Basis, Call, Choice, Condition, Evidence, EvidenceKind, Repeat, SignOff, State,
};
use crate::domain::text::Text;
use crate::runbook::node::Node;

/// A role by its name; whether it exists is looked up at the end.
pub(super) fn role(reader: &mut Reader, node: &Node) -> Option<RoleId> {
    let id = reader.id(node, RoleId::parse)?;
    reader.names.uses.push((Use::Role(id.to_string()), node.span));
    Some(id)
}

/// The name of an item in a list whose names must differ.
pub(super) fn fresh_id<T: ToString>(
    reader: &mut Reader,
    fields: Fields<'_>,
    seen: &mut BTreeMap<String, SourceSpan>,
    parse: fn(&str) -> Result<T, IdError>,
) -> Option<T> {
    let node = fields.need(reader, "id")?;
    let id = reader.id(node, parse)?;
    if let Some(first) = seen.get(&id.to_string()) {
        reader.duplicate(&id.to_string(), node.span, *first);
        return None;
    }
    seen.insert(id.to_string(), node.span);
    Some(id)
}

/// The parts of the site's facts that a step names.
pub(super) fn site_parts(reader: &mut Reader, node: Option<&Node>) -> Option<Vec<SitePart>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let items = reader.list(node)?;
    let parts: Vec<Option<SitePart>> =
        items.iter().map(|item| reader.word(item, SitePart::ALL)).collect();
    parts.into_iter().collect()
}

/// The states of an observation.
pub(super) fn states(reader: &mut Reader, node: &Node) -> Option<Vec<State>> {
    let items = reader.list(node)?;
    if !(2..=4).contains(&items.len()) {
        let finding = Diagnostic::new(Code::StateCount, first_line(node));
        reader.report(finding.fact("count", items.len()));
    }
    let mut seen = BTreeMap::new();
    let states: Vec<Option<State>> = items
        .iter()
        .map(|item| {
            let fields = Fields::open(reader, item, &["id", "title"])?;
            let id = fresh_id(reader, fields, &mut seen, StateId::parse);
            let title = fields.need(reader, "title")?;
            let title = text::read(reader, title, Lines::One);
            Some(State { id: id?, title: title? })
        })
        .collect();
    states.into_iter().collect()
}

/// The options of a decision, and their names for later look-ups.
pub(super) fn options(reader: &mut Reader, node: &Node) -> (Option<Vec<Choice>>, Vec<OptionName>) {
    let mut names = Vec::new();
    let Some(items) = reader.list(node) else { return (None, names) };
    if !(2..=6).contains(&items.len()) {
        let finding = Diagnostic::new(Code::OptionCount, first_line(node));
        reader.report(finding.fact("count", items.len()));
    }
    let mut seen = BTreeMap::new();
    let choices: Vec<Option<Choice>> = items
        .iter()
        .map(|item| {
            let fields = Fields::open(reader, item, &["id", "title", "leads_to", "costs"])?;
            let id = fresh_id(reader, fields, &mut seen, OptionId::parse);
            if let (Some(id), Some(node)) = (&id, fields.get("id")) {
                let has_consequence = fields.get("leads_to").is_some();
                let (id, span) = (id.to_string(), node.span);
                names.push(OptionName { id, span, has_consequence });
            }
            let title = fields.need(reader, "title");
            let title = title.and_then(|node| text::read(reader, node, Lines::One));
            let leads_to = optional_text(reader, fields, "leads_to");
            let costs = optional_text(reader, fields, "costs");
            Some(Choice { id: id?, title: title?, leads_to: leads_to?, costs: costs? })
        })
        .collect();
    (choices.into_iter().collect(), names)
}

/// A text that may be absent: the outer `None` means that it is there and wrong.
pub(super) fn optional_text(
    reader: &mut Reader,
    fields: Fields<'_>,
    key: &'static str,
) -> Option<Option<Text>> {
    match fields.get(key) {
        None => Some(None),
        Some(node) => text::read(reader, node, Lines::Many).map(Some),
    }
}

/// The script of a call.
pub(super) fn call(reader: &mut Reader, node: &Node) -> Option<Call> {
    let fields = Fields::open(reader, node, &["contact", "say", "ask", "never"])?;
    let contact = fields.need(reader, "contact").and_then(|node| role(reader, node));
    let say = fields.need(reader, "say").and_then(|node| {
        reader.filled_list(node)?;
        text::read_list(reader, Some(node))
    });
    let ask = text::read_list(reader, fields.get("ask"));
    let never = text::read_list(reader, fields.get("never"));
    Some(Call { contact: contact?, say: say?, ask: ask?, never: never? })
}

const EVIDENCE_KINDS: &[(&str, EvidenceKind)] = &[
    ("value", EvidenceKind::Value),
    ("text", EvidenceKind::Text),
    ("file", EvidenceKind::File),
    ("photo", EvidenceKind::Photo),
    ("call", EvidenceKind::Call),
];

/// What to keep.
pub(super) fn evidence(reader: &mut Reader, node: Option<&Node>) -> Option<Vec<Evidence>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let mut seen = BTreeMap::new();
    let items = reader.list(node)?;
    let evidence: Vec<Option<Evidence>> = items
        .iter()
        .map(|item| {
            let fields = Fields::open(reader, item, &["id", "kind", "title", "expected"])?;
            let id = fresh_id(reader, fields, &mut seen, EvidenceId::parse);
            let kind =
                fields.need(reader, "kind").and_then(|node| reader.word(node, EVIDENCE_KINDS));
            let title = fields.need(reader, "title");
            let title = title.and_then(|node| text::read(reader, node, Lines::One));
            let expected = optional_text(reader, fields, "expected");
            if let (Some(kind), Some(_)) = (kind, fields.get("expected"))
                && kind != EvidenceKind::Value
            {
                let word = EVIDENCE_KINDS.iter().find(|(_, its)| *its == kind);
                let finding = Diagnostic::new(Code::KeyOfOtherKind, fields.key_place("expected"));
                let finding = finding.fact("key", "expected").fact("owners", "value");
                reader.report(finding.fact("kind", word.map_or("", |(word, _)| word)));
                return None;
            }
            Some(Evidence { id: id?, kind: kind?, title: title?, expected: expected? })
        })
        .collect();
    evidence.into_iter().collect()
}

/// Command cards; whether they exist is looked up in the library.
pub(super) fn cards(reader: &mut Reader, node: Option<&Node>) -> Option<Vec<CardId>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let mut seen: BTreeMap<String, SourceSpan> = BTreeMap::new();
    let items = reader.list(node)?;
    let cards: Vec<Option<CardId>> = items
        .iter()
        .map(|item| {
            let fields = Fields::open(reader, item, &["card"])?;
            let node = fields.need(reader, "card")?;
            let id = reader.id(node, CardId::parse)?;
            if let Some(first) = seen.insert(id.to_string(), node.span) {
                reader.duplicate(id.as_str(), node.span, first);
                return None;
            }
            reader.names.cards.push((id.to_string(), node.span));
            Some(id)
        })
        .collect();
    cards.into_iter().collect()
}

/// A re-check.
pub(super) fn repeat(reader: &mut Reader, node: &Node, basis: Option<Basis>) -> Option<Repeat> {
    let fields = Fields::open(reader, node, &["every", "until"])?;
    let every = fields.need(reader, "every").and_then(|node| reader.span(node));
    let until = fields.need(reader, "until");
    let until = until.and_then(|node| text::read(reader, node, Lines::Many));
    Some(Repeat { every: every?, basis: basis?, until: until? })
}

/// A condition; whether the decision and its answers exist is looked up at the end.
pub(super) fn condition(reader: &mut Reader, node: &Node, step: usize) -> Option<Condition> {
    let fields = Fields::open(reader, node, &["decision", "is"])?;
    let decision_node = fields.need(reader, "decision");
    let decision = decision_node.and_then(|node| reader.id(node, StepId::parse));
    let answers = fields.need(reader, "is").and_then(|node| reader.filled_list(node));
    let mut is = Vec::new();
    let mut named = Vec::new();
    let mut seen: BTreeMap<String, SourceSpan> = BTreeMap::new();
    for node in answers? {
        let Some(id) = reader.id(node, OptionId::parse) else { continue };
        if let Some(first) = seen.get(id.as_str()) {
            reader.duplicate(id.as_str(), node.span, *first);
            continue;
        }
        seen.insert(id.to_string(), node.span);
        named.push((id.to_string(), node.span));
        is.push(id);
    }
    if let (Some(id), Some(node)) = (&decision, decision_node) {
        let (decision, decision_span) = (id.to_string(), node.span);
        let condition = ConditionUse { step, decision, decision_span, answers: named };
        reader.names.conditions.push(condition);
    }
    Some(Condition { decision: decision?, is })
}

/// Whose agreement is needed.
pub(super) fn sign_off(reader: &mut Reader, node: &Node) -> Option<SignOff> {
    let fields = Fields::open(reader, node, &["by", "persons", "loses", "keeps"])?;
    let by = fields.need(reader, "by").and_then(|node| reader.filled_list(node));
    let by: Option<Vec<RoleId>> = by.and_then(|items| {
        let roles: Vec<Option<RoleId>> = items.iter().map(|node| role(reader, node)).collect();
        roles.into_iter().collect()
    });
    let persons = fields.need(reader, "persons").and_then(|node| reader.number(node, 1, 2));
    let loses = text::read_list(reader, fields.get("loses"));
    let keeps = text::read_list(reader, fields.get("keeps"));
    let persons = persons.and_then(|persons| u8::try_from(persons).ok());
    Some(SignOff { by: by?, persons: persons?, loses: loses?, keeps: keeps? })
}
