//! Linear mode on a real pseudo-terminal: lines alone lead to the end, nothing is lost by
//! `kill -9`, a signal leaves with the last lines, and the terminal is never touched (R124, R143,
//! R144).

use std::path::Path;

use rustix::process::{Pid, Signal, kill_process};
use sangfroid::domain::event::ClosingWord;

use crate::support::player::verify;
use crate::support::{Setting, Stage, log};

const FIRST_HOUR: &str = include_str!("../it/screens/first-hour.yaml");
const SECOND_BOOK: &str = include_str!("../it/screens/second-book.yaml");

/// Most lines of a walk.
const LINES_MAX: usize = 60;

/// Somebody who types lines and listens.
struct Scribe {
    stage: Stage,
    /// The terminal's settings before anything was typed.
    settings: String,
}

fn settings(stage: &Stage) -> String {
    format!("{:?}", stage.master.get_termios().expect("the terminal's settings"))
}

impl Scribe {
    fn new(folder: &Path, args: &[&str], term: &'static str) -> Self {
        let mut setting = Setting::new(folder);
        setting.args = args.iter().map(|arg| (*arg).to_owned()).collect();
        setting.env = vec![("TERM", term), ("LC_ALL", "C.UTF-8")];
        let stage = setting.raise();
        let settings = settings(&stage);
        let mut scribe = Self { stage, settings };
        scribe.listen(0);
        scribe
    }

    /// Waits for the prompt behind what was said so far; gives what was said since.
    fn listen(&mut self, from: usize) -> String {
        self.stage.wait_until("a prompt", |stage| {
            let said = stage.sent.get(from..).unwrap_or_default();
            said.contains(&b'\n') && said.ends_with(b": ")
        });
        String::from_utf8_lossy(&self.stage.sent[from..]).into_owned()
    }

    fn type_line(&mut self, line: &str) -> String {
        let from = self.stage.sent.len();
        self.stage.press(&format!("{line}\r"));
        self.listen(from)
    }

    /// From the picker to the first step of an exercise.
    fn start(&mut self) -> String {
        for line in ["ransomware first hour", "1", "2", "MK"] {
            self.type_line(line);
        }
        self.type_line("x")
    }

    /// Answers what was asked last.
    fn answer(&mut self, said: &str) -> String {
        let prompt = said.lines().last().unwrap_or_default();
        let numbered = |words: &str| {
            let lines = said.lines().filter_map(|line| line.split_once(' '));
            let mut found = lines.filter(|(_, text)| text.starts_with(words));
            found.next_back().map(|(number, _)| number.to_owned())
        };
        let line = match prompt {
            _ if prompt.starts_with("Command (") => "x".to_owned(),
            _ if !prompt.starts_with("Choice") => "nobody else is here".to_owned(),
            _ if said.contains("How is it agreed?") => "3".to_owned(),
            _ if said.contains("What now?") => "2".to_owned(),
            _ => numbered("Close now as").unwrap_or_else(|| "1".to_owned()),
        };
        self.type_line(&line)
    }

    /// To the end of the incident.
    fn walk(&mut self, said: String) {
        let mut said = said;
        for _ in 0..LINES_MAX {
            if said.contains("CLOSED: ") {
                return;
            }
            said = self.answer(&said);
        }
        panic!("no end: {}", String::from_utf8_lossy(&self.stage.sent));
    }

    fn left_the_terminal_alone(&self) {
        assert_eq!(settings(&self.stage), self.settings);
        assert!(!self.stage.sent.contains(&0x1b), "an escape byte was sent");
    }
}

/// A folder with the small runbooks of the site.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("runbooks");
    std::fs::create_dir(&own).expect("a folder");
    std::fs::write(own.join("first-hour.yaml"), FIRST_HOUR).expect("a runbook");
    std::fs::write(own.join("second-book.yaml"), SECOND_BOOK).expect("a runbook");
    folder
}

#[test]
fn a_runbook_is_walked_to_its_end_by_lines_on_a_dumb_terminal() {
    let folder = folder();
    let mut scribe = Scribe::new(folder.path(), &[], "dumb");
    let said = scribe.start();
    scribe.walk(said);
    scribe.type_line("q");
    scribe.stage.press("1\r");
    assert_eq!(scribe.stage.wait_for_end(), 0);
    scribe.left_the_terminal_alone();
    let state = log::state(folder.path());
    let (closing, _) = state.closed.as_ref().expect("closed");
    assert_ne!(closing.word, ClosingWord::Stopped, "{:?}", closing.open);
    assert_eq!(verify(folder.path()), 0);
}

/// What was said to be logged is on the disk when the program dies, and a number goes on.
#[test]
fn nothing_that_was_said_to_be_logged_is_lost_by_kill_9() {
    let folder = folder();
    let mut scribe = Scribe::new(folder.path(), &["--plain"], "xterm-256color");
    let mut said = scribe.start();
    for _ in 0..6 {
        said = scribe.answer(&said);
    }
    let heard = String::from_utf8_lossy(&scribe.stage.sent).matches("Logged. Step").count();
    assert!(heard >= 4, "{said}");
    scribe.stage.kill_9();
    let state = log::state(folder.path());
    let kept = state
        .acts
        .iter()
        .filter(|act| matches!(act.subject, sangfroid::domain::state::Subject::Step(..)));
    assert_eq!(kept.count(), heard);
    let mut scribe = Scribe::new(folder.path(), &["--plain", "resume"], "xterm-256color");
    assert!(String::from_utf8_lossy(&scribe.stage.sent).contains("YOU ARE BACK."));
    let said = scribe.type_line("2");
    scribe.walk(said);
    scribe.left_the_terminal_alone();
    assert_eq!(verify(folder.path()), 0);
}

#[test]
fn a_signal_leaves_with_the_last_lines() {
    for (signal, code) in [(Signal::TERM, 3), (Signal::HUP, 3)] {
        let folder = folder();
        let mut scribe = Scribe::new(folder.path(), &["--plain"], "xterm-256color");
        scribe.start();
        let before = log::lines(folder.path());
        let pid = Pid::from_raw(scribe.stage.pid()).expect("a process");
        kill_process(pid, signal).expect("a signal");
        assert_eq!(scribe.stage.wait_for_end(), code);
        let said = String::from_utf8_lossy(&scribe.stage.sent).into_owned();
        assert!(said.contains("Go on with: sangfroid resume EXERCISE-"), "{said}");
        assert!(!said.contains("type: reset"), "nothing of the terminal was changed");
        scribe.left_the_terminal_alone();
        assert_eq!(log::lines(folder.path()), before + 2, "leaving is an entry, and its seal");
        assert_eq!(verify(folder.path()), 0);
    }
}

/// Ctrl-C asks, and again it leaves; the end of the input is a connection that was lost.
#[test]
fn ctrl_c_twice_and_the_end_of_the_input_leave() {
    let folder = folder();
    let mut scribe = Scribe::new(folder.path(), &["--plain"], "xterm-256color");
    scribe.start();
    let from = scribe.stage.sent.len();
    scribe.stage.press("\x03");
    assert!(scribe.listen(from).contains("Leave? The incident stays open."));
    scribe.stage.press("\x03");
    assert_eq!(scribe.stage.wait_for_end(), 0);
    let mut scribe = Scribe::new(folder.path(), &["--plain"], "xterm-256color");
    scribe.stage.press("\x04");
    assert_eq!(scribe.stage.wait_for_end(), 3);
    let said = String::from_utf8_lossy(&scribe.stage.sent).into_owned();
    assert!(said.contains("Go on with: sangfroid resume EXERCISE-"), "{said}");
    assert_eq!(verify(folder.path()), 0);
}
