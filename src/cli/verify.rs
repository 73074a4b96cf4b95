//! `verify PATH…`: four verdicts on each writer's log, and what copies say of each other.

use std::collections::BTreeMap;
use std::io::{BufReader, Read};
use std::path::Path;

use serde_json::{Value, json};

use super::args::VerifyArgs;
use super::exit::Exit;
use super::open::{Refusal, shown, unread};
use super::verify_text;
use super::world::World;
use crate::audit::Digest;
use crate::audit::digest::{Digesting, SpokenCode};
use crate::audit::finding::{Finding, FindingKind, Weight};
use crate::audit::line::head_of;
use crate::audit::outside::{Claim, Claims, Likeness, Met, Way};
use crate::audit::sshsig::plain_public_line;
use crate::audit::stream::StreamCheck;
use crate::audit::testimony::{Testimony, Witnessed};
use crate::audit::verdict::{CodeMatch, Outcome, Verdict};
use crate::audit::verify::{Completeness, Verifier};
use crate::diagnostics::escape;
use crate::domain::text::Lang;
use crate::i18n::fill;
use crate::ports::{Failure, FailureKind, LogSource};

/// How much of a log is read at once.
const READ_BYTES: usize = 256 * 1024;

/// Most bytes of a file of keys.
const SIGNERS_BYTES_MAX: u64 = 1 << 20;

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

fn reports(args: &VerifyArgs, world: &mut World<'_>) -> Result<Vec<Report>, Refusal> {
    let claims = claims(args, world)?;
    let signers = match &args.signers {
        Some(path) => signers(world, path)?,
        None => Vec::new(),
    };
    let mut reports = Vec::new();
    for (place, path) in args.path.iter().enumerate() {
        let sources = world.files.logs(path).map_err(|failure| unread(world, &failure))?;
        let from = reports.len();
        for source in sources {
            let name = match args.path.len() {
                1 => source.name.clone(),
                _ => format!("{}: {}", path.display(), source.name),
            };
            let source = LogSource { name, ..source };
            reports.push(report(args, world, source, place, (&claims, &signers))?);
        }
        if world.files.is_incident(path) {
            hear_mark(world, path, reports.get_mut(from..).unwrap_or_default());
            attachments(world, path, reports.get_mut(from..).unwrap_or_default())?;
        }
    }
    settle_codes(&mut reports);
    compare_copies(&mut reports);
    hear_witnesses(&mut reports);
    Ok(reports)
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

/// Tags and keys of an `allowed_signers` file; lines that name no key are passed over.
fn signers(world: &mut World<'_>, path: &Path) -> Result<Vec<(String, String)>, Refusal> {
    let bytes = world.files.read(path, SIGNERS_BYTES_MAX);
    let bytes = bytes.map_err(|failure| unread(world, &failure))?;
    let text = String::from_utf8_lossy(&bytes);
    let row = |line: &str| {
        let (name, rest) = line.trim().split_once(' ')?;
        let at = rest.find("ssh-").or_else(|| rest.find("sk-ssh-"))?;
        Some((name.to_owned(), plain_public_line(rest.get(at..)?).ok()?))
    };
    Ok(text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect())
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
    let mut reader = BufReader::with_capacity(READ_BYTES, source.reader);
    let read = check.segment_visiting(&mut reader, &mut |line| {
        testimony.take(line);
        if let Some(head) = head_of(line) {
            way.take(head);
            first.get_or_insert(head);
            met.take(way.lines(), head);
        }
    });
    read.map_err(|error| {
        let failure = Failure {
            op: "read",
            path: source.name.clone().into(),
            errno: error.raw_os_error(),
            kind: FailureKind::Other,
            cause: error.to_string(),
        };
        unread(world, &failure)
    })?;
    let verdict = check.finish();
    testimony.finish();
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

/// Copies of one writer's log in different places: one is the beginning of the other, or they part.
fn compare_copies(reports: &mut [Report]) {
    let mut found = Vec::new();
    for (a, mine) in reports.iter().enumerate() {
        for (b, other) in reports.iter().enumerate().filter(|(b, _)| *b != a) {
            if mine.place == other.place || mine.writer() != other.writer() {
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
fn hear_mark(world: &World<'_>, path: &Path, reports: &mut [Report]) {
    let Some(mark) = world.outside.store.mark(path) else { return };
    if let Some(report) = reports.iter_mut().find(|r| r.writer() == mark.writer.as_str()) {
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
        for report in reports.iter_mut().filter(|r| r.writer() == witnessed.writer) {
            let (line, kind) = match report.way.has(witnessed.seq, head) {
                Some(true) => continue,
                Some(false) => (Some(witnessed.seq), FindingKind::Rewritten),
                None => (None, FindingKind::LostTail { seq: witnessed.seq }),
            };
            report.testimony.findings.push(Finding { line, kind });
        }
    }
}

/// Files of evidence against their names and the lines that took them in. What is found stands with
/// the folder's first log.
fn attachments(
    world: &mut World<'_>,
    folder: &Path,
    reports: &mut [Report],
) -> Result<(), Refusal> {
    let kept = world.files.kept(folder).map_err(|failure| unread(world, &failure))?;
    // A line that is withheld whole may be the one that speaks of a file.
    let hides_lines = reports.iter().any(|report| report.verdict.withheld_lines > 0);
    let mut taken = BTreeMap::new();
    for report in reports.iter() {
        taken.extend(report.testimony.attachments.clone());
    }
    let mut found = Vec::new();
    for named in kept.attachments {
        let name = format!("sha256-{named}");
        let reader = world.files.within(folder, &format!("files/{name}"));
        let is_taken = taken.remove(&named.to_string()).is_some();
        if reader.ok().and_then(digest_of) != Some(named) {
            found.push(Finding { line: None, kind: FindingKind::AttachmentChanged { name } });
        } else if !is_taken && !hides_lines {
            found.push(Finding { line: None, kind: FindingKind::AttachmentUnknown { name } });
        }
    }
    let missing = taken.into_iter().filter(|(_, (_, is_whole))| *is_whole);
    found.extend(missing.map(|(sha256, (line, _))| {
        let kind = FindingKind::AttachmentMissing { sha256 };
        Finding { line: Some(line), kind }
    }));
    if let Some(first) = reports.first_mut() {
        for finding in found {
            first.testimony.findings.push(finding);
        }
    }
    Ok(())
}

/// The digest of everything that `reader` gives; none when it fails.
fn digest_of(mut reader: Box<dyn Read>) -> Option<Digest> {
    let mut digesting = Digesting::new();
    let mut buf = vec![0; READ_BYTES];
    loop {
        match reader.read(&mut buf) {
            Ok(0) => return Some(digesting.finish()),
            Ok(read) => digesting.take(buf.get(..read)?),
            Err(_) => return None,
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

fn code(world: &World<'_>, text: &str) -> Result<SpokenCode, Refusal> {
    SpokenCode::parse(text).ok_or_else(|| {
        let advice = &world.words().cli.bad_code;
        Refusal {
            lines: vec![fill(&advice.what, &[("text", &shown(text))]), advice.next.clone()],
            exit: Exit::Usage,
        }
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
