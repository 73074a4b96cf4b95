//! One step, with the keys that its kind needs and forbids.

use super::choice::{self, optional_text};
use super::duty;
use super::field::Fields;
use super::names::{OptionName, StepName, Use};
use super::reader::Reader;
use super::text::{self, Lines};
use crate::diagnostics::{Code, Diagnostic};
use crate::domain::ids::{OptionId, RunbookId, StepId, TrackId};
use crate::domain::step::{Basis, Limit, LimitFrom, Step, StepKind, Tag};
use crate::runbook::node::{Form, Node, Value};
use crate::runbook::schema::{self, KINDS, KindKeys};

const KEYS: &[&str] = &[
    "id",
    "kind",
    "track",
    "role",
    "title",
    "dont",
    "how",
    "all",
    "check",
    "why",
    "undo",
    "if_not",
    "say",
    "within",
    "within_from",
    "limit_basis",
    "evidence",
    "record",
    "repeat",
    "only_if",
    "sign_off",
    "carry",
    "tags",
    "starts",
    "answers",
    "commands",
    "site",
    "states",
    "options",
    "cannot_tell",
    "decided_by",
    "wait",
    "call",
    "runbook",
];

const BASES: &[(&str, Basis)] = &[
    ("law", Basis::Law),
    ("guide", Basis::Guide),
    ("case", Basis::Case),
    ("default", Basis::Default),
];

const TAGS: &[(&str, Tag)] = &[
    ("life", Tag::Life),
    ("containment", Tag::Containment),
    ("hazardous", Tag::Hazardous),
    ("evidence", Tag::Evidence),
    ("notify", Tag::Notify),
];

/// What the phase must know of a step, whether or not it could be read.
pub(super) struct Outline {
    /// The step, when nothing was wrong with it.
    pub(super) step: Option<Step>,
    /// Whether it is a pause; `None` when its kind could not be read.
    pub(super) is_pause: Option<bool>,
}

/// Reads a step.
pub(super) fn read(reader: &mut Reader, node: &Node) -> Outline {
    let position = reader.names.steps.len();
    let Some(fields) = Fields::open(reader, node, KEYS) else {
        return Outline { step: None, is_pause: None };
    };
    let id = declare(reader, fields);
    let kind = fields.need(reader, "kind").and_then(|node| {
        let words: Vec<(&'static str, &KindKeys)> =
            KINDS.iter().map(|keys| (keys.kind, keys)).collect();
        reader.word(node, &words)
    });
    if let Some(keys) = kind {
        compare_keys(reader, fields, keys);
    }
    let is_pause = kind.map(|keys| keys.kind == "pause");
    if let Some(name) = reader.names.steps.last_mut() {
        name.may_decide = kind.is_none_or(|keys| keys.kind == "decide");
    }
    let own = kind.and_then(|keys| kind_of(reader, fields, keys, position));
    Outline { step: body(reader, fields, id, own, position), is_pause }
}

/// Enters the step's name, even when it is unusable, so that positions stay right.
fn declare(reader: &mut Reader, fields: Fields<'_>) -> Option<StepId> {
    let node = fields.need(reader, "id");
    let id = node.and_then(|node| reader.id(node, StepId::parse));
    let span = node.map_or_else(|| fields.beginning(), |node| node.span);
    let name = id.as_ref().map(ToString::to_string).unwrap_or_default();
    reader.names.steps.push(StepName { id: name.clone(), span, options: None, may_decide: true });
    let id = id?;
    if let Some(first) = reader.names.step_places.get(&name).copied() {
        reader.duplicate(&name, span, first);
        return None;
    }
    reader.names.step_places.insert(name, span);
    Some(id)
}

fn compare_keys(reader: &mut Reader, fields: Fields<'_>, keys: &KindKeys) {
    for key in keys.needs.iter().filter(|key| fields.get(key).is_none()) {
        let place = fields.node.get("kind").map_or_else(|| fields.beginning(), |node| node.span);
        let finding = Diagnostic::new(Code::KindNeedsKey, place).fact("key", key);
        reader.report(finding.fact("kind", keys.kind));
    }
    for key in KEYS {
        let owners = schema::owners(key);
        if fields.get(key).is_some() && !owners.is_empty() && !owners.contains(&keys.kind) {
            let finding = Diagnostic::new(Code::KeyOfOtherKind, fields.key_place(key))
                .fact("key", key)
                .fact("kind", keys.kind);
            reader.report(finding.fact("owners", owners.join(", ")));
        }
    }
}

fn kind_of(
    reader: &mut Reader,
    fields: Fields<'_>,
    keys: &KindKeys,
    position: usize,
) -> Option<StepKind> {
    match keys.kind {
        "do" => Some(StepKind::Do),
        "pause" => Some(StepKind::Pause),
        "observe" => {
            let states = choice::states(reader, fields.get("states")?)?;
            Some(StepKind::Observe { states })
        }
        "decide" => decide(reader, fields, position),
        "wait" => {
            let span = reader.span(fields.get("wait")?);
            Some(StepKind::Wait { span: span?, basis: basis_of(fields)? })
        }
        "call" => choice::call(reader, fields.get("call")?).map(StepKind::Call),
        "tell" => choice::call(reader, fields.get("call")?).map(StepKind::Tell),
        _ => include(reader, fields.get("runbook")?),
    }
}

fn decide(reader: &mut Reader, fields: Fields<'_>, position: usize) -> Option<StepKind> {
    let options = fields.get("options").map(|node| choice::options(reader, node));
    let (options, names): (_, Vec<OptionName>) = options.unwrap_or_default();
    let cannot_tell = fields.get("cannot_tell").and_then(|node| {
        let id = reader.id(node, OptionId::parse)?;
        reader.names.uses.push((Use::OwnOption(position, id.to_string()), node.span));
        Some(id)
    });
    if let Some(name) = reader.names.steps.get_mut(position).filter(|_| !names.is_empty()) {
        name.options = Some(names);
    }
    let decided_by = match fields.get("decided_by") {
        None => Some(None),
        Some(node) => choice::role(reader, node).map(Some),
    };
    let (options, cannot_tell) = (options?, cannot_tell?);
    Some(StepKind::Decide { options, cannot_tell, decided_by: decided_by? })
}

fn include(reader: &mut Reader, node: &Node) -> Option<StepKind> {
    let runbook = reader.id(node, RunbookId::parse)?;
    if reader.names.runbook.as_deref() == Some(runbook.as_str()) {
        let finding = Diagnostic::new(Code::IncludesItself, node.span);
        reader.report(finding.fact("found", &runbook));
        return None;
    }
    reader.names.includes.push((runbook.to_string(), node.span));
    Some(StepKind::Include { runbook })
}

/// Everything that steps of all kinds have.
fn body(
    reader: &mut Reader,
    fields: Fields<'_>,
    id: Option<StepId>,
    kind: Option<StepKind>,
    position: usize,
) -> Option<Step> {
    let track = fields.need(reader, "track").and_then(|node| {
        let id = reader.id(node, TrackId::parse)?;
        reader.names.uses.push((Use::Track(id.to_string()), node.span));
        Some(id)
    });
    let role = fields.need(reader, "role").and_then(|node| choice::role(reader, node));
    let title = fields.need(reader, "title");
    let title = title.and_then(|node| text::read(reader, node, Lines::One));
    let dont = text::read_list(reader, fields.get("dont"));
    let how = text::read_list(reader, fields.get("how"));
    let all = bundle(reader, fields, kind.as_ref());
    let check = optional_text(reader, fields, "check");
    let why = optional_text(reader, fields, "why");
    let undo = optional_text(reader, fields, "undo");
    let if_not = optional_text(reader, fields, "if_not");
    let say = optional_text(reader, fields, "say");
    let limit = limit(reader, fields);
    let evidence = choice::evidence(reader, fields.get("evidence"));
    let record = optional_text(reader, fields, "record");
    let repeat = fields.get("repeat");
    let repeat = optional(repeat, |node| choice::repeat(reader, node, basis_of(fields)));
    let only_if = optional(fields.get("only_if"), |node| choice::condition(reader, node, position));
    let sign_off = optional(fields.get("sign_off"), |node| choice::sign_off(reader, node));
    let carry = optional_text(reader, fields, "carry");
    let tags = tags(reader, fields.get("tags"));
    let starts = duty::starts(reader, fields.get("starts"));
    let answers = duty::answers(reader, fields.get("answers"));
    let commands = choice::cards(reader, fields.get("commands"));
    let site = choice::site_parts(reader, fields.get("site"));
    Some(Step {
        id: id?,
        kind: kind?,
        track: track?,
        role: role?,
        title: title?,
        dont: dont?,
        how: how?,
        all: all?,
        check: check?,
        why: why?,
        undo: undo?,
        if_not: if_not?,
        say: say?,
        limit: limit?,
        evidence: evidence?,
        record: record?,
        repeat: repeat?,
        only_if: only_if?,
        sign_off: sign_off?,
        carry: carry?,
        tags: tags?,
        starts: starts?,
        answers: answers?,
        commands: commands?,
        site: site?,
    })
}

/// Whether the lines of the step are ticked one by one: work only, of some lines and not too many
/// (R14).
fn bundle(reader: &mut Reader, fields: Fields<'_>, kind: Option<&StepKind>) -> Option<bool> {
    let Some(node) = fields.get("all") else { return Some(false) };
    if !reader.truth(node)? {
        return Some(false);
    }
    let place = fields.key_place("all");
    if let Some(kind) = kind.filter(|kind| !kind.may_bundle()) {
        reader.report(Diagnostic::new(Code::BundleOfOtherKind, place).fact("kind", kind.code()));
        return None;
    }
    let count = fields.get("how").map_or(0, |node| node.items().len());
    if !(Step::LINES_MIN..=Step::LINES_MAX).contains(&count) {
        let finding = Diagnostic::new(Code::BundleLineCount, place).fact("count", count);
        reader.report(finding.fact("min", Step::LINES_MIN).fact("max", Step::LINES_MAX));
        return None;
    }
    Some(true)
}

/// A value that may be absent: the outer `None` means that it is there and wrong.
fn optional<T>(node: Option<&Node>, mut read: impl FnMut(&Node) -> Option<T>) -> Option<Option<T>> {
    match node {
        None => Some(None),
        Some(node) => read(node).map(Some),
    }
}

/// The limit, and the basis that every time in the step needs.
fn limit(reader: &mut Reader, fields: Fields<'_>) -> Option<Option<Limit>> {
    let within = optional(fields.get("within"), |node| reader.span(node));
    let from = optional(fields.get("within_from"), |node| {
        reader.word(node, &[("step", LimitFrom::Step), ("start", LimitFrom::Start)])
    });
    let basis = optional(fields.get("limit_basis"), |node| reader.word(node, BASES));
    let timed: Vec<&str> =
        ["within", "wait", "repeat"].into_iter().filter(|key| fields.get(key).is_some()).collect();
    if let (Some(key), None) = (timed.first(), fields.get("limit_basis")) {
        let finding = Diagnostic::new(Code::NoBasis, fields.key_place(key)).fact("key", key);
        reader.report(finding);
    }
    let is_idle_from = fields.get("within_from").is_some() && fields.get("within").is_none();
    let is_idle_basis = fields.get("limit_basis").is_some() && timed.is_empty();
    for (is_idle, key, needs) in [
        (is_idle_from, "within_from", "within"),
        (is_idle_basis, "limit_basis", "within, wait, repeat"),
    ] {
        if is_idle {
            let finding = Diagnostic::new(Code::IdleLimitKey, fields.key_place(key));
            reader.report(finding.fact("key", key).fact("needs", needs));
        }
    }
    let (within, from, basis) = (within?, from?, basis?);
    let Some(within) = within else { return Some(None) };
    Some(Some(Limit { within, from: from.unwrap_or(LimitFrom::Step), basis: basis? }))
}

/// What the times of the step rest on, when that is there and right; [`limit`] reports the rest.
fn basis_of(fields: Fields<'_>) -> Option<Basis> {
    let Value::Scalar { text, form: Form::Text } = &fields.get("limit_basis")?.value else {
        return None;
    };
    BASES.iter().find(|(word, _)| word == text).map(|(_, basis)| *basis)
}

fn tags(reader: &mut Reader, node: Option<&Node>) -> Option<Vec<Tag>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let items = reader.list(node)?;
    let mut tags: Vec<Option<Tag>> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let tag = reader.word(item, TAGS);
        if let Some(first) = tags.iter().position(|earlier| tag.is_some() && *earlier == tag) {
            let word = reader.plain(item).unwrap_or_default().to_owned();
            let place = items.get(first).map_or(item.span, |first| first.span);
            reader.duplicate(&word, items.get(index).map_or(item.span, |item| item.span), place);
        }
        tags.push(tag);
    }
    tags.into_iter().collect()
}
