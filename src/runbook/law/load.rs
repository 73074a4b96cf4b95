//! One file of legal clocks: every value read by itself, everything that is wrong at once.
//!
//! Invariant: there is a file exactly when no finding is an error. What names something of another
//! file is looked up by [`super::shelf`].

use std::collections::{BTreeMap, BTreeSet};

use super::raw;
use crate::diagnostics::{Code, Diagnostic, SourceSpan, Word};
use crate::domain::ids::{ClockId, IdError, JurisdictionId, MomentId};
use crate::domain::law::{
    EndOfPeriod, LawStatus, LegalClock, LegalMoment, Limit, Trigger, Unit, WITHOUT_DELAY,
};
use crate::domain::runbook::Source;
use crate::domain::text::Text;
use crate::domain::time::Date;
use crate::runbook::lower::field::Fields;
use crate::runbook::lower::reader::{Reader, first_line};
use crate::runbook::lower::settle;
use crate::runbook::lower::text::{self, Lines};
use crate::runbook::node::{Form, Node, Value};
use crate::runbook::{bytes, yaml};

/// The format that this program reads.
const FORMAT: u32 = 1;

/// The largest number that a limit may have; the longest in use is sixty.
const COUNT_MAX: u32 = 999;

const KEYS: &[&str] =
    &["sangfroid", "jurisdiction", "moments", "clocks", "holidays", "only_jurisdictions"];

const CLOCK_KEYS: &[&str] = &[
    "id",
    "title",
    "binds",
    "applies_if",
    "trigger",
    "limit",
    "unit",
    "end_of_period",
    "recipient",
    "channel",
    "offline_fallback",
    "content_checklist",
    "legal_ref",
    "as_of",
    "status",
    "late_requires_reason",
    "allows_phased",
    "check_primary_text",
    "note",
];

/// What one file holds.
#[derive(Clone, Debug)]
pub struct ClockFile {
    /// Whose law it is, when it holds clocks or holidays.
    pub jurisdiction: Option<JurisdictionId>,
    /// Its moments.
    pub moments: Vec<LegalMoment>,
    /// Its clocks.
    pub clocks: Vec<LegalClock>,
    /// Its holidays.
    pub holidays: BTreeSet<Date>,
    /// Whose law the site is under, when the file says so.
    pub only: Option<BTreeSet<JurisdictionId>>,
}

/// What came of reading one file.
#[derive(Clone, Debug)]
pub struct LoadedClocks {
    /// The file, when there was no error.
    pub file: Option<ClockFile>,
    /// Everything that was found, in the order of the file.
    pub findings: Vec<Diagnostic>,
    /// Where each clock stands: its name, and what it counts from.
    pub places: BTreeMap<ClockId, Place>,
    /// Where each moment is declared.
    pub moment_places: BTreeMap<MomentId, SourceSpan>,
}

/// Where a clock stands in its file.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its name.
    pub id: SourceSpan,
    /// What it counts from.
    pub trigger: SourceSpan,
}

/// Reads a file of legal clocks.
#[must_use]
pub fn parse(text: &str) -> LoadedClocks {
    let mut loaded = LoadedClocks {
        file: None,
        findings: Vec::new(),
        places: BTreeMap::new(),
        moment_places: BTreeMap::new(),
    };
    if text.len() as u64 > bytes::FILE_BYTES_MAX {
        loaded.findings = bytes::decode(text.as_bytes()).findings;
        return loaded;
    }
    let mut findings = bytes::hidden_characters(text, yaml::FINDINGS_MAX);
    let (tree, reported) = yaml::tree(text);
    findings.extend(reported);
    if let Some(root) = &tree {
        let mut reader = Reader::default();
        loaded.file = document(&mut reader, root, &mut loaded.places, &mut loaded.moment_places);
        findings.append(&mut reader.findings);
    }
    if loaded.file.is_none() && !findings.iter().any(Diagnostic::is_error) {
        findings.push(Diagnostic::new(Code::Ambiguous, SourceSpan::at(0)).fact("reader", ""));
    }
    if !findings.iter().any(Diagnostic::is_error)
        && let Err((reader, place)) = yaml::decode::<raw::ClockFile>(text)
    {
        findings.push(Diagnostic::new(Code::Ambiguous, place).fact("reader", reader));
    }
    loaded.findings = settle(findings);
    if loaded.findings.iter().any(Diagnostic::is_error) {
        loaded.file = None;
    }
    loaded
}

fn document(
    reader: &mut Reader,
    root: &Node,
    places: &mut BTreeMap<ClockId, Place>,
    moment_places: &mut BTreeMap<MomentId, SourceSpan>,
) -> Option<ClockFile> {
    let fields = Fields::open(reader, root, KEYS)?;
    let format = fields.need(reader, "sangfroid");
    let format = format.and_then(|node| reader.number(node, FORMAT, FORMAT));
    let jurisdiction = match fields.get("jurisdiction") {
        None => Some(None),
        Some(node) => reader.id(node, JurisdictionId::parse).map(Some),
    };
    for key in ["clocks", "holidays"] {
        if fields.get(key).is_some() && fields.get("jurisdiction").is_none() {
            let finding = Diagnostic::new(Code::NoJurisdiction, fields.key_place(key));
            reader.report(finding.fact("key", key));
        }
    }
    let moments = moments(reader, fields.get("moments"), moment_places);
    let owner = jurisdiction.clone().flatten();
    let clocks = clocks(reader, fields.get("clocks"), owner.as_ref(), places);
    let holidays = holidays(reader, fields.get("holidays"));
    let only = only(reader, fields.get("only_jurisdictions"));
    text::report_mixture(reader);
    format?;
    Some(ClockFile {
        jurisdiction: jurisdiction?,
        moments: moments?,
        clocks: clocks?,
        holidays: holidays?,
        only: only?,
    })
}

/// The name of an item whose names must differ in the file.
fn fresh<T: Ord + Clone + ToString>(
    reader: &mut Reader,
    fields: Fields<'_>,
    seen: &BTreeMap<T, SourceSpan>,
    parse: fn(&str) -> Result<T, IdError>,
) -> Option<(T, SourceSpan)> {
    let node = fields.need(reader, "id")?;
    let id = reader.id(node, parse)?;
    if let Some(first) = seen.get(&id) {
        reader.duplicate(&id.to_string(), node.span, *first);
        return None;
    }
    Some((id, node.span))
}

fn moments(
    reader: &mut Reader,
    node: Option<&Node>,
    places: &mut BTreeMap<MomentId, SourceSpan>,
) -> Option<Vec<LegalMoment>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let mut all = Vec::new();
    for item in reader.list(node)? {
        let Some(fields) = Fields::open(reader, item, &["id", "title", "ask"]) else {
            all.push(None);
            continue;
        };
        let id = fresh(reader, fields, places, MomentId::parse);
        let title = needed(reader, fields, "title", Lines::One);
        let ask = needed(reader, fields, "ask", Lines::Many);
        all.push(id.and_then(|(id, span)| {
            places.insert(id.clone(), span);
            Some(LegalMoment { id, title: title?, ask: ask? })
        }));
    }
    all.into_iter().collect()
}

fn clocks(
    reader: &mut Reader,
    node: Option<&Node>,
    jurisdiction: Option<&JurisdictionId>,
    places: &mut BTreeMap<ClockId, Place>,
) -> Option<Vec<LegalClock>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let mut seen = BTreeMap::new();
    let mut all = Vec::new();
    for item in reader.list(node)? {
        let read = Fields::open(reader, item, CLOCK_KEYS).and_then(|fields| {
            let name = fresh(reader, fields, &seen, ClockId::parse);
            if let Some((id, span)) = &name {
                let trigger = fields.get("trigger").map_or(*span, first_line);
                seen.insert(id.clone(), *span);
                places.insert(id.clone(), Place { id: *span, trigger });
            }
            clock(reader, fields, name.map(|(id, _)| id), jurisdiction)
        });
        all.push(read);
    }
    all.into_iter().collect()
}

fn clock(
    reader: &mut Reader,
    fields: Fields<'_>,
    id: Option<ClockId>,
    jurisdiction: Option<&JurisdictionId>,
) -> Option<LegalClock> {
    let title = needed(reader, fields, "title", Lines::One);
    let binds = needed(reader, fields, "binds", Lines::Many);
    let applies_if = filled(reader, fields, "applies_if");
    let trigger = fields.need(reader, "trigger").and_then(|node| trigger(reader, node));
    let limit = limit(reader, fields);
    let end_of_period = end_of_period(reader, fields, limit);
    let recipient = needed(reader, fields, "recipient", Lines::Many);
    let channel = needed(reader, fields, "channel", Lines::Many);
    let offline_fallback = needed(reader, fields, "offline_fallback", Lines::Many);
    let content_checklist = filled(reader, fields, "content_checklist");
    let legal_ref = fields.need(reader, "legal_ref").and_then(|node| legal_ref(reader, node));
    let as_of = fields.need(reader, "as_of").and_then(|node| reader.date(node));
    let status = fields.need(reader, "status").and_then(|node| reader.word(node, STATUSES));
    let late = fields.need(reader, "late_requires_reason");
    let late_requires_reason = late.and_then(|node| reader.truth(node));
    let phased = fields.need(reader, "allows_phased");
    let allows_phased = phased.and_then(|node| reader.truth(node));
    let check_primary_text = match fields.get("check_primary_text") {
        None => Some(false),
        Some(node) => reader.truth(node),
    };
    let note = match fields.get("note") {
        None => Some(None),
        Some(node) => text::read(reader, node, Lines::Many).map(Some),
    };
    Some(LegalClock {
        id: id?,
        title: title?,
        jurisdiction: jurisdiction?.clone(),
        binds: binds?,
        applies_if: applies_if?,
        trigger: trigger?,
        limit: limit?,
        end_of_period: end_of_period?,
        recipient: recipient?,
        channel: channel?,
        offline_fallback: offline_fallback?,
        content_checklist: content_checklist?,
        legal_ref: legal_ref?,
        as_of: as_of?,
        status: status?,
        late_requires_reason: late_requires_reason?,
        allows_phased: allows_phased?,
        check_primary_text: check_primary_text?,
        note: note?,
    })
}

const STATUSES: &[(&str, LawStatus)] = &[
    ("in-force", LawStatus::InForce),
    ("proposed", LawStatus::Proposed),
    ("pending-transposition", LawStatus::Pending),
];

const PERIOD_ENDS: &[(&str, EndOfPeriod)] =
    &[("runs-on", EndOfPeriod::RunsOn), ("next-working-day", EndOfPeriod::NextWorkingDay)];

fn needed(
    reader: &mut Reader,
    fields: Fields<'_>,
    key: &'static str,
    lines: Lines,
) -> Option<Text> {
    let node = fields.need(reader, key)?;
    text::read(reader, node, lines)
}

/// A list of texts that must have some.
fn filled(reader: &mut Reader, fields: Fields<'_>, key: &'static str) -> Option<Vec<Text>> {
    let node = fields.need(reader, key)?;
    reader.filled_list(node)?;
    text::read_list(reader, Some(node))
}

fn trigger(reader: &mut Reader, node: &Node) -> Option<Trigger> {
    let Value::Map(entries) = &node.value else {
        return reader.id(node, MomentId::parse).map(Trigger::Moment);
    };
    let fields = Fields::open(reader, node, &["submitted", "end_of_year_of"])?;
    if entries.len() > 1 {
        reader.wrong_type(node, Word::Text);
        return None;
    }
    if let Some(node) = fields.get("end_of_year_of") {
        return reader.id(node, MomentId::parse).map(Trigger::YearEnd);
    }
    let node = fields.need(reader, "submitted")?;
    reader.id(node, ClockId::parse).map(Trigger::Submitted)
}

/// A number with its unit, or the words that stand for none.
fn limit(reader: &mut Reader, fields: Fields<'_>) -> Option<Limit> {
    let node = fields.need(reader, "limit")?;
    let misfit = |reader: &mut Reader| {
        reader.report(Diagnostic::new(Code::LimitUnit, first_line(node)));
        None
    };
    let words: Vec<(&'static str, Unit)> = Unit::ALL.map(|unit| (unit.code(), unit)).to_vec();
    let unit = fields.get("unit").map(|node| reader.word(node, &words));
    match (&node.value, unit) {
        (Value::Scalar { form: Form::Text, .. }, None) => {
            reader.word(node, &[(WITHOUT_DELAY, Limit::WithoutDelay)])
        }
        (Value::Scalar { form: Form::Number, .. }, Some(unit)) => {
            let count = reader.number(node, 1, COUNT_MAX);
            Some(Limit::Within(count?, unit?))
        }
        (Value::Scalar { form: Form::Text | Form::Number, .. }, _) => misfit(reader),
        _ => {
            reader.wrong_type(node, Word::Number);
            None
        }
    }
}

fn end_of_period(
    reader: &mut Reader,
    fields: Fields<'_>,
    limit: Option<Limit>,
) -> Option<EndOfPeriod> {
    let Some(node) = fields.get("end_of_period") else { return Some(EndOfPeriod::RunsOn) };
    let rule = reader.word(node, PERIOD_ENDS)?;
    let is_idle = match limit {
        Some(Limit::WithoutDelay) => true,
        Some(Limit::Within(_, Unit::Hours)) => rule != EndOfPeriod::RunsOn,
        _ => false,
    };
    if is_idle {
        reader.report(Diagnostic::new(Code::IdlePeriodEnd, fields.key_place("end_of_period")));
        return None;
    }
    Some(rule)
}

fn legal_ref(reader: &mut Reader, node: &Node) -> Option<Source> {
    let fields = Fields::open(reader, node, &["title", "publisher", "year"])?;
    let title = fields.need(reader, "title");
    let title = title.and_then(|node| text::read_untranslated(reader, node));
    let publisher = fields.need(reader, "publisher");
    let publisher = publisher.and_then(|node| text::read_untranslated(reader, node));
    let year = fields.need(reader, "year").and_then(|node| reader.number(node, 1900, 2200));
    let year = year.and_then(|year| u16::try_from(year).ok());
    Some(Source { title: title?, publisher: publisher?, year: year? })
}

fn holidays(reader: &mut Reader, node: Option<&Node>) -> Option<BTreeSet<Date>> {
    let Some(node) = node else { return Some(BTreeSet::new()) };
    let days: Vec<Option<Date>> = reader.list(node)?.iter().map(|item| reader.date(item)).collect();
    days.into_iter().collect()
}

fn only(reader: &mut Reader, node: Option<&Node>) -> Option<Option<BTreeSet<JurisdictionId>>> {
    let Some(node) = node else { return Some(None) };
    let items = reader.filled_list(node)?;
    let all: Vec<Option<JurisdictionId>> =
        items.iter().map(|item| reader.id(item, JurisdictionId::parse)).collect();
    all.into_iter().collect::<Option<_>>().map(Some)
}
