//! Runbook files, logs to verify, and standard input: bounded, regular files only.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::copy;
use super::regular::{self, failure};
use super::segments::{self, Owner};
use crate::domain::ids::WriterId;
use crate::ports::{Copying, Failure, Files, Kept, LogSource};

/// The machine's files.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemFiles;

impl Files for SystemFiles {
    fn read(&mut self, path: &Path, bytes_max: u64) -> Result<Vec<u8>, Failure> {
        if path != Path::new("-") {
            return regular::read(path, bytes_max);
        }
        let mut bytes = Vec::new();
        let mut input = std::io::stdin().lock().take(bytes_max + 1);
        input.read_to_end(&mut bytes).map_err(|error| failure("read", path, &error))?;
        if bytes.len() as u64 > bytes_max {
            return Err(regular::too_large(path, bytes_max));
        }
        Ok(bytes)
    }

    fn create(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        // A name without folder lies here.
        let path =
            if path.parent() == Some(Path::new("")) { &Path::new(".").join(path) } else { path };
        regular::create_whole(path, bytes, regular::Secrecy::Open)
    }

    fn open(&mut self, path: &Path) -> Result<(Box<dyn Read>, Option<u64>), Failure> {
        if path == Path::new("-") {
            return Ok((Box::new(std::io::stdin().lock()), None));
        }
        let file = regular::open(path, regular::Mode::Read)?;
        let len = file.metadata().map_err(|error| failure("fstat", path, &error))?.len();
        Ok((Box::new(file), Some(len)))
    }

    fn secret(&mut self, prompt: &str) -> Result<String, Failure> {
        super::secret::ask(prompt)
    }

    fn yaml(&mut self, folder: &Path) -> Result<Vec<PathBuf>, Failure> {
        let is_yaml = |path: &PathBuf| {
            path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
        };
        let mut paths = names(folder)?;
        // A folder of that name is no runbook, and must not keep anyone from the others.
        paths.retain(|path| is_yaml(path) && !path.is_dir());
        Ok(paths)
    }

    fn logs(&mut self, path: &Path) -> Result<Vec<LogSource>, Failure> {
        if !path.is_dir() {
            let part_of = absolute(path)?;
            let part_of = writer_of(path).map(|writer| part_of.with_file_name(writer));
            let source = log(path.display().to_string(), &[path.to_owned()])?;
            return Ok(vec![LogSource { part_of, ..source }]);
        }
        let inner = path.join("log");
        let is_ours = inner.is_dir();
        let owner = if is_ours { Owner::Incident } else { Owner::Somebody };
        let folder = if is_ours { inner } else { path.to_owned() };
        let found = segments::some_among(&folder, &file_names(&folder)?, owner)?;
        let mut strays = found.strangers;
        let mut sources = Vec::new();
        for (name, segments) in found.logs {
            let paths: Vec<_> = segments.iter().map(|segment| folder.join(segment)).collect();
            sources.push(LogSource { strays: std::mem::take(&mut strays), ..log(name, &paths)? });
        }
        Ok(sources)
    }

    fn is_incident(&mut self, path: &Path) -> bool {
        path.join("log").is_dir()
    }

    fn kept(&mut self, path: &Path) -> Result<Kept, Failure> {
        copy::kept(path)
    }

    fn within(&mut self, path: &Path, name: &str) -> Result<Box<dyn Read>, Failure> {
        Ok(Box::new(copy::within(path, name)?))
    }

    fn copy(
        &mut self,
        source: &Path,
        target: &Path,
        is_folder: bool,
    ) -> Result<Box<dyn Copying>, Failure> {
        Ok(Box::new(copy::begin(source, target, is_folder)?))
    }
}

/// The segments of one writer, in order.
pub(super) fn segments(folder: &Path, writer: &WriterId) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = names(folder)?;
    paths.retain(|path| writer_of(path).as_deref() == Some(writer.as_str()));
    Ok(paths)
}

/// The paths in a folder, sorted.
fn names(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|error| failure("readdir", folder, &error))?;
    for entry in entries {
        paths.push(entry.map_err(|error| failure("readdir", folder, &error))?.path());
    }
    paths.sort();
    Ok(paths)
}

/// The names in a folder, sorted. One that is no text becomes one that nothing has.
fn file_names(folder: &Path) -> Result<Vec<String>, Failure> {
    let name = |path: PathBuf| Some(path.file_name()?.to_string_lossy().into_owned());
    Ok(names(folder)?.into_iter().filter_map(name).collect())
}

/// The writer that a segment's file name holds: `lap3-9f2c.0001.jsonl`.
pub(super) fn writer_of(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.strip_suffix(".jsonl")?;
    let (writer, number) = name.rsplit_once('.')?;
    let is_number = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| writer.to_owned())
}

/// One writer's log in these files.
fn log(name: String, paths: &[PathBuf]) -> Result<LogSource, Failure> {
    let mut segments: BTreeMap<PathBuf, Box<dyn Read>> = BTreeMap::new();
    for path in paths {
        let file = regular::open(path, regular::Mode::Read)?;
        segments.insert(absolute(path)?, Box::new(file));
    }
    Ok(LogSource { name, segments, strays: Vec::new(), part_of: None })
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(|error| failure("realpath", path, &error))
}
