//! The whole file: every value read by itself, everything that is wrong at once.
//!
//! Invariants: the facts that come out are those that could be read; a file whose two readers
//! disagree gives none. [`LoadedSite::is_sound`] exactly when no finding is an error.

use std::collections::{BTreeMap, BTreeSet};

use super::list::{Uses, bounded, fresh, fresh_id, ids, items, name, signature_if, text, text_if};
use super::{isolation, person, raw};
use crate::diagnostics::{Code, Diagnostic, SourceSpan};
use crate::domain::ids::{JurisdictionId, PaperId};
use crate::domain::isolation::Level;
use crate::domain::relief::ReliefHours;
use crate::domain::site::{Label, LabelKind, Paper, PublicLine, Site};
use crate::runbook::lower::field::Fields;
use crate::runbook::lower::reader::{Reader, first_line};
use crate::runbook::lower::text::report_mixture;
use crate::runbook::lower::{self, survey};
use crate::runbook::node::Node;

/// The format that this program reads.
const FORMAT: u32 = 1;

const KEYS: &[&str] = &[
    "sangfroid",
    "updated",
    "hospital",
    "jurisdictions",
    "contacts",
    "elsewhere",
    "delegations",
    "loss_cards",
    "systems",
    "papers",
    "labels",
    "public_line",
    "duty",
];

/// What came of reading the file.
#[derive(Clone, Debug, Default)]
pub struct LoadedSite {
    /// What could be read.
    pub site: Site,
    /// The tree, for the places of later findings.
    pub tree: Option<Node>,
    /// Everything that was found, in the order of the file.
    pub findings: Vec<Diagnostic>,
}

impl LoadedSite {
    /// Whether nothing is wrong with its form.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.findings.iter().any(Diagnostic::is_error)
    }
}

/// Reads the site's facts.
#[must_use]
pub fn parse(text: &str) -> LoadedSite {
    let mut kept = Site::default();
    let mut reader = Reader::default();
    let read = |reader: &mut Reader, root: &Node| {
        let site = document(reader, root);
        kept = site.clone().unwrap_or_default();
        site
    };
    let (_, tree, findings) = survey::<Site, raw::Site>(text, &mut reader, read);
    if findings.iter().any(|finding| finding.code == Code::Ambiguous) {
        kept = Site::default();
    }
    LoadedSite { site: kept, tree, findings }
}

/// What could be read of the file; nothing of a later format, because it would mislead.
fn document(reader: &mut Reader, root: &Node) -> Option<Site> {
    if lower::is_newer(reader, root) {
        return None;
    }
    let fields = Fields::open(reader, root, KEYS)?;
    if let Some(node) = fields.need(reader, "sangfroid") {
        reader.number(node, FORMAT, FORMAT);
    }
    let mut uses = Uses::default();
    let updated = fields.need(reader, "updated").and_then(|node| reader.date(node));
    let hospital = fields.need(reader, "hospital");
    let hospital = hospital.and_then(|node| person::hospital(reader, node));
    let jurisdictions = ids(reader, fields, "jurisdictions", 20, JurisdictionId::parse);
    let mut seen = BTreeMap::new();
    let contacts = items(reader, fields, "contacts", 2000).iter();
    let contacts = contacts.filter_map(|node| person::contact(reader, node, &mut seen, &mut uses));
    let contacts = contacts.collect();
    let mut roles = BTreeMap::new();
    let elsewhere = items(reader, fields, "elsewhere", 200).iter();
    let elsewhere = elsewhere.filter_map(|node| {
        let found = person::elsewhere(reader, node)?;
        fresh(reader, found.role.as_str(), first_line(node), &mut roles).then_some(found)
    });
    let elsewhere = elsewhere.collect();
    let mut names = BTreeMap::new();
    let delegations = items(reader, fields, "delegations", 100).iter();
    let delegations =
        delegations.filter_map(|node| isolation::delegation(reader, node, &mut names, &mut uses));
    let delegations = delegations.collect();
    let mut levels = BTreeMap::new();
    let loss_cards = items(reader, fields, "loss_cards", Level::ALL.len()).iter();
    let loss_cards =
        loss_cards.filter_map(|node| isolation::loss_card(reader, node, &mut levels, &mut uses));
    let loss_cards = loss_cards.collect();
    let systems = items(reader, fields, "systems", 1000);
    let systems = isolation::systems(reader, systems, &mut uses);
    let papers = papers(reader, fields);
    let labels = items(reader, fields, "labels", 500).iter();
    let labels = labels.filter_map(|node| label(reader, node)).collect();
    let public_line = fields.get("public_line").and_then(|node| public_line(reader, node));
    let relief = fields.get("duty").and_then(|node| relief(reader, node));
    look_up(reader, &uses, &seen);
    report_mixture(reader);
    Some(Site {
        updated,
        hospital,
        jurisdictions: jurisdictions.into_iter().collect::<BTreeSet<_>>(),
        contacts,
        elsewhere,
        delegations,
        loss_cards,
        systems,
        papers,
        labels,
        public_line,
        relief: relief.unwrap_or_default(),
    })
}

/// Both hours or none: half a rule would be a rule that nobody wrote.
fn relief(reader: &mut Reader, node: &Node) -> Option<ReliefHours> {
    let duty = Fields::open(reader, node, &["relief_after_hours"])?;
    let hours = duty.need(reader, "relief_after_hours")?;
    let hours = Fields::open(reader, hours, &["day", "night"])?;
    let (min, max) = ReliefHours::RANGE;
    let mut read = |key| hours.need(reader, key).and_then(|node| reader.number(node, min, max));
    let (day, night) = (read("day"), read("night"));
    Some(ReliefHours { day: day?, night: night? })
}

/// Every contact that is named stands in the list, in whatever shape.
fn look_up(reader: &mut Reader, uses: &Uses, seen: &BTreeMap<String, SourceSpan>) {
    for (id, place) in &uses.contacts {
        if !seen.contains_key(id.as_str()) {
            let finding = Diagnostic::new(Code::UnknownContact, *place);
            reader.report(finding.fact("found", id));
        }
    }
}

fn papers(reader: &mut Reader, fields: Fields<'_>) -> Vec<Paper> {
    let mut seen = BTreeMap::new();
    let papers = items(reader, fields, "papers", 200).iter();
    let papers = papers.filter_map(|node| {
        let fields = Fields::open(reader, node, &["id", "title", "place", "checked"])?;
        let id = fresh_id(reader, fields, &mut seen, PaperId::parse);
        let title = text(reader, fields, "title");
        let place = text(reader, fields, "place");
        let checked = signature_if(reader, fields, "checked");
        Some(Paper { id: id?, title: title?, place: place?, checked })
    });
    papers.collect()
}

fn label(reader: &mut Reader, node: &Node) -> Option<Label> {
    let fields = Fields::open(reader, node, &["kind", "label", "means"])?;
    let kind = fields.need(reader, "kind");
    let kind = kind.and_then(|node| reader.word(node, LabelKind::ALL));
    let painted = name(reader, fields, "label");
    let means = text(reader, fields, "means");
    Some(Label { kind: kind?, text: painted?, means: means? })
}

fn public_line(reader: &mut Reader, node: &Node) -> Option<PublicLine> {
    let fields = Fields::open(reader, node, &["number", "wording", "forwarding"])?;
    let number = name(reader, fields, "number");
    let wording = fields.need(reader, "wording").and_then(|node| bounded(reader, node));
    let forwarding = text_if(reader, fields, "forwarding");
    Some(PublicLine { number: number?, wording: wording?, forwarding })
}
