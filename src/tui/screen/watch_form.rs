//! What is asked before a limit is lifted, a clock added or moved, a runbook held (R21, R45, R48,
//! R156).
//!
//! Invariants: Enter goes to the first field that still has to say something, and records only when
//! none is left; Esc never loses the text.

use super::contract::{Go, Live, Outcome, Screen};
use super::sheet::Sheet;
use crate::domain::claimed::parse_ahead;
use crate::domain::command::Command;
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::domain::ids::{EventId, Initials, RunId, StepRef};
use crate::domain::time::Span;
use crate::domain::watch_event::{ClockAdded, ClockEnded, ClockMoved, Held, LimitLifted, Watch};
use crate::i18n::fill;
use crate::i18n::watch::WatchWords;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::speech::Speech;
use crate::tui::view::View;
use crate::tui::widget::text::columns;
use crate::tui::widget::{Canvas, Field, panel};
use crate::tui::{fact, watch_text};

/// Longest span that anybody types.
const SPAN_BYTES_MAX: usize = 8;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchAsk {
    /// Who lifts this limit, and why.
    Lift(StepRef),
    /// What a new clock asks for, of whom, and when.
    Add,
    /// Until when this clock is put off, and why.
    Move(EventId),
    /// Why work on this runbook is held.
    Hold(RunId),
}

/// What a field is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    By,
    Reason,
    What,
    Whom,
    In,
    Every,
    Script,
}

/// What is asked of one field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'v> {
    pub(super) label: &'v str,
    pub(super) hint: &'v str,
    pub(super) text: &'v str,
    /// Behind it the whole is kept.
    pub(super) is_last: bool,
    pub(super) may_be_empty: bool,
}

/// The form.
#[derive(Clone, Debug)]
pub struct WatchForm {
    ask: WatchAsk,
    fields: Vec<(Kind, Field)>,
    at: usize,
}

impl WatchForm {
    /// Asks this.
    #[must_use]
    pub fn new(ask: WatchAsk) -> Self {
        let kinds: &[Kind] = match ask {
            WatchAsk::Lift(_) => &[Kind::By, Kind::Reason],
            WatchAsk::Add => &[Kind::What, Kind::Whom, Kind::In, Kind::Every, Kind::Script],
            WatchAsk::Move(_) => &[Kind::In, Kind::Reason],
            WatchAsk::Hold(_) => &[Kind::Reason],
        };
        let field = |kind: &Kind| {
            let bytes_max = match kind {
                Kind::By => Initials::CHARS_MAX,
                Kind::In | Kind::Every => SPAN_BYTES_MAX,
                _ => TEXT_BYTES_MAX,
            };
            (*kind, Field::new(bytes_max))
        };
        Self { ask, fields: kinds.iter().map(field).collect(), at: 0 }
    }

    fn text(&self, kind: Kind) -> Option<String> {
        let found = self.fields.iter().find(|(its, _)| *its == kind);
        found.map(|(_, field)| field.trimmed().to_owned()).filter(|text| !text.is_empty())
    }

    /// Leads to the field that still has to say something.
    fn need(&mut self, kind: Kind, words: &str) -> Outcome {
        self.at = self.fields.iter().position(|(its, _)| *its == kind).unwrap_or(self.at);
        Outcome::say(words)
    }

    fn confirm(&mut self, view: &View) -> Outcome {
        let words = &view.words.watch;
        match self.ask.clone() {
            WatchAsk::Lift(step) => self.lift(step, words),
            WatchAsk::Add => self.add(words),
            WatchAsk::Move(clock) => self.shift(clock, words),
            WatchAsk::Hold(run) => {
                let Some(reason) = self.text(Kind::Reason) else {
                    return self.need(Kind::Reason, &words.need_reason_hold);
                };
                given(Watch::Held(Held { run, reason, instead: None }))
            }
        }
    }

    fn lift(&mut self, step: StepRef, words: &WatchWords) -> Outcome {
        let by = self.text(Kind::By).and_then(|text| Initials::parse(&text).ok());
        let Some(by) = by.filter(|by| by.as_str().chars().count() >= 2) else {
            return self.need(Kind::By, &words.need_by);
        };
        let Some(reason) = self.text(Kind::Reason) else {
            return self.need(Kind::Reason, &words.need_reason);
        };
        given(Watch::Lifted(LimitLifted { step, by, reason }))
    }

    fn add(&mut self, words: &WatchWords) -> Outcome {
        let Some(text) = self.text(Kind::What) else {
            return self.need(Kind::What, &words.need_what);
        };
        let Some(whom) = self.text(Kind::Whom) else {
            return self.need(Kind::Whom, &words.need_whom);
        };
        let Some(span) = self.text(Kind::In).and_then(|text| parse_ahead(&text)) else {
            return self.need(Kind::In, &words.need_span);
        };
        let every = match self.text(Kind::Every) {
            None => None,
            Some(text) => match parse_ahead(&text) {
                None => return self.need(Kind::Every, &words.need_span),
                every => every,
            },
        };
        let script = self.text(Kind::Script);
        given(Watch::ClockAdded(ClockAdded { text, whom, span, every, script }))
    }

    /// A zero ends the clock: nothing more is asked.
    fn shift(&mut self, clock: EventId, words: &WatchWords) -> Outcome {
        let typed = self.text(Kind::In);
        let is_end = typed.as_deref() == Some("0");
        let span: Option<Span> = typed.as_deref().and_then(parse_ahead);
        if span.is_none() && !is_end {
            return self.need(Kind::In, &words.need_span);
        }
        let Some(reason) = self.text(Kind::Reason) else {
            return self.need(Kind::Reason, &words.need_reason_move);
        };
        given(match span {
            Some(span) => Watch::ClockMoved(ClockMoved { clock, span, reason }),
            None => Watch::ClockEnded(ClockEnded { clock, reason }),
        })
    }

    fn title(&self, view: &View) -> String {
        let words = &view.words.watch;
        match &self.ask {
            WatchAsk::Lift(step) => {
                fill(&words.lift_title, &[("limit", &watch_text::limit(step, view))])
            }
            WatchAsk::Add => words.add_title.clone(),
            WatchAsk::Move(clock) => {
                let text = watch_text::clock(clock, view.session.state());
                fill(&words.move_title, &[("text", &text)])
            }
            WatchAsk::Hold(runbook) => {
                fill(&words.hold_title, &[("title", &fact::title_of(runbook, view))])
            }
        }
    }

    pub(super) fn foot<'v>(&self, view: &View<'v>) -> &'v str
    where
        'static: 'v,
    {
        let words = &view.words.watch;
        match &self.ask {
            WatchAsk::Lift(_) => &words.lift_foot,
            WatchAsk::Add => &words.add_foot,
            WatchAsk::Move(_) => &words.move_foot,
            WatchAsk::Hold(_) => &words.hold_foot,
        }
    }

    /// The label of a field, and what it is for.
    fn label<'v>(&self, kind: Kind, words: &'v WatchWords) -> (&'v str, &'v str) {
        match (kind, &self.ask) {
            (Kind::By, _) => (&words.field_by, &words.hint_by),
            (Kind::Reason, WatchAsk::Lift(_)) => (&words.field_reason, &words.hint_reason),
            (Kind::Reason, _) => (&words.field_reason, ""),
            (Kind::What, _) => (&words.field_what, &words.hint_what),
            (Kind::Whom, _) => (&words.field_whom, &words.hint_whom),
            (Kind::In, WatchAsk::Move(_)) => (&words.field_in, &words.hint_move),
            (Kind::In, _) => (&words.field_in, &words.hint_in),
            (Kind::Every, _) => (&words.field_every, &words.hint_every),
            (Kind::Script, _) => (&words.field_script, &words.hint_script),
        }
    }

    /// What it asks.
    pub(super) const fn ask(&self) -> &WatchAsk {
        &self.ask
    }

    /// The field under the cursor, for linear mode.
    pub(super) fn asked<'v>(&'v self, words: &'v WatchWords) -> Option<Asked<'v>> {
        let (kind, field) = self.fields.get(self.at)?;
        let (label, hint) = self.label(*kind, words);
        let is_last = self.at + 1 == self.fields.len();
        let may_be_empty = matches!(kind, Kind::Every | Kind::Script);
        Some(Asked { label, hint, text: field.text(), is_last, may_be_empty })
    }

    fn sheet<'a>(&'a self, width: u16, view: &View<'a>) -> Sheet<'a> {
        let mut sheet = Sheet::new(width, *view.theme);
        let words = &view.words.watch;
        let labels = self.fields.iter().map(|(kind, _)| self.label(*kind, words).0);
        let x = 3 + labels.map(|label| columns(label, *view.theme)).max().unwrap_or(0) + 2;
        for (at, (kind, field)) in self.fields.iter().enumerate() {
            let (label, hint) = self.label(*kind, words);
            let hint = if field.is_blank() { hint } else { "" };
            let room = match kind {
                Kind::By | Kind::In | Kind::Every => 10,
                _ if hint.is_empty() => width.saturating_sub(x + 2),
                _ => 24,
            };
            sheet.field(label, x, (field, room, at == self.at), hint);
        }
        sheet
    }
}

fn given(watch: Watch) -> Outcome {
    Outcome::order(Command::Watch(watch))
}

impl Screen for WatchForm {
    fn mode(&self) -> Mode {
        Mode::Text
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let count = self.fields.len().max(1);
        match press.intent {
            Intent::Esc if self.typed().is_empty() => Outcome::go(Go::Back),
            Intent::Esc => Outcome::go(Go::Back).and_say(&view.words.watch.kept_draft),
            Intent::Enter => self.confirm(view),
            Intent::Tab | Intent::Down => {
                self.at = (self.at + 1) % count;
                Outcome::taken()
            }
            Intent::BackTab | Intent::Up => {
                self.at = (self.at + count - 1) % count;
                Outcome::taken()
            }
            intent => {
                let Some((kind, field)) = self.fields.get_mut(self.at) else {
                    return Outcome::not_mine();
                };
                let is_number = matches!(kind, Kind::In | Kind::Every);
                let is_mine = field.key(if is_number { as_digit(intent, view) } else { intent });
                if is_mine { Outcome::taken() } else { Outcome::not_mine() }
            }
        }
    }

    fn paste(&mut self, text: &str, _view: &View) -> Outcome {
        if let Some((_, field)) = self.fields.get_mut(self.at) {
            field.insert(text);
        }
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let width = canvas.areas().band.width.saturating_sub(4);
        let sheet = self.sheet(width, view);
        let rows = u16::try_from(sheet.height()).unwrap_or(u16::MAX);
        let inside = panel(canvas, rows, &self.title(view), "", self.foot(view));
        sheet.draw(canvas, inside, &mut 0, &view.words.screen.told);
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn form(&self) -> Option<FormName> {
        Some(match &self.ask {
            WatchAsk::Lift(step) => FormName::about(FormKind::Lift, step),
            WatchAsk::Add => FormName::plain(FormKind::ClockAdd),
            WatchAsk::Move(clock) => FormName::about(FormKind::ClockMove, clock),
            WatchAsk::Hold(runbook) => FormName::about(FormKind::Hold, runbook),
        })
    }

    fn typed(&self) -> Vec<String> {
        if self.fields.iter().all(|(_, field)| field.is_blank()) {
            return Vec::new();
        }
        self.fields.iter().map(|(_, field)| field.text().to_owned()).collect()
    }

    fn retype(&mut self, texts: &[String]) {
        for ((_, field), text) in self.fields.iter_mut().zip(texts) {
            field.insert(text);
        }
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.watch;
        let mut keys = vec![Live::key(Intent::Enter, &words.key_keep)];
        if self.fields.len() > 1 {
            keys.push(Live::key(Intent::Tab, &words.key_next));
        }
        keys.push(Live::key(Intent::Esc, &words.key_back));
        keys.push(Live::key(Intent::Note, &view.words.screen.step.key_note));
        keys.push(Live::key(Intent::Help, &view.words.screen.step.key_help));
        keys.push(Live::keys(&[Intent::Home, Intent::End], &view.words.screen.note.key_ends));
        keys
    }
}

/// The unshifted top row counts as digits where a number is asked for (R92).
fn as_digit(intent: Intent, view: &View) -> Intent {
    match intent {
        Intent::Type(c) => Intent::Type(view.keyboard.echo(c)),
        other => other,
    }
}
