//! Files that are taken in as evidence: read once, hashed on the way, kept under their digest.
//!
//! Invariants: what is not whole has a name that no record can mean and is swept away the next time
//! the log is opened for writing; a file under its final name is whole and durable; a file that is
//! there already is never written to. The bytes go to every folder that is given, one per medium;
//! one that fails is left out, and the intake fails with the last.

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::RealDisk;
use super::regular::{self, Mode, failure, retried};
use crate::audit::digest::{Digest, Digesting};
use crate::ports::{
    Attachment, Disk, Failure, FailureKind, Intake, IntakeError, Origin, SHORT_BYTES_MAX, Slice,
};

/// The folder of attachments in an incident's folder (audit-log §4.1).
pub(super) const FOLDER: &str = "files";

/// What the name of an attachment begins with, before its digest.
const NAME: &str = "sha256-";

/// What the name of a file begins with that is not whole yet.
const UNFINISHED: &str = ".taking-";

/// How much is read at once, in bytes.
const CHUNK_BYTES: usize = 64 * 1024;

/// How much one slice takes: short enough that a note need not wait for a gigabyte.
const SLICE_BYTES: u64 = 4 * 1024 * 1024;

/// Most names that are tried for a file that is not whole yet.
const NAMES_MAX: u32 = 64;

/// The name of the file with this digest.
#[must_use]
pub fn name(digest: Digest) -> String {
    format!("{NAME}{digest}")
}

/// The digest that a file's name stands for, if it is an attachment's.
#[must_use]
pub fn digest_of(name: &str) -> Option<Digest> {
    Digest::parse(name.strip_prefix(NAME)?)
}

/// Whether this file among the attachments is neither one of them nor on its way to be one.
pub(super) fn is_strange(name: &str) -> bool {
    digest_of(name).is_none() && !name.starts_with(UNFINISHED)
}

/// The text of a short file, also as other systems spell it: with a mark, or in units of two bytes
/// behind one.
fn plain_text(bytes: &[u8]) -> Option<String> {
    let units = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        let (pairs, odd) = rest.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().copied().map(read).collect();
        String::from_utf16(&units).ok().filter(|_| odd.is_empty())
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        all => String::from_utf8(all.to_vec()).ok(),
    }
}

/// A file on its way in.
pub struct Taking {
    source: Source,
    targets: Vec<Target>,
    missed: Vec<Failure>,
    hash: Digesting,
    bytes: u64,
    bytes_max: u64,
    chunk: Vec<u8>,
    /// All of it, as long as it is short.
    short: Option<Vec<u8>>,
}

/// Where the bytes come from.
struct Source {
    reader: Box<dyn Read + Send>,
    /// For words about it.
    path: PathBuf,
    /// The open file and how it was at first, to see whether it changed meanwhile.
    file: Option<(File, Metadata)>,
    total: Option<u64>,
}

/// Begins to take `origin` into these incidents' folders, at most `bytes_max` bytes of it.
///
/// # Errors
/// [`IntakeError`]; nothing that counts was made.
pub fn begin(folders: &[PathBuf], origin: Origin, bytes_max: u64) -> Result<Taking, IntakeError> {
    let source = open(origin, bytes_max)?;
    let mut targets = Vec::new();
    let mut missed = Vec::new();
    for folder in folders {
        match Target::begin(folder) {
            Ok(target) => targets.push(target),
            Err(failure) => missed.push(failure),
        }
    }
    let mut taking = Taking {
        source,
        targets,
        missed,
        hash: Digesting::new(),
        bytes: 0,
        bytes_max,
        chunk: vec![0; CHUNK_BYTES],
        short: Some(Vec::new()),
    };
    taking.check_targets()?;
    Ok(taking)
}

/// Removes what interrupted intakes left; only for whoever holds the incident's lock. What cannot
/// be removed stays: its name counts for nothing.
pub(super) fn sweep(incident: &Path) {
    let folder = incident.join(FOLDER);
    if !is_own_folder(&folder) {
        return;
    }
    for name in RealDisk::new().list(&folder).unwrap_or_default() {
        let path = folder.join(&name);
        let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        if name.starts_with(UNFINISHED) && is_file {
            drop(fs::remove_file(&path));
        }
    }
}

/// Whether it is a folder, and not a link to one.
pub(super) fn is_own_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

fn open(origin: Origin, bytes_max: u64) -> Result<Source, IntakeError> {
    let path = match origin {
        Origin::Path(path) => path,
        Origin::Text(text) => {
            let total = Some(text.len() as u64);
            let reader = Box::new(std::io::Cursor::new(text.into_bytes()));
            return Ok(Source { reader, path: PathBuf::new(), file: None, total });
        }
        Origin::Reader(reader) => {
            return Ok(Source { reader, path: PathBuf::new(), file: None, total: None });
        }
    };
    if path == Path::new("-") {
        // Not locked: what waits for more can be handed from thread to thread.
        let reader = Box::new(std::io::stdin());
        return Ok(Source { reader, path, file: None, total: None });
    }
    let found = fs::symlink_metadata(&path)
        .map_err(|error| IntakeError::Unreadable(failure("lstat", &path, &error)))?;
    if !found.is_file() {
        return Err(IntakeError::NotAFile(path));
    }
    let file = regular::open(&path, Mode::Own).map_err(IntakeError::Unreadable)?;
    let unreadable = |error| IntakeError::Unreadable(failure("fstat", &path, &error));
    let before = file.metadata().map_err(unreadable)?;
    if before.len() > bytes_max {
        return Err(IntakeError::TooLarge(bytes_max));
    }
    let total = Some(before.len());
    let reader = Box::new(file.try_clone().map_err(unreadable)?);
    Ok(Source { reader, path, file: Some((file, before)), total })
}

impl Source {
    fn read(&mut self, chunk: &mut [u8]) -> Result<usize, IntakeError> {
        let read = retried(|| self.reader.read(chunk));
        read.map_err(|error| IntakeError::Unreadable(failure("read", &self.path, &error)))
    }

    /// A file that was written to while it was read is no evidence of any one state.
    fn check_unchanged(&self, bytes: u64) -> Result<(), IntakeError> {
        let Some((file, before)) = &self.file else { return Ok(()) };
        let unreadable = |error| IntakeError::Unreadable(failure("fstat", &self.path, &error));
        let after = file.metadata().map_err(unreadable)?;
        let is_same = after.len() == before.len()
            && after.len() == bytes
            && after.modified().ok() == before.modified().ok();
        if is_same { Ok(()) } else { Err(IntakeError::Changed(self.path.clone())) }
    }
}

impl Taking {
    /// Without a medium that takes the bytes there is no use in reading on.
    fn check_targets(&mut self) -> Result<(), IntakeError> {
        if !self.targets.is_empty() {
            return Ok(());
        }
        let nowhere = || Failure {
            op: "open",
            path: FOLDER.into(),
            errno: None,
            kind: FailureKind::Other,
            cause: "no medium takes it".to_owned(),
        };
        Err(IntakeError::NotKept(self.missed.first().cloned().unwrap_or_else(nowhere)))
    }

    /// Does this with every medium, and leaves out those that fail.
    fn each(&mut self, mut act: impl FnMut(&mut Target) -> Result<(), Failure>) {
        let missed = &mut self.missed;
        self.targets.retain_mut(|target| match act(target) {
            Ok(()) => true,
            Err(failure) => {
                missed.push(failure);
                false
            }
        });
    }

    fn finish(&mut self) -> Result<Attachment, IntakeError> {
        self.source.check_unchanged(self.bytes)?;
        let digest = std::mem::take(&mut self.hash).finish();
        let bytes = self.bytes;
        self.each(|target| target.keep(digest, bytes));
        self.check_targets()?;
        let short = self.short.take().and_then(|bytes| plain_text(&bytes));
        Ok(Attachment { digest, bytes, short, missed: std::mem::take(&mut self.missed) })
    }
}

impl fmt::Debug for Taking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Taking");
        shown.field("path", &self.source.path).field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

impl Intake for Taking {
    fn more(&mut self) -> Result<Slice, IntakeError> {
        let end = self.bytes + SLICE_BYTES;
        let mut chunk = std::mem::take(&mut self.chunk);
        while self.bytes < end {
            let read = self.source.read(&mut chunk)?;
            let piece = chunk.get(..read).unwrap_or_default();
            if piece.is_empty() {
                return self.finish().map(Slice::Whole);
            }
            self.bytes += read as u64;
            if self.bytes > self.bytes_max {
                return Err(IntakeError::TooLarge(self.bytes_max));
            }
            self.hash.take(piece);
            self.short.take_if(|_| self.bytes > SHORT_BYTES_MAX);
            if let Some(short) = &mut self.short {
                short.extend_from_slice(piece);
            }
            self.each(|target| target.write(piece));
            self.check_targets()?;
        }
        self.chunk = chunk;
        Ok(Slice::More(self.bytes))
    }

    fn total(&self) -> Option<u64> {
        self.source.total
    }
}

/// The folder of attachments on one medium, and the file in it that is not whole yet.
struct Target {
    folder: PathBuf,
    path: PathBuf,
    file: File,
    is_kept: bool,
}

impl Target {
    fn begin(incident: &Path) -> Result<Self, Failure> {
        let folder = incident.join(FOLDER);
        match fs::create_dir(&folder) {
            Ok(()) => RealDisk::new().sync_dir(incident)?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                if !is_own_folder(&folder) {
                    return Err(foreign(&folder, "not a folder of its own"));
                }
            }
            Err(error) => return Err(failure("mkdir", &folder, &error)),
        }
        let mut number = 1;
        loop {
            let path = folder.join(format!("{UNFINISHED}{number}"));
            match regular::open(&path, Mode::CreateForAppend) {
                Ok(file) => return Ok(Self { folder, path, file, is_kept: false }),
                Err(taken) if taken.kind == FailureKind::Exists && number < NAMES_MAX => {
                    number += 1;
                }
                Err(other) => return Err(other),
            }
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.file.write_all(bytes).map_err(|error| failure("write", &self.path, &error))
    }

    /// Durable under its final name, or there already.
    fn keep(&mut self, digest: Digest, bytes: u64) -> Result<(), Failure> {
        let path = self.folder.join(name(digest));
        if fs::symlink_metadata(&path).is_ok() {
            check_same(&path, digest, bytes)?;
        } else {
            self.file.sync_all().map_err(|error| failure("fsync", &self.path, &error))?;
            fs::rename(&self.path, &path).map_err(|error| failure("rename", &path, &error))?;
            self.is_kept = true;
        }
        // Also for one that is there already: nobody knows whether its entry was ever synced.
        RealDisk::new().sync_dir(&self.folder)
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        if !self.is_kept {
            drop(fs::remove_file(&self.path));
        }
    }
}

/// A file of that name must hold what its name says: else somebody changed it, and it is evidence
/// of that.
fn check_same(path: &Path, digest: Digest, bytes: u64) -> Result<(), Failure> {
    let mut file = regular::open(path, Mode::Own)?;
    let mut hash = Digesting::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut count = 0;
    loop {
        let read = retried(|| file.read(&mut chunk)).map_err(|e| failure("read", path, &e))?;
        let piece = chunk.get(..read).unwrap_or_default();
        if piece.is_empty() {
            break;
        }
        count += read as u64;
        hash.take(piece);
    }
    if count != bytes || hash.finish() != digest {
        return Err(foreign(path, "its content is not what its name says"));
    }
    file.sync_all().map_err(|error| failure("fsync", path, &error))
}

fn foreign(path: &Path, cause: &str) -> Failure {
    Failure {
        op: "open",
        path: path.to_owned(),
        errno: None,
        kind: FailureKind::Exists,
        cause: cause.to_owned(),
    }
}
