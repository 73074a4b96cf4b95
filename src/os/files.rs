//! Runbook files, logs to verify, and standard input: bounded, regular files only.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::copy;
use super::regular::{self, failure};
use crate::domain::ids::WriterId;
use crate::ports::{Copying, Failure, FailureKind, Files, Kept, LogSource};

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
            let file = regular::open(path, regular::Mode::Read)?;
            return Ok(vec![LogSource {
                name: path.display().to_string(),
                reader: Box::new(file),
            }]);
        }
        let inner = path.join("log");
        let folder = if inner.is_dir() { inner } else { path.to_owned() };
        let mut sources: Vec<(String, Vec<PathBuf>)> = Vec::new();
        for file in names(&folder)? {
            let Some(writer) = writer_of(&file) else { continue };
            match sources.last_mut().filter(|(name, _)| *name == writer) {
                Some((_, segments)) => segments.push(file),
                None => sources.push((writer, vec![file])),
            }
        }
        if sources.is_empty() {
            return Err(Failure {
                op: "open",
                path: folder.join("*.jsonl"),
                errno: None,
                kind: FailureKind::NotFound,
                cause: "no log in this folder".to_owned(),
            });
        }
        sources.into_iter().map(|(name, segments)| chained(name, &segments)).collect()
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

/// The writer that a segment's file name holds: `lap3-9f2c.0001.jsonl`.
pub(super) fn writer_of(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.strip_suffix(".jsonl")?;
    let (writer, number) = name.rsplit_once('.')?;
    let is_number = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| writer.to_owned())
}

/// The segments of one writer, one after the other.
fn chained(name: String, segments: &[PathBuf]) -> Result<LogSource, Failure> {
    let mut reader: Box<dyn Read> = Box::new(std::io::empty());
    for path in segments {
        let file = regular::open(path, regular::Mode::Read)?;
        reader = Box::new(reader.chain(file));
    }
    Ok(LogSource { name, reader })
}
