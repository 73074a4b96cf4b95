//! One turn after the other: a line becomes presses, then everything new is said, then the prompt.
//!
//! Invariants: what is asked was said before; nothing is said in the middle of a prompt but an
//! alarm and what answers the person (R148); a line that is not understood does nothing.

use super::act::{emptying, may_write, press, search};
use super::ask;
use super::guard::{Guard, Ruling};
use super::heard::{Heard, heard};
use super::news::Told;
use super::page::{PAUSE_LINES, lines};
use super::say::{held, in_lines, no_incident, subject};
use crate::domain::event::Mode as IncidentMode;
use crate::i18n::fill;
use crate::tui::app::App;
use crate::tui::intent::Intent;
use crate::tui::request::Request;
use crate::tui::screen::Live;
use crate::tui::speech::{Prompt, Speech, sentence};
use crate::tui::view::View;
use crate::tui::voice::{About, Reminder, whereabouts};
use crate::tui::widget::frame::Level;

/// Longest line that is taken; the fields have limits of their own.
pub const LINE_CHARS_MAX: usize = 8_192;

/// So much of a line that was not understood is told back.
const SHOWN_CHARS_MAX: usize = 24;

/// Linear mode's memory: what was said, so that it is said once.
#[derive(Debug)]
pub struct Front {
    is_ascii: bool,
    guard: Guard,
    told: Told,
    /// What is being asked.
    speech: Option<Speech>,
    /// What was told at each depth of boxes, so that coming back from one is short.
    below: Vec<Speech>,
    identity: Option<String>,
    reminder: Option<(About, Level)>,
    /// Answers to the last line.
    answers: Vec<String>,
    /// Lines of a long list that wait for Enter.
    rest: Vec<String>,
    /// Everything is said again.
    repeats: bool,
    /// A line was taken, or nothing was said yet: the prompt is owed.
    owes: bool,
}

impl Front {
    /// For what is typed at a terminal, or for a script.
    #[must_use]
    pub fn new(is_typed: bool, is_ascii: bool) -> Self {
        Self {
            is_ascii,
            guard: Guard::new(is_typed),
            told: Told::default(),
            speech: None,
            below: Vec::new(),
            identity: None,
            reminder: None,
            answers: Vec::new(),
            rest: Vec::new(),
            repeats: false,
            owes: true,
        }
    }

    /// Whether the person waits for an answer.
    #[must_use]
    pub fn owes(&self) -> bool {
        self.owes
    }

    /// Everything is said again at the next turn.
    pub fn repeat(&mut self) {
        self.repeats = true;
        self.owes = true;
    }

    /// Takes a line.
    pub fn line(&mut self, typed: &str, app: &mut App, view: &View) -> Vec<Request> {
        self.owes = true;
        let typed: String = typed.chars().take(LINE_CHARS_MAX).collect();
        let ruling = self.guard.rule(view.now.moment, typed.trim().is_empty());
        if ruling == Ruling::Paste {
            return self.paste(&typed, app, view);
        }
        if !self.rest.is_empty() && typed.trim().is_empty() {
            return Vec::new();
        }
        self.rest.clear();
        let Some(speech) = self.speech.clone() else { return Vec::new() };
        let heard = heard(&typed, &speech, view.keyboard);
        if may_write(&heard) && view.session.state().opened.is_some() {
            match ruling {
                Ruling::Wake(idle) => {
                    self.answers.push(app.after(idle, view));
                    self.repeats = true;
                    return Vec::new();
                }
                Ruling::Early => {
                    self.answers.push(view.words.screen.linear.typed_fast.clone());
                    return Vec::new();
                }
                Ruling::Act | Ruling::Paste => {}
            }
        }
        let requests = self.act(heard, &speech, app, view);
        self.keep_copies(&requests, view);
        requests
    }

    /// Somebody wants to stop the program.
    pub fn interrupt(&mut self, app: &mut App, view: &View) -> Vec<Request> {
        self.owes = true;
        self.rest.clear();
        app.interrupted(view)
    }

    /// Lines that nobody typed are text, never commands: into the field, else into a note.
    fn paste(&mut self, typed: &str, app: &mut App, view: &View) -> Vec<Request> {
        self.rest.clear();
        let requests = app.paste(&format!("{typed} "), view);
        let said = app.take_said();
        let is_note = said.as_ref() == Some(&view.words.screen.note.pasted);
        let words = &view.words.screen.linear;
        let text = match (is_note, said) {
            (true, _) => words.pasted.clone(),
            (false, Some(said)) => said,
            (false, None) => return requests,
        };
        self.answers.push(words.typed_fast.clone());
        self.answers.push(text);
        self.answers.dedup();
        requests
    }

    fn act(&mut self, heard: Heard, speech: &Speech, app: &mut App, view: &View) -> Vec<Request> {
        let words = &view.words.screen.linear;
        match heard {
            Heard::Again => {
                self.repeats = true;
                Vec::new()
            }
            Heard::Command(intent) => {
                let requests = app.press(intent, view);
                if intent == Intent::Where && view.session.state().opened.is_some() {
                    app.take_said();
                    self.answers.extend(whereabouts(view));
                }
                requests
            }
            Heard::Answer(presses) => press(app, &presses, view),
            Heard::Text(text, then) => {
                let held = match &speech.prompt {
                    Prompt::Field(wanted) => wanted.held.as_str(),
                    _ => "",
                };
                let mut requests = press(app, &emptying(held), view);
                requests.extend(app.paste(&text, view));
                // A field that did not take all of it says so, and keeps nothing by itself.
                match app.take_said() {
                    Some(said) if said == view.words.screen.frame.looks_like_paste => {
                        self.answers.push(words.too_long.clone());
                    }
                    Some(said) => self.answers.push(in_lines(&said, view)),
                    None => requests.extend(press(app, &then, view)),
                }
                requests
            }
            Heard::Search(text) => search(app, &text, view),
            Heard::NoNumber(typed) => {
                let n: String = typed.chars().take(SHOWN_CHARS_MAX).collect();
                self.answers.push(fill(&words.no_number, &[("n", &n)]));
                Vec::new()
            }
            Heard::NoCommand(typed) => {
                let text: String = typed.chars().take(SHOWN_CHARS_MAX).collect();
                self.answers.push(fill(&words.no_command, &[("text", &text)]));
                Vec::new()
            }
        }
    }

    /// A text for pasting elsewhere is told, because there is no clipboard here.
    fn keep_copies(&mut self, requests: &[Request], view: &View) {
        for request in requests {
            if let Request::Copy(text) = request {
                let words = &view.words.screen.linear;
                self.answers.push(fill(&words.copied, &[("text", text)]));
            }
        }
    }

    /// What is to be printed now, lines and prompt; nothing while nothing is owed and nothing is
    /// new enough to break into a prompt.
    pub fn turn(&mut self, app: &mut App, view: &View) -> Option<Turn> {
        let said = app.take_said();
        self.answers.extend(said.map(|said| in_lines(&said, view)));
        let speech = app.speak(view);
        let reminder = app.reminder(view);
        let is_broken_into = !self.owes;
        if is_broken_into && !self.breaks_in(&speech, reminder.as_ref()) {
            return None;
        }
        self.owes = false;
        let mut out = Out::new(self.is_ascii, is_broken_into);
        if !self.rest.is_empty() && !is_broken_into {
            out.say_all(self.more());
            return Some(self.ending(out, &speech, &app.keys(view), view));
        }
        out.say_all(self.told.news(view));
        if view.session.is_saving() && view.session.alarm().is_none() {
            out.say(&view.words.screen.linear.saving);
        }
        out.say_all(std::mem::take(&mut self.answers));
        out.say_all(self.remind(reminder, view));
        let identity = app.identity(view).unwrap_or_else(|| no_incident(view));
        if self.repeats || self.identity.as_ref() != Some(&identity) {
            out.say(&identity);
            self.identity = Some(identity);
        }
        let mut speech = speech;
        out.say_all(self.statements(&speech, app.depth(), view));
        if speech.prompt == Prompt::Told {
            // It has been said; the screen below asks, and was heard before.
            press(app, &[Intent::Esc], view);
            app.take_said();
            speech = app.speak(view);
        } else {
            self.guard_news(&speech, view);
        }
        self.repeats = false;
        Some(self.ending(out, &speech, &app.keys(view), view))
    }

    fn guard_news(&mut self, speech: &Speech, view: &View) {
        // Of a step that is done line by line each line is asked for by itself (R14).
        let is_same_line =
            |known: &Speech| speech.prompt != Prompt::Command || known.question == speech.question;
        let is_same = |known: &Speech| known.subject == speech.subject && is_same_line(known);
        let is_known = self.speech.as_ref().is_some_and(is_same);
        if !is_known {
            self.guard.asked_anew(view.now.moment);
        }
    }

    /// An alarm, and whatever another screen on top means, do not wait for a line.
    fn breaks_in(&self, speech: &Speech, reminder: Option<&Reminder>) -> bool {
        let is_alarm = reminder.is_some_and(|reminder| {
            let known = self.reminder.as_ref().map(|(about, _)| about);
            reminder.level == Level::Alarm && known != Some(&reminder.about)
        });
        let is_other = self.speech.as_ref().is_none_or(|known| known.subject != speech.subject);
        is_alarm || is_other
    }

    /// The most urgent clock, once for each time that it changes.
    fn remind(&mut self, reminder: Option<Reminder>, view: &View) -> Option<String> {
        let words = &view.words.screen.linear;
        let Some(reminder) = reminder else {
            self.reminder = None;
            return None;
        };
        let this = (reminder.about, reminder.level);
        if !self.repeats && self.reminder.as_ref() == Some(&this) {
            return None;
        }
        self.reminder = Some(this);
        let template = match reminder.level {
            Level::Alarm => &words.warning,
            Level::Caution => &words.caution,
            Level::Notice | Level::None => &words.notice,
        };
        Some(fill(template, &[("text", &sentence(&reminder.text))]))
    }

    /// What the screen says, as far as it is new: all of it, its question, or nothing.
    fn statements(&mut self, speech: &Speech, depth: usize, view: &View) -> Vec<String> {
        let known = self.speech.as_ref().filter(|_| !self.repeats);
        let is_new = known.is_none_or(|known| !known.tells_as(speech));
        let asks = is_new || known.is_none_or(|known| !known.asks_as(speech));
        // Back from a box over what was heard last: its first line is enough. Lists come again.
        let was_below = self.below.len() > depth;
        let below = depth.checked_sub(1).and_then(|at| self.below.get(at));
        let is_back = was_below && !self.repeats && speech.list.is_empty();
        let is_back = is_back && below.is_some_and(|below| below.tells_as(speech));
        let tells = is_new && !is_back;
        self.below.truncate(depth.saturating_sub(1));
        self.below.resize(depth.saturating_sub(1), Speech::default());
        self.below.push(speech.clone());
        let mut out = Vec::new();
        if is_new && is_back {
            out.extend(subject(speech));
        }
        if tells {
            let begun = view.session.state().opened.as_ref();
            if begun.is_some_and(|begun| begun.facts.mode == IncidentMode::Exercise) {
                out.push(view.words.screen.linear.exercise.clone());
            }
            out.extend(speech.state.iter().cloned());
            out.extend(subject(speech));
            out.extend(speech.details.iter().cloned());
        }
        let mut list = if tells { speech.list.clone() } else { Vec::new() };
        let times = if tells { speech.times.as_slice() } else { &[] };
        let question = match known {
            _ if !asks => Vec::new(),
            Some(known) if !is_new => ask::changed(speech, known),
            _ => ask::question(speech),
        };
        if list.len() > PAUSE_LINES || ask::is_long(&question) {
            list.extend(times.iter().cloned());
            list.extend(question);
            self.rest = list;
            out.extend(self.more());
        } else {
            out.extend(list);
            out.extend(times.iter().cloned());
            out.extend(question);
        }
        out
    }

    /// The next lines of the list.
    fn more(&mut self) -> Vec<String> {
        let count = PAUSE_LINES.min(self.rest.len());
        // A last line alone is not worth a pause.
        let count = if self.rest.len() == count + 1 { count + 1 } else { count };
        self.rest.drain(..count).collect()
    }

    /// Keeps what is asked, and adds the prompt.
    fn ending(&mut self, out: Out, speech: &Speech, keys: &[Live], view: &View) -> Turn {
        let is_new = self.speech.as_ref().is_none_or(|known| !known.asks_as(speech));
        let mut out = out;
        let prompt = if self.rest.is_empty() {
            out.say_all(held(speech, view).filter(|_| is_new));
            out.say_all(ask::others(speech, keys, view));
            ask::prompt(speech, keys, view)
        } else {
            view.words.screen.linear.more.clone()
        };
        self.speech = Some(speech.clone());
        out.asking(&prompt)
    }
}

/// Lines being put together.
struct Out {
    text: String,
    is_ascii: bool,
    is_broken_into: bool,
}

impl Out {
    const fn new(is_ascii: bool, is_broken_into: bool) -> Self {
        Self { text: String::new(), is_ascii, is_broken_into }
    }

    fn say(&mut self, statement: &str) {
        for line in lines(statement, self.is_ascii) {
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    fn say_all(&mut self, statements: impl IntoIterator<Item = String>) {
        for statement in statements {
            self.say(&statement);
        }
    }

    /// With the prompt, whose last line stays open.
    fn asking(mut self, prompt: &str) -> Turn {
        let mut rows = lines(prompt, self.is_ascii);
        let last = rows.pop().unwrap_or_default();
        self.say_all(rows);
        Turn { text: self.text, prompt: last, is_broken_into: self.is_broken_into }
    }
}

/// What is printed at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Whole lines, each with its end.
    pub text: String,
    /// The line that stays open for whoever types.
    pub prompt: String,
    /// An open prompt stands before it, and has to be ended first.
    pub is_broken_into: bool,
}
