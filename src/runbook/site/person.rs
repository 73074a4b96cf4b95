//! The hospital and its contacts.

use std::collections::BTreeMap;

use super::list::{
    Uses, contacts as named, day_if, fresh_id, ids, items, name, name_if, needed_items,
    signature_if, text, text_if,
};
use crate::domain::ids::{ContactId, JurisdictionId, RoleId, SiteId};
use crate::domain::site::{Channel, ChannelKind, Contact, Elsewhere, Hospital, Place};
use crate::runbook::lower::field::Fields;
use crate::runbook::lower::reader::Reader;
use crate::runbook::node::Node;

const LANGUAGES_MAX: usize = 20;

const CONTACT_KEYS: &[&str] = &[
    "id",
    "name",
    "function",
    "roles",
    "channels",
    "languages",
    "hours",
    "deputies",
    "checked",
    "expires",
];

/// Whether a channel hangs on the hospital network, by the words used in the file.
const NETWORK: &[(&str, bool)] = &[("outside", true), ("hospital", false)];

/// Codes of languages, such as `fr`.
fn languages(reader: &mut Reader, fields: Fields<'_>) -> Vec<String> {
    let codes = ids(reader, fields, "languages", LANGUAGES_MAX, JurisdictionId::parse);
    codes.into_iter().map(|code| code.to_string()).collect()
}

pub(super) fn hospital(reader: &mut Reader, node: &Node) -> Option<Hospital> {
    let keys = &["name", "sites", "beds", "languages", "time_zone"];
    let fields = Fields::open(reader, node, keys)?;
    let name = name(reader, fields, "name");
    let mut seen = BTreeMap::new();
    let sites = items(reader, fields, "sites", 100);
    let sites = sites.iter().filter_map(|item| {
        let fields = Fields::open(reader, item, &["id", "name", "address"])?;
        let id = fresh_id(reader, fields, &mut seen, SiteId::parse);
        let name = super::list::name(reader, fields, "name");
        let address = name_if(reader, fields, "address");
        Some(Place { id: id?, name: name?, address })
    });
    let sites = sites.collect();
    let beds = fields.get("beds").and_then(|node| reader.number(node, 1, 99_999));
    let languages = languages(reader, fields);
    let time_zone = name_if(reader, fields, "time_zone");
    Some(Hospital { name: name?, sites, beds, languages, time_zone })
}

pub(super) fn contact(
    reader: &mut Reader,
    node: &Node,
    seen: &mut BTreeMap<String, crate::diagnostics::SourceSpan>,
    uses: &mut Uses,
) -> Option<Contact> {
    let fields = Fields::open(reader, node, CONTACT_KEYS)?;
    let id = fresh_id(reader, fields, seen, ContactId::parse);
    let name = name(reader, fields, "name");
    let function = text_if(reader, fields, "function");
    let roles = ids(reader, fields, "roles", 60, RoleId::parse);
    let channels = needed_items(reader, fields, "channels", 12);
    let channels: Vec<Channel> = channels.iter().filter_map(|item| channel(reader, item)).collect();
    let languages = languages(reader, fields);
    let hours = text_if(reader, fields, "hours");
    let deputies = items(reader, fields, "deputies", 9);
    let deputies = named(reader, deputies, uses);
    let checked = signature_if(reader, fields, "checked");
    let expires = day_if(reader, fields, "expires");
    // Without a way to reach them the entry is of no use.
    let is_reachable = !channels.is_empty();
    let (id, name) = (id?, name?);
    is_reachable.then_some(Contact {
        id,
        name,
        function,
        roles,
        channels,
        languages,
        hours,
        deputies,
        checked,
        expires,
    })
}

fn channel(reader: &mut Reader, node: &Node) -> Option<Channel> {
    let fields = Fields::open(reader, node, &["kind", "at", "network", "note"])?;
    let kind = fields.need(reader, "kind");
    let kind = kind.and_then(|node| reader.word(node, ChannelKind::ALL));
    let at = name(reader, fields, "at");
    let network = fields.need(reader, "network");
    let network = network.and_then(|node| reader.word(node, NETWORK));
    let remark = text_if(reader, fields, "note");
    // What is not known to be outside may be dead.
    Some(Channel { kind: kind?, at: at?, is_off_network: network.unwrap_or(false), note: remark })
}

pub(super) fn elsewhere(reader: &mut Reader, node: &Node) -> Option<Elsewhere> {
    let fields = Fields::open(reader, node, &["role", "find"])?;
    let role = fields.need(reader, "role").and_then(|node| reader.id(node, RoleId::parse));
    let find = text(reader, fields, "find");
    Some(Elsewhere { role: role?, find: find? })
}
