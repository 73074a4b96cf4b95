//! One turn after the other: a line becomes presses, then everything new is said, then the prompt.
//!
//! Invariants: what is asked was said before; nothing is said in the middle of a prompt but an
//! alarm and what answers the person (R148); a line that is not understood does nothing.

use super::ask;
use super::guard::{Guard, Ruling};
use super::heard::{Heard, heard};
use super::news::Told;
use super::page::{PAUSE_LINES, lines};
use crate::domain::event::Mode as IncidentMode;
use crate::i18n::fill;
use crate::tui::app::App;
use crate::tui::intent::{Intent, Mode};
use crate::tui::request::Request;
use crate::tui::speech::{Prompt, Speech, capitalised, flat, sentence};
use crate::tui::view::View;
use crate::tui::voice::{About, Reminder};
use crate::tui::widget::frame::Level;

/// Longest line that is taken; the fields have limits of their own.
pub const LINE_CHARS_MAX: usize = 8_192;

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
        let ruling = self.guard.rule(view.now.moment);
        if ruling == Ruling::Paste {
            return self.paste(&typed, app, view);
        }
        if !self.rest.is_empty() && typed.trim().is_empty() {
            return Vec::new();
        }
        self.rest.clear();
        let Some(speech) = self.speech.clone() else { return Vec::new() };
        let heard = heard(&typed, &speech);
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
        let requests = self.act(heard, &typed, &speech, app, view);
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

    fn act(
        &mut self,
        heard: Heard,
        typed: &str,
        speech: &Speech,
        app: &mut App,
        view: &View,
    ) -> Vec<Request> {
        let words = &view.words.screen.linear;
        let typed = typed.trim();
        match heard {
            Heard::Again => {
                self.repeats = true;
                Vec::new()
            }
            Heard::Command(intent) => {
                let requests = app.press(intent, view);
                if intent == Intent::Where && view.session.state().opened.is_some() {
                    app.take_said();
                    self.answers.extend(app.whereabouts(view));
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
                    Some(said) => self.answers.push(in_lines(said, view)),
                    None => requests.extend(press(app, &then, view)),
                }
                requests
            }
            Heard::Search(text) => search(app, &text, view),
            Heard::NoNumber => {
                self.answers.push(fill(&words.no_number, &[("n", typed)]));
                Vec::new()
            }
            Heard::NoCommand => {
                let text: String = typed.chars().take(24).collect();
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
        self.answers.extend(said.map(|said| in_lines(said, view)));
        let speech = app.speak(view);
        let reminder = app.reminder(view);
        let is_broken_into = !self.owes;
        if is_broken_into && !self.breaks_in(&speech, reminder.as_ref()) {
            return None;
        }
        self.owes = false;
        let mut text = String::new();
        let mut say = |statement: &str, is_ascii: bool| {
            for line in lines(statement, is_ascii) {
                text.push_str(&line);
                text.push('\n');
            }
        };
        let ascii = self.is_ascii;
        if !self.rest.is_empty() && !is_broken_into {
            self.more().iter().for_each(|line| say(line, ascii));
            return Some(self.ending(text, is_broken_into, &speech, app, view));
        }
        self.told.news(view).iter().for_each(|line| say(line, ascii));
        if view.session.is_saving() && view.session.alarm().is_none() {
            say(&view.words.screen.linear.saving, ascii);
        }
        std::mem::take(&mut self.answers).iter().for_each(|line| say(line, ascii));
        self.remind(reminder, view).iter().for_each(|line| say(line, ascii));
        let identity = app.identity(view).unwrap_or_else(|| no_incident(view));
        if self.repeats || self.identity.as_ref() != Some(&identity) {
            say(&identity, ascii);
            self.identity = Some(identity);
        }
        let mut speech = speech;
        let statements = self.statements(&speech, app.depth(), view);
        statements.iter().for_each(|line| say(line, ascii));
        if speech.prompt == Prompt::Told {
            // It has been said; the screen below asks, and was heard before.
            press(app, &[Intent::Esc], view);
            app.take_said();
            speech = app.speak(view);
        } else {
            self.guard_news(&speech, view);
        }
        self.repeats = false;
        Some(self.ending(text, is_broken_into, &speech, app, view))
    }

    fn guard_news(&mut self, speech: &Speech, view: &View) {
        let is_known = self.speech.as_ref().is_some_and(|known| known.subject == speech.subject);
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
        // Back from a box over what was heard last: its first line is enough. A list is heard again.
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
            out.extend(speech.details.iter().map(|words| capitalised(words)));
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
    fn ending(
        &mut self,
        text: String,
        is_broken_into: bool,
        speech: &Speech,
        app: &App,
        view: &View,
    ) -> Turn {
        let words = &view.words.screen.linear;
        let keys = app.keys(view);
        let is_new = self.speech.as_ref().is_none_or(|known| !known.asks_as(speech));
        let mut text = text;
        let prompt = if self.rest.is_empty() {
            let held = held(speech, view).filter(|_| is_new);
            let others = ask::others(speech, &keys, view);
            for statement in held.into_iter().chain(others) {
                for line in lines(&statement, self.is_ascii) {
                    text.push_str(&line);
                    text.push('\n');
                }
            }
            ask::prompt(speech, &keys, view)
        } else {
            words.more.clone()
        };
        let mut prompt = lines(&prompt, self.is_ascii);
        let last = prompt.pop().unwrap_or_default();
        for line in prompt {
            text.push_str(&line);
            text.push('\n');
        }
        self.speech = Some(speech.clone());
        Turn { text, prompt: last, is_broken_into }
    }
}

/// What it is about, and how much time is left for it.
fn subject(speech: &Speech) -> Vec<String> {
    let mut subject = speech.subject.clone();
    if let (Some(last), Some(left)) = (subject.last_mut(), &speech.left) {
        *last = format!("{last} {left}");
    }
    subject
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

/// Whether the line may lead to a record.
fn may_write(heard: &Heard) -> bool {
    matches!(heard, Heard::Answer(_) | Heard::Command(Intent::Enter))
}

fn press(app: &mut App, presses: &[Intent], view: &View) -> Vec<Request> {
    presses.iter().flat_map(|intent| app.press(*intent, view)).collect()
}

/// The keys that empty a field.
fn emptying(held: &str) -> Vec<Intent> {
    if held.is_empty() {
        return Vec::new();
    }
    let back = std::iter::repeat_n(Intent::Backspace, held.chars().count());
    std::iter::once(Intent::End).chain(back).collect()
}

/// Types words into a list's field, in the place of those that stand there.
fn search(app: &mut App, text: &str, view: &View) -> Vec<Request> {
    let mut requests = Vec::new();
    if app.typing() != Mode::Filter {
        return requests;
    }
    requests.extend(press(app, &[Intent::End], view));
    let back = std::iter::repeat_n(Intent::Backspace, LINE_CHARS_MAX.min(256));
    requests.extend(press(app, &back.collect::<Vec<_>>(), view));
    for c in text.chars().filter(|c| !c.is_control()) {
        let intent = if c == ' ' { Intent::Space } else { Intent::Type(c) };
        requests.extend(app.press(intent, view));
    }
    requests
}

/// What a field holds already.
fn held(speech: &Speech, view: &View) -> Option<String> {
    let Prompt::Field(wanted) = &speech.prompt else { return None };
    let held = wanted.held.trim();
    let is_told = !held.is_empty() && !wanted.is_secret;
    is_told.then(|| fill(&view.words.screen.linear.field_holds, &[("text", held)]))
}

/// What stands where an incident would be named.
fn no_incident(view: &View) -> String {
    let words = &view.words.screen.linear;
    let disk = if view.store.is_writable() { &words.disk_ok } else { &words.disk_bad };
    let standing = fill(&words.no_incident, &[("disk", disk)]);
    format!("{} {standing}", words.program)
}

/// An answer of the screen without the keys that only the full screen has.
fn in_lines(said: String, view: &View) -> String {
    let (words, lines) = (&view.words.screen, &view.words.screen.linear);
    let other = [
        (&words.step.choose_first, &lines.choose_first),
        (&words.picker.choose_first, &lines.choose_first),
        (&words.calls.choose_first, &lines.choose_first),
        (&words.board.need_choice, &lines.choose_first),
        (&words.note.empty, &lines.no_empty),
        (&words.evidence.need_content, &lines.no_empty),
        (&words.triage.mark_first, &lines.choose_first),
    ];
    let known = other.into_iter().find(|(screen, _)| **screen == said);
    known.map_or_else(|| flat(&said), |(_, lines)| lines.clone())
}
