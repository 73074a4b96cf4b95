//! `verify PATH…`: four verdicts on each writer's log, and what copies say of each other.

use std::collections::BTreeSet;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::VerifyArgs;
use super::exit::Exit;
use super::open::{Refusal, shown, unread_log as unread};
use super::verify_across::{self, Place};
use super::world::World;
use super::{verify_beside, verify_json, verify_text};
use crate::audit::Digest;
use crate::audit::finding::{Finding, FindingKind, Weight};
use crate::audit::given_code::{CodeFault, GivenCode};
use crate::audit::line::head_of;
use crate::audit::outside::{Claim, Claims, Met, Way};
use crate::audit::sshsig::fingerprint;
use crate::audit::stream::StreamCheck;
use crate::audit::testimony::Testimony;
use crate::audit::verdict::{Outcome, Verdict};
use crate::audit::verify::{Completeness, Verifier};
use crate::diagnostics::escape;
use crate::domain::ids::IncidentId;
use crate::domain::text::Lang;
use crate::i18n::fill;
use crate::ports::{Failure, FailureKind, Files, LogSource};

/// How much of a log is read at once.
const READ_BYTES: usize = 256 * 1024;

/// Everything that was found about one writer's log in one place.
#[derive(Debug)]
pub struct Report {
    /// Which log, for showing.
    pub name: String,
    /// Whose log it is by the name of its file, where that says so.
    pub(super) label: String,
    /// Which of the given paths it lies under.
    pub(super) place: usize,
    /// The chain.
    pub verdict: Verdict,
    /// Who, and when.
    pub testimony: Testimony,
    /// What was written down outside, as it was given, and what became of it.
    pub claims: Vec<(String, Claim, Met)>,
    /// The copies that have the same lines.
    pub same_as: Vec<String>,
    /// Files of bytes that were cut off, which are not in the folder.
    pub(super) not_kept: BTreeSet<String>,
    pub(super) way: Way,
    pub(super) first: Digest,
}

/// Checks and says what was found. The exit code is that of the worst log.
pub fn verify(args: &VerifyArgs, world: &mut World<'_>) -> Exit {
    let args = &VerifyArgs { path: places(args, world), ..args.clone() };
    match reports(args, world) {
        Ok(reports) => {
            let text = if args.json { json(&reports) } else { human(&reports, world.lang) };
            if world.out.write_all(text.as_bytes()).is_err() {
                return Exit::Outside;
            }
            worst(&reports)
        }
        Err(refusal) => refusal.say(world),
    }
}

/// The paths; where there is nothing of that name, an incident of the data folder.
fn places(args: &VerifyArgs, world: &mut World<'_>) -> Vec<PathBuf> {
    let home = world.outside.store.folder().to_owned();
    let is_nothing = |files: &mut dyn Files, path: &Path| {
        files.open(path).is_err_and(|failure| failure.kind == FailureKind::NotFound)
    };
    let place = |path: &PathBuf| {
        let named = path.to_str().and_then(|text| IncidentId::parse(text).ok());
        let kept = named.map(|incident| home.join(incident.as_str()));
        let kept = kept.filter(|kept| world.files.is_incident(kept));
        kept.filter(|_| is_nothing(world.files, path)).unwrap_or_else(|| path.clone())
    };
    args.path.iter().map(place).collect()
}

fn reports(args: &VerifyArgs, world: &mut World<'_>) -> Result<Vec<Report>, Refusal> {
    let claims = claims(args, world)?;
    let signers = match &args.signers {
        Some(path) => verify_beside::signers(world, path)?,
        None => Vec::new(),
    };
    // Before the logs are read: a mark that is set meanwhile names a line that was not seen.
    let marks: Vec<_> = args.path.iter().map(|path| world.outside.store.mark(path)).collect();
    let mut reports = Vec::new();
    for found in sources(args, world)? {
        reports.push(report(args, world, found, (&claims, &signers))?);
    }
    let mut places = Vec::new();
    for (place, path) in args.path.iter().enumerate() {
        let is_folder = world.files.is_incident(path);
        let mark = marks.get(place).cloned().flatten().filter(|_| is_folder);
        places.push(Place { is_folder, mark });
        if is_folder {
            let here = reports.iter_mut().filter(|report| report.place == place);
            verify_beside::check(world, path, here)?;
        }
    }
    verify_across::compare(&places, &mut reports);
    seek_keys(&signers, &mut reports);
    name_strangers(args, &mut reports);
    Ok(reports)
}

/// A key that was given without a name is somebody's, but nobody knows whose: only when no log has
/// it does it speak against them.
fn seek_keys(signers: &[(String, String)], reports: &mut [Report]) {
    for (_, key) in signers.iter().filter(|(name, _)| name.is_empty()) {
        let is_known = reports.iter().any(|report| report.testimony.has_key(key));
        let has_gaps = reports.iter().any(Report::has_gaps);
        let Some(first) = reports.first_mut().filter(|_| !is_known && !has_gaps) else { continue };
        let kind = FindingKind::KeyNowhere { key: fingerprint(key).unwrap_or_default() };
        first.testimony.findings.push(Finding { line: None, kind });
    }
}

/// Logs of another incident than the one that their folder is named after.
fn name_strangers(args: &VerifyArgs, reports: &mut [Report]) {
    for report in reports {
        let folder = args.path.get(report.place).and_then(|path| path.file_name());
        let named = folder.and_then(|name| IncidentId::parse(name.to_str()?).ok());
        let named = named.filter(IncidentId::is_usual);
        let opened = report.testimony.opened.as_ref().map(|opened| &opened.incident);
        if let (Some(named), Some(opened)) = (named, opened)
            && named != *opened
        {
            let kind = FindingKind::IncidentOther { incident: opened.to_string() };
            report.testimony.findings.push(Finding { line: Some(1), kind });
        }
    }
}

/// One log that is to be read.
struct Found {
    place: usize,
    label: String,
    source: LogSource,
}

/// Every log, and which of the given paths it lies under. Files that are segments of one log count
/// as one, under the first of them.
fn sources(args: &VerifyArgs, world: &mut World<'_>) -> Result<Vec<Found>, Refusal> {
    let mut all: Vec<Found> = Vec::new();
    for (place, path) in args.path.iter().enumerate() {
        for source in world.files.logs(path).map_err(|failure| unread(world, &failure))? {
            let part_of = source.part_of.as_ref();
            let same = |known: &&mut Found| known.source.part_of.as_ref() == part_of;
            if part_of.is_some()
                && let Some(known) = all.iter_mut().find(same)
            {
                known.source.segments.extend(source.segments);
                continue;
            }
            let file = part_of.and_then(|part| Some(part.file_name()?.to_str()?.to_owned()));
            let label = file.unwrap_or_else(|| source.name.clone());
            let name = match args.path.len() {
                1 => source.name.clone(),
                _ => format!("{}: {}", path.display(), source.name),
            };
            all.push(Found { place, label, source: LogSource { name, ..source } });
        }
    }
    Ok(all)
}

/// What was written down, with its spelling.
fn claims(args: &VerifyArgs, world: &World<'_>) -> Result<Vec<(String, Claim)>, Refusal> {
    let mut claims = Vec::new();
    for text in &args.code {
        claims.push((text.clone(), Claim::Code(code(world, text)?)));
    }
    for text in &args.head {
        let claim = Claim::parse_head(text).ok_or_else(|| bad_head(world, text))?;
        claims.push((text.clone(), claim));
    }
    Ok(claims)
}

type Known<'k> = (&'k [(String, Claim)], &'k [(String, String)]);

fn report(
    args: &VerifyArgs,
    world: &mut World<'_>,
    Found { place, label, source }: Found,
    (claims, signers): Known<'_>,
) -> Result<Report, Refusal> {
    let mut verifier = Verifier::new();
    if args.original {
        verifier = verifier.demanding(Completeness::Original);
    }
    if let Some((_, Claim::Code(code))) = claims.first() {
        verifier = verifier.looking_for(*code);
    }
    let mut testimony = Testimony::knowing(signers.to_vec());
    let mut met = Claims::new(claims.iter().map(|(_, claim)| claim.clone()).collect());
    let (mut way, mut first) = (Way::default(), None);
    let mut check = StreamCheck::new(verifier);
    let mut visit = |line: &[u8]| {
        testimony.take(line);
        if let Some(head) = head_of(line) {
            way.take(head);
            first.get_or_insert(head);
            met.take(way.lines(), head);
        }
    };
    for (path, segment) in source.segments {
        let mut reader = BufReader::with_capacity(READ_BYTES, segment);
        check.segment_visiting(&mut reader, &mut visit).map_err(|error| {
            let (errno, kind) = (error.raw_os_error(), FailureKind::Other);
            let failure = Failure { op: "read", path, errno, kind, cause: error.to_string() };
            unread(world, &failure)
        })?;
    }
    let verdict = check.finish();
    testimony.finish();
    if let Some(line) = verdict.superseded_other {
        let kind = FindingKind::SupersededOther;
        testimony.findings.push(Finding { line: Some(line), kind });
    }
    for name in source.strays {
        testimony.findings.push(Finding { line: None, kind: FindingKind::LogUnknown { name } });
    }
    let met = met.met().iter().zip(claims);
    let claims = met.map(|((claim, met), (given, _))| (given.clone(), claim.clone(), *met));
    let first = first.unwrap_or(Digest::ZERO);
    let claims = claims.collect();
    let (name, same_as, not_kept) = (source.name, Vec::new(), BTreeSet::new());
    Ok(Report { name, label, place, verdict, testimony, claims, same_as, not_kept, way, first })
}

/// One object per log, each with the name of its log.
fn json(reports: &[Report]) -> String {
    let all: Vec<_> = reports
        .iter()
        .map(|report| {
            let mut object = json!({ "log": report.name });
            if let (Some(members), Value::Object(said)) =
                (object.as_object_mut(), verify_json::report_json(report))
            {
                members.extend(said);
            }
            object
        })
        .collect();
    format!("{:#}\n", Value::from(all))
}

/// A page per log, under the log's name where there are several.
fn human(reports: &[Report], lang: Lang) -> String {
    let page = |report: &Report| {
        let page = verify_text::report(report, lang);
        match reports.len() {
            1 => page,
            _ => format!("{}\n\n{page}", escape::shown(&report.name)),
        }
    };
    let pages = reports.iter().map(page).collect::<Vec<_>>().join("\n");
    format!("{pages}\n{}", verify_text::limits(lang))
}

fn code(world: &World<'_>, text: &str) -> Result<GivenCode, Refusal> {
    GivenCode::parse(text).map_err(|fault| {
        let cli = &world.words().cli;
        let (advice, fact) = match fault {
            CodeFault::Sign(sign) => (&cli.bad_code, ("sign", shown(&sign.to_string()))),
            CodeFault::Count(count) => (&cli.bad_code_count, ("n", count.to_string())),
        };
        let facts = [("text", shown(text)), fact];
        let facts = facts.each_ref().map(|(name, value)| (*name, value.as_ref()));
        Refusal { lines: vec![fill(&advice.what, &facts), advice.next.clone()], exit: Exit::Usage }
    })
}

fn bad_head(world: &World<'_>, text: &str) -> Refusal {
    let advice = &world.words().cli.bad_head;
    Refusal {
        lines: vec![fill(&advice.what, &[("text", &shown(text))]), advice.next.clone()],
        exit: Exit::Usage,
    }
}

impl Report {
    /// Whether a line is withheld, or stands behind a fault.
    pub(super) fn has_gaps(&self) -> bool {
        self.verdict.withheld_lines > 0 || self.verdict.fault.is_some()
    }
}

/// The first verdict: what the lines show of themselves, unless something found contradicts it.
#[must_use]
pub fn outcome(report: &Report) -> Outcome {
    match (report.verdict.outcome(), report.testimony.findings.worst()) {
        (Outcome::Intact | Outcome::Newer, Some(Weight::Incomplete | Weight::Altered))
        | (Outcome::Incomplete, Some(Weight::Altered)) => Outcome::Contradicted,
        (outcome, _) => outcome,
    }
}

/// How one log counts: its chain first, then what else was found.
#[must_use]
pub fn exit(report: &Report) -> Exit {
    let weight = report.testimony.findings.worst();
    match (report.verdict.outcome(), weight) {
        (Outcome::Altered | Outcome::Contradicted, _) | (_, Some(Weight::Altered)) => Exit::Altered,
        (Outcome::Incomplete, _) | (_, Some(Weight::Incomplete)) => Exit::Incomplete,
        (Outcome::Newer, _) => Exit::Newer,
        (Outcome::Intact, Some(Weight::Remark)) => Exit::Findings,
        (Outcome::Intact, None) => Exit::Fine,
    }
}

fn worst(reports: &[Report]) -> Exit {
    let rank = |exit: &Exit| match exit {
        Exit::Altered => 4,
        Exit::Incomplete => 3,
        Exit::Newer => 2,
        Exit::Findings => 1,
        _ => 0,
    };
    reports.iter().map(exit).max_by_key(rank).unwrap_or(Exit::Fine)
}
