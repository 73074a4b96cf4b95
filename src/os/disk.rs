//! The real disk: each operation of the port is one system call on an open file.
//!
//! Invariants: log files are opened for appending only and never through a link; a call that a
//! signal interrupted is repeated, any other failure is handed up as it is and nothing is retried
//! (audit-log §4.6). `sync_data` is `fdatasync` on Linux and the full flush on macOS, as the
//! standard library does it. Windows has no documented way to make a directory entry durable: there
//! `sync_dir` does nothing, and the early flush of the new file has to do (audit-log §4.10).
//!
//! Not here: what the operations mean together; that is `journal`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Error, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::regular::{self, Mode, failure, retried};
use crate::ports::{Disk, Failure, FailureKind, FileId};

/// Files of this computer.
#[derive(Debug, Default)]
pub struct RealDisk {
    open: BTreeMap<FileId, OpenFile>,
    next: u32,
}

#[derive(Debug)]
struct OpenFile {
    file: File,
    path: PathBuf,
}

impl RealDisk {
    /// A disk with no file open.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn keep(&mut self, file: File, path: &Path) -> FileId {
        let id = FileId(self.next);
        self.next = self.next.wrapping_add(1);
        self.open.insert(id, OpenFile { file, path: path.to_owned() });
        id
    }

    /// Runs one call on an open file and puts its failure into words.
    fn on<T>(
        &mut self,
        id: FileId,
        op: &'static str,
        mut call: impl FnMut(&mut OpenFile) -> Result<T, Error>,
    ) -> Result<T, Failure> {
        let Some(open) = self.open.get_mut(&id) else {
            return Err(Failure {
                op,
                path: PathBuf::new(),
                errno: None,
                kind: FailureKind::Other,
                cause: "the file is closed".to_owned(),
            });
        };
        retried(|| call(open)).map_err(|e| failure(op, &open.path, &e))
    }
}

impl Disk for RealDisk {
    fn create_dir(&mut self, path: &Path) -> Result<(), Failure> {
        retried(|| fs::create_dir(path)).map_err(|e| failure("mkdir", path, &e))
    }

    fn sync_dir(&mut self, path: &Path) -> Result<(), Failure> {
        sync_dir(path)
    }

    fn create_file(&mut self, path: &Path) -> Result<FileId, Failure> {
        let file = regular::open(path, Mode::CreateForAppend)?;
        Ok(self.keep(file, path))
    }

    fn open_file(&mut self, path: &Path) -> Result<FileId, Failure> {
        let file = regular::open(path, Mode::Append)?;
        Ok(self.keep(file, path))
    }

    fn append(&mut self, file: FileId, bytes: &[u8]) -> Result<usize, Failure> {
        self.on(file, "write", |open| open.file.write(bytes))
    }

    fn sync_data(&mut self, file: FileId) -> Result<(), Failure> {
        self.on(file, "fdatasync", |open| open.file.sync_data())
    }

    fn len(&mut self, file: FileId) -> Result<u64, Failure> {
        self.on(file, "fstat", |open| Ok(open.file.metadata()?.len()))
    }

    fn read_at(&mut self, file: FileId, offset: u64, buf: &mut [u8]) -> Result<usize, Failure> {
        self.on(file, "read", |open| read_at(&open.file, offset, buf))
    }

    fn truncate(&mut self, file: FileId, len: u64) -> Result<(), Failure> {
        self.on(file, "ftruncate", |open| truncate(open, len))
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<(), Failure> {
        retried(|| rename_free(from, to)).map_err(|e| failure("rename", to, &e))
    }

    fn list(&mut self, path: &Path) -> Result<Vec<String>, Failure> {
        let entries = retried(|| fs::read_dir(path)).map_err(|e| failure("readdir", path, &e))?;
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|e| failure("readdir", path, &e))?;
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    fn close(&mut self, file: FileId) {
        self.open.remove(&file);
    }
}

/// The system refuses a name that is taken; a file system that cannot gets a look first.
#[cfg(target_os = "linux")]
fn rename_free(from: &Path, to: &Path) -> Result<(), Error> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => rename_after_look(from, to),
        done => done.map_err(Into::into),
    }
}

#[cfg(not(target_os = "linux"))]
fn rename_free(from: &Path, to: &Path) -> Result<(), Error> {
    rename_after_look(from, to)
}

fn rename_after_look(from: &Path, to: &Path) -> Result<(), Error> {
    if fs::symlink_metadata(to).is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

#[cfg(unix)]
fn sync_dir(path: &Path) -> Result<(), Failure> {
    let dir = retried(|| File::open(path)).map_err(|e| failure("open", path, &e))?;
    match retried(|| dir.sync_all()) {
        // The file system has no such operation (some user-space ones): nothing more can be done.
        Err(e) if e.raw_os_error() == Some(rustix::io::Errno::INVAL.raw_os_error()) => Ok(()),
        Err(e) => Err(failure("fsync", path, &e)),
        Ok(()) => Ok(()),
    }
}

#[cfg(not(unix))]
fn sync_dir(_path: &Path) -> Result<(), Failure> {
    Ok(())
}

#[cfg(unix)]
fn read_at(file: &File, offset: u64, buf: &mut [u8]) -> Result<usize, Error> {
    use std::os::unix::fs::FileExt;
    file.read_at(buf, offset)
}

#[cfg(windows)]
fn read_at(file: &File, offset: u64, buf: &mut [u8]) -> Result<usize, Error> {
    use std::os::windows::fs::FileExt;
    file.seek_read(buf, offset)
}

#[cfg(not(windows))]
fn truncate(open: &OpenFile, len: u64) -> Result<(), Error> {
    open.file.set_len(len)
}

/// An append handle may not shorten its file here, so a second handle does it.
#[cfg(windows)]
fn truncate(open: &OpenFile, len: u64) -> Result<(), Error> {
    let file = regular::open(&open.path, Mode::Cut)
        .map_err(|e| e.errno.map_or_else(|| Error::other(e.cause), Error::from_raw_os_error))?;
    file.set_len(len)
}
