//! The lines and files of a copy: first looked at, then written. Memory does not grow with the log.

use std::collections::BTreeSet;
use std::io::{BufReader, Read};
use std::path::Path;

use crate::audit::digest::{Digest, Digesting};
use crate::audit::stream::StreamCheck;
use crate::audit::verify::Verifier;
use crate::audit::withhold::{Plan, Withholder};
use crate::audit::{Accepted, FaultKind, decode};
use crate::domain::event::{Event, Mode};
use crate::ports::{Copying, Failure, FailureKind, Files, Kept};

/// How much of a log is read at once, in bytes.
const READ_BYTES: usize = 256 * 1024;

/// How much of an attachment is copied at once, in bytes.
const CHUNK_BYTES: usize = 64 * 1024;

/// Why lines cannot be copied.
#[derive(Debug)]
pub(super) enum CopyError {
    /// A line of this log is not as it was written.
    Altered {
        log: String,
        line: u64,
    },
    Failed(Failure),
}

impl From<Failure> for CopyError {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// One log of the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CopiedLog {
    pub(super) name: String,
    pub(super) lines: u64,
    pub(super) texts: u64,
    pub(super) whole: u64,
    pub(super) head: Digest,
    /// The last line of the source is incomplete; it was left out.
    pub(super) is_torn: bool,
}

/// What all logs say together.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) logs: Vec<CopiedLog>,
    pub(super) incident: Option<String>,
    pub(super) is_exercise: bool,
    /// Evidence that lines name which can be read whole in the copy.
    pub(super) open_files: BTreeSet<Digest>,
    /// All evidence that the source's lines name.
    pub(super) named_files: BTreeSet<Digest>,
}

/// Where lines come from and how they are copied.
pub(super) struct Source<'s> {
    pub(super) path: &'s Path,
    pub(super) kept: &'s Kept,
    pub(super) plan: &'s Plan,
}

/// Where they go.
pub(super) struct Target<'t> {
    pub(super) copy: &'t mut dyn Copying,
    /// All segments of the one log go into one file.
    pub(super) is_single: bool,
}

/// Reads every log, and writes its lines to `target` as the plan has them. Without a target nothing
/// is written: for knowing beforehand what the copy will hold.
pub(super) fn logs(
    files: &mut dyn Files,
    source: &Source<'_>,
    mut target: Option<&mut Target<'_>>,
) -> Result<Seen, CopyError> {
    let mut seen = Seen::default();
    for (name, segments) in &source.kept.logs {
        let mut lines = Lines {
            source: StreamCheck::new(Verifier::new()),
            withholder: Withholder::new(source.plan),
            copied: Verifier::new(),
            seen: &mut seen,
            fault: None,
        };
        for (number, segment) in segments.iter().enumerate() {
            let inner = format!("log/{segment}");
            let reader = files.within(source.path, &inner)?;
            if let Some(target) = target.as_deref_mut()
                && (number == 0 || !target.is_single)
            {
                target.copy.begin(&inner)?;
            }
            lines.segment(reader, &inner, target.as_deref_mut())?;
        }
        let log = lines.finish(name)?;
        seen.logs.push(log);
    }
    Ok(seen)
}

/// The lines of one log on their way.
struct Lines<'p, 's> {
    source: StreamCheck,
    withholder: Withholder<'p>,
    /// Checks what is written: nothing is believed of the copy that was not seen there.
    copied: Verifier,
    seen: &'s mut Seen,
    fault: Option<CopyError>,
}

impl Lines<'_, '_> {
    fn segment(
        &mut self,
        reader: Box<dyn Read>,
        name: &str,
        mut target: Option<&mut Target<'_>>,
    ) -> Result<(), CopyError> {
        let mut reader = BufReader::with_capacity(READ_BYTES, reader);
        let mut copy = Vec::new();
        let Self { source, withholder, copied, seen, fault } = self;
        let mut visit = |line: &[u8]| {
            if fault.is_some() {
                return;
            }
            let done = one_line(line, &mut copy, withholder, copied, seen).and_then(|()| {
                let target = target.as_deref_mut();
                target.map_or(Ok(()), |target| Ok(target.copy.write(&copy)?))
            });
            *fault = done.err();
        };
        let read = source.segment_visiting(&mut reader, &mut visit);
        read.map_err(|error| Failure {
            op: "read",
            path: name.into(),
            errno: error.raw_os_error(),
            kind: FailureKind::Other,
            cause: error.to_string(),
        })?;
        self.fault.take().map_or(Ok(()), Err)
    }

    fn finish(self, name: &str) -> Result<CopiedLog, CopyError> {
        let verdict = self.source.finish();
        let is_whole = verdict.head == self.copied.head() && verdict.head.lines > 0;
        let line = verdict.fault.map_or(verdict.head.lines, |fault| fault.line);
        if verdict.fault.is_some() && !verdict.is_tail || !is_whole {
            return Err(CopyError::Altered { log: name.to_owned(), line });
        }
        Ok(CopiedLog {
            name: name.to_owned(),
            lines: verdict.head.lines,
            texts: self.copied.withheld_fields(),
            whole: self.withholder.lines(),
            head: verdict.head.digest,
            is_torn: verdict.fault.is_some(),
        })
    }
}

fn one_line(
    line: &[u8],
    copy: &mut Vec<u8>,
    withholder: &mut Withholder<'_>,
    copied: &mut Verifier,
    seen: &mut Seen,
) -> Result<(), CopyError> {
    let number = copied.head().lines + 1;
    let altered = |_: FaultKind| CopyError::Altered { log: String::new(), line: number };
    let is_open = withholder.line(line, copy).map_err(altered)?;
    match copied.line(copy) {
        Ok(Accepted::Next | Accepted::Repeat) => {}
        Err(fault) => return Err(altered(fault.kind)),
    }
    // Only what the page of the copy and its files need.
    let Ok(decoded) = decode(line) else { return Ok(()) };
    seen.is_exercise |= decoded.mode == Mode::Exercise;
    match decoded.record.event {
        Event::Opened(opened) => seen.incident = Some(opened.incident.to_string()),
        Event::EvidenceTaken(evidence) => {
            if let Some(digest) = Digest::parse(&evidence.sha256) {
                seen.named_files.insert(digest);
                if is_open {
                    seen.open_files.insert(digest);
                }
            }
        }
        _ => {}
    }
    Ok(())
}

/// What became of one file beside the logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// It is in the copy.
    Copied,
    /// It is not there.
    Missing,
    /// It is not what its name says, or cannot be read: it is not in the copy.
    Wrong,
}

/// Copies one file of the source. One that is rotten keeps nobody from the others.
///
/// # Errors
/// The copy cannot be written.
pub(super) fn file(
    files: &mut dyn Files,
    path: &Path,
    name: &str,
    expected: Option<Digest>,
    copy: &mut dyn Copying,
) -> Result<Piece, Failure> {
    let mut reader = match files.within(path, name) {
        Ok(reader) => reader,
        Err(failure) if failure.kind == FailureKind::NotFound => return Ok(Piece::Missing),
        Err(_) => return Ok(Piece::Wrong),
    };
    copy.begin(name)?;
    let mut hash = Digesting::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let read = match reader.read(&mut chunk) {
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(_) => {
                copy.forget()?;
                return Ok(Piece::Wrong);
            }
        };
        let piece = chunk.get(..read).unwrap_or_default();
        if piece.is_empty() {
            break;
        }
        hash.take(piece);
        copy.write(piece)?;
    }
    if expected.is_some_and(|expected| expected != hash.finish()) {
        copy.forget()?;
        return Ok(Piece::Wrong);
    }
    Ok(Piece::Copied)
}
