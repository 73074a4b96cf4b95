//! `assets/verify.py`, the second opinion: the shipped file itself, kept running for many logs.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::reader::segments;

/// Calls the verifier's own `main` once for each line of paths, and prints what it returns.
const ASK: &str = "
import contextlib, io, sys
import verify
for line in sys.stdin:
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = verify.main(line.rstrip('\\n').split('\\t'))
    print(code, ' '.join(said.getvalue().split()), flush=True)
";

/// The verifier, waiting for logs.
pub struct Python {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Python {
    pub fn new() -> Self {
        let assets: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let mut child = Command::new("python3")
            .args(["-B", "-c", ASK])
            .env("PYTHONPATH", assets)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 starts");
        let to = child.stdin.take().expect("its input");
        let from = BufReader::new(child.stdout.take().expect("its output"));
        Self { child, to, from }
    }

    /// The verdict on an incident: the exit code, and what was said.
    pub fn verdict(&mut self, incident: &Path) -> (i32, String) {
        let paths: Vec<String> =
            segments(incident).iter().map(|path| path.display().to_string()).collect();
        if paths.is_empty() {
            return (5, "no log".to_owned());
        }
        writeln!(self.to, "{}", paths.join("\t")).expect("the verifier listens");
        let mut answer = String::new();
        self.from.read_line(&mut answer).expect("the verifier answers");
        let (code, said) = answer.trim_end().split_once(' ').expect("a code and words");
        (code.parse().expect("a code"), said.to_owned())
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        let killed = self.child.kill();
        let waited = self.child.wait();
        drop((killed, waited));
    }
}
