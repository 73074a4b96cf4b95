//! A person at the keyboard: looks up what the step asks for, and presses the keys that the
//! screen names.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sangfroid::domain::ids::{EventId, StepRef};
use sangfroid::domain::place::Mark;
use sangfroid::domain::state::{IncidentState, Status, WaitCause};
use sangfroid::domain::step::StepKind;
use sangfroid::domain::time::{Moment, Remaining};
use sangfroid::os::clock::SystemClock;
use sangfroid::ports::Clock;

use super::{Setting, Stage, log};

/// After this long without a record, the test has failed.
const HANG: Duration = Duration::from_secs(20);

/// The head of the box that asks who lifts a limit.
const LIFTS: [&str; 2] = ["LIFT THIS LIMIT?", "LEVER CETTE CONSIGNE ?"];

pub struct Player {
    pub stage: Stage,
    pub folder: PathBuf,
    /// Keys pressed so far.
    pub keys: usize,
}

impl Player {
    pub fn new(setting: Setting) -> Self {
        let folder = setting.folder.to_owned();
        Self { stage: setting.raise(), folder, keys: 0 }
    }

    pub fn press(&mut self, key: &str) {
        self.keys += 1;
        self.stage.press(key);
    }

    /// Types letters at a typist's pace: faster ones would be taken for a paste (R96).
    pub fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.keys += 1;
            self.stage.pump(Duration::from_millis(40));
            self.stage.send(&letter.to_string());
        }
        let typed = text.to_lowercase();
        self.stage.wait("what was typed", |screen| screen.to_lowercase().contains(&typed));
    }

    /// From the picker to the first step.
    pub fn start(&mut self, letters: &str, title: &str, mode: &str, first_step: &str) {
        self.stage.wait_for_picker();
        self.type_text(letters);
        let title = title.to_owned();
        self.stage.wait("the runbook at the cursor", move |screen| {
            screen.lines().any(|line| line.contains(">>") && line.contains(&title))
        });
        self.press("\r");
        self.stage.wait("the start form", |screen| screen.contains("( ) 2"));
        self.press(mode);
        self.type_text("mk");
        self.press("\r");
        self.stage.wait_for(first_step);
    }

    /// Goes on after a kill with one key; with none where nothing was answered yet, because then
    /// there is nothing to come back to and the first step stands there.
    pub fn resume(&mut self) {
        let is_back = |screen: &str| screen.contains("YOU ARE BACK");
        self.stage.wait("the return", |screen| is_back(screen) || screen.contains(">> 1 "));
        if is_back(&self.stage.screen()) {
            let before = self.lines();
            self.press("\r");
            self.wait_for_record(before);
            self.stage.wait("the step", |screen| !is_back(screen));
        }
    }

    pub fn state(&self) -> IncidentState {
        log::state(&self.folder)
    }

    pub fn lines(&self) -> usize {
        log::lines(&self.folder)
    }

    /// Waits until the log is longer than `before` lines.
    pub fn wait_for_record(&mut self, before: usize) {
        let end = Instant::now() + HANG;
        while self.lines() <= before {
            self.stage.pump(Duration::from_millis(5));
            assert!(Instant::now() < end, "nothing recorded:\n{}", self.stage.screen());
        }
    }

    /// Answers the current step as a person would; false when every step has its answer.
    pub fn answer(&mut self, pick: usize) -> bool {
        let state = self.state();
        let now = now();
        let Some(run) = state.focus(&now) else { return false };
        let Some(index) = run.current(&now) else { return false };
        let (_, step, known) = run.get(index).expect("the current step");
        let title = step.title.get(self.lang()).chars().take(30).collect::<String>();
        // The title also stands among the next steps before: the place marker tells.
        self.stage.wait(&title, |screen| {
            let mut rows = screen.lines().map(str::trim_start);
            rows.any(|row| (row.starts_with(">>") || row.starts_with('?')) && row.contains(&title))
        });
        let before = self.lines();
        let is_repeat = matches!(known.status, Status::Waiting { cause: WaitCause::Repeat, .. });
        let is_early = match &known.status {
            Status::Waiting { since, span, cause: WaitCause::Step } => {
                matches!(since.remaining(*span, &now), Remaining::Left(_))
            }
            _ => false,
        };
        let named = step.sign_off.is_some().then(|| named(step.title.get(self.lang())));
        self.read();
        match &step.kind {
            _ if is_repeat => {
                self.press("2");
                self.press("\r");
            }
            StepKind::Observe { states } => {
                self.press(&(pick % states.len() + 1).to_string());
                self.press("\r");
            }
            StepKind::Decide { options, .. } => {
                self.press(&(pick % options.len() + 1).to_string());
                self.press("\r");
                self.sign(named);
            }
            StepKind::Wait { .. } if is_early => {
                self.press("\r");
                self.stage.pump(Duration::from_millis(60));
                self.type_text("drill");
                self.press("\r");
            }
            StepKind::Wait { .. } => self.press("\r"),
            _ => {
                self.press("\r");
                self.sign(named);
            }
        }
        let step = run.step_ref(index).expect("its name");
        self.wait_for_answer(before, &step, known.answered.as_ref().map(|known| &known.event));
        true
    }

    /// Waits until this step has another answer than `was`: the program writes records of its own,
    /// such as seals and limits that passed, whenever it wants.
    fn wait_for_answer(&mut self, before: usize, step: &StepRef, was: Option<&EventId>) {
        let mut seen = before;
        loop {
            self.wait_for_record(seen);
            seen = self.lines();
            let state = self.state();
            let found = state.find(step).and_then(|(run, index)| run.steps.get(index));
            let answered = found.and_then(|state| state.answered.as_ref());
            if answered.map(|answered| &answered.event) != was {
                return;
            }
        }
    }

    /// A step that is longer than its place is read to its end first (R13).
    fn read(&mut self) {
        let is_unread = |stage: &Stage| {
            let screen = stage.screen();
            let footer = screen.lines().last().unwrap_or_default();
            footer.contains("Read on") || footer.contains("Lire")
        };
        while is_unread(&self.stage) {
            let before = self.stage.screen();
            self.press("\r");
            self.stage.wait("the next page", |screen| *screen != before);
        }
    }

    fn sign(&mut self, named: Option<String>) {
        let Some(named) = named else { return };
        self.press("1");
        self.type_text("ad");
        self.press("\t");
        self.type_text(&named);
        self.press("\r");
    }

    /// Walks to the end and closes.
    pub fn walk(&mut self, pick: usize) {
        while self.answer(pick) {}
        self.close();
    }

    /// Confirms the last acts and lifts the limits in force, as somebody who may (R21).
    pub fn close(&mut self) {
        let asks_who = |screen: &str| LIFTS.iter().any(|title| screen.contains(title));
        let end = Instant::now() + HANG;
        while self.state().closed.is_none() {
            self.press("\r");
            self.stage.pump(Duration::from_millis(150));
            if asks_who(&self.stage.screen()) {
                let before = self.lines();
                self.type_text("ad");
                self.press("\t");
                self.type_text("safe");
                self.press("\r");
                self.wait_for_record(before);
                self.stage.wait("the page below", |screen| !asks_who(screen));
            }
            assert!(Instant::now() < end, "never closed:\n{}", self.stage.screen());
        }
    }

    fn lang(&self) -> sangfroid::domain::text::Lang {
        sangfroid::domain::text::Lang::parse(&self.stage.lang).expect("a language")
    }
}

/// What the second person types: the longest word of what will be done (R55).
pub fn named(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphabetic());
    words.max_by_key(|word| word.chars().count()).unwrap_or_default().to_lowercase()
}

/// What the machine's clocks say.
pub fn now() -> Moment {
    SystemClock::new([0; 16]).now().moment
}

/// Marks of the steps that a screen shows as answered, by number.
pub fn ticked_on(screen: &str) -> Vec<(usize, Mark)> {
    let marks = [
        ("[x]", Mark::Done),
        ("[2]", Mark::DoneByTwo),
        ("[/]", Mark::Skipped),
        ("[~]", Mark::Later),
        ("[!]", Mark::CouldNot),
        ("[.]", Mark::Waiting),
    ];
    let mut found = Vec::new();
    for line in screen.lines() {
        let line = line.trim_start();
        let Some((_, mark)) = marks.iter().find(|(text, _)| line.starts_with(text)) else {
            continue;
        };
        let number = line.get(3..).and_then(|rest| rest.split_whitespace().next());
        if let Some(number) = number.and_then(|number| number.parse().ok()) {
            found.push((number, *mark));
        }
    }
    found
}

/// Runs the independent verifier on the only log.
pub fn verify_with_python(folder: &Path) -> (i32, String) {
    let incident = log::incident(folder).expect("an incident");
    let output = std::process::Command::new("python3")
        .arg(incident.join("verify.py"))
        .arg(log::file(folder).expect("a log"))
        .output()
        .expect("python3 runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap_or(-1), text)
}

/// Runs `sangfroid verify` on the only incident.
pub fn verify(folder: &Path) -> i32 {
    let incident = log::incident(folder).expect("an incident");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_sangfroid"))
        .arg("verify")
        .arg(incident)
        .output()
        .expect("the program runs");
    output.status.code().unwrap_or(-1)
}
