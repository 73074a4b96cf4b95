//! Planted bugs (T13): a shared library between the program and the C library, built when it is
//! first needed. The program itself stays as it is.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// One bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plant {
    /// A sync that says yes and does nothing.
    NoSync,
    /// Errors and short writes of the log are called success.
    Swallow,
    /// Writes to the log say yes and do nothing.
    NoWrite,
    /// Everybody gets the lock, and looks some time before the write.
    NoLock,
}

impl Plant {
    /// What makes the program start with the bug.
    pub fn environment(self) -> [(&'static str, String); 2] {
        let name = match self {
            Self::NoSync => "no-sync",
            Self::Swallow => "swallow",
            Self::NoWrite => "no-write",
            Self::NoLock => "no-lock",
        };
        [("LD_PRELOAD", library().display().to_string()), ("PLANT", name.to_owned())]
    }
}

/// A C file of this folder, compiled into the build's own place for tests.
pub fn compiled(source: &str, name: &str, options: &[&str]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/harness");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let output = Command::new("cc")
        .args(["-O1", "-Wall", "-o"])
        .arg(&target)
        .arg(folder.join(source))
        .args(options)
        .output()
        .expect("a C compiler runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    target
}

fn library() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| compiled("plant.c", "plant.so", &["-shared", "-fPIC", "-ldl"]))
}
