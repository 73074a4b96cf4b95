//! The program under test: which build, in which folder, under which tracer or planted bug.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use crate::plant::Plant;

/// The runbook that every harness walks.
pub const RUNBOOK: &str = "telephony-loss";

/// The first exercise of a folder.
pub fn first() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| format!("EXERCISE-{}-0001", chrono::Utc::now().format("%Y")))
}

/// The build under test: the one that `SANGFROID_BINARY` names, else this build.
pub fn binary() -> PathBuf {
    let built = || PathBuf::from(env!("CARGO_BIN_EXE_sangfroid"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::env::var_os("SANGFROID_BINARY").map_or_else(built, |named| root.join(named))
}

/// Whether every case runs, not only the sample of each change.
pub fn is_long() -> bool {
    std::env::var("SANGFROID_PROOF").is_ok_and(|tier| tier == "long")
}

/// Says something past the test runner, which keeps the words of a test that passes.
pub fn say(line: &str) {
    writeln!(std::io::stderr(), "{line}").expect("standard error takes words");
}

/// A folder that vanishes, in memory where the machine has such a place.
pub fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let made = tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir());
    made.expect("a folder")
}

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit code; none after a signal ended it.
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ended {
    /// What the program acknowledged: the first word of each line.
    pub fn acknowledged(&self) -> Vec<String> {
        self.out
            .split_inclusive('\n')
            .filter_map(|line| line.strip_suffix('\n'))
            .filter_map(|line| line.split_whitespace().next())
            .map(str::to_owned)
            .collect()
    }
}

/// One way to run the program.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// A planted bug, if any.
    pub plant: Option<Plant>,
    /// What stands before the program: a tracer or a limit.
    pub before: Vec<OsString>,
}

impl Subject {
    /// The program as it is.
    pub fn honest() -> Self {
        Self::default()
    }

    /// The program with a bug.
    pub fn planted(plant: Plant) -> Self {
        Self { plant: Some(plant), before: Vec::new() }
    }

    /// The same, started by something else.
    pub fn under<S: Into<OsString>>(&self, before: impl IntoIterator<Item = S>) -> Self {
        let before = before.into_iter().map(Into::into).collect();
        Self { plant: self.plant, before }
    }

    /// The command line, not yet started.
    pub fn command(&self, folder: &Path, args: &[&str]) -> Command {
        let mut words = self.before.clone();
        if let (Some(plant), true) = (self.plant, self.is_traced()) {
            // The bug belongs to the program, not to its tracer.
            for (name, value) in plant.environment() {
                words.push("-E".into());
                let mut pair = OsString::from(name);
                pair.push("=");
                pair.push(value);
                words.push(pair);
            }
        }
        words.push(binary().into());
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]);
        command.env_clear().env("HOME", folder).env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        if let (Some(plant), false) = (self.plant, self.is_traced()) {
            command.envs(plant.environment());
        }
        command.arg("--data").arg(folder).args(["--lang", "en"]).args(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs it to its end.
    pub fn run(&self, folder: &Path, args: &[&str]) -> Ended {
        let output = self.command(folder, args).output().expect("the program starts");
        Ended {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Opens an exercise and gives its name.
    pub fn start(&self, folder: &Path) -> Ended {
        self.run(folder, &["start", RUNBOOK, "--exercise", "--by", "MK", "--headless"])
    }

    /// Writes a note into the first incident.
    pub fn note(&self, folder: &Path, text: &str) -> Ended {
        self.run(folder, &["note", first(), text])
    }

    fn is_traced(&self) -> bool {
        self.before.first().is_some_and(|word| word == "strace")
    }
}

/// Whether a program can be found.
pub fn has(program: &str) -> bool {
    let folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];
    folders.iter().any(|folder| Path::new(folder).join(program).exists())
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
