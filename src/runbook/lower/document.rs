//! The top level of a runbook file.

use std::collections::{BTreeMap, BTreeSet};

use super::choice::{fresh_id, optional_text};
use super::field::Fields;
use super::phase;
use super::reader::Reader;
use super::text::{self, Lines};
use crate::diagnostics::{Code, Diagnostic};
use crate::domain::ids::{IdError, RoleId, RunbookId, SymptomId, TrackId};
use crate::domain::runbook::{Role, Runbook, Source, Track};
use crate::domain::text::Text;
use crate::runbook::node::{Form, Node, Value};

/// The format that this program reads.
pub(super) const FORMAT: u32 = 1;

const KEYS: &[&str] = &[
    "sangfroid",
    "id",
    "revision",
    "reviewed",
    "title",
    "use_when",
    "not_for",
    "needs",
    "symptoms",
    "keywords",
    "roles",
    "tracks",
    "phases",
    "last_acts",
    "sources",
];

/// Reads the whole file. A later format gives one finding only: the rest would mislead.
pub(super) fn read(reader: &mut Reader, root: &Node) -> Option<Runbook> {
    if is_newer(reader, root) {
        return None;
    }
    let fields = Fields::open(reader, root, KEYS)?;
    let format = fields.need(reader, "sangfroid");
    let format = format.and_then(|node| reader.number(node, FORMAT, FORMAT));
    let id = fields.need(reader, "id").and_then(|node| reader.id(node, RunbookId::parse));
    reader.names.runbook = id.as_ref().map(ToString::to_string);
    let revision = fields.need(reader, "revision");
    let revision = revision.and_then(|node| reader.number(node, 1, 999_999));
    let reviewed = fields.need(reader, "reviewed").and_then(|node| reader.date(node));
    let title = needed_text(reader, fields, "title", Lines::One);
    let use_when = needed_text(reader, fields, "use_when", Lines::Many);
    let not_for = optional_text(reader, fields, "not_for");
    let needs = optional_text(reader, fields, "needs");
    let symptoms = symptoms(reader, fields.get("symptoms"));
    let keywords = keywords(reader, fields.get("keywords"));
    let (roles, role_names) = named(reader, fields, "roles", RoleId::parse);
    reader.names.roles = role_names;
    let (tracks, track_names) = named(reader, fields, "tracks", TrackId::parse);
    reader.names.tracks = track_names;
    let phases = fields.need(reader, "phases").and_then(|node| phase::read_all(reader, node));
    let last_acts = text::read_list(reader, fields.get("last_acts"));
    let sources = sources(reader, fields.get("sources"));
    text::report_mixture(reader);
    format?;
    let (title, use_when) = (title?, use_when?);
    let roles = roles?.into_iter().map(|(id, title)| Role { id, title }).collect();
    let tracks = tracks?.into_iter().map(|(id, title)| Track { id, title }).collect();
    let phases = phases?;
    let titles = phases.iter().flat_map(|phase| phase.steps.iter().map(|step| &step.title));
    let languages = text::languages([&title, &use_when].into_iter().chain(titles));
    Some(Runbook {
        id: id?,
        revision: revision?,
        reviewed: reviewed?,
        languages,
        title,
        use_when,
        not_for: not_for?,
        needs: needs?,
        symptoms: symptoms?,
        keywords: keywords?,
        roles,
        tracks,
        phases,
        last_acts: last_acts?,
        sources: sources?,
    })
}

/// Whether the file names a later format, which is reported.
pub(in crate::runbook) fn is_newer(reader: &mut Reader, root: &Node) -> bool {
    let Some(node) = root.get("sangfroid") else { return false };
    let Value::Scalar { text, form: Form::Number } = &node.value else { return false };
    let is_newer = text.parse::<u32>().is_ok_and(|format| format > FORMAT);
    if is_newer {
        let finding = Diagnostic::new(Code::NewerFormat, node.span).fact("found", text);
        reader.report(finding.fact("known", FORMAT));
    }
    is_newer
}

pub(super) fn needed_text(
    reader: &mut Reader,
    fields: Fields<'_>,
    key: &'static str,
    lines: Lines,
) -> Option<Text> {
    let node = fields.need(reader, key)?;
    text::read(reader, node, lines)
}

type Named<T> = (Option<Vec<(T, Text)>>, Option<BTreeSet<String>>);

/// A list of names with titles, and the set of its names when it is a list at all.
fn named<T: ToString>(
    reader: &mut Reader,
    fields: Fields<'_>,
    key: &'static str,
    parse: fn(&str) -> Result<T, IdError>,
) -> Named<T> {
    let items = fields.need(reader, key).and_then(|node| reader.filled_list(node));
    let Some(items) = items else { return (None, None) };
    let mut seen = BTreeMap::new();
    let entries: Vec<Option<(T, Text)>> = items
        .iter()
        .map(|item| {
            let fields = Fields::open(reader, item, &["id", "title"])?;
            let id = fresh_id(reader, fields, &mut seen, parse);
            let title = needed_text(reader, fields, "title", Lines::One);
            Some((id?, title?))
        })
        .collect();
    (entries.into_iter().collect(), Some(seen.into_keys().collect()))
}

fn symptoms(reader: &mut Reader, node: Option<&Node>) -> Option<Vec<SymptomId>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let mut seen = BTreeMap::new();
    let mut symptoms = Vec::new();
    let mut is_whole = true;
    for item in reader.list(node)? {
        let Some(id) = reader.id(item, SymptomId::parse) else {
            is_whole = false;
            continue;
        };
        if let Some(first) = seen.insert(id.to_string(), item.span) {
            reader.duplicate(id.as_str(), item.span, first);
        }
        symptoms.push(id);
    }
    is_whole.then_some(symptoms)
}

fn keywords(reader: &mut Reader, node: Option<&Node>) -> Option<Vec<String>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let items = reader.list(node)?;
    let words: Vec<Option<String>> =
        items.iter().map(|item| text::read_untranslated(reader, item)).collect();
    words.into_iter().collect()
}

pub(super) fn sources(reader: &mut Reader, node: Option<&Node>) -> Option<Vec<Source>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let items = reader.list(node)?;
    let sources: Vec<Option<Source>> = items
        .iter()
        .map(|item| {
            let fields = Fields::open(reader, item, &["title", "publisher", "year"])?;
            let title = fields.need(reader, "title");
            let title = title.and_then(|node| text::read_untranslated(reader, node));
            let publisher = fields.need(reader, "publisher");
            let publisher = publisher.and_then(|node| text::read_untranslated(reader, node));
            let year = fields.need(reader, "year");
            let year = year.and_then(|node| reader.number(node, 1900, 2200));
            let year = year.and_then(|year| u16::try_from(year).ok());
            Some(Source { title: title?, publisher: publisher?, year: year? })
        })
        .collect();
    sources.into_iter().collect()
}
