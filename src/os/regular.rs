//! Opens regular files and nothing else, and says failures in the port's words.
//!
//! Invariant: a link, folder, pipe or device under the name of one of our files is refused, and
//! refused without waiting: a stick that came from elsewhere may hold anything under any name.

use std::fs::{self, File, OpenOptions};
use std::io::{Error, ErrorKind, Read, Write};
use std::path::Path;

use crate::ports::{Failure, FailureKind};

/// How a file is to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Must exist; may be reached through a link, as the person named it.
    Read,
    /// Must exist; never through a link, because nobody named this one.
    Own,
    /// Must not exist; every write goes to the end.
    CreateForAppend,
    /// Must exist; every write goes to the end.
    Append,
    /// May exist; writes go where the cursor stands.
    Scratch,
    /// Must exist; only its length is changed. Windows has no truncation through an append handle.
    #[cfg(windows)]
    Cut,
}

/// Opens `path`, refusing everything that is not a regular file of its own.
pub(super) fn open(path: &Path, mode: Mode) -> Result<File, Failure> {
    if !matches!(mode, Mode::CreateForAppend | Mode::Read) {
        refuse_others(path, mode)?;
    }
    let mut options = OpenOptions::new();
    match mode {
        Mode::Read | Mode::Own => options.read(true),
        Mode::CreateForAppend => options.read(true).append(true).create_new(true),
        Mode::Append => options.read(true).append(true),
        Mode::Scratch => options.read(true).write(true).create(true).truncate(false),
        #[cfg(windows)]
        Mode::Cut => options.write(true),
    };
    guard_door(&mut options, mode);
    let file = retried(|| options.open(path)).map_err(|e| failure("open", path, &e))?;
    // The name may have changed hands since the first look.
    let is_file = file.metadata().map_err(|e| failure("fstat", path, &e))?.is_file();
    if is_file { Ok(file) } else { Err(not_regular(path)) }
}

/// Looks at the name itself: merely opening a pipe or a device can block or have effects.
fn refuse_others(path: &Path, mode: Mode) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(_) => Err(not_regular(path)),
        Err(e) if e.kind() == ErrorKind::NotFound && mode == Mode::Scratch => Ok(()),
        Err(e) => Err(failure("lstat", path, &e)),
    }
}

#[cfg(unix)]
fn guard_door(options: &mut OpenOptions, mode: Mode) {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;

    // NONBLOCK has no effect on regular files and keeps a pipe from holding us at the door.
    let links = if mode == Mode::Read { OFlags::empty() } else { OFlags::NOFOLLOW };
    let flags = links | OFlags::NONBLOCK;
    options.custom_flags(i32::try_from(flags.bits()).unwrap_or(0));
}

/// Elsewhere the look at the name has to do.
#[cfg(not(unix))]
fn guard_door(_options: &mut OpenOptions, _mode: Mode) {}

fn not_regular(path: &Path) -> Failure {
    Failure {
        op: "open",
        path: path.to_owned(),
        errno: None,
        kind: FailureKind::Other,
        cause: "not a regular file".to_owned(),
    }
}

/// Repeats a call that a signal interrupted before it did anything.
pub(super) fn retried<T>(mut call: impl FnMut() -> Result<T, Error>) -> Result<T, Error> {
    loop {
        match call() {
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

/// The port's form of an operating system error.
pub(super) fn failure(op: &'static str, path: &Path, error: &Error) -> Failure {
    let kind = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            FailureKind::Full
        }
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => FailureKind::ReadOnly,
        ErrorKind::NotFound => FailureKind::NotFound,
        ErrorKind::AlreadyExists => FailureKind::Exists,
        _ => FailureKind::Other,
    };
    Failure {
        op,
        path: path.to_owned(),
        errno: error.raw_os_error(),
        kind,
        cause: without_number(&error.to_string()),
    }
}

/// The standard library ends its words with "(os error 28)"; the number has a field of its own.
fn without_number(words: &str) -> String {
    words.split_once(" (os error").map_or(words, |(before, _)| before).to_owned()
}

/// The whole content of a regular file, refused unread when it is larger than `bytes_max`.
pub(super) fn read(path: &Path, bytes_max: u64) -> Result<Vec<u8>, Failure> {
    let file = open(path, Mode::Read)?;
    let len = file.metadata().map_err(|e| failure("fstat", path, &e))?.len();
    if len > bytes_max {
        return Err(too_large(path, bytes_max));
    }
    let mut bytes = Vec::new();
    let read = file.take(bytes_max + 1).read_to_end(&mut bytes);
    read.map_err(|e| failure("read", path, &e))?;
    if bytes.len() as u64 > bytes_max {
        return Err(too_large(path, bytes_max));
    }
    Ok(bytes)
}

/// Makes a folder of the data folder, unless it is there.
pub(super) fn make_folder(folder: &Path) -> Result<(), Failure> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(failure("mkdir", folder, &error))
        }
        _ => Ok(()),
    }
}

/// Writes a small file whole beside `path` and puts it in its place, durably.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let new = path.with_extension("new");
    let mut file = open(&new, Mode::Scratch)?;
    let written = file.set_len(0).and_then(|()| file.write_all(bytes));
    written.map_err(|e| failure("write", &new, &e))?;
    file.sync_all().map_err(|e| failure("fsync", &new, &e))?;
    fs::rename(&new, path).map_err(|e| failure("rename", path, &e))?;
    let Some(folder) = path.parent() else { return Ok(()) };
    let mut disk = super::RealDisk::new();
    crate::ports::Disk::sync_dir(&mut disk, folder)
}

/// Who may read a file that is made here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Secrecy {
    /// As the system has it.
    Open,
    /// Its owner alone.
    Owner,
}

/// Makes a small file whole and durable under a name that must be free; whoever comes second gets
/// [`FailureKind::Exists`] and never sees half of it.
pub(super) fn create_whole(path: &Path, bytes: &[u8], secrecy: Secrecy) -> Result<(), Failure> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let new = path.with_file_name(name);
    // Left by a process of the same number that was stopped: nobody else makes this name.
    drop(fs::remove_file(&new));
    let made = write_new(&new, bytes, secrecy).and_then(|()| put_in_free_place(&new, path));
    drop(fs::remove_file(&new));
    made?;
    let Some(folder) = path.parent() else { return Ok(()) };
    let mut disk = super::RealDisk::new();
    crate::ports::Disk::sync_dir(&mut disk, folder)
}

fn write_new(path: &Path, bytes: &[u8], secrecy: Secrecy) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    keep_secret(&mut options, secrecy);
    let mut file = retried(|| options.open(path)).map_err(|e| failure("open", path, &e))?;
    file.write_all(bytes).map_err(|e| failure("write", path, &e))?;
    file.sync_all().map_err(|e| failure("fsync", path, &e))
}

/// A second name for the finished file is taken only when it is free. File systems without second
/// names (FAT, exFAT) get a look and a rename: two first starts in one moment are not theirs.
fn put_in_free_place(new: &Path, path: &Path) -> Result<(), Failure> {
    match fs::hard_link(new, path) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Err(failure("link", path, &e)),
        Err(_) if fs::symlink_metadata(path).is_ok() => {
            Err(failure("link", path, &Error::from(ErrorKind::AlreadyExists)))
        }
        Err(_) => fs::rename(new, path).map_err(|e| failure("rename", path, &e)),
    }
}

#[cfg(unix)]
fn keep_secret(options: &mut OpenOptions, secrecy: Secrecy) {
    use std::os::unix::fs::OpenOptionsExt;

    if secrecy == Secrecy::Owner {
        options.mode(0o600);
    }
}

/// Elsewhere the data folder belongs to the person who runs the program.
#[cfg(not(unix))]
fn keep_secret(_options: &mut OpenOptions, _secrecy: Secrecy) {}

/// A file that is larger than anything this program takes.
pub(super) fn too_large(path: &Path, bytes_max: u64) -> Failure {
    Failure {
        op: "read",
        path: path.to_owned(),
        errno: None,
        kind: FailureKind::Other,
        cause: format!("more than {bytes_max} bytes"),
    }
}
