//! Logs of other laptops: read and verified where they lie, then copied segment by segment.
//!
//! Invariants: a log is read twice, and nothing of the second reading is believed that the first
//! did not verify; memory is one digest per line; only regular files of bounded size are read.

use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use super::import_tie::Beginning;
use super::import_veil::Veil;
use super::world::World;
use crate::audit::arrival::Fate;

use crate::audit::line::head_of;
use crate::audit::opening::{Opening, opening};
use crate::audit::outside::Way;
use crate::audit::signers::Row;
use crate::audit::stream::StreamCheck;
use crate::audit::testimony::Testimony;
use crate::audit::verify::Verifier;
use crate::audit::{Digest, Head, Verdict};
use crate::journal::SEGMENT_BYTES_MAX;
use crate::ports::{Failure, FailureKind, Files, Incoming, Receiving};

/// How much of a log is read at once.
pub(super) const READ_BYTES: usize = 256 * 1024;

/// Most keys that are taken from one log.
const KEYS_MAX: usize = 512;

/// How a line begins that is there, and one that is withheld.
const BEGINNINGS: [&[u8]; 2] = [b"{\"e\":", b"{\"k\":"];

/// How long both are.
const BEGINNING_BYTES: usize = 5;

/// Where one log lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// Its name there.
    pub(super) label: String,
    /// For each segment the folder or file that was named, and its name inside.
    segments: Vec<(PathBuf, String)>,
}

/// A log as it was read.
#[derive(Debug)]
pub(super) struct Delivered {
    pub(super) source: Source,
    pub(super) verdict: Verdict,
    pub(super) opening: Option<Opening>,
    pub(super) first: Digest,
    pub(super) way: Way,
    pub(super) testimony: Testimony,
    pub(super) rows: Vec<Row>,
    /// How it began.
    pub(super) beginning: Beginning,
    /// What it withholds.
    pub(super) veil: Veil,
    /// Whether it begins as every log does.
    is_begun: bool,
    parts: Vec<Part>,
}

/// One segment: how much of it counts, and how far the chain is good behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    bytes: u64,
    torn: u64,
    head: Head,
}

impl Delivered {
    /// Whether it is a file of another kind, that somebody named by mistake: neither its name nor
    /// its first bytes are those of a log.
    pub(super) fn is_no_log(&self) -> bool {
        let name = self.source.path().file_name().unwrap_or_default().to_string_lossy();
        let is_named = self.source.folder().is_some() || of_segment(&name).is_some();
        !is_named && !self.is_begun && self.verdict.head.lines == 0
    }
}

/// The logs behind a path: one for each writer of a folder, or the one that a file is a part of.
pub(super) fn sources(files: &mut dyn Files, path: &Path) -> Result<Vec<Source>, Failure> {
    Ok(sources_and_strays(files, path)?.0)
}

/// The same, and the names of files among them that are no logs.
pub(super) fn sources_and_strays(
    files: &mut dyn Files,
    path: &Path,
) -> Result<(Vec<Source>, Vec<String>), Failure> {
    let kept = files.kept(path)?;
    let is_folder = files.is_incident(path);
    let source = |(label, names): (String, Vec<String>)| {
        let inner = |name: String| {
            let inner = if is_folder { format!("log/{name}") } else { name };
            (path.to_owned(), inner)
        };
        Source { label, segments: names.into_iter().map(inner).collect() }
    };
    let mut all: Vec<_> = kept.logs.into_iter().map(source).collect();
    if !is_folder {
        for source in &mut all {
            source.label = of_segment(&source.label).map_or("?", |(label, _)| label).to_owned();
        }
    }
    Ok((all, kept.stray_logs))
}

/// Files of one writer in one folder are one log.
pub(super) fn joined(all: Vec<Source>) -> Vec<Source> {
    let mut logs: Vec<Source> = Vec::new();
    for source in all {
        let same = |known: &&mut Source| known.is_beside(&source);
        match logs.iter_mut().find(same) {
            Some(known) => {
                known.segments.extend(source.segments);
                known.segments.sort();
                known.segments.dedup();
            }
            None => logs.push(source),
        }
    }
    logs
}

impl Source {
    /// Whether both are files of one log.
    fn is_beside(&self, other: &Self) -> bool {
        let folder = |source: &Self| {
            let (path, name) = source.segments.first()?;
            let is_file = of_segment(name).is_some() && path.ends_with(name);
            is_file.then(|| path.parent().map(Path::to_owned)).flatten()
        };
        let (mine, theirs) = (folder(self), folder(other));
        mine.is_some() && mine == theirs && self.label == other.label
    }

    /// Its segments: the folder or file that was named, and the name inside.
    pub(super) fn segments(&self) -> &[(PathBuf, String)] {
        &self.segments
    }

    /// The names of its segments inside the folder that was named.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().map(|(_, name)| name.as_str())
    }

    /// What was named.
    pub(super) fn path(&self) -> &Path {
        self.segments.first().map_or(Path::new("?"), |(path, _)| path)
    }

    /// The folder in which attachments lie, when a folder was named.
    pub(super) fn folder(&self) -> Option<&Path> {
        let (path, name) = self.segments.first()?;
        name.starts_with("log/").then_some(path.as_path())
    }
}

/// The log's name and the number in a segment's name.
pub(super) fn of_segment(name: &str) -> Option<(&str, u32)> {
    let (label, number) = name.strip_suffix(".jsonl")?.rsplit_once('.')?;
    Some((label, number.parse().ok()?))
}

/// Reads and verifies a log.
pub(super) fn read(files: &mut dyn Files, source: Source) -> Result<Delivered, Failure> {
    let mut check = StreamCheck::new(Verifier::new());
    let mut testimony = Testimony::default();
    let (mut way, mut first, mut said) = (Way::default(), Digest::ZERO, None);
    let (mut rows, mut parts) = (Vec::new(), Vec::<Part>::new());
    let (mut beginning, mut veil) = (Beginning::default(), Veil::default());
    let mut is_begun = false;
    let mut visit = |line: &[u8]| {
        testimony.take(line);
        beginning.take(line);
        let Some(head) = head_of(line) else { return };
        way.take(head);
        veil.take(way.lines(), line);
        if way.lines() == 1 {
            (first, said) = (head, opening(line));
        }
        if let Some(row) = Row::of(line).filter(|row| rows.len() < KEYS_MAX && !rows.contains(row))
        {
            rows.push(row);
        }
    };
    for (path, name) in &source.segments {
        let before = (check.head().lines, check.torn_bytes());
        let inner = files.within(path, name)?;
        let inner = inner.take(SEGMENT_BYTES_MAX + 1);
        let mut counted = Counted { inner, bytes: 0, begins: Vec::new() };
        let mut reader = BufReader::with_capacity(READ_BYTES, &mut counted);
        let read = check.segment_visiting(&mut reader, &mut visit);
        read.map_err(|error| broken(path, &error))?;
        is_begun |= counted.bytes == 0 || BEGINNINGS.contains(&counted.begins.as_slice());
        if counted.bytes > SEGMENT_BYTES_MAX {
            return Err(refused(path, &format!("more than {SEGMENT_BYTES_MAX} bytes")));
        }
        let goes_on = check.head().lines > before.0 || check.torn_bytes() < before.1;
        if goes_on {
            // What was torn at a border stands whole behind it.
            for part in &mut parts {
                part.torn = 0;
            }
        }
        let torn = check.torn_bytes() - if goes_on { 0 } else { before.1 };
        parts.push(Part { bytes: counted.bytes, torn, head: check.head() });
    }
    let verdict = check.finish();
    testimony.finish();
    for part in &mut parts {
        part.bytes = part.bytes.saturating_sub(part.torn);
    }
    Ok(Delivered {
        source,
        verdict,
        opening: said,
        first,
        way,
        testimony,
        rows,
        beginning,
        veil,
        is_begun,
        parts,
    })
}

/// Copies what is new of a log; says which media did not take it. `number` is that of the next
/// segment.
pub(super) fn copy(
    world: &mut World<'_>,
    delivered: &Delivered,
    fate: &Fate,
    number: &mut u32,
) -> Result<Vec<Failure>, Failure> {
    let Some(first_new) = fate.first_new() else { return Ok(Vec::new()) };
    let mut check = StreamCheck::new(Verifier::new());
    let (mut missed, mut line_number) = (Vec::new(), 0);
    for ((path, name), part) in delivered.source.segments.iter().zip(&delivered.parts) {
        let reader = world.files.within(path, name)?.take(part.bytes);
        let is_new = part.head.lines >= first_new && part.bytes > 0;
        let store = &mut *world.outside.store;
        let what = Incoming::Segment(fate.label().to_owned(), *number);
        let mut target = is_new.then(|| store.receive(&what)).transpose()?;
        let poured = if first_new == 1 {
            raw(reader, &mut check, target.as_deref_mut(), path)
        } else {
            let mut sink = Sink { first_new, number: line_number, failure: None };
            let poured = lines(reader, &mut check, target.as_deref_mut(), path, &mut sink);
            line_number = sink.number;
            poured
        };
        poured?;
        if check.head() != part.head {
            return Err(changed(path));
        }
        if let Some(target) = target {
            missed.extend(target.keep()?);
            *number += 1;
        }
    }
    let verdict = check.finish();
    let (ours, theirs) = (&verdict, &delivered.verdict);
    let is_same = ours.withheld_fields == theirs.withheld_fields
        && ours.withheld_lines == theirs.withheld_lines
        && ours.head == theirs.head
        && ours.fault.is_none();
    match (is_same, delivered.source.segments.first()) {
        (false, Some((path, _))) => Err(changed(path)),
        _ => Ok(missed),
    }
}

/// The bytes as they are, verified on their way.
fn raw(
    reader: impl Read,
    check: &mut StreamCheck,
    target: Option<&mut (dyn Receiving + '_)>,
    path: &Path,
) -> Result<(), Failure> {
    let mut tee = Tee { inner: reader, target, failure: None };
    let mut buffered = BufReader::with_capacity(READ_BYTES, &mut tee);
    let read = check.segment_visiting(&mut buffered, &mut |_| {});
    match (tee.failure, read) {
        (Some(failure), _) => Err(failure),
        (None, Err(error)) => Err(broken(path, &error)),
        (None, Ok(())) => Ok(()),
    }
}

/// Counts lines and remembers what went wrong.
struct Sink {
    first_new: u64,
    number: u64,
    failure: Option<Failure>,
}

/// The lines that are new, as they are.
fn lines(
    reader: impl Read,
    check: &mut StreamCheck,
    mut target: Option<&mut (dyn Receiving + '_)>,
    path: &Path,
    sink: &mut Sink,
) -> Result<(), Failure> {
    let mut buffered = BufReader::with_capacity(READ_BYTES, reader);
    let read = check.segment_visiting(&mut buffered, &mut |line| {
        sink.number += 1;
        if sink.number >= sink.first_new
            && sink.failure.is_none()
            && let Some(target) = target.as_deref_mut()
        {
            sink.failure = target.write(line).err();
        }
    });
    read.map_err(|error| broken(path, &error))?;
    sink.failure.take().map_or(Ok(()), Err)
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    bytes: u64,
    begins: Vec<u8>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buf)?;
        self.bytes += read as u64;
        let missing = BEGINNING_BYTES.saturating_sub(self.begins.len());
        self.begins.extend(buf.iter().take(read.min(missing)));
        Ok(read)
    }
}

/// Writes what is read.
struct Tee<'t, 'r, R> {
    inner: R,
    target: Option<&'t mut (dyn Receiving + 'r)>,
    failure: Option<Failure>,
}

impl<R: Read> Read for Tee<'_, '_, R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buf)?;
        if let Some(target) = &mut self.target
            && let Err(failure) = target.write(buf.get(..read).unwrap_or_default())
        {
            self.failure = Some(failure);
            return Err(std::io::ErrorKind::Other.into());
        }
        Ok(read)
    }
}

pub(super) fn broken(path: &Path, error: &std::io::Error) -> Failure {
    let (errno, kind) = (error.raw_os_error(), FailureKind::Other);
    Failure { op: "read", path: path.to_owned(), errno, kind, cause: error.to_string() }
}

fn refused(path: &Path, cause: &str) -> Failure {
    let (path, kind) = (path.to_owned(), FailureKind::Other);
    Failure { op: "read", path, errno: None, kind, cause: cause.to_owned() }
}

pub(super) fn changed(path: &Path) -> Failure {
    let kind = FailureKind::ChangedUnderneath;
    Failure { kind, ..refused(path, "it was written to while it was copied") }
}
