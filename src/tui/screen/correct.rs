//! Correcting an entry, the last one or any other: not so, other words, another time (U, R27, R68,
//! R74). Both entries stay.
//!
//! A note opens with its words in the field, so that correcting it costs U, the words and Enter;
//! anything else opens on its choices.

use ratatui::layout::Rect;

use super::contract::{Go, Live, Outcome, Screen};
use super::spoken;
use crate::domain::acts::Act;
use crate::domain::claimed::parse_claimed;
use crate::domain::command::Command;
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::domain::event::Correction;
use crate::domain::ids::EventId;
use crate::domain::state::{IncidentState, Status, Subject};
use crate::domain::watch_event::WatchWord;
use crate::i18n::fill;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::fact;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::speech::{Prompt, Speech, Wanted, flat, take};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::paragraph;
use crate::tui::widget::{Canvas, Field, Options, Row, panel};

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    NotSo,
    Text,
    Time,
}

/// A correction being made.
#[derive(Clone, Debug)]
pub struct Correct {
    act: Act,
    faults: Vec<Fault>,
    options: Options,
    /// The words, which begin as they stand in the log.
    text: Field,
    /// The time.
    time: Field,
    /// What stood in the words before anything was typed.
    before: String,
    is_writing: bool,
    is_newest: bool,
}

impl Correct {
    /// Opens the box for the last entry that can be corrected, if there is one.
    #[must_use]
    pub fn new(view: &View) -> Option<Self> {
        Some(Self::of(candidate(view.session.state())?, view))
    }

    /// Opens the box for this entry, if it can be corrected.
    #[must_use]
    pub fn about(event: &EventId, view: &View) -> Option<Self> {
        let state = view.session.state();
        let act = state.acts.get(event).filter(|act| is_correctable(state, act))?;
        Some(Self::of(act, view))
    }

    fn of(act: Act, view: &View) -> Self {
        let state = view.session.state();
        // The mark of a line is not so only while its step is not done: that rests on it (R14).
        let mut faults = match &act.subject {
            Subject::Line(mark) if !state.can_untick(&mark.step) => Vec::new(),
            _ => vec![Fault::NotSo],
        };
        let words = words_of(state, &act);
        if words.is_some() {
            faults.push(Fault::Text);
        }
        let is_untimed = match act.subject {
            Subject::Judged(..) => true,
            Subject::Watch(word) => word != WatchWord::ClockMet,
            _ => false,
        };
        if !is_untimed {
            faults.push(Fault::Time);
        }
        let writes = matches!(act.subject, Subject::Note) && faults.contains(&Fault::Text);
        let options = Options::starting_at(faults.len(), usize::from(writes));
        let text = Field::new(TEXT_BYTES_MAX).holding(&words.unwrap_or_default());
        let time = Field::new(TEXT_BYTES_MAX);
        let is_newest = candidate(state).is_some_and(|last| last.event == act.event);
        let before = text.text().to_owned();
        Self { act, faults, options, text, time, before, is_writing: writes, is_newest }
    }

    fn title(&self, view: &View) -> String {
        let words = &view.words.screen.correct;
        let title = if self.is_newest { &words.title_last } else { &words.title };
        fill(title, &[("n", &self.act.event.seq.to_string())])
    }

    fn fault(&self) -> Fault {
        let at = self.options.selected().unwrap_or(0);
        self.faults.get(at).copied().unwrap_or(Fault::NotSo)
    }

    fn fault_words<'v>(&self, fault: Fault, view: &View<'v>) -> &'v str
    where
        'static: 'v,
    {
        let words = &view.words.screen.correct;
        match fault {
            Fault::NotSo => match &self.act.subject {
                Subject::Step(..) => &words.not_so,
                Subject::Line(_) => &view.words.bundle.not_so,
                Subject::Watch(WatchWord::ClockAdded) => &words.not_so_clock,
                Subject::Watch(WatchWord::Held) => &words.not_so_hold,
                Subject::Watch(_)
                | Subject::Moment(_)
                | Subject::Judged(..)
                | Subject::Filed(_) => &words.not_so_fact,
                _ => &words.not_so_note,
            },
            Fault::Text => &words.text,
            Fault::Time => &words.time,
        }
    }

    fn field(&self) -> &Field {
        if self.fault() == Fault::Time { &self.time } else { &self.text }
    }

    fn field_mut(&mut self) -> &mut Field {
        if self.fault() == Fault::Time { &mut self.time } else { &mut self.text }
    }

    fn write(&mut self, intent: Intent, view: &View) -> bool {
        match self.fault() {
            Fault::Time => self.time.key(view.keyboard.timed(intent, self.time.text())),
            _ => self.text.key(intent),
        }
    }

    fn enter(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.correct;
        let correction = match self.fault() {
            Fault::NotSo => Correction::NotSo { reason: None },
            _ if !self.is_writing => {
                // What was typed before Esc is still there.
                self.is_writing = true;
                return Outcome::taken();
            }
            Fault::Text if self.text.is_blank() => return Outcome::say(&words.need_text),
            Fault::Text if self.text.text() == self.before => return Outcome::say(&words.same),
            Fault::Text => Correction::Text { text: self.text.trimmed().to_owned() },
            Fault::Time => match parse_claimed(self.time.trimmed(), &view.now) {
                Some(happened_at) => Correction::Time { happened_at },
                None => return Outcome::say(&words.need_time),
            },
        };
        Outcome::order(Command::Correct { target: self.act.event.clone(), correction })
    }
}

impl Screen for Correct {
    fn mode(&self) -> Mode {
        if self.is_writing { Mode::Text } else { Mode::Command }
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        match press.intent {
            Intent::Esc if self.is_writing => {
                self.is_writing = false;
                Outcome::taken()
            }
            Intent::Esc => Outcome::go(Go::Back),
            Intent::Enter => self.enter(view),
            intent => {
                let is_mine = if self.is_writing {
                    self.write(intent, view)
                } else {
                    self.options.key(intent)
                };
                if is_mine { Outcome::taken() } else { Outcome::not_mine() }
            }
        }
    }

    fn paste(&mut self, text: &str, _view: &View) -> Outcome {
        if self.is_writing {
            self.field_mut().insert(text);
        }
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.correct;
        let width = canvas.areas().band.width.saturating_sub(4);
        let mut rows = paragraph(&fact::act_line(&self.act, view), 0, width, *view.theme);
        rows.truncate(2);
        rows.push(Row::blank());
        let first = u16::try_from(rows.len()).unwrap_or(2);
        for (at, fault) in self.faults.iter().enumerate() {
            let text = self.fault_words(*fault, view);
            let is_here = self.options.selected() == Some(at);
            let mark = if is_here { ">>" } else { "" };
            let role = if is_here { Role::Focus } else { Role::Text };
            let number = (at + 1).to_string();
            rows.push(Row::text(mark).at(3, number, Role::Text).at(6, text, role));
        }
        let count = u16::try_from(rows.len()).unwrap_or(6);
        let writing = if self.is_writing { 2 } else { 0 };
        let title = self.title(view);
        let inside = panel(canvas, count + writing, &title, "", &words.both_stay);
        canvas.rows(inside, &rows, 0);
        let cursor = u16::try_from(self.options.selected().unwrap_or(0)).unwrap_or(0);
        canvas.put_caret(inside.x, (inside.y + first + cursor).min(inside.bottom()));
        if self.is_writing {
            let y = inside.bottom().saturating_sub(1);
            let is_time = self.fault() == Fault::Time;
            let label = if is_time { &words.right_time } else { &words.right_text };
            let x = canvas.print(inside, (inside.x, y), label, Role::Label) + 2;
            let room = inside.right().saturating_sub(x);
            let width = if is_time { room.min(8) } else { room };
            self.field().draw(canvas, Rect { x, y, width, height: 1 }.intersection(inside), true);
            if is_time {
                canvas.print(inside, (x + 10, y), &words.time_help, Role::Text);
            }
        }
    }

    fn form(&self) -> Option<FormName> {
        Some(FormName::about(FormKind::Correct, &self.act.event))
    }

    fn typed(&self) -> Vec<String> {
        let is_new = !self.text.is_blank() && self.text.text() != self.before;
        if !is_new && self.time.is_blank() {
            return Vec::new();
        }
        let text = if is_new { self.text.text() } else { "" };
        let at = self.options.selected().unwrap_or(0).to_string();
        // One text stands alone with its choice; two say which is which by their place.
        match (self.fault(), self.time.is_blank()) {
            (Fault::Time, _) if !is_new => vec![at, self.time.text().to_owned()],
            (Fault::NotSo | Fault::Text, true) => vec![at, text.to_owned()],
            _ => vec![at, text.to_owned(), self.time.text().to_owned()],
        }
    }

    fn retype(&mut self, texts: &[String]) {
        let Some((at, texts)) = texts.split_first() else { return };
        let at = at.parse().ok().filter(|at| *at < self.faults.len());
        self.options.select(at);
        self.is_writing = self.fault() != Fault::NotSo;
        let (text, time) = match texts {
            [text, time] => (text.as_str(), time.as_str()),
            [time] if self.fault() == Fault::Time => ("", time.as_str()),
            [text] => (text.as_str(), ""),
            _ => return,
        };
        self.time.insert(time);
        if !text.is_empty() {
            self.text.clear();
            self.text.insert(text);
        }
    }

    fn speak(&mut self, view: &View) -> Speech {
        let words = &view.words.screen.correct;
        let act = flat(&fact::act_line(&self.act, view));
        let about = Speech::about(spoken::question(&self.title(view))).detail(act);
        let about = about.detail(&words.both_stay);
        if !self.is_writing {
            let faults = self.faults.iter().map(|fault| self.fault_words(*fault, view));
            let ask = |ask: Speech, (at, text): (usize, &str)| ask.choice(text, take(at));
            return faults.enumerate().fold(about, ask);
        }
        let is_time = self.fault() == Fault::Time;
        let label = if is_time { &words.right_time } else { &words.right_text };
        let about = if is_time { about.detail(&words.time_help) } else { about };
        about.asking(Prompt::Field(Wanted::new(label, self.field().text(), &[Intent::Enter])))
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.correct;
        let mut keys = vec![
            Live::key(Intent::Enter, &words.key_keep),
            Live::key(Intent::Esc, &words.key_back),
        ];
        if self.is_writing {
            let note = &view.words.screen.note;
            keys.push(Live::keys(&[Intent::Home, Intent::End], &note.key_ends));
            keys.push(Live::key(Intent::Backspace, &note.key_erase));
        } else {
            let last = u8::try_from(self.faults.len()).unwrap_or(3);
            let intents = [Intent::Up, Intent::Down, Intent::Digit(1), Intent::Digit(last)];
            keys.insert(0, Live::keys(&intents, &words.key_move));
            keys.push(Live::key(Intent::Outline, &view.words.screen.step.key_all));
        }
        keys.push(Live::key(Intent::Note, &view.words.screen.step.key_note));
        keys.push(Live::key(Intent::Help, &view.words.screen.step.key_help));
        keys
    }
}

/// The last entry that can be corrected.
#[must_use]
pub fn candidate(state: &IncidentState) -> Option<Act> {
    state.acts.iter().rev().find(|act| is_correctable(state, act))
}

/// Steps whose last answer this is, and notes that stand.
fn is_correctable(state: &IncidentState, act: &Act) -> bool {
    if act.is_taken_back {
        return false;
    }
    match &act.subject {
        Subject::Step(step, _) => {
            let found = state.find(step).and_then(|(run, index)| run.steps.get(index));
            let answered = found.and_then(|step| step.answered.as_ref());
            answered.is_some_and(|answered| answered.event == act.event)
        }
        Subject::Line(mark) => state.tick(&mark.step, &act.event).is_some(),
        // What doing a step said of legal clocks is taken back with the step.
        Subject::Moment(_) | Subject::Filed(_) => !state.duties.is_of_step(&act.event),
        Subject::Note
        | Subject::Call
        | Subject::Evidence
        | Subject::Judged(..)
        | Subject::Watch(_) => true,
        _ => false,
    }
}

/// The words of a note or of a reason, as they stand now.
fn words_of(state: &IncidentState, act: &Act) -> Option<String> {
    match &act.subject {
        Subject::Note => Some(state.notes.get(&act.event)?.note.text.clone()),
        Subject::Call => {
            state.calls.iter().find(|entry| entry.event == act.event)?.call.said.clone()
        }
        Subject::Evidence => state.item(&act.event).map(str::to_owned),
        Subject::Watch(_) => state.watch.get(&act.event)?.what.typed().map(str::to_owned),
        Subject::Line(mark) => state.tick(&mark.step, &act.event)?.left_out.clone(),
        Subject::Step(step, _) => {
            let (run, index) = state.find(step)?;
            match &run.steps.get(index)?.status {
                Status::Skipped { reason }
                | Status::CouldNot { reason }
                | Status::Later { reason, .. } => Some(reason.clone()),
                _ => None,
            }
        }
        _ => None,
    }
}
