//! Keeping what is cut off: evidence, copied and durable before the log is made shorter.
//!
//! Invariants: a file that stands there already and holds anything is never written to. With the
//! same bytes it is ours from an earlier attempt and serves again; with others the copy gets the
//! next suffix. So a crash at any step, however often, costs at most an extra file.

use super::append::append_whole;
use super::error::JournalError;
use super::open::Found;
use super::place::Place;
use crate::audit::digest::Digest;
use crate::audit::line::LINE_BYTES_MAX;
use crate::domain::event::Recovered;
use crate::ports::{Disk, FailureKind, FileId};

/// Attempts that end in a crash in the middle of copying the same line's tail.
const ATTEMPTS_MAX: u32 = 100;

/// No cut is ever longer than this: a batch, or one longest line.
const KEPT_BYTES_MAX: u64 = super::append::BATCH_BYTES_MAX as u64;

/// A file that keeps bytes which were cut off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TornFile {
    /// Its name in the log folder.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// The SHA-256 of its bytes.
    pub sha256: Digest,
}

impl From<TornFile> for Recovered {
    fn from(torn: TornFile) -> Self {
        Self { file: torn.name, bytes: torn.bytes, sha256: torn.sha256.to_string() }
    }
}

/// An interrupted write that opening found, kept and cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TornTail {
    /// Where it is kept. Trailing NUL bytes beyond one line's length are not.
    pub file: TornFile,
    /// How many bytes were cut off the log, all NUL bytes included.
    pub cut: u64,
    /// Number of the first line that was cut.
    pub line: u64,
}

/// Copies what `found` has from `cut` on to a torn file and makes it durable.
pub(super) fn keep(
    disk: &mut dyn Disk,
    place: &Place,
    found: &Found,
    cut: u64,
) -> Result<TornTail, JournalError> {
    let (tail, line) = (&found.tail, found.head.lines + 1);
    let to = tail.to.min(tail.solid_to.max(cut + LINE_BYTES_MAX as u64));
    let bytes = read_range(disk, found.file, cut, to)?;
    for attempt in 1..=ATTEMPTS_MAX {
        let name = place.torn_name(line, attempt);
        if keep_as(disk, place, &name, &bytes)? {
            disk.sync_dir(&place.log_dir())?;
            let sha256 = Digest::of(&bytes);
            let file = TornFile { name, bytes: bytes.len() as u64, sha256 };
            return Ok(TornTail { file, cut: tail.to - cut, line });
        }
    }
    Err(JournalError::TooManyTorn { path: place.torn_path(&place.torn_name(line, 1)) })
}

/// Whether `name` durably holds `bytes` now; `false` when it holds something else.
fn keep_as(
    disk: &mut dyn Disk,
    place: &Place,
    name: &str,
    bytes: &[u8],
) -> Result<bool, JournalError> {
    let path = place.torn_path(name);
    let (file, is_same) = match disk.create_file(&path) {
        Ok(file) => (file, append_whole(disk, file, &path, bytes).map(|()| true)),
        Err(failure) if failure.kind == FailureKind::Exists => {
            // Unreadable, or no file at all: certainly not our copy.
            let Ok(file) = disk.open_file(&path) else { return Ok(false) };
            // An empty one is what a full disk left of an earlier attempt.
            let is_same = match disk.len(file) {
                Ok(0) => append_whole(disk, file, &path, bytes).map(|()| true),
                _ => holds(disk, file, bytes),
            };
            (file, is_same)
        }
        Err(failure) => return Err(failure.into()),
    };
    let kept = is_same.and_then(|same| {
        if same {
            disk.sync_data(file)?;
        }
        Ok(same)
    });
    disk.close(file);
    kept
}

fn holds(disk: &mut dyn Disk, file: FileId, bytes: &[u8]) -> Result<bool, JournalError> {
    let len = disk.len(file)?;
    Ok(len == bytes.len() as u64 && read_range(disk, file, 0, len)? == bytes)
}

/// Every torn file of this writer, so that the caller can record those that no record names yet.
///
/// What cannot be read, or is larger than anything that was ever cut, is not ours and left out: it
/// must not keep anyone from recording.
pub(super) fn list(disk: &mut dyn Disk, place: &Place) -> Result<Vec<TornFile>, JournalError> {
    let names = disk.list(&place.log_dir())?;
    let ours = names.into_iter().filter(|name| place.is_torn_name(name));
    Ok(ours.filter_map(|name| describe(disk, place, name)).collect())
}

fn describe(disk: &mut dyn Disk, place: &Place, name: String) -> Option<TornFile> {
    let file = disk.open_file(&place.torn_path(&name)).ok()?;
    let len = disk.len(file).ok().filter(|len| *len <= KEPT_BYTES_MAX);
    let content = len.and_then(|len| read_range(disk, file, 0, len).ok());
    disk.close(file);
    let content = content?;
    Some(TornFile { name, bytes: content.len() as u64, sha256: Digest::of(&content) })
}

/// Reads `[from, to)`; the callers bound its size.
pub(super) fn read_range(
    disk: &mut dyn Disk,
    file: FileId,
    from: u64,
    to: u64,
) -> Result<Vec<u8>, JournalError> {
    let mut bytes = vec![0; usize::try_from(to.saturating_sub(from)).unwrap_or(0)];
    let mut filled = 0;
    while filled < bytes.len() {
        let target = bytes.get_mut(filled..).unwrap_or_default();
        let read = disk.read_at(file, from + filled as u64, target)?;
        if read == 0 {
            return Err(super::piece::shrunk().into());
        }
        filled += read;
    }
    Ok(bytes)
}
