//! Copies of an incident's folder for somebody else.
//!
//! Invariants: nothing that is there is written over; a copy grows under a name of its own and gets
//! the asked one last, so what has the asked name is whole; nothing is ever made inside the source.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use super::RealDisk;
use super::attachment::{self, is_own_folder};
use super::files;
use super::regular::{self, Mode, failure};
use super::segments::{self, Owner, is_plain};
use crate::audit::digest::{Digest, Digesting};
use crate::ports::{Copying, Disk, Failure, FailureKind, Kept};

/// What the name of a copy ends with until it is whole.
const UNFINISHED: &str = ".part";

/// Stands for a single log under a name that is not one of ours.
const UNNAMED: &str = "log.0001.jsonl";

/// The folder of the logs in an incident's folder (audit-log §4.1).
const LOGS: &str = "log";

/// A copy being made.
pub(super) struct Copy {
    target: PathBuf,
    part: PathBuf,
    is_folder: bool,
    open: Option<(String, File, Digesting)>,
    sums: Vec<(String, Digest)>,
    is_finished: bool,
}

/// Begins a copy of `source` at `target`.
pub(super) fn begin(source: &Path, target: &Path, is_folder: bool) -> Result<Copy, Failure> {
    // A link that leads nowhere is there as well.
    if fs::symlink_metadata(target).is_ok() {
        return Err(refused("open", target, FailureKind::Exists, "it is there already"));
    }
    let Some(name) = target.file_name() else {
        return Err(refused("open", target, FailureKind::Other, "not a name for a copy"));
    };
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let parent = real(parent)?;
    if parent.starts_with(real(source)?) {
        return Err(refused("open", target, FailureKind::Inside, "it lies inside what is copied"));
    }
    let mut part = name.to_owned();
    part.push(UNFINISHED);
    let part = parent.join(part);
    if is_folder {
        fs::create_dir(&part).map_err(|error| failure("mkdir", &part, &error))?;
    }
    Ok(Copy {
        target: parent.join(name),
        part,
        is_folder,
        open: None,
        sums: Vec::new(),
        is_finished: false,
    })
}

impl Copy {
    /// The path of a file of the copy; its folder is made when it is the first there.
    fn place(&self, name: &str) -> Result<PathBuf, Failure> {
        if !self.is_folder {
            return Ok(self.part.clone());
        }
        let inner = Path::new(name);
        let is_plain = inner.components().all(|part| matches!(part, Component::Normal(_)));
        if !is_plain {
            return Err(refused("open", inner, FailureKind::Other, "not a name inside the copy"));
        }
        let path = self.part.join(inner);
        let folder = path.parent().filter(|folder| *folder != self.part);
        if let Some(folder) = folder.filter(|folder| !is_own_folder(folder)) {
            fs::create_dir(folder).map_err(|error| failure("mkdir", folder, &error))?;
        }
        Ok(path)
    }

    fn end_file(&mut self) -> Result<(), Failure> {
        let Some((name, file, hash)) = self.open.take() else { return Ok(()) };
        file.sync_all().map_err(|error| failure("fsync", &self.part.join(&name), &error))?;
        self.sums.push((name, hash.finish()));
        Ok(())
    }

    fn sync_folders(&self) -> Result<(), Failure> {
        let mut disk = RealDisk::new();
        if !self.is_folder {
            return Ok(());
        }
        for name in disk.list(&self.part)? {
            let inner = self.part.join(name);
            if is_own_folder(&inner) {
                disk.sync_dir(&inner)?;
            }
        }
        disk.sync_dir(&self.part)
    }
}

impl Copying for Copy {
    fn begin(&mut self, name: &str) -> Result<(), Failure> {
        self.end_file()?;
        let path = self.place(name)?;
        let file = regular::open(&path, Mode::CreateForAppend)?;
        self.open = Some((name.to_owned(), file, Digesting::new()));
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let Some((name, file, hash)) = &mut self.open else {
            return Err(refused("write", &self.part, FailureKind::Other, "no file was begun"));
        };
        hash.take(bytes);
        let path = || if self.is_folder { self.part.join(name) } else { self.part.clone() };
        file.write_all(bytes).map_err(|error| failure("write", &path(), &error))
    }

    fn forget(&mut self) -> Result<(), Failure> {
        let Some((name, file, _)) = self.open.take() else { return Ok(()) };
        drop(file);
        let path = self.place(&name)?;
        fs::remove_file(&path).map_err(|error| failure("unlink", &path, &error))
    }

    fn sums(&mut self) -> Result<Vec<(String, Digest)>, Failure> {
        self.end_file()?;
        Ok(self.sums.clone())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        self.end_file()?;
        self.sync_folders()?;
        if fs::symlink_metadata(&self.target).is_ok() {
            let target = &self.target;
            return Err(refused("rename", target, FailureKind::Exists, "it is there already"));
        }
        fs::rename(&self.part, &self.target)
            .map_err(|error| failure("rename", &self.target, &error))?;
        self.is_finished = true;
        let parent = self.target.parent().unwrap_or(Path::new("."));
        RealDisk::new().sync_dir(parent)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        if self.is_finished {
            return;
        }
        // Only what this copy made itself: it was created, not found.
        if self.is_folder {
            drop(fs::remove_dir_all(&self.part));
        } else if self.open.is_some() || !self.sums.is_empty() {
            drop(fs::remove_file(&self.part));
        }
    }
}

/// What an incident's folder, or a single log, holds.
pub(super) fn kept(path: &Path) -> Result<Kept, Failure> {
    let none = Kept {
        logs: Vec::new(),
        stray_logs: Vec::new(),
        attachments: Vec::new(),
        strangers: Vec::new(),
        torn: Vec::new(),
        has_signers: false,
    };
    if !path.is_dir() {
        // A name from outside is in no copy: it could say what the copy withholds.
        let name = path.file_name().and_then(|name| name.to_str());
        let name =
            name.filter(|name| is_plain(name) && files::writer_of(Path::new(name)).is_some());
        let name = name.unwrap_or(UNNAMED).to_owned();
        return Ok(Kept { logs: vec![(name.clone(), vec![name])], ..none });
    }
    let files = own_names(&path.join(attachment::FOLDER))?;
    let inside = own_names(&path.join(LOGS))?;
    let found = segments::some_among(&path.join(LOGS), &inside, Owner::Incident)?;
    Ok(Kept {
        logs: found.logs,
        stray_logs: found.strangers,
        attachments: files.iter().filter_map(|name| attachment::digest_of(name)).collect(),
        strangers: files.into_iter().filter(|name| attachment::is_strange(name)).collect(),
        torn: inside.into_iter().filter(|name| name.contains(".torn-") && is_plain(name)).collect(),
        has_signers: own_names(&path.join("keys"))?.iter().any(|name| name == "allowed_signers"),
    })
}

/// A file that [`kept`] named.
pub(super) fn within(path: &Path, name: &str) -> Result<File, Failure> {
    if !path.is_dir() {
        // As the person named it, who may mean a link.
        return regular::open(path, Mode::Read);
    }
    let inner = Path::new(name);
    let is_plain = inner.components().all(|part| matches!(part, Component::Normal(_)));
    let file = path.join(inner);
    let folder = file.parent().unwrap_or(path);
    if is_plain && folder != path {
        // No folder, no file in it: nobody laid anything strange there.
        let found = folder.symlink_metadata();
        found.map_err(|error| failure("open", &file, &error))?;
    }
    if !is_plain || (folder != path && !is_own_folder(folder)) {
        return Err(refused("open", &file, FailureKind::Other, "not a file of this folder"));
    }
    regular::open(&file, Mode::Own)
}

/// The names in a folder that is no link; none when there is no such folder.
fn own_names(folder: &Path) -> Result<Vec<String>, Failure> {
    match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(failure("lstat", folder, &error)),
        Ok(found) if !found.is_dir() => {
            Err(refused("open", folder, FailureKind::Other, "not a folder of its own"))
        }
        Ok(_) => RealDisk::new().list(folder),
    }
}

fn real(path: &Path) -> Result<PathBuf, Failure> {
    fs::canonicalize(path).map_err(|error| failure("realpath", path, &error))
}

fn refused(op: &'static str, path: &Path, kind: FailureKind, cause: &str) -> Failure {
    Failure { op, path: path.to_owned(), errno: None, kind, cause: cause.to_owned() }
}
