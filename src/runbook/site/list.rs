//! What every part of the file needs: bounded lists and texts, ids and signatures.
//!
//! Each returns what could be read; what could not was reported, and leaves the rest in use.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, SourceSpan};
use crate::domain::ids::{ContactId, IdError};
use crate::domain::site::Signature;
use crate::domain::text::Text;
use crate::domain::time::Date;
use crate::runbook::lower::field::Fields;
use crate::runbook::lower::reader::{Reader, first_line};
use crate::runbook::lower::text::{self, Lines};
use crate::runbook::node::Node;

/// Most characters of a name, a number, a place.
pub(super) const NAME_CHARS_MAX: usize = 120;

/// Most characters of any other text.
pub(super) const TEXT_CHARS_MAX: usize = 600;

/// What is kept while the file is read, besides the findings.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// Where contacts are named.
    pub(super) contacts: Vec<(ContactId, SourceSpan)>,
}

/// The items of a list, at most `max` of them; none when the key is absent.
pub(super) fn items<'n>(
    reader: &mut Reader,
    fields: Fields<'n>,
    key: &'static str,
    max: usize,
) -> &'n [Node] {
    let Some(node) = fields.get(key) else { return &[] };
    let Some(items) = reader.list(node) else { return &[] };
    let Some((kept, _)) = items.split_at_checked(max).filter(|(_, rest)| !rest.is_empty()) else {
        return items;
    };
    let finding = Diagnostic::new(Code::LongSiteList, fields.key_place(key));
    reader.report(finding.fact("count", items.len()).fact("max", max));
    kept
}

/// The items of a list that must be there and must have some.
pub(super) fn needed_items<'n>(
    reader: &mut Reader,
    fields: Fields<'n>,
    key: &'static str,
    max: usize,
) -> &'n [Node] {
    let Some(node) = fields.need(reader, key) else { return &[] };
    if reader.filled_list(node).is_none() {
        return &[];
    }
    items(reader, fields, key, max)
}

/// A list of identifiers.
pub(super) fn ids<T>(
    reader: &mut Reader,
    fields: Fields<'_>,
    key: &'static str,
    max: usize,
    parse: fn(&str) -> Result<T, IdError>,
) -> Vec<T> {
    let items = items(reader, fields, key, max);
    items.iter().filter_map(|item| reader.id(item, parse)).collect()
}

/// The `id` of an entry, when nothing before it has the same.
pub(super) fn fresh_id<T: ToString>(
    reader: &mut Reader,
    fields: Fields<'_>,
    seen: &mut BTreeMap<String, SourceSpan>,
    parse: fn(&str) -> Result<T, IdError>,
) -> Option<T> {
    let node = fields.need(reader, "id")?;
    let id = reader.id(node, parse)?;
    fresh(reader, &id.to_string(), first_line(node), seen).then_some(id)
}

/// Whether nothing before has this name.
pub(super) fn fresh(
    reader: &mut Reader,
    name: &str,
    place: SourceSpan,
    seen: &mut BTreeMap<String, SourceSpan>,
) -> bool {
    if let Some(first) = seen.get(name) {
        reader.duplicate(name, place, *first);
        return false;
    }
    seen.insert(name.to_owned(), place);
    true
}

/// A name, a number or a place: one line, not translated.
pub(super) fn name(reader: &mut Reader, fields: Fields<'_>, key: &'static str) -> Option<String> {
    let node = fields.need(reader, key)?;
    short(reader, node)
}

/// The same, when it is there.
pub(super) fn name_if(reader: &mut Reader, fields: Fields<'_>, key: &str) -> Option<String> {
    short(reader, fields.get(key)?)
}

fn short(reader: &mut Reader, node: &Node) -> Option<String> {
    let text = text::read_untranslated(reader, node)?;
    let count = text.chars().count();
    if count > NAME_CHARS_MAX {
        too_long(reader, node, count, NAME_CHARS_MAX);
        return None;
    }
    Some(text)
}

/// A text for people that must be there.
pub(super) fn text(reader: &mut Reader, fields: Fields<'_>, key: &'static str) -> Option<Text> {
    let node = fields.need(reader, key)?;
    bounded(reader, node)
}

/// The same, when it is there.
pub(super) fn text_if(reader: &mut Reader, fields: Fields<'_>, key: &str) -> Option<Text> {
    bounded(reader, fields.get(key)?)
}

/// A text for people, of bounded length.
pub(super) fn bounded(reader: &mut Reader, node: &Node) -> Option<Text> {
    let text = text::read(reader, node, Lines::Many)?;
    let count = match &text {
        Text::Plain(text) => text.chars().count(),
        Text::Both { en, fr } => en.chars().count().max(fr.chars().count()),
    };
    if count > TEXT_CHARS_MAX {
        too_long(reader, node, count, TEXT_CHARS_MAX);
        return None;
    }
    Some(text)
}

fn too_long(reader: &mut Reader, node: &Node, count: usize, max: usize) {
    let finding = Diagnostic::new(Code::LongSiteText, first_line(node));
    reader.report(finding.fact("count", count).fact("max", max));
}

/// A day, when it is there.
pub(super) fn day_if(reader: &mut Reader, fields: Fields<'_>, key: &str) -> Option<Date> {
    fields.get(key).and_then(|node| reader.date(node))
}

/// Who answers for something, when it is said.
pub(super) fn signature_if(
    reader: &mut Reader,
    fields: Fields<'_>,
    key: &str,
) -> Option<Signature> {
    let node = fields.get(key)?;
    let fields = Fields::open(reader, node, &["on", "by"])?;
    let on = fields.need(reader, "on").and_then(|node| reader.date(node));
    let by = name(reader, fields, "by");
    Some(Signature { on: on?, by: by? })
}

/// A contact that is named, looked up once all are known.
pub(super) fn contact_if(
    reader: &mut Reader,
    fields: Fields<'_>,
    key: &str,
    uses: &mut Uses,
) -> Option<ContactId> {
    let node = fields.get(key)?;
    let id = reader.id(node, ContactId::parse)?;
    uses.contacts.push((id.clone(), first_line(node)));
    Some(id)
}

/// A list of contacts, likewise.
pub(super) fn contacts(reader: &mut Reader, items: &[Node], uses: &mut Uses) -> Vec<ContactId> {
    let one = |item: &Node| {
        let id = reader.id(item, ContactId::parse)?;
        uses.contacts.push((id.clone(), first_line(item)));
        Some(id)
    };
    items.iter().filter_map(one).collect()
}
