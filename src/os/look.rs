//! Reading a log as it stands: nothing is locked, mended or written.

use std::io::BufReader;
use std::path::PathBuf;

use super::files;
use super::regular::{self, Mode, failure};
use crate::audit::stream::StreamCheck;
use crate::audit::verdict::Outcome;
use crate::audit::verify::Verifier;
use crate::domain::ids::Seq;
use crate::journal::Place;
use crate::ports::{FailureKind, LogEnd, OpenError};

/// How much of a log is read at once.
pub(super) const READ_BYTES: usize = 256 * 1024;

/// Reads without locking, mending or writing anything.
pub(super) fn look(place: &Place, visit: &mut dyn FnMut(&[u8])) -> Result<LogEnd, OpenError> {
    let segments = segments(place)?;
    if segments.is_empty() {
        return Err(OpenError::OtherWriter);
    }
    let mut check = StreamCheck::new(Verifier::new());
    for path in segments {
        let file = regular::open(&path, Mode::Read).map_err(OpenError::Failed)?;
        let mut reader = BufReader::with_capacity(READ_BYTES, file);
        check
            .segment_visiting(&mut reader, visit)
            .map_err(|error| OpenError::Failed(failure("read", &path, &error)))?;
    }
    let verdict = check.finish();
    let line = verdict.fault.map_or(0, |fault| fault.line);
    match verdict.outcome() {
        Outcome::Altered => Err(OpenError::Damaged { line }),
        Outcome::Newer => Err(OpenError::Newer),
        Outcome::Incomplete if verdict.head.lines == 0 => Err(OpenError::HalfCreated),
        outcome => Ok(LogEnd {
            head: verdict.head.digest,
            lines: verdict.head.lines,
            torn: Vec::new(),
            is_torn: outcome == Outcome::Incomplete,
            changes: Vec::new(),
        }),
    }
}

/// Reads these lines again, whose numbers rise, from a log that is not open here. All of it is
/// verified on the way: without having it open nothing is known of it.
pub(super) fn recall(
    place: &Place,
    wanted: &[Seq],
    visit: &mut dyn FnMut(&[u8]),
) -> Result<(), OpenError> {
    let (mut number, mut wanted) = (0, wanted.iter().peekable());
    let end = look(place, &mut |line| {
        number += 1;
        if wanted.next_if(|seq| seq.0 == number).is_some() {
            visit(line);
        }
    })?;
    if wanted.peek().is_none() { Ok(()) } else { Err(OpenError::Damaged { line: end.lines + 1 }) }
}

/// How long the log is, over all its segments.
pub(super) fn log_bytes(place: &Place) -> Result<u64, OpenError> {
    let lengths = segments(place)?.into_iter().map(|path| {
        let facts = path.symlink_metadata();
        facts.map(|facts| facts.len()).map_err(|error| failure("stat", &path, &error))
    });
    lengths.sum::<Result<u64, _>>().map_err(OpenError::Failed)
}

fn segments(place: &Place) -> Result<Vec<PathBuf>, OpenError> {
    let segments = files::segments(&place.log_dir(), place.writer());
    segments.map_err(|error| match error.kind {
        FailureKind::NotFound => OpenError::HalfCreated,
        _ => OpenError::Failed(error),
    })
}
