//! `evidence` and `custody`: a file taken in under its digest, and who has had it since.

use std::path::PathBuf;

use super::act::{entry, find_step, finish, give, newcomer};
use super::args::{CustodyArgs, EvidenceArgs};
use super::evidence_others::has_log;
use super::exit::Exit;
use super::open::{Refusal, open, rejected, shown};
use super::start::claimed;
use super::world::World;
use crate::diagnostics::escape;
use crate::domain::command::Command;
use crate::domain::decide::decide;
use crate::domain::evidence::{Custody, Evidence};
use crate::domain::ids::{EventId, EvidenceId, StepRef};
use crate::domain::step::EvidenceKind;
use crate::i18n::fill;
use crate::ports::{Attachment, FailureKind, IntakeError, Origin, SHORT_BYTES_MAX, Slice};
use crate::session::Session;

/// Most bytes of one file, unless the person allows more or fewer.
pub const BYTES_MAX: u64 = 64 << 30;

/// `evidence INCIDENT FILE`.
pub fn evidence(args: &EvidenceArgs, world: &mut World<'_>) -> Exit {
    match taken(args, world) {
        Ok((records, attachment)) => told(world, &records, &attachment),
        Err(refusal) => refusal.say(world),
    }
}

fn taken(
    args: &EvidenceArgs,
    world: &mut World<'_>,
) -> Result<(Vec<EventId>, Attachment), Refusal> {
    let bytes_max = match &args.max_bytes {
        Some(text) => bytes(text).ok_or_else(|| bad_size(world, text))?,
        None => BYTES_MAX,
    };
    let mut session = open(world, &args.incident)?;
    let mut evidence = described(args, world, &session)?;
    if evidence.item.trim().is_empty() {
        return Err(unnamed(world, &args.file));
    }
    // Before a gigabyte is copied for nothing.
    foresee(world, &session, args.by.as_deref(), &evidence)?;
    let origin = Origin::Path(PathBuf::from(&args.file));
    let attachment = attach(world, origin, bytes_max).map_err(|error| not_taken(world, &error))?;
    evidence.sha256 = attachment.digest.to_string();
    evidence.bytes = attachment.bytes;
    evidence.is_unexpected = is_unexpected(&session, &evidence, &attachment);
    let is_odd = evidence.is_unexpected;
    let command = Command::TakeEvidence(evidence);
    let records = give(world, &mut session, args.by.as_deref(), command)?;
    if is_odd {
        let words = world.words().evidence.unexpected.trim_start();
        drop(writeln!(world.err, "{words}"));
    }
    Ok((records, attachment))
}

/// Whether a value is not the one that its step expects (R71). What is too long for one is none;
/// bytes that are no text are compared with nothing.
fn is_unexpected(session: &Session, evidence: &Evidence, taken: &Attachment) -> bool {
    let slot = evidence.slot.as_ref();
    let found = evidence.step.as_ref().and_then(|step| session.state().find(step));
    let step = found.and_then(|(run, index)| run.get(index)).map(|(_, step, _)| step);
    let mut asked = step.into_iter().flat_map(|step| &step.evidence);
    let piece = asked.find(|piece| Some(&piece.id) == slot && piece.kind == EvidenceKind::Value);
    let Some(piece) = piece.filter(|piece| piece.expected.is_some()) else { return false };
    match &taken.short {
        Some(seen) => piece.is_as_expected(seen) == Some(false),
        None => taken.bytes > SHORT_BYTES_MAX,
    }
}

/// Everything about the piece but its content.
fn described(
    args: &EvidenceArgs,
    world: &World<'_>,
    session: &Session,
) -> Result<Evidence, Refusal> {
    let step = match &args.step {
        Some(text) => Some(find_step(world, session, text)?),
        None => current(world, session),
    };
    let slot = args.slot.as_deref().map(|text| {
        EvidenceId::parse(text).map_err(|_| {
            let words = world.words().rejection.no_such_piece.what.as_str();
            let step = step.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
            let advice = &world.words().rejection.no_such_piece.next;
            Refusal {
                lines: vec![
                    fill(words, &[("step", &step), ("piece", &shown(text))]),
                    advice.clone(),
                ],
                exit: Exit::Usage,
            }
        })
    });
    let slot = slot.transpose()?;
    let path = PathBuf::from(&args.file);
    let file_name = path.file_name().filter(|_| args.file != "-");
    let file_name = file_name.map(|name| name.to_string_lossy().into_owned());
    // What is not said is what the name says.
    let usual = || file_name.clone().or_else(|| Some(slot.as_ref()?.to_string()));
    Ok(Evidence {
        sha256: String::new(),
        bytes: 0,
        step,
        item: args.item.clone().or_else(usual).unwrap_or_default(),
        slot,
        is_unexpected: false,
        file_name,
        host: args.host.clone(),
        collector: args.collected_by.clone(),
        place: args.place.clone(),
        collected_at: args.at.as_deref().map(|text| claimed(world, text)).transpose()?,
    })
}

/// A pipe or a folder, and nothing that says what it is.
fn unnamed(world: &World<'_>, file: &str) -> Refusal {
    let words = &world.words().evidence;
    let what = fill(&words.item_missing.what, &[("path", &shown(file))]);
    let lines = vec![words.not_taken.clone(), what, words.item_missing.next.clone()];
    Refusal { lines, exit: Exit::Usage }
}

fn current(world: &World<'_>, session: &Session) -> Option<StepRef> {
    let now = world.outside.clock.now().moment;
    session.state().in_hand(&now).filter(|_| session.state().closed.is_none())
}

fn foresee(
    world: &World<'_>,
    session: &Session,
    by: Option<&str>,
    evidence: &Evidence,
) -> Result<(), Refusal> {
    newcomer(world, session, by)?;
    let command = Command::TakeEvidence(evidence.clone());
    let decided = decide(session.state(), &command, &world.outside.clock.now());
    decided.map(drop).map_err(|rejection| rejected(world, &rejection))
}

fn attach(
    world: &mut World<'_>,
    origin: Origin,
    bytes_max: u64,
) -> Result<Attachment, IntakeError> {
    let mut intake = world.outside.store.attach(origin, bytes_max)?;
    loop {
        if let Slice::Whole(attachment) = intake.more()? {
            return Ok(attachment);
        }
    }
}

fn not_taken(world: &World<'_>, error: &IntakeError) -> Refusal {
    let words = &world.words().evidence;
    let (what, next) = words.of(error);
    let is_outside = match error {
        IntakeError::NotKept(_) => true,
        IntakeError::Unreadable(failure) => failure.kind != FailureKind::NotFound,
        _ => false,
    };
    Refusal {
        lines: vec![words.not_taken.clone(), what, words.safe.clone(), next],
        exit: if is_outside { Exit::Outside } else { Exit::Usage },
    }
}

fn told(world: &mut World<'_>, records: &[EventId], attachment: &Attachment) -> Exit {
    let words = &world.words().evidence;
    let Some((last, before)) = records.split_last() else { return Exit::Bug };
    let mut lines: Vec<String> = before.iter().map(ToString::to_string).collect();
    lines.push(fill(
        &words.taken,
        &[
            ("record", &last.to_string()),
            ("bytes", &attachment.bytes.to_string()),
            ("sha256", &attachment.digest.to_string()),
        ],
    ));
    for failure in &attachment.missed {
        let cause = escape::shown(&failure.to_string());
        drop(writeln!(world.err, "{}", fill(&words.missed, &[("cause", &cause)])));
    }
    let is_printed = writeln!(world.out, "{}", lines.join("\n")).is_ok();
    if is_printed { Exit::Fine } else { Exit::Outside }
}

/// A number of bytes, also in units of 1024: `512M`.
fn bytes(text: &str) -> Option<u64> {
    let text = text.trim().to_ascii_uppercase();
    let unit = ["K", "M", "G", "T"].iter().zip(1..).find(|(unit, _)| text.ends_with(**unit));
    let (digits, power) = match unit {
        Some((unit, power)) => (text.strip_suffix(unit)?, power),
        None => (text.as_str(), 0),
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse::<u64>().ok().filter(|_| is_number)?.checked_mul(1 << (10 * power))
}

fn bad_size(world: &World<'_>, text: &str) -> Refusal {
    let advice = &world.words().evidence.bad_size;
    Refusal {
        lines: vec![fill(&advice.what, &[("text", &shown(text))]), advice.next.clone()],
        exit: Exit::Usage,
    }
}

/// `custody INCIDENT ENTRY --from … --to …`.
pub fn custody(args: &CustodyArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let evidence = entry(world, &session, &args.entry)?;
        elsewhere(world, &session, &evidence)?;
        let custody = Custody {
            evidence: evidence.clone(),
            from: args.from.clone(),
            to: args.to.clone(),
            place: args.place.clone(),
            reason: args.reason.clone(),
            happened_at: args.at.as_deref().map(|text| claimed(world, text)).transpose()?,
        };
        let by = args.by.as_deref();
        let records = give(world, &mut session, by, Command::MoveCustody(custody))?;
        doubted(world, &session, &evidence);
        Ok(records)
    });
    finish(world, result)
}

/// A piece of another laptop's log changes hands there: one log tells of one writer's evidence.
fn elsewhere(world: &mut World<'_>, session: &Session, entry: &EventId) -> Result<(), Refusal> {
    let Some(begun) = &session.state().opened else { return Ok(()) };
    let (incident, log) = (&begun.facts.incident, entry.writer.as_str());
    if entry.writer == begun.facts.writer || !has_log(world, incident, log) {
        return Ok(());
    }
    let advice = &world.words().evidence.taken_elsewhere;
    let name = entry.to_string();
    let facts = [("entry", &*name), ("log", log), ("incident", incident.as_str())];
    let lines = vec![fill(&advice.what, &facts), fill(&advice.next, &facts)];
    Err(Refusal { lines, exit: Exit::Usage })
}

/// What speaks against the hand-over that was recorded last. One of a piece whose words are in the
/// log only is marked in the list.
fn doubted(world: &mut World<'_>, session: &Session, evidence: &EventId) {
    let state = session.state();
    let Some(piece) = state.evidence.get(evidence) else { return };
    let Some(moved) = piece.moves.last() else { return };
    let words = &world.words().evidence;
    let doubts = piece.doubts(moved, &state.people);
    let lines = doubts.iter().map(|doubt| fill(&words.doubtful, &[("doubt", &words.doubt(doubt))]));
    let lines: Vec<_> = lines.map(|line| escape::shown(&line)).collect();
    // It is recorded, whether this can be read or not.
    drop(lines.iter().try_for_each(|line| writeln!(world.err, "{line}")));
}
