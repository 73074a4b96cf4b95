//! Two copies brought to the same end: what the one that fell behind takes over from the good one,
//! lines, then attachments.

use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

use super::log_copy::{LogCopy, Means};
use super::look::READ_BYTES;
use super::mismatch::{differs, foreign};
use super::regular::{self, Mode, failure};
use super::segments::{self, Owner};
use super::{attachment, files, receive};
use crate::audit::line::LINE_BYTES_MAX;
use crate::journal::{self, JournalError, Place, Received};
use crate::ports::{Disk, Failure, Incoming, Intake, IntakeError, MediumChange, Origin, Slice};

/// Takes a line with its number; says whether it wants more.
pub(super) type Take<'t> = &'t mut dyn FnMut(u64, &[u8]) -> Result<bool, Failure>;

/// Where the lines come from that a copy missed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source<'s> {
    /// A medium that can be read.
    Medium(&'s Place),
    /// The log in memory, as it was acknowledged.
    Memory(&'s [u8]),
}

impl Source<'_> {
    /// Shows each line of the log with its number until `take` has enough.
    pub(super) fn each_line(self, take: Take<'_>) -> Result<(), Failure> {
        let lines = match self {
            Self::Medium(place) => return each_line(place, take),
            Self::Memory(lines) => lines.split_inclusive(|byte| *byte == b'\n'),
        };
        for (number, line) in (1..).zip(lines) {
            if !take(number, line)? {
                break;
            }
        }
        Ok(())
    }
}

/// Shows each line of the log with its number, identical repeats once, until `take` has enough. A
/// piece without line feed at a segment's end is an unfinished write and no line.
pub(super) fn each_line(source: &Place, take: Take<'_>) -> Result<(), Failure> {
    let (mut number, mut last) = (0, Vec::new());
    for path in files::segments(&source.log_dir(), source.writer())? {
        let file = regular::open(&path, Mode::Read)?;
        let mut reader = BufReader::with_capacity(READ_BYTES, file);
        loop {
            let mut line = Vec::new();
            let mut bounded = reader.by_ref().take(LINE_BYTES_MAX as u64 + 1);
            bounded.read_until(b'\n', &mut line).map_err(|error| failure("read", &path, &error))?;
            if line.last() != Some(&b'\n') {
                break;
            }
            if line == last {
                continue;
            }
            number += 1;
            if !take(number, &line)? {
                return Ok(());
            }
            last = line;
        }
    }
    Ok(())
}

/// Takes over what lies beside the log's own lines and is missing.
pub(super) fn beside(disk: &mut dyn Disk, from: &Place, to: &Place) -> Result<(), Failure> {
    attachments(from, to)?;
    other_logs(disk, from, to)
}

/// Takes over the attachments that are missing; what is there is named by its content already.
fn attachments(from: &Place, to: &Place) -> Result<(), Failure> {
    let folder = from.incident_dir().join("files");
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failure("readdir", &folder, &error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| failure("readdir", &folder, &error))?;
        let name = entry.file_name();
        let is_attachment = name.to_str().and_then(attachment::digest_of).is_some();
        if !is_attachment || to.incident_dir().join("files").join(&name).exists() {
            continue;
        }
        let taken = attachment::begin(&[to.incident_dir()], Origin::Path(entry.path()), u64::MAX);
        let mut taking = taken.map_err(|error| not_taken(&entry.path(), &error))?;
        loop {
            let slice = Intake::more(&mut taking);
            match slice.map_err(|error| not_taken(&entry.path(), &error))? {
                Slice::More(_) => {}
                Slice::Whole(_) => break,
            }
        }
    }
    Ok(())
}

/// Takes over the other laptops' logs that are missing, whole segments under the names that they
/// have there.
fn other_logs(disk: &mut dyn Disk, from: &Place, to: &Place) -> Result<(), Failure> {
    let names = disk.list(&from.log_dir())?;
    // A stray file among the logs is nobody's log, and keeps no medium from the others.
    let found = segments::among(&from.log_dir(), &names, Owner::Incident).logs.into_iter();
    let all = found.flat_map(|(log, names)| names.into_iter().map(move |name| (log.clone(), name)));
    for (log, name) in all {
        let source = from.log_dir().join(&name);
        let number =
            name.strip_suffix(".jsonl").and_then(|name| name.rsplit_once('.')?.1.parse().ok());
        let is_there = to.log_dir().join(&name).symlink_metadata().is_ok();
        let Some(number) = number.filter(|_| log != from.writer().as_str() && !is_there) else {
            continue;
        };
        let mut file = regular::open(&source, Mode::Own)?;
        let mut received = receive::begin(disk, to, &Incoming::Segment(log, number))?;
        if let Err(failure) = poured(disk, &mut file, &source, &mut received) {
            received.give_up(disk);
            return Err(failure);
        }
        received.keep(disk).map_err(JournalError::into_failure)?;
        journal::settle(disk, to).map_err(JournalError::into_failure)?;
    }
    Ok(())
}

pub(super) fn poured(
    disk: &mut dyn Disk,
    file: &mut std::fs::File,
    path: &Path,
    received: &mut Received,
) -> Result<(), Failure> {
    let mut chunk = vec![0; READ_BYTES];
    loop {
        let read = regular::retried(|| file.read(&mut chunk));
        let read = read.map_err(|error| failure("read", path, &error))?;
        let piece = chunk.get(..read).unwrap_or_default();
        if piece.is_empty() {
            return Ok(());
        }
        received.write(disk, piece).map_err(JournalError::into_failure)?;
    }
}

fn not_taken(path: &Path, error: &IntakeError) -> Failure {
    match error {
        IntakeError::Unreadable(failure) | IntakeError::NotKept(failure) => failure.clone(),
        _ => foreign("copy", path.to_owned(), "not a file that can be copied"),
    }
}

/// Brings two copies of one log to the same end. The one that holds less catches up, also the data
/// folder's own: what the mirror holds beyond it was lost there.
///
/// # Errors
/// The data folder cannot take what only the mirror holds. A mirror's failure is a change.
pub(super) fn join(
    means: &mut Means<'_>,
    (main, copy): (&mut LogCopy, &mut LogCopy),
    visit: &mut dyn FnMut(&[u8]),
) -> Result<MediumChange, Failure> {
    let is_there = copy.place().incident_dir().symlink_metadata().is_ok();
    if is_there && let Err(failure) = copy.revive(means.disk, means.now) {
        return Ok(copy.loss(failure));
    }
    if copy.lines() > main.lines() {
        if let Err(failure) = continues(copy, main) {
            copy.give_up(means.disk, failure.clone());
            return Ok(copy.loss(failure));
        }
        let lines = main.catch_up(means, (Source::Medium(copy.place()), copy.lines()), visit)?;
        return Ok(main.comeback(lines));
    }
    Ok(match copy.catch_up(means, (Source::Medium(main.place()), main.lines()), &mut |_| {}) {
        Ok(lines) => copy.comeback(lines),
        Err(failure) => copy.loss(failure),
    })
}

/// Nothing is written to either of two logs that differ.
fn continues(copy: &LogCopy, main: &LogCopy) -> Result<(), Failure> {
    if copy.continues(main)? { Ok(()) } else { Err(differs(copy.place())) }
}

/// Whether the folder holds nothing but what the making of an incident lays there, and none of it
/// is somebody else's. `lines` of the log are known.
pub(super) fn is_only_begun(lines: u64, place: &Place) -> bool {
    let names = |folder: &Path| -> Option<Vec<String>> {
        let entries = std::fs::read_dir(folder).ok()?;
        let names = entries.map(|entry| entry.ok()?.file_name().into_string().ok());
        names.collect()
    };
    let ours = [".lock", ".ballast", "log", "keys", "README.txt", "verify.py"];
    let is_ours = |name: &String| ours.contains(&name.as_str());
    let is_own = |name: &String| name.starts_with(place.writer().as_str());
    let all_are_ours = names(&place.incident_dir()).is_some_and(|all| all.iter().all(is_ours));
    let logs = names(&place.log_dir()).unwrap_or_default();
    lines == 0 && all_are_ours && logs.iter().all(is_own)
}
