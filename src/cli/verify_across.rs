//! What the logs that were given say of each other, and what was kept outside says of them: codes
//! and heads, the laptop's mark, copies, and heads that one laptop saw of another's log.

use std::collections::{BTreeMap, BTreeSet};

use super::verify::Report;
use crate::audit::Digest;
use crate::audit::finding::{Finding, FindingKind, Source};
use crate::audit::outside::{Claim, Claims, Likeness, Met};
use crate::audit::testimony::{Testimony, Witnessed};
use crate::ports::Mark;

/// One of the paths that were given.
pub(super) struct Place {
    /// Whether it is the folder of an incident: it has to hold every log that was seen in it.
    pub(super) is_folder: bool,
    /// How far the laptop's own log had come, where it keeps that outside this folder.
    pub(super) mark: Option<Mark>,
}

/// Compares everything; what is found stands with the log that it is about.
pub(super) fn compare(places: &[Place], reports: &mut [Report]) {
    for (at, place) in places.iter().enumerate() {
        if let Some(mark) = &place.mark {
            hear_mark(mark, at, reports);
        }
    }
    settle_codes(reports);
    compare_copies(reports);
    hear_witnesses(reports);
    miss_logs(places, reports);
}

/// What was written down belongs to one writer: it counts as missing only when no log has it, and
/// a line of the same number in another laptop's log is another line.
fn settle_codes(reports: &mut [Report]) {
    let count = reports.first().map_or(0, |report| report.claims.len());
    let writers: BTreeSet<String> = reports.iter().map(Report::writer).collect();
    for at in 0..count {
        let met = |report: &Report| report.claims.get(at).map(|(_, _, met)| *met);
        let has_it = |report: &&Report| matches!(met(report), Some(Met::At(_) | Met::Elsewhere(_)));
        let owners: BTreeSet<String> = reports.iter().filter(has_it).map(Report::writer).collect();
        for report in reports.iter_mut() {
            let is_owner = owners.contains(&report.writer());
            let Some((given, claim, met)) = report.claims.get_mut(at) else { continue };
            let is_first_code = at == 0 && matches!(claim, Claim::Code(_));
            if matches!(met, Met::At(_)) {
                continue;
            }
            if !owners.is_empty() && (!is_owner || *met == Met::Nowhere) {
                // Nothing is said about it here.
                given.clear();
                if is_first_code {
                    report.verdict.code = None;
                }
                continue;
            }
            let finding = match met {
                // Whose line it was to be cannot be told: only that it is none of these.
                Met::Contradicted if writers.len() > 1 && owners.is_empty() => {
                    let kind = FindingKind::ClaimUnknown { given: given.clone() };
                    Some(Finding { line: None, kind })
                }
                met => Claims::finding(claim, *met, given),
            };
            if let Some(finding) = finding {
                report.testimony.findings.push(finding);
            }
        }
    }
    for report in reports {
        report.claims.retain(|(given, _, _)| !given.is_empty());
    }
}

/// Copies of one writer's log: one is the beginning of the other, or they part. In one place a log
/// that begins otherwise has only its name in common; identity is the first line (audit-log §4.1).
fn compare_copies(reports: &mut [Report]) {
    let (mut found, mut same) = (Vec::new(), Vec::new());
    for (a, mine) in reports.iter().enumerate() {
        for (_, other) in reports.iter().enumerate().filter(|(b, _)| *b != a) {
            if !mine.is_copy_of(other) {
                continue;
            }
            let name = other.name.clone();
            let kind = match mine.way.compare(&other.way) {
                Likeness::Same => {
                    same.push((a, name));
                    continue;
                }
                Likeness::Longer(_) => continue,
                // What stands behind a fault was not read: its end is not known.
                Likeness::Beginning(_) if mine.is_broken_off() => continue,
                Likeness::Beginning(missing) => {
                    // A torn copy says so itself; an empty one has no beginning.
                    (None, FindingKind::Rollback { missing, other: name })
                }
                Likeness::Fork(line) => (Some(line), FindingKind::Fork { other: name }),
            };
            found.push((a, kind));
        }
    }
    for (at, (line, kind)) in found {
        if let Some(report) = reports.get_mut(at) {
            report.testimony.findings.push(Finding { line, kind });
        }
    }
    // Two that have no line at all are not the same log.
    for (at, name) in same {
        if let Some(report) = reports.get_mut(at).filter(|report| report.way.lines() > 0) {
            report.same_as.push(name);
        }
    }
}

/// An incident of this data folder has a mark outside it: one more witness of its log.
fn hear_mark(mark: &Mark, place: usize, reports: &mut [Report]) {
    let seen = Witnessed {
        line: 0,
        writer: mark.writer.to_string(),
        seq: mark.lines,
        head: mark.head.to_string(),
    };
    let here = |report: &Report| report.place == place;
    let is_there = reports.iter().any(|report| here(report) && report.answers_to(&seen));
    let is_it = |r: &&mut Report| here(r) && r.writer() == seen.writer;
    if let Some(report) = reports.iter_mut().find(is_it) {
        report.testimony.witnessed.push(seen);
    } else if !is_there && let Some(first) = reports.iter_mut().find(|report| here(report)) {
        // Of a log that is gone the first of those that are left has to tell.
        let kind =
            FindingKind::LogMissing { writer: seen.writer, lines: seen.seq, is_marked: true };
        first.testimony.findings.push(Finding { line: None, kind });
    }
}

/// Heads of one writer's log that stand in another's, or outside all of them.
fn hear_witnesses(reports: &mut [Report]) {
    let mut seen = Vec::new();
    for (by, report) in reports.iter().enumerate() {
        let heard = report.testimony.witnessed.iter();
        seen.extend(heard.map(|witnessed| (by, report.name.clone(), witnessed.clone())));
    }
    for (by, name, Witnessed { line, writer, seq, head }) in seen {
        let Some(head) = Digest::parse(&head) else { continue };
        let is_its = |report: &&Report| report.writer() == writer;
        let has = |report: &&Report| report.way.has(seq, head) == Some(true);
        // Of several logs of that name in one place, one is enough.
        let met: Vec<_> = reports.iter().filter(is_its).filter(has).map(|r| r.place).collect();
        let mut accused = None;
        for (at, report) in reports.iter_mut().enumerate() {
            if report.writer() != writer || met.contains(&report.place) {
                continue;
            }
            if !met.is_empty() && report.way.lines() < seq {
                // The line is there, in a copy that is longer: that this one ends before is said.
                continue;
            }
            let source = match line {
                0 => Source::Mark,
                _ if at == by => Source::Own(line),
                _ => Source::Other { log: name.clone(), line },
            };
            let is_other = matches!(source, Source::Other { .. });
            let (line, kind) = match (report.way.has(seq, head), &source) {
                // The log itself says that it was longer once, also when it is as long again.
                (_, Source::Own(line)) if seq >= *line => {
                    (Some(*line), FindingKind::PutBack { seq })
                }
                (None, _) if report.is_broken_off() => {
                    (None, FindingKind::HeadUnjudged { seq, source })
                }
                (None, _) => (None, FindingKind::LostTail { seq, source }),
                (Some(_), _) => (Some(seq), FindingKind::Rewritten { source }),
            };
            if is_other && !matches!(kind, FindingKind::HeadUnjudged { .. }) {
                accused.get_or_insert_with(|| report.name.clone());
            }
            report.testimony.findings.push(Finding { line, kind });
        }
        // Word stands against word: who makes the claim has to be looked at as well.
        if let (Some(other), Some(report)) = (accused, reports.get_mut(by)) {
            let kind = FindingKind::Contradicts { other, seq };
            report.testimony.findings.push(Finding { line: Some(line), kind });
        }
    }
}

/// Logs that another one saw, and that are not here at all. A folder holds every log that came into
/// it, so there its absence counts as a lost end does; a part that was given need not hold it.
fn miss_logs(places: &[Place], reports: &mut [Report]) {
    let mut found = Vec::new();
    for (at, by) in reports.iter().enumerate() {
        let is_folder = places.get(by.place).is_some_and(|place| place.is_folder);
        let is_there = |seen: &Witnessed| {
            let mut here = reports.iter().filter(|other| !is_folder || other.place == by.place);
            here.any(|other| other.answers_to(seen))
        };
        // The longest that was seen of each: one finding says all.
        let mut longest: BTreeMap<&str, &Witnessed> = BTreeMap::new();
        let heard = by.testimony.witnessed.iter();
        for seen in heard.filter(|seen| Digest::parse(&seen.head).is_some() && !is_there(seen)) {
            let known = longest.entry(&seen.writer).or_insert(seen);
            if known.seq < seen.seq {
                *known = seen;
            }
        }
        found.extend(longest.into_values().map(|seen| (at, is_folder, seen.clone())));
    }
    for (at, is_folder, Witnessed { line, writer, seq: lines, .. }) in found {
        let kind = if is_folder {
            FindingKind::LogMissing { writer, lines, is_marked: false }
        } else {
            FindingKind::LogNotGiven { writer, lines }
        };
        if let Some(report) = reports.get_mut(at) {
            report.testimony.findings.push(Finding { line: Some(line), kind });
        }
    }
}

impl Report {
    /// Whose log it is: the name in its lines, else the digest of the first.
    fn writer(&self) -> String {
        let Testimony { opened, writer, .. } = &self.testimony;
        let name = opened.as_ref().map(|opened| &opened.writer).or(writer.as_ref());
        name.map_or_else(|| self.first.to_string(), ToString::to_string)
    }

    /// Whether both begin with the same line, or are logs of one writer in two places. The digest
    /// of a line that is withheld is there all the same.
    fn is_copy_of(&self, other: &Self) -> bool {
        let begins_alike = self.first == other.first && self.way.lines().min(other.way.lines()) > 0;
        begins_alike || self.place != other.place && self.writer() == other.writer()
    }

    /// Whether the check ended at a fault before the end of the log.
    fn is_broken_off(&self) -> bool {
        self.verdict.fault.is_some() && !self.verdict.is_tail
    }

    /// Whether this is the log that somebody saw, whatever became of it. Where no line says whose
    /// it is, the name of its file does.
    fn answers_to(&self, seen: &Witnessed) -> bool {
        let Testimony { opened, writer, .. } = &self.testimony;
        let is_unnamed = opened.is_none() && writer.is_none();
        let label = self.label.split('.').next();
        let head = Digest::parse(&seen.head);
        self.writer() == seen.writer
            || is_unnamed && label == Some(seen.writer.as_str())
            || head.is_some_and(|head| self.way.has(seen.seq, head) == Some(true))
    }
}
