//! Where the data folder is, and the name under which it writes.

use std::path::{Path, PathBuf};

use super::regular::{self, Secrecy, failure};
use crate::domain::ids::{IncidentId, WriterId};
use crate::ports::{Disk, Failure, FailureKind};

/// The folder that, when it stands beside the program, holds the data: the USB stick.
const PORTABLE: &str = "sangfroid-data";

/// The file that keeps the writer's name.
const WRITER: &str = "writer";

/// No writer's name is longer.
const NAME_BYTES_MAX: u64 = 64;

/// Longest label taken from the machine's name, in characters.
const LABEL_CHARS_MAX: usize = 12;

/// The data folder: `asked`, else `sangfroid-data` beside the program, else the platform's place.
///
/// # Errors
/// The system names no home for this person, and no folder was asked for.
pub fn data_folder(asked: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(folder) = asked {
        return Ok(folder.to_owned());
    }
    let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join(PORTABLE)));
    if let Some(folder) = beside.filter(|folder| folder.is_dir()) {
        return Ok(folder);
    }
    directories::ProjectDirs::from("", "", "sangfroid")
        .map(|dirs| dirs.data_dir().to_owned())
        .ok_or_else(|| Failure {
            op: "home",
            path: PathBuf::new(),
            errno: None,
            kind: FailureKind::NotFound,
            cause: "HOME".to_owned(),
        })
}

/// Whether a folder is the data folder, or lies in it: what ends that one ends both.
#[must_use]
pub fn is_within(folder: &Path, home: &Path) -> bool {
    real(folder).starts_with(real(home))
}

/// Whether both lie on one disk, as far as the system tells disks apart.
#[cfg(unix)]
#[must_use]
pub fn is_same_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let disk = |path: &Path| {
        let there = path.ancestors().find(|path| path.exists())?;
        Some(there.metadata().ok()?.dev())
    };
    disk(&real(one)).is_some_and(|one| disk(&real(other)) == Some(one))
}

/// The standard library does not tell.
#[cfg(not(unix))]
#[must_use]
pub fn is_same_disk(_one: &Path, _other: &Path) -> bool {
    false
}

/// The path without links and dots; of one that is not there, as far as it is.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for there in path.ancestors() {
        if let Ok(real) = there.canonicalize() {
            let rest = path.strip_prefix(there).unwrap_or(Path::new(""));
            // Joining nothing would leave a slash at the end.
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
    }
    path
}

/// A folder as somebody typed it: `~/` stands for their own.
#[must_use]
pub fn typed(folder: &Path) -> PathBuf {
    let own = folder.strip_prefix("~").ok();
    match own.zip(directories::BaseDirs::new()) {
        Some((rest, dirs)) => dirs.home_dir().join(rest),
        None => folder.to_owned(),
    }
}

/// The name under which this data folder writes, if it ever wrote.
///
/// # Errors
/// The name is there and cannot be read.
pub fn known_writer(folder: &Path) -> Result<Option<WriterId>, Failure> {
    match regular::read(&folder.join(WRITER), NAME_BYTES_MAX) {
        Ok(bytes) => Ok(WriterId::parse(String::from_utf8_lossy(&bytes).trim()).ok()),
        Err(error) if error.kind == FailureKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The name under which this data folder writes; made at the first call and kept beside the
/// incidents.
///
/// # Errors
/// The name can be neither read nor written.
pub fn writer(folder: &Path, tag: &str) -> Result<WriterId, Failure> {
    if let Some(writer) = known_writer(folder)? {
        return Ok(writer);
    }
    let text = format!("{}-{tag}", label());
    let writer = WriterId::parse(&text).map_err(|_| Failure {
        op: "name",
        path: folder.join(WRITER),
        errno: None,
        kind: FailureKind::Other,
        cause: text.clone(),
    })?;
    std::fs::create_dir_all(folder).map_err(|error| failure("mkdir", folder, &error))?;
    match keep_writer(folder, &text) {
        // Another start was first, and its name counts for both.
        Err(error) if error.kind == FailureKind::Exists => known_writer(folder)?.ok_or(error),
        done => done.map(|()| writer),
    }
}

/// Keeps the writer's name in a data folder that has none.
pub(super) fn keep_writer(folder: &Path, name: &str) -> Result<(), Failure> {
    regular::create_whole(&folder.join(WRITER), format!("{name}\n").as_bytes(), Secrecy::Open)
}

/// The machine's own name, as far as a writer's name can hold it.
fn label() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname")
        .ok()
        .or_else(|| std::env::var("COMPUTERNAME").ok())
        .unwrap_or_default();
    let kept = name.trim().to_ascii_lowercase();
    let kept: String =
        kept.chars().filter(char::is_ascii_alphanumeric).take(LABEL_CHARS_MAX).collect();
    if kept.is_empty() { "lap".to_owned() } else { kept }
}

/// The incidents of a data folder, in the order of their names.
///
/// # Errors
/// The folder is there and cannot be listed.
pub(super) fn incidents(disk: &mut dyn Disk, folder: &Path) -> Result<Vec<IncidentId>, Failure> {
    let names = match disk.list(folder) {
        Ok(names) => names,
        Err(error) if error.kind == FailureKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut incidents: Vec<_> =
        names.iter().filter_map(|name| IncidentId::parse(name).ok()).collect();
    // Somebody else's folder on the same stick is no incident, whatever its name looks like.
    let has_log = |id: &IncidentId| folder.join(id.as_str()).join("log").is_dir();
    incidents.retain(|id| id.is_usual() || has_log(id));
    incidents.sort();
    Ok(incidents)
}
