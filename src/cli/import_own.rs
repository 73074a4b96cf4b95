//! This laptop's own log that was put back to an older state, and a longer copy of it that is
//! delivered: of two copies of which one is the beginning of the other the longer is kept
//! (audit-log §4.7).
//!
//! Invariants: it is settled before anything is written here, since the next line of the shorter
//! log would make two histories; only what this device sealed, and what withholds nothing, is taken
//! back by itself, for anybody can write lines behind the last seal of a copy.

use std::io::{BufReader, Read as _};

use super::delivery::{self, Delivered};
use super::exit::Exit;
use super::import::Read;
use super::open::{Refusal, not_saved};
use super::world::World;
use crate::audit::Digest;
use crate::audit::finding::Weight;
use crate::audit::line::head_of;
use crate::audit::outside::Way;
use crate::audit::stream::StreamCheck;
use crate::audit::verify::Verifier;
use crate::diagnostics::escape;
use crate::domain::ids::IncidentId;
use crate::i18n::fill;
use crate::journal::SEGMENT_BYTES_MAX;
use crate::ports::{Access, Failure, FailureKind, Files};

/// How much of a log is read at once.
const READ_BYTES: usize = 256 << 10;

/// From this many bytes on, lines that were lost are written.
const BATCH_BYTES: usize = 256 << 10;

/// What of the own log was taken back from a copy of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TakenBack {
    /// The copy's name where it was delivered.
    pub(super) name: String,
    /// Where the own log had ended.
    pub(super) before: u64,
    /// How long it is now.
    pub(super) lines: u64,
}

/// Takes back what a delivered copy of the own log holds beyond its end; none when no copy does.
///
/// # Errors
/// A refusal when a longer copy cannot be taken back by itself, or is not taken; nothing else is
/// written then.
pub(super) fn take_back(
    world: &mut World<'_>,
    incident: &IncidentId,
    delivered: &[Read],
) -> Result<Option<TakenBack>, Refusal> {
    let (mut own, mut first) = (Way::default(), None);
    let opened = world.outside.store.open(incident, Access::Read, &mut |line| {
        if let Some(head) = head_of(line) {
            first.get_or_insert(head);
            own.take(head);
        }
    });
    // Whatever else is the matter with it is said when it is opened for writing.
    let (Ok(_), Some(first)) = (opened, first) else { return Ok(None) };
    let logs = delivered.iter().filter_map(|(name, read)| Some((name, read.as_ref().ok()?)));
    let longer = logs.filter(|(_, log)| is_longer(log, first, &own));
    let best = longer.max_by_key(|(_, log)| (is_proved(log, own.lines()), log.way.lines()));
    let Some((name, log)) = best else { return Ok(None) };
    let (before, lines) = (own.lines(), log.way.lines());
    if !is_proved(log, before) {
        return Err(refused(world, name, log, before));
    }
    written(world, incident, log, &own).map_err(|failure| not_saved(world, &failure))?;
    Ok(Some(TakenBack { name: name.clone(), before, lines }))
}

/// Whether it is a sound copy of the own log that goes on where that ends.
fn is_longer(log: &Delivered, first: Digest, own: &Way) -> bool {
    let is_sound = log.verdict.fault.is_none() || log.verdict.is_tail;
    let is_contradicted = log.testimony.findings.worst() == Some(Weight::Altered);
    let goes_on = log.way.lines() > own.lines() && own.is_beginning_of(&log.way);
    log.first == first && is_sound && !is_contradicted && goes_on
}

/// Whether this device sealed it to its end, and all of what is missing here can be read.
fn is_proved(log: &Delivered, before: u64) -> bool {
    let is_sealed = log.testimony.sealed_to + 1 >= log.way.lines();
    is_sealed && log.veil.is_clear_behind(before)
}

/// Writes the lines behind the own end, on every medium, as they stand in the copy.
fn written(
    world: &mut World<'_>,
    incident: &IncidentId,
    log: &Delivered,
    own: &Way,
) -> Result<(), Failure> {
    let changed = |cause: &str| Failure {
        op: "open",
        path: log.source.path().to_owned(),
        errno: None,
        kind: FailureKind::ChangedUnderneath,
        cause: cause.to_owned(),
    };
    let opened = world.outside.store.open(incident, Access::Write, &mut |_| {});
    let end = opened.map_err(|_| changed("the own log cannot be opened"))?;
    if (end.lines, end.head) != (own.lines(), own.head()) {
        return Err(changed("the own log was written to meanwhile"));
    }
    let mut lines = lines_behind(world.files, log, own.lines())?.into_iter().peekable();
    let mut batch = Vec::new();
    while let Some(line) = lines.next() {
        batch.extend_from_slice(&line);
        if batch.len() >= BATCH_BYTES || lines.peek().is_none() {
            world.outside.store.append(&batch)?;
            batch.clear();
        }
    }
    Ok(())
}

/// The lines of a log that was read behind line `here`, verified once more on their way. All of
/// them stand in memory: it is for the end of a log that was lost, not for whole logs.
///
/// # Errors
/// Any failure; it was written to meanwhile.
fn lines_behind(
    files: &mut dyn Files,
    delivered: &Delivered,
    here: u64,
) -> Result<Vec<Vec<u8>>, Failure> {
    let mut check = StreamCheck::new(Verifier::new());
    let (mut number, mut found) = (0, Vec::new());
    for (path, name) in delivered.source.segments() {
        let reader = files.within(path, name)?.take(SEGMENT_BYTES_MAX + 1);
        let mut buffered = BufReader::with_capacity(READ_BYTES, reader);
        let read = check.segment_visiting(&mut buffered, &mut |line| {
            number += 1;
            if number > here {
                found.push(line.to_vec());
            }
        });
        read.map_err(|error| delivery::broken(path, &error))?;
    }
    if check.head() == delivered.verdict.head {
        return Ok(found);
    }
    Err(delivery::changed(delivered.source.path()))
}

fn refused(world: &World<'_>, name: &str, log: &Delivered, before: u64) -> Refusal {
    let words = &world.words().import.own_unproved;
    let (lines, before) = (log.way.lines().to_string(), before.to_string());
    let writer = log.opening.as_ref().map(|opening| opening.writer.to_string());
    let writer = writer.unwrap_or_default();
    let folder = escape::shown(&world.outside.store.folder().display().to_string());
    let path = escape::shown(&log.source.path().display().to_string());
    let name = escape::shown(name);
    let facts = [
        ("log", &*name),
        ("n", &lines),
        ("before", &before),
        ("writer", &writer),
        ("folder", &folder),
        ("path", &path),
    ];
    let lines = vec![fill(&words.what, &facts), fill(&words.next, &facts)];
    Refusal { lines, exit: Exit::Incomplete }
}
