//! A pseudo-terminal with the program on it, and a terminal emulator that reads what it draws.

pub mod log;
pub mod plain;
pub mod player;

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// After this long without what is waited for, the test has failed. Never reached when all is well.
const HANG: Duration = Duration::from_secs(20);

/// Longer than the program's own guard against double presses (R97).
const GUARD: Duration = Duration::from_millis(380);

/// The program on its pseudo-terminal.
pub struct Stage {
    pub master: Box<dyn MasterPty + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Every byte that the program sent.
    pub sent: Vec<u8>,
    /// The language on the screen.
    pub lang: String,
    last_change: Instant,
}

/// How to start the program.
pub struct Setting<'s> {
    pub folder: &'s Path,
    pub args: Vec<String>,
    pub lang: &'s str,
    pub size: (u16, u16),
    pub env: Vec<(&'s str, &'s str)>,
    /// The program and what stands before it, such as a tracer.
    pub command: Vec<String>,
}

impl<'s> Setting<'s> {
    pub fn new(folder: &'s Path) -> Self {
        Self {
            folder,
            args: Vec::new(),
            lang: "en",
            size: (80, 24),
            env: vec![("TERM", "xterm-256color"), ("NO_COLOR", "1"), ("LC_ALL", "C.UTF-8")],
            command: vec![env!("CARGO_BIN_EXE_sangfroid").to_owned()],
        }
    }

    /// Straight to the first step of an exercise, without a form.
    pub fn starting(mut self, runbook: &str) -> Self {
        let words = ["start", runbook, "--exercise", "--by", "MK"];
        self.args = words.into_iter().map(str::to_owned).collect();
        self
    }

    /// With this variable in place of what stands there.
    pub fn with(mut self, name: &'s str, value: &'s str) -> Self {
        self.env.retain(|(its, _)| *its != name);
        self.env.push((name, value));
        self
    }

    pub fn lang(mut self, lang: &'s str) -> Self {
        self.lang = lang;
        self
    }

    pub fn raise(self) -> Stage {
        let size = self.size;
        self.raise_as(size)
    }

    /// On a terminal that is this large, whatever it reports.
    pub fn raise_as(self, real: (u16, u16)) -> Stage {
        let (columns, rows) = self.size;
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(&self.command[0]);
        command.args(&self.command[1..]);
        command.env_clear();
        for (name, value) in &self.env {
            command.env(name, value);
        }
        command.env("HOME", self.folder);
        command.arg("--data");
        command.arg(self.folder);
        command.args(["--lang", self.lang]);
        command.args(&self.args);
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let (to, output) = channel();
        thread::spawn(move || {
            let mut buf = [0; 4096];
            while let Ok(n) = reader.read(&mut buf) {
                if n == 0 || to.send(buf[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        Stage {
            master: pair.master,
            child,
            writer,
            output,
            parser: vt100::Parser::new(at_least_one(real.1), at_least_one(real.0), 0),
            sent: Vec::new(),
            lang: self.lang.to_owned(),
            last_change: Instant::now(),
        }
    }
}

impl Stage {
    /// Types bytes as a keyboard would.
    pub fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("the terminal takes keys");
        self.writer.flush().expect("the terminal takes keys");
        self.last_change = Instant::now();
    }

    /// A person's pace: one key after the guard has passed.
    pub fn press(&mut self, key: &str) {
        self.pump(Duration::ZERO);
        let passed = self.last_change.elapsed();
        self.pump(GUARD.saturating_sub(passed));
        self.send(key);
    }

    /// Takes what the program sends for this long.
    pub fn pump(&mut self, span: Duration) {
        let end = Instant::now() + span;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    let rest = end.saturating_duration_since(Instant::now());
                    thread::sleep(rest);
                    return;
                }
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.sent.extend_from_slice(bytes);
    }

    /// What stands on the screen.
    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Where the hardware cursor is, from 0: row and column.
    pub fn cursor(&self) -> (u16, u16) {
        self.parser.screen().cursor_position()
    }

    /// Whether this cell is shown in reverse.
    pub fn is_reversed(&self, row: u16, column: u16) -> bool {
        self.parser.screen().cell(row, column).is_some_and(vt100::Cell::inverse)
    }

    pub fn is_alternate(&self) -> bool {
        self.parser.screen().alternate_screen()
    }

    /// Waits until the screen fulfils `is_there`.
    pub fn wait(&mut self, what: &str, is_there: impl Fn(&str) -> bool) {
        self.wait_until(what, |stage| is_there(&stage.screen()));
    }

    /// Waits until everything that is known fulfils `is_there`.
    pub fn wait_until(&mut self, what: &str, is_there: impl Fn(&Self) -> bool) {
        let end = Instant::now() + HANG;
        loop {
            while let Ok(bytes) = self.output.try_recv() {
                self.take(&bytes);
            }
            if is_there(self) {
                // A person acts on what they see: the pace counts from here.
                self.last_change = Instant::now();
                return;
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("never seen: {what}\n{}", self.screen())
                }
            }
        }
    }

    /// Waits until the program has sent these bytes.
    pub fn wait_sent(&mut self, bytes: &str) {
        let end = Instant::now() + HANG;
        while !String::from_utf8_lossy(&self.sent).contains(bytes) {
            assert!(Instant::now() < end, "never sent: {bytes:?}");
            self.pump(Duration::from_millis(5));
        }
    }

    /// Waits until `text` stands on the screen.
    pub fn wait_for(&mut self, text: &str) {
        self.wait(text, |screen| screen.contains(text));
    }

    /// Waits until the list of runbooks stands on the screen; which of them are in sight is the
    /// shelf's business.
    pub fn wait_for_picker(&mut self) {
        self.wait("the picker", |screen| {
            let is_field = |row: &str| row.starts_with("Find:") || row.starts_with("Chercher");
            screen.lines().any(|row| is_field(row.trim_start()))
                && screen.lines().any(|row| row.trim_start().starts_with(">>"))
        });
    }

    /// Waits until the program has ended, and returns its exit code.
    pub fn wait_for_end(&mut self) -> u32 {
        let end = Instant::now() + HANG;
        loop {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("never ended:\n{}", self.screen()),
            }
        }
        self.child.wait().expect("an exit status").exit_code()
    }

    /// `kill -9`: no handler runs, no file is closed in order.
    pub fn kill_9(&mut self) {
        let pid = rustix::process::Pid::from_raw(self.pid()).expect("a process number");
        rustix::process::kill_process(pid, rustix::process::Signal::KILL).expect("killed");
        self.wait_for_end();
    }

    /// The program's process number.
    pub fn pid(&self) -> i32 {
        let pid = self.child.process_id().expect("a process number");
        i32::try_from(pid).expect("a process number")
    }
}

fn at_least_one(size: u16) -> NonZero<u16> {
    NonZero::new(size).unwrap_or(NonZero::<u16>::MIN)
}

impl Drop for Stage {
    fn drop(&mut self) {
        let killed = self.child.kill();
        let waited = self.child.wait();
        drop((killed, waited));
    }
}
