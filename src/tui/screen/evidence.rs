//! Evidence without leaving the step (S7, R71): what it is, the file or the words, where from.
//!
//! Invariants: Esc never loses the text; the form is emptied only after the record is on disk;
//! while a file is taken in, the form stands still and Esc stops it. A value, a text, a picture's
//! number and a call are kept as a small attachment, so that everything kept has a digest.

use std::path::PathBuf;

use super::contract::{Go, Live, Outcome, Screen};
use super::evidence_view::{kept, paint};
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::domain::evidence::Evidence;
use crate::domain::ids::{EventId, EvidenceId, StepRef};
use crate::domain::step::{self, EvidenceKind};
use crate::domain::text::Text;
use crate::domain::time::Timestamp;
use crate::i18n::fill;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::request::{EvidenceOrder, Given, Request};
use crate::tui::speech::Speech;
use crate::tui::view::View;
use crate::tui::widget::{Canvas, Field, Options};

/// The kinds, in the order of their digits.
const KINDS: [EvidenceKind; 5] = [
    EvidenceKind::File,
    EvidenceKind::Value,
    EvidenceKind::Text,
    EvidenceKind::Photo,
    EvidenceKind::Call,
];

/// One place of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Focus {
    Kind,
    What,
    Content,
    Host,
    Place,
}

const ORDER: [Focus; 5] = [Focus::Kind, Focus::What, Focus::Content, Focus::Host, Focus::Place];

/// A file on its way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Taking {
    bytes: u64,
    total: Option<u64>,
    is_stopping: bool,
}

/// A piece being described, kept while the form is closed.
#[derive(Clone, Debug)]
pub struct EvidenceForm {
    pub(super) focus: Focus,
    pub(super) kinds: Options,
    pub(super) what: Field,
    pub(super) content: Field,
    pub(super) host: Field,
    pub(super) place: Field,
    pub(super) step: Option<StepRef>,
    slot: Option<EvidenceId>,
    begun_at: Option<Timestamp>,
    taking: Option<Taking>,
}

impl Default for EvidenceForm {
    fn default() -> Self {
        let field = || Field::new(TEXT_BYTES_MAX);
        Self {
            focus: Focus::Kind,
            kinds: Options::starting_at(KINDS.len(), 0),
            what: field(),
            content: field(),
            host: field(),
            place: field(),
            step: None,
            slot: None,
            begun_at: None,
            taking: None,
        }
    }
}

impl EvidenceForm {
    /// Opens the form: one with text goes on as it was, an empty one begins now and for this step.
    pub fn open(&mut self, step: Option<StepRef>, view: &View) {
        if self.is_blank() {
            *self = Self { step, ..Self::default() };
        }
        // What came back from before goes on for its own step.
        self.begun_at.get_or_insert(view.now.moment.wall);
    }

    /// What is given back to it belongs to this step.
    pub fn belong_to(&mut self, step: Option<StepRef>) {
        self.clear();
        self.step = step;
    }

    /// The record is on disk.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether a file is on its way in.
    #[must_use]
    pub fn is_taking(&self) -> bool {
        self.taking.is_some()
    }

    /// So much of the file has been read.
    pub fn progress(&mut self, bytes: u64, total: Option<u64>) {
        let is_stopping = self.taking.is_some_and(|taking| taking.is_stopping);
        self.taking = Some(Taking { bytes, total, is_stopping });
    }

    /// Nothing is on its way any more; the text stays.
    pub fn halt(&mut self) {
        self.taking = None;
    }

    /// Which of the pieces that the step asks for is being described.
    pub(super) fn slot_at(&self, view: &View) -> Option<usize> {
        self.asked(view).iter().position(|piece| Some(&piece.id) == self.slot.as_ref())
    }

    fn is_blank(&self) -> bool {
        [&self.what, &self.content, &self.host, &self.place].into_iter().all(Field::is_blank)
    }

    pub(super) fn kind(&self) -> EvidenceKind {
        let at = self.kinds.selected().unwrap_or(0);
        KINDS.get(at).copied().unwrap_or(EvidenceKind::File)
    }

    fn next_focus(&self, is_back: bool) -> Focus {
        let at = ORDER.iter().position(|focus| *focus == self.focus).unwrap_or(0);
        let by = if is_back { ORDER.len() - 1 } else { 1 };
        ORDER.get((at + by) % ORDER.len()).copied().unwrap_or(Focus::Kind)
    }

    fn field(&mut self) -> Option<&mut Field> {
        match self.focus {
            Focus::Kind => None,
            Focus::What => Some(&mut self.what),
            Focus::Content => Some(&mut self.content),
            Focus::Host => Some(&mut self.host),
            Focus::Place => Some(&mut self.place),
        }
    }

    /// What the step asks for.
    pub(super) fn asked<'v>(&self, view: &View<'v>) -> &'v [step::Evidence] {
        let found = self.step.as_ref().and_then(|step| view.session.state().find(step));
        let step = found.and_then(|(run, index)| run.get(index)).map(|(_, step, _)| step);
        step.map_or(&[], |step| step.evidence.as_slice())
    }

    /// What the piece should read, and whether what is typed does.
    pub(super) fn compared<'v>(&self, view: &View<'v>) -> Option<(&'v Text, bool)> {
        let piece = self.slot_at(view).and_then(|at| self.asked(view).get(at))?;
        let is_same = piece.is_as_expected(self.content.trimmed())?;
        (self.kind() == EvidenceKind::Value).then_some((piece.expected.as_ref()?, is_same))
    }

    /// Takes the next piece that the step asks for: its name, its kind.
    fn take_piece(&mut self, intent: Intent, view: &View) -> bool {
        let asked = self.asked(view);
        if asked.is_empty() {
            return false;
        }
        let at = self.slot_at(view);
        let to = match (at, intent) {
            (Some(at), Intent::Up) => (at + asked.len() - 1) % asked.len(),
            (Some(at), _) => (at + 1) % asked.len(),
            (None, Intent::Up) => asked.len() - 1,
            (None, _) => 0,
        };
        let Some(piece) = asked.get(to) else { return false };
        self.slot = Some(piece.id.clone());
        self.kinds.select(KINDS.iter().position(|kind| *kind == piece.kind));
        self.what.clear();
        self.what.insert(piece.title.get(view.lang));
        self.focus = Focus::Content;
        true
    }

    fn confirm(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.evidence;
        let is_file = self.kind() == EvidenceKind::File;
        if self.content.is_blank() {
            self.focus = Focus::Content;
            return Outcome::say(if is_file { &words.need_path } else { &words.need_content });
        }
        let content = self.content.trimmed().to_owned();
        let path = PathBuf::from(&content);
        let file_name = path.file_name().filter(|_| is_file);
        let file_name = file_name.map(|name| name.to_string_lossy().into_owned());
        let item = if self.what.is_blank() { file_name.clone() } else { text_of(&self.what) };
        let Some(item) = item else {
            self.focus = Focus::What;
            return Outcome::say(&words.need_what);
        };
        let evidence = Evidence {
            sha256: String::new(),
            bytes: 0,
            step: self.step.clone(),
            slot: self.slot.clone(),
            is_unexpected: self.compared(view).is_some_and(|(_, is_same)| !is_same),
            item,
            file_name,
            host: text_of(&self.host),
            collector: None,
            place: text_of(&self.place),
            collected_at: self.begun_at,
        };
        let given = if is_file { Given::Path(path) } else { Given::Text(content) };
        self.progress(0, None);
        let order = EvidenceOrder { evidence, given };
        Outcome::request(Request::TakeIn(Box::new(order)))
    }

    /// While a file is taken in, the form stands still.
    fn waiting_key(&mut self, intent: Intent, view: &View) -> Outcome {
        let words = &view.words.screen.evidence;
        match (intent, &mut self.taking) {
            // It is whole already, and the disk does not take its record.
            (Intent::Esc, Some(taking)) if taking.is_stopping => Outcome::go(Go::Back),
            (Intent::Esc, Some(taking)) => {
                taking.is_stopping = true;
                Outcome::request(Request::StopTaking).and_say(&words.stopping)
            }
            (Intent::Help | Intent::Note | Intent::Quit | Intent::Menu | Intent::Log, _) => {
                Outcome::not_mine()
            }
            _ => Outcome::say(&words.busy),
        }
    }
}

fn text_of(field: &Field) -> Option<String> {
    (!field.is_blank()).then(|| field.trimmed().to_owned())
}

impl Screen for EvidenceForm {
    fn mode(&self) -> Mode {
        if self.focus == Focus::Kind { Mode::Command } else { Mode::Text }
    }

    fn here(&self) -> Option<StepRef> {
        self.step.clone()
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let words = &view.words.screen.evidence;
        let intent = press.intent;
        if self.is_taking() {
            return self.waiting_key(intent, view);
        }
        match intent {
            Intent::Esc if self.is_blank() => return Outcome::go(Go::Back),
            Intent::Esc => return Outcome::go(Go::Back).and_say(&words.kept_draft),
            Intent::Enter if self.focus == Focus::Kind => {
                self.focus = Focus::What;
                return Outcome::taken();
            }
            Intent::Enter => return self.confirm(view),
            Intent::Tab | Intent::BackTab => {
                self.focus = self.next_focus(intent == Intent::BackTab);
                return Outcome::taken();
            }
            // E and F4 inside the form: it is open already.
            Intent::Evidence => return Outcome::taken(),
            Intent::Up | Intent::Down if self.take_piece(intent, view) => return Outcome::taken(),
            _ => {}
        }
        let Some(field) = self.field() else {
            let moved = match intent {
                Intent::Left => self.kinds.key(Intent::Up),
                Intent::Right => self.kinds.key(Intent::Down),
                other => self.kinds.key(other),
            };
            if moved && matches!(intent, Intent::Digit(_)) {
                self.focus = Focus::What;
            }
            return if moved { Outcome::taken() } else { Outcome::not_mine() };
        };
        let before = field.text().len();
        if !field.key(intent) {
            return Outcome::not_mine();
        }
        let is_typed = matches!(intent, Intent::Type(_) | Intent::Space);
        let is_full = is_typed && field.text().len() == before;
        if is_full { Outcome::say(&words.full) } else { Outcome::taken() }
    }

    fn paste(&mut self, text: &str, view: &View) -> Outcome {
        let words = &view.words.screen.evidence;
        if self.is_taking() {
            return Outcome::say(&words.busy);
        }
        if self.focus == Focus::Kind {
            self.focus = Focus::Content;
        }
        let is_in = self.field().is_none_or(|field| field.insert(text));
        if is_in { Outcome::taken() } else { Outcome::say(&words.full) }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        paint(self, canvas, view);
    }

    fn shows(&self, view: &View) -> Vec<EventId> {
        kept(view.session.state(), self.step.as_ref()).into_iter().rev().collect()
    }

    fn form(&self) -> Option<FormName> {
        let plain = || FormName::plain(FormKind::Evidence);
        Some(
            self.step.as_ref().map_or_else(plain, |step| FormName::about(FormKind::Evidence, step)),
        )
    }

    fn typed(&self) -> Vec<String> {
        if self.is_blank() {
            return Vec::new();
        }
        let fields = [&self.what, &self.content, &self.host, &self.place];
        let kind = self.kinds.selected().unwrap_or(0).to_string();
        std::iter::once(kind).chain(fields.map(|field| field.text().to_owned())).collect()
    }

    fn retype(&mut self, texts: &[String]) {
        let [kind, what, content, host, place] = texts else { return };
        self.kinds.select(kind.parse().ok().filter(|at| *at < KINDS.len()));
        let fields = [&mut self.what, &mut self.content, &mut self.host, &mut self.place];
        for (field, text) in fields.into_iter().zip([what, content, host, place]) {
            field.insert(text);
        }
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.evidence;
        let help = Live::key(Intent::Help, &view.words.screen.step.key_help);
        let note = Live::key(Intent::Note, &view.words.screen.step.key_note);
        if self.is_taking() {
            return vec![Live::key(Intent::Esc, &words.key_close), help, note];
        }
        let mut keys = Vec::new();
        if self.focus == Focus::Kind {
            keys.push(Live::keys(&[Intent::Digit(1), Intent::Digit(5)], &words.key_kind));
            keys.push(Live::key(Intent::Enter, &words.key_next));
        } else {
            keys.push(Live::key(Intent::Enter, &words.key_keep));
        }
        keys.push(Live::key(Intent::Tab, &words.key_next));
        if !self.asked(view).is_empty() {
            keys.push(Live::keys(&[Intent::Up, Intent::Down], &words.key_piece));
        }
        keys.push(Live::key(Intent::Esc, &words.key_close));
        keys.extend([help, note]);
        if self.focus != Focus::Kind {
            let ends = &view.words.screen.note.key_ends;
            keys.push(Live::keys(&[Intent::Home, Intent::End], ends));
        }
        keys
    }

    fn hint(&self, view: &View) -> Option<String> {
        let words = &view.words.screen.evidence;
        let taking = self.taking?;
        Some(match taking.total {
            _ if taking.bytes == 0 => words.taking.clone(),
            Some(total) if total > 0 => {
                let percent = taking.bytes.saturating_mul(100) / total;
                fill(&words.taking_part, &[("n", &percent.min(100).to_string())])
            }
            _ => fill(&words.taking_bytes, &[("n", &(taking.bytes / 1_000_000).to_string())]),
        })
    }
}
