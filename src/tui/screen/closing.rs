//! The end of an incident (S15): everything open by name, the last acts that people forget, and the
//! word under which it closes, before Enter says it (R3, R82).
//!
//! The word is the domain's own answer to the order as it stands, so this screen cannot promise
//! another.

use super::contract::{Go, Live, Outcome, Screen, Target};
use super::sheet::{Sheet, whole};
use super::watch_form::WatchAsk;
use super::{agreed, closing_facts, told};
use crate::domain::command::{CloseOrder, Command};
use crate::domain::decide::{TEXT_BYTES_MAX, decide, last_acts, open_items};
use crate::domain::event::{Closing as Closed, ClosingWord, Event, OpenItem};
use crate::domain::ids::RunId;
use crate::i18n::fill;
use crate::session::Effect;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::speech::Speech;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::columns;
use crate::tui::widget::{Canvas, Field, Row};

/// Column of the text behind a mark.
const MARK_TEXT: u16 = 7;

/// The closing screen.
#[derive(Clone, Debug)]
pub struct Closing {
    pub(super) at: usize,
    pub(super) confirmed: Vec<(RunId, usize)>,
    pub(super) reason: Field,
    is_sent: bool,
    /// Whether the cursor is in the reason: letters are text there.
    pub(super) is_text: bool,
    from: usize,
}

/// What the cursor can stand on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Open(OpenItem),
    LastAct(RunId, usize),
    Reason,
    Close,
    Keep,
}

impl Closing {
    /// As the screen looks when it is entered: the cursor on the first thing to look at, never on
    /// the end.
    #[must_use]
    pub fn new(view: &View) -> Self {
        let mut screen = Self {
            at: 0,
            confirmed: Vec::new(),
            reason: Field::new(TEXT_BYTES_MAX),
            is_sent: false,
            is_text: false,
            from: 0,
        };
        let places = Self::places(view);
        let first_act = places.iter().position(|place| matches!(place, Place::LastAct(..)));
        let keep = places.len().saturating_sub(1);
        let is_item = |place: &Place| matches!(place, Place::Open(_));
        screen.at = match places.first() {
            Some(first) if is_item(first) => 0,
            _ => first_act.unwrap_or(keep),
        };
        screen
    }

    pub(super) fn places(view: &View) -> Vec<Place> {
        let state = view.session.state();
        let mut places: Vec<Place> = open_items(state).into_iter().map(Place::Open).collect();
        let acts = last_acts(state).into_iter();
        places.extend(acts.map(|(run, index)| Place::LastAct(run, index)));
        places.extend([Place::Reason, Place::Close, Place::Keep]);
        places
    }

    /// How many last acts are not confirmed.
    pub(super) fn acts_left(&self, places: &[Place]) -> usize {
        places
            .iter()
            .filter(|place| matches!(place, Place::LastAct(..)))
            .count()
            .saturating_sub(self.confirmed.len())
    }

    fn place(&self, view: &View) -> Option<Place> {
        Self::places(view).into_iter().nth(self.at)
    }

    fn order(&self, reason: Option<&str>) -> CloseOrder {
        CloseOrder {
            last_acts_done: self.confirmed.clone(),
            reason: reason.map(str::to_owned).filter(|reason| !reason.is_empty()),
        }
    }

    /// What closing now would record, a reason supposed where one is missing.
    fn result(&self, view: &View) -> Option<Closed> {
        let typed = self.reason.trimmed();
        let reason = if typed.is_empty() { "-" } else { typed };
        let command = Command::Close(self.order(Some(reason)));
        let events = decide(view.session.state(), &command, &view.now).ok()?;
        events.into_iter().find_map(|event| match event {
            Event::Closed(closing) => Some(closing),
            _ => None,
        })
    }

    fn leaves_last_acts(closing: &Closed) -> bool {
        closing.open.iter().any(|item| matches!(item, OpenItem::LastAct(..)))
    }

    fn needs_reason(&self, view: &View) -> bool {
        let result = self.result(view);
        result.is_some_and(|closing| {
            closing.word == ClosingWord::Stopped || Self::leaves_last_acts(&closing)
        })
    }

    fn enter(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.closing;
        match self.place(view) {
            Some(Place::Open(OpenItem::Step(step))) => Outcome::go(Go::StepAt(step)),
            Some(Place::Open(OpenItem::Duty(clock))) => Outcome::go(Go::LawCard(clock)),
            Some(Place::Open(OpenItem::Limit(step))) => {
                Outcome::go(Go::Watch(WatchAsk::Lift(step)))
            }
            Some(Place::Open(OpenItem::Clock(_))) => Outcome::go(Go::Board),
            Some(Place::Open(_)) => Outcome::say(words.open_note.clone()),
            Some(Place::LastAct(runbook, index)) => {
                self.toggle((runbook, index), view);
                Outcome::taken()
            }
            Some(Place::Reason) => {
                self.go(1, view);
                Outcome::taken()
            }
            Some(Place::Close) => self.close(view),
            Some(Place::Keep) | None => Outcome::go(Go::Step),
        }
    }

    /// Enter confirms a last act and goes on; on a confirmed one it takes that back and stays.
    fn toggle(&mut self, act: (RunId, usize), view: &View) {
        match self.confirmed.iter().position(|known| *known == act) {
            Some(at) => {
                self.confirmed.remove(at);
            }
            None => {
                self.confirmed.push(act);
                self.go(1, view);
            }
        }
    }

    fn close(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.closing;
        if self.is_sent {
            return Outcome::say(words.closing_now.clone());
        }
        if self.needs_reason(view) && self.reason.is_blank() {
            let places = Self::places(view);
            self.at = places.iter().position(|place| *place == Place::Reason).unwrap_or(self.at);
            return Outcome::say(words.need_reason.clone());
        }
        self.is_sent = true;
        Outcome::order(Command::Close(self.order(Some(self.reason.trimmed()))))
    }

    fn go(&mut self, by: isize, view: &View) {
        let last = Self::places(view).len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    fn is_in_reason(&self, view: &View) -> bool {
        self.place(view) == Some(Place::Reason)
    }

    fn sheet<'a>(&'a self, view: &View<'a>, width: u16) -> Sheet<'a> {
        let words = &view.words.screen.closing;
        let mut sheet = Sheet::new(width, *view.theme);
        let places = Self::places(view);
        let is_open = |place: &&Place| matches!(place, Place::Open(_));
        let open = places.iter().filter(is_open).count();
        let verdict = closing_facts::verdict(open, self.acts_left(&places), view);
        sheet.title(&format!("{}   {verdict}", words.title));
        sheet.text(3, &told::counts(view));
        sheet.text(3, &closing_facts::line(view));
        agreed::alone_rows(&mut sheet, view);
        let mut has_acts = false;
        for (at, place) in places.iter().enumerate() {
            let is_selected = at == self.at;
            match place {
                Place::Open(item) => {
                    if at == 0 {
                        sheet.blank();
                        sheet.row(head(&words.open, &words.open_hint));
                    }
                    let (mark, text) = told::open_item(view, item);
                    sheet.choice(mark, MARK_TEXT, &text, is_selected);
                }
                Place::LastAct(runbook, index) => {
                    if !has_acts {
                        sheet.blank();
                        sheet.row(head(&words.last_acts, &words.last_acts_hint));
                        has_acts = true;
                    }
                    let run = view.session.state().run(runbook);
                    let text = run.and_then(|run| run.copy.runbook.last_acts.get(*index));
                    let text = text.map_or("", |text| text.get(view.lang));
                    let text = view.words.run.named(runbook, text);
                    let is_done = self.confirmed.contains(&(runbook.clone(), *index));
                    let mark = if is_done { "[x]" } else { "[ ]" };
                    sheet.choice(mark, MARK_TEXT, &text, is_selected);
                }
                Place::Reason => self.reason_field(&mut sheet, view, is_selected),
                Place::Close => {
                    let text = fill(&words.close, &[("word", &self.word(view))]);
                    sheet.choice("", 3, &text, is_selected);
                }
                Place::Keep => sheet.choice("", 3, &words.keep, is_selected),
            }
        }
        sheet.text(3, &words.forever);
        sheet.text(3, &closing_facts::export_line(view));
        let files = closing_facts::files(view);
        if !files.is_empty() {
            sheet.blank();
            sheet.heading(&words.files);
        }
        for file in files {
            sheet.text(3, &file);
        }
        sheet
    }

    /// The word under which it would close now.
    pub(super) fn word(&self, view: &View) -> String {
        let closing = self.result(view);
        closing.map(|closing| closing_facts::word(&closing, view)).unwrap_or_default()
    }

    /// Whether a reason is needed, and for what.
    pub(super) fn reason_hint<'v>(&self, view: &View<'v>) -> &'v str
    where
        'static: 'v,
    {
        let words = &view.words.screen.closing;
        match self.result(view) {
            Some(closing) if closing.word == ClosingWord::Stopped => &words.reason_stop,
            Some(closing) if Self::leaves_last_acts(&closing) => &words.reason_acts,
            _ => &words.reason_free,
        }
    }

    fn reason_field<'a>(&'a self, sheet: &mut Sheet<'a>, view: &View<'a>, has_focus: bool) {
        let words = &view.words.screen.closing;
        let hint = self.reason_hint(view);
        sheet.blank();
        let x = 3 + columns(&words.reason, *view.theme) + 2;
        let room = if self.reason.is_blank() { 20 } else { 64 };
        let hint = if self.reason.is_blank() { hint } else { "" };
        sheet.field(&words.reason, x, (&self.reason, room, has_focus), hint);
    }
}

/// A label and what Enter does on the rows below it.
fn head(label: &str, hint: &str) -> Row {
    Row::default().at(0, label, Role::Label).right(format!("{hint} "), Role::Text)
}

impl Screen for Closing {
    fn mode(&self) -> Mode {
        if self.is_text { Mode::Text } else { Mode::Command }
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let is_text = self.is_in_reason(view);
        let outcome = match press.intent {
            Intent::Enter => self.enter(view),
            Intent::Esc => Outcome::go(Go::Step),
            Intent::Down | Intent::Tab => {
                self.go(1, view);
                Outcome::taken()
            }
            Intent::Up | Intent::BackTab => {
                self.go(-1, view);
                Outcome::taken()
            }
            intent if is_text => {
                if self.reason.key(intent) {
                    Outcome::taken()
                } else {
                    Outcome::not_mine()
                }
            }
            Intent::Home => {
                self.at = 0;
                Outcome::taken()
            }
            Intent::End => {
                self.go(isize::MAX, view);
                Outcome::taken()
            }
            Intent::Space => match self.place(view) {
                Some(Place::LastAct(runbook, index)) => {
                    self.toggle((runbook, index), view);
                    Outcome::taken()
                }
                _ => Outcome::not_mine(),
            },
            _ => Outcome::not_mine(),
        };
        self.is_text = self.is_in_reason(view);
        outcome
    }

    fn paste(&mut self, text: &str, view: &View) -> Outcome {
        if !self.is_in_reason(view) {
            return Outcome::not_mine();
        }
        self.reason.insert(text);
        Outcome::taken()
    }

    fn answer(&mut self, effect: &Effect, view: &View) -> Outcome {
        match effect {
            Effect::Recorded { .. } if view.session.state().closed.is_some() => {
                Outcome::go(Go::Summary)
            }
            Effect::Rejected { .. } => {
                self.is_sent = false;
                Outcome::not_mine()
            }
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let area = whole(&canvas.areas());
        let mut from = self.from;
        self.sheet(view, area.width).draw(canvas, area, &mut from, &view.words.screen.told);
        self.from = from;
    }

    fn form(&self) -> Option<FormName> {
        Some(FormName::plain(FormKind::Closing))
    }

    fn typed(&self) -> Vec<String> {
        let is_over = self.is_sent || self.reason.is_blank();
        if is_over { Vec::new() } else { vec![self.reason.text().to_owned()] }
    }

    fn retype(&mut self, texts: &[String]) {
        self.reason.insert(texts.first().map_or("", String::as_str));
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.closing;
        let does = if self.is_in_reason(view) { &words.key_next } else { &words.key_do };
        vec![
            Live::keys(&[Intent::Up, Intent::Down], &words.key_move),
            Live::key(Intent::Enter, does),
            Live::key(Intent::Log, &words.key_log),
            Live::key(Intent::Note, &words.key_note),
            Live::key(Intent::Esc, &words.key_back),
            Live::key(Intent::Help, &words.key_help),
        ]
    }

    fn corrects(&self, view: &View) -> Target {
        match self.place(view) {
            Some(Place::Open(OpenItem::Note(event))) => Target::Entry(event),
            _ => Target::Newest,
        }
    }

    fn has_rail(&self) -> bool {
        false
    }
}
