//! The note: one key, the text, Enter, from anywhere (S8, R64 to R69).
//!
//! Invariants: Esc never loses the text; the note keeps the moment N was pressed, however late it
//! is saved; the draft is emptied only after the disk said yes.

use super::contract::{Live, Outcome, Screen};
use super::{spoken, told};
use crate::domain::command::Command;
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::domain::event::{Note, NoteKind};
use crate::domain::ids::StepRef;
use crate::domain::note_words::told_late;
use crate::domain::time::Timestamp;
use crate::i18n::fill;
use crate::tui::draft::{FormKind, FormName, Stamp};
use crate::tui::fact;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::screen::Go;
use crate::tui::speech::{Prompt, Speech, Wanted, sentence};
use crate::tui::view::View;
use crate::tui::widget::{Canvas, Field, panel};

/// Rows before the box scrolls.
const ROWS_MAX: usize = 8;
const ROWS_MIN: usize = 3;

/// A note being written, kept while the box is closed.
#[derive(Clone, Debug)]
pub struct NoteBox {
    field: Field,
    kind: NoteKind,
    begun_at: Option<Timestamp>,
    step: Option<StepRef>,
    /// Who typed it, where it was kept from an earlier run.
    author: Option<Stamp>,
}

impl Default for NoteBox {
    fn default() -> Self {
        let (field, kind) = (Field::new(TEXT_BYTES_MAX), NoteKind::Fact);
        Self { field, kind, begun_at: None, step: None, author: None }
    }
}

impl NoteBox {
    /// Opens the box: a draft goes on at the same caret with its own time, an empty one begins now.
    pub fn open(&mut self, step: Option<StepRef>, view: &View) {
        if self.field.is_blank() || self.begun_at.is_none() {
            self.begun_at = Some(view.now.moment.wall);
            self.step = step;
            self.kind = NoteKind::Fact;
        }
    }

    /// The words were typed before, by this person, at this time: they stay theirs.
    pub fn belong_to(&mut self, author: Option<Stamp>) {
        self.begun_at = author.as_ref().map(|stamp| stamp.at);
        self.author = author;
    }

    /// What stands here was begun by this person.
    pub fn written_by(&mut self, author: Option<Stamp>) {
        self.author = author.filter(|_| !self.field.is_blank());
    }

    /// Who typed the words, where it is not whoever sends them.
    fn other_author(&self, view: &View) -> Option<(String, String)> {
        let operator = view.session.state().operator.as_ref();
        let stamp = self.author.as_ref().filter(|stamp| Some(&stamp.who) != operator)?;
        Some((stamp.who.to_string(), fact::when(stamp.at, view)))
    }

    /// An empty note is for the briefing.
    pub fn for_briefing(&mut self) {
        if self.field.is_blank() {
            self.kind = NoteKind::Briefing;
        }
    }

    /// Adds text to the draft.
    pub fn append(&mut self, text: &str) -> bool {
        self.field.insert(text)
    }

    /// The draft, for keeping it outside.
    #[must_use]
    pub fn draft(&self) -> &str {
        self.field.text()
    }

    /// The note is on disk.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn note(&self, view: &View) -> Note {
        let (happened_at, text) = told_late(self.field.trimmed(), &view.now);
        let words = &view.words.screen.note;
        let text = match self.other_author(view) {
            Some((who, time)) => {
                fill(&words.of_other, &[("text", text), ("who", &who), ("time", &time)])
            }
            None => text.to_owned(),
        };
        Note {
            kind: self.kind,
            text,
            step: self.step.clone(),
            begun_at: self.begun_at,
            happened_at,
        }
    }

    fn turn_kind(&mut self, intent: Intent) {
        let all = NoteKind::ALL;
        let at = all.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        let by = if intent == Intent::Tab { 1 } else { all.len() - 1 };
        self.kind = all.get((at + by) % all.len()).copied().unwrap_or(NoteKind::Fact);
    }
}

impl Screen for NoteBox {
    fn mode(&self) -> Mode {
        Mode::Text
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let words = &view.words.screen.note;
        match press.intent {
            Intent::Enter if self.field.is_blank() => Outcome::say(&words.empty),
            Intent::Enter => Outcome::order(Command::AddNote(self.note(view))),
            Intent::Esc if self.field.is_blank() => Outcome::go(Go::Back),
            Intent::Esc => Outcome::go(Go::Back).and_say(&words.kept),
            Intent::Tab | Intent::BackTab => {
                self.turn_kind(press.intent);
                Outcome::taken()
            }
            // F2 inside the note: it is open already.
            Intent::Note => Outcome::taken(),
            intent => {
                let before = self.field.text().len();
                if !self.field.key(intent) {
                    return Outcome::not_mine();
                }
                let typed = matches!(intent, Intent::Type(_) | Intent::Space);
                if typed && self.field.text().len() == before {
                    return Outcome::say(&words.full);
                }
                Outcome::taken()
            }
        }
    }

    fn paste(&mut self, text: &str, view: &View) -> Outcome {
        if self.field.insert(text) {
            Outcome::taken()
        } else {
            Outcome::say(&view.words.screen.note.full)
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.note;
        let begun = self.begun_at.unwrap_or(view.now.moment.wall);
        let time = begun.clock(view.now.offset).hms();
        let kind = match self.kind {
            NoteKind::Fact => &words.fact,
            NoteKind::Todo => &words.todo,
            NoteKind::Decision => &words.decision,
            NoteKind::Question => &words.question,
            NoteKind::Briefing => &words.briefing,
        };
        let number = self.step.as_ref().map(|step| fact::title(step, view).0);
        let right = number
            .map_or_else(|| kind.clone(), |n| fill(&words.kind_step, &[("kind", kind), ("n", &n)]));
        let width = canvas.areas().band.width.saturating_sub(4);
        let rows = self.field.rows(width, canvas.theme().is_ascii).0.len();
        let rows = u16::try_from(rows.clamp(ROWS_MIN, ROWS_MAX)).unwrap_or(3);
        let title = match told_late(self.field.trimmed(), &view.now).0 {
            Some(at) => {
                let happened = fact::when(at, view);
                fill(&words.title_happened, &[("time", &time), ("happened", &happened)])
            }
            None => fill(&words.title, &[("time", &time)]),
        };
        let title = match self.other_author(view) {
            Some((who, _)) => fill(&words.title_of_other, &[("title", &title), ("who", &who)]),
            None => title,
        };
        let inside = panel(canvas, rows, &title, &right, &words.kinds);
        self.field.draw(canvas, inside, true);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let lines = &view.words.screen.linear;
        let kind = told::note_kind(view, self.kind);
        let begun = self.begun_at.unwrap_or(view.now.moment.wall);
        let title = fill(&view.words.screen.note.title, &[("time", &told::hms(view, begun))]);
        let number = self.step.as_ref().map(|step| fact::title(step, view).0);
        let words = &view.words.screen.note;
        let title = match self.other_author(view) {
            Some((who, _)) => fill(&words.title_of_other, &[("title", &title), ("who", &who)]),
            None => title,
        };
        let kind = number.map_or_else(
            || kind.to_owned(),
            |n| fill(&words.kind_step, &[("kind", kind), ("n", &n)]),
        );
        let wanted = Wanted::new(&lines.note_label, self.field.text(), &[Intent::Enter]);
        Speech::about(sentence(&spoken::question(&title)))
            .detail(fill(&lines.note_kind, &[("kind", &kind)]))
            .asking(Prompt::Field(wanted))
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.note;
        vec![
            Live::key(Intent::Enter, &words.key_keep),
            Live::key(Intent::Tab, &words.key_kind),
            Live::key(Intent::Esc, &words.key_close),
            Live::key(Intent::Help, &view.words.screen.step.key_help),
            Live::key(Intent::Quit, &view.words.screen.picker.key_quit),
            Live::keys(&[Intent::WordLeft, Intent::WordRight], &words.key_word),
            Live::keys(&[Intent::Home, Intent::End], &words.key_ends),
            Live::key(Intent::Backspace, &words.key_erase),
        ]
    }

    fn form(&self) -> Option<FormName> {
        Some(FormName::plain(FormKind::Note))
    }

    fn typed(&self) -> Vec<String> {
        if self.field.is_blank() { Vec::new() } else { vec![self.field.text().to_owned()] }
    }

    fn retype(&mut self, texts: &[String]) {
        self.clear();
        self.append(texts.first().map_or("", String::as_str));
    }

    fn hint(&self, view: &View) -> Option<String> {
        let words = &view.words.screen.note;
        Some(if self.kind == NoteKind::Todo { &words.hint_todo } else { &words.hint }.clone())
    }
}
