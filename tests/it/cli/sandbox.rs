//! A place of its own for the real program: an empty home, an empty environment.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A home with nothing in it.
pub struct Sandbox {
    home: TempDir,
}

/// How a run ended, and what it said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }
}

impl Sandbox {
    pub fn new() -> Self {
        Self { home: TempDir::new().expect("a folder") }
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where the data folder will be.
    pub fn folder(&self) -> PathBuf {
        self.home().join("data")
    }

    /// The program, on this sandbox's data folder.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sangfroid"));
        command.env_clear().env("HOME", self.home()).current_dir(self.home());
        command.arg("--data").arg(self.folder()).stdin(Stdio::null());
        command
    }

    pub fn run<S: AsRef<OsStr>>(&self, words: &[S]) -> Said {
        self.command().args(words).output().expect("it runs").into()
    }

    /// A run that must end well.
    pub fn fine<S: AsRef<OsStr> + std::fmt::Debug>(&self, words: &[S]) -> String {
        let said = self.run(words);
        assert_eq!(said.code, 0, "{words:?}: {said:?}");
        said.out
    }

    /// An exercise of this runbook; gives its name.
    pub fn start(&self, runbook: &str) -> String {
        let words = ["start", runbook, "--exercise", "--by", "KP", "--headless"];
        self.fine(&words).trim().to_owned()
    }

    /// The one log of an incident.
    pub fn log(&self, incident: &str) -> PathBuf {
        let folder = self.folder().join(incident).join("log");
        let files = std::fs::read_dir(folder).expect("a log folder");
        let mut logs: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        logs.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
        assert_eq!(logs.len(), 1, "{logs:?}");
        logs.remove(0)
    }

    /// Every path below the home, for seeing that nothing was made.
    pub fn everything(&self) -> Vec<PathBuf> {
        let mut all = Vec::new();
        let mut folders = vec![self.home().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() && !path.is_symlink() {
                    folders.push(path.clone());
                }
                all.push(path);
            }
        }
        all.sort();
        all
    }
}
