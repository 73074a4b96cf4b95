//! `verify PATH…`: four verdicts on each writer's log, and what copies say of each other.

use std::io::BufReader;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::VerifyArgs;
use super::exit::Exit;
use super::open::{Refusal, shown, unread_log as unread};
use super::world::World;
use super::{verify_beside, verify_text};
use crate::audit::Digest;
use crate::audit::finding::{Finding, FindingKind, Weight};
use crate::audit::given_code::{CodeFault, GivenCode};
use crate::audit::line::head_of;
use crate::audit::outside::{Claim, Claims, Likeness, Met, Way};
use crate::audit::stream::StreamCheck;
use crate::audit::testimony::{Testimony, Witnessed};
use crate::audit::verdict::{CodeMatch, Outcome, Verdict};
use crate::audit::verify::{Completeness, Verifier};
use crate::diagnostics::escape;
use crate::domain::ids::IncidentId;
use crate::domain::text::Lang;
use crate::i18n::fill;
use crate::ports::{Failure, FailureKind, Files, LogSource, Mark};

/// How much of a log is read at once.
const READ_BYTES: usize = 256 * 1024;

/// Everything that was found about one writer's log in one place.
#[derive(Debug)]
pub struct Report {
    /// Which log, for showing.
    pub name: String,
    /// Which of the given paths it lies under.
    place: usize,
    /// The chain.
    pub verdict: Verdict,
    /// Who, and when.
    pub testimony: Testimony,
    /// What was written down outside, as it was given, and what became of it.
    pub claims: Vec<(String, Claim, Met)>,
    way: Way,
    first: Digest,
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
    for (place, source) in sources(args, world)? {
        reports.push(report(args, world, source, place, (&claims, &signers))?);
    }
    for (place, path) in args.path.iter().enumerate() {
        if world.files.is_incident(path) {
            let mark = marks.get(place).and_then(Option::as_ref);
            hear_mark(mark, place, &mut reports);
            let here = reports.iter_mut().filter(|report| report.place == place);
            verify_beside::check(world, path, here)?;
        }
    }
    settle_codes(&mut reports);
    compare_copies(&mut reports);
    hear_witnesses(&mut reports);
    Ok(reports)
}

/// Every log, and which of the given paths it lies under. Files that are segments of one log count
/// as one, under the first of them.
fn sources(args: &VerifyArgs, world: &mut World<'_>) -> Result<Vec<(usize, LogSource)>, Refusal> {
    let mut all: Vec<(usize, LogSource)> = Vec::new();
    for (place, path) in args.path.iter().enumerate() {
        for source in world.files.logs(path).map_err(|failure| unread(world, &failure))? {
            let part_of = source.part_of.as_ref();
            let same = |(_, known): &&mut (usize, LogSource)| known.part_of.as_ref() == part_of;
            if part_of.is_some()
                && let Some((_, known)) = all.iter_mut().find(same)
            {
                known.segments.extend(source.segments);
                continue;
            }
            let name = match args.path.len() {
                1 => source.name.clone(),
                _ => format!("{}: {}", path.display(), source.name),
            };
            all.push((place, LogSource { name, ..source }));
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
    source: LogSource,
    place: usize,
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
    for name in source.strays {
        testimony.findings.push(Finding { line: None, kind: FindingKind::LogUnknown { name } });
    }
    let met = met.met().iter().zip(claims);
    let claims = met.map(|((claim, met), (given, _))| (given.clone(), claim.clone(), *met));
    let first = first.unwrap_or(Digest::ZERO);
    let claims = claims.collect();
    Ok(Report { name: source.name, place, verdict, testimony, claims, way, first })
}

/// What was written down belongs to one writer: it counts as missing only when no log has it.
fn settle_codes(reports: &mut [Report]) {
    let count = reports.first().map_or(0, |report| report.claims.len());
    for at in 0..count {
        let met = |report: &Report| report.claims.get(at).map(|(_, _, met)| *met);
        let is_met = reports.iter().any(|report| matches!(met(report), Some(Met::At(_))));
        let is_alone = reports.len() == 1;
        for report in reports.iter_mut() {
            let Some((given, claim, met)) = report.claims.get(at).cloned() else { continue };
            let is_first_code = at == 0 && matches!(claim, Claim::Code(_));
            if is_met && met == Met::Nowhere && is_first_code && !is_alone {
                report.verdict.code = None;
            }
            let is_said = is_first_code && report.verdict.code == Some(CodeMatch::NotFound);
            if let Some(finding) = Claims::finding(&claim, met, &given)
                && !is_said
                && (!is_met || met == Met::Contradicted)
            {
                report.testimony.findings.push(finding);
            }
        }
        if is_met {
            for report in reports.iter_mut() {
                let nowhere = matches!(report.claims.get(at), Some((_, _, Met::Nowhere)));
                if nowhere && !is_alone {
                    // Another writer's: nothing is said about it here.
                    if let Some(claim) = report.claims.get_mut(at) {
                        claim.0.clear();
                    }
                }
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
    let mut found = Vec::new();
    for (a, mine) in reports.iter().enumerate() {
        for (b, other) in reports.iter().enumerate().filter(|(b, _)| *b != a) {
            let is_other = mine.place == other.place && mine.first != other.first;
            if is_other || mine.writer() != other.writer() {
                continue;
            }
            let name = other.name.clone();
            let kind = match mine.way.compare(&other.way) {
                Likeness::Same | Likeness::Longer(_) => continue,
                Likeness::Beginning(missing) => {
                    // A torn copy says so itself; an empty one has no beginning.
                    (None, FindingKind::Rollback { missing, other: name })
                }
                Likeness::Fork(line) => (Some(line), FindingKind::Fork { other: name }),
            };
            found.push((a, b, kind));
        }
    }
    for (at, _, (line, kind)) in found {
        if let Some(report) = reports.get_mut(at) {
            report.testimony.findings.push(Finding { line, kind });
        }
    }
}

/// An incident of this data folder has a mark outside it: one more witness of its log.
fn hear_mark(mark: Option<&Mark>, place: usize, reports: &mut [Report]) {
    let Some(mark) = mark else { return };
    let is_it = |r: &&mut Report| r.place == place && r.writer() == mark.writer.as_str();
    if let Some(report) = reports.iter_mut().find(is_it) {
        report.testimony.witnessed.push(Witnessed {
            line: 0,
            writer: mark.writer.to_string(),
            seq: mark.lines,
            head: mark.head.to_string(),
        });
    }
}

/// Heads of one writer's log that stand in another's, or outside all of them.
fn hear_witnesses(reports: &mut [Report]) {
    let seen: Vec<_> = reports.iter().flat_map(|r| r.testimony.witnessed.clone()).collect();
    for witnessed in seen {
        let Some(head) = Digest::parse(&witnessed.head) else { continue };
        let is_its = |report: &&Report| report.writer() == witnessed.writer;
        let has = |report: &&Report| report.way.has(witnessed.seq, head) == Some(true);
        // Of several logs of that name in one place, one is enough.
        let met: Vec<_> = reports.iter().filter(is_its).filter(has).map(|r| r.place).collect();
        for report in reports.iter_mut().filter(|r| r.writer() == witnessed.writer) {
            if met.contains(&report.place) {
                continue;
            }
            let (line, kind) = match report.way.has(witnessed.seq, head) {
                Some(true) => continue,
                Some(false) => (Some(witnessed.seq), FindingKind::Rewritten),
                None => (None, FindingKind::LostTail { seq: witnessed.seq }),
            };
            report.testimony.findings.push(Finding { line, kind });
        }
    }
}

impl Report {
    /// Whose log it is: the name in its first line, else the digest of that line.
    fn writer(&self) -> String {
        let opened = self.testimony.opened.as_ref();
        opened.map_or_else(|| self.first.to_string(), |opened| opened.writer.to_string())
    }
}

/// One object per log, each with the name of its log.
fn json(reports: &[Report]) -> String {
    let all: Vec<_> = reports
        .iter()
        .map(|report| {
            let mut object = json!({ "log": report.name });
            if let (Some(members), Value::Object(said)) =
                (object.as_object_mut(), verify_text::report_json(report))
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

/// How one log counts: its chain first, then what else was found.
#[must_use]
pub fn exit(report: &Report) -> Exit {
    let weight = report.testimony.findings.worst();
    match (report.verdict.outcome(), weight) {
        (Outcome::Altered, _) | (_, Some(Weight::Altered)) => Exit::Altered,
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
