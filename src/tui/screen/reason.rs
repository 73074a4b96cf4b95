//! The box that asks for a reason, and for a time where the step is put off (S, P, I).
//!
//! Reasons that were given before are offered; nothing is filled in until the person takes one.

use ratatui::layout::Rect;

use super::contract::{Go, Live, Outcome, Screen, Wish};
use super::reason_offered::offered;
use crate::domain::act::{StepAct, Until};
use crate::domain::command::{Command, StepDuty, StepOrder};
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::domain::ids::StepRef;
use crate::domain::time::{Span, Timestamp};
use crate::i18n::fill;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::fact;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::speech::Speech;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::{columns, paragraph};
use crate::tui::widget::{Canvas, Field, Options, Row, panel};

/// How many reasons are offered.
pub(super) const OFFERED: usize = 3;

/// When a step may come back, in minutes.
pub(super) const TIMES: [u64; 4] = [10, 30, 60, 180];

/// Which of them goes with an offered reason: one digit then takes both.
const USUAL_TIME: usize = 1;

/// Where the keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Focus {
    When,
    Event,
    Reason,
}

/// A reason being asked for.
#[derive(Clone, Debug)]
pub struct Reason {
    pub(super) wish: Wish,
    step: StepRef,
    shown_at: Option<Timestamp>,
    pub(super) focus: Focus,
    when: Options,
    pub(super) event: Field,
    pub(super) words: Field,
    pub(super) offered: Vec<String>,
    taken: Options,
}

impl Reason {
    /// An empty box for this wish.
    #[must_use]
    pub fn new(wish: Wish, step: StepRef, shown_at: Option<Timestamp>, view: &View) -> Self {
        let offered = offered(wish, view);
        Self {
            wish,
            step,
            shown_at,
            focus: if wish == Wish::Postpone { Focus::When } else { Focus::Reason },
            when: Options::new(TIMES.len() + 1),
            event: Field::new(TEXT_BYTES_MAX),
            words: Field::new(TEXT_BYTES_MAX),
            taken: Options::new(offered.len()),
            offered,
        }
    }

    fn is_on_event(&self) -> bool {
        self.when.selected() == Some(TIMES.len())
    }

    fn next_focus(&self, is_back: bool) -> Focus {
        let order: &[Focus] = match (self.wish, self.is_on_event()) {
            (Wish::Postpone, true) => &[Focus::When, Focus::Event, Focus::Reason],
            (Wish::Postpone, false) => &[Focus::When, Focus::Reason],
            _ => &[Focus::Reason],
        };
        let at = order.iter().position(|focus| *focus == self.focus).unwrap_or(0);
        let by = if is_back { order.len() - 1 } else { 1 };
        order.get((at + by) % order.len()).copied().unwrap_or(Focus::Reason)
    }

    fn when_key(&mut self, intent: Intent) -> bool {
        if let Intent::Digit(digit) = intent
            && let Some(at) = usize::from(digit).checked_sub(self.when.count() + 1)
            && self.take_reason(Intent::Digit(u8::try_from(at + 1).unwrap_or(0)))
        {
            self.when.select(Some(USUAL_TIME));
            self.focus = Focus::Reason;
            return true;
        }
        let moved = match intent {
            Intent::Left => self.when.key(Intent::Up),
            Intent::Right => self.when.key(Intent::Down),
            other => self.when.key(other),
        };
        if moved && matches!(intent, Intent::Digit(_)) {
            self.focus = self.next_focus(false);
        }
        moved
    }

    /// A digit in the empty field, and the arrows, take an offered reason.
    fn reason_key(&mut self, intent: Intent) -> bool {
        let wanted =
            typed_digit(intent).filter(|_| self.words.is_blank() && self.taken.count() > 0);
        // An arrow writes over what was offered, never over what was typed.
        let is_free = self.words.is_blank() || self.offered.iter().any(|o| o == self.words.text());
        let is_arrow = matches!(intent, Intent::Up | Intent::Down);
        let wanted = wanted.or((is_arrow && is_free).then_some(intent));
        if let Some(wanted) = wanted
            && self.take_reason(wanted)
        {
            return true;
        }
        self.words.key(intent)
    }

    /// Moves among the offered reasons and writes the one that is reached into the field.
    fn take_reason(&mut self, wanted: Intent) -> bool {
        if !self.taken.key(wanted) {
            return false;
        }
        let text = self.taken.selected().and_then(|at| self.offered.get(at));
        if let Some(text) = text.cloned() {
            self.words.clear();
            self.words.insert(&text);
        }
        true
    }

    /// What is still missing, or the order.
    fn confirm(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.reason;
        let reason = self.words.trimmed().to_owned();
        let act = match self.wish {
            Wish::Postpone => {
                let Some(at) = self.when.selected() else {
                    self.focus = Focus::When;
                    return Outcome::say(&words.need_when);
                };
                let until = match TIMES.get(at) {
                    Some(minutes) => Until::After(Span::from_min(*minutes)),
                    None if self.event.is_blank() => {
                        self.focus = Focus::Event;
                        return Outcome::say(&words.need_event);
                    }
                    None => Until::Event(self.event.trimmed().to_owned()),
                };
                StepAct::Postponed { until, reason }
            }
            Wish::Skip => StepAct::Skipped { reason },
            Wish::Impossible => StepAct::Impossible { reason },
            Wish::LeaveOut(line) => StepAct::Ticked { line, left_out: Some(reason) },
            Wish::EndWait => StepAct::WaitEnded { early_reason: Some(reason) },
        };
        if self.words.is_blank() {
            self.focus = Focus::Reason;
            return Outcome::say(&words.need_reason);
        }
        Outcome::order(Command::Step(StepOrder {
            step: self.step.clone(),
            act,
            shown_at: self.shown_at,
            happened_at: None,
            lang: view.lang,
            include: None,
            duty: StepDuty::default(),
        }))
    }

    pub(super) fn title(&self, view: &View) -> String {
        let words = &view.words.screen.reason;
        let number = fact::title(&self.step, view).0;
        let line = match self.wish {
            Wish::LeaveOut(line) => line.to_string(),
            _ => String::new(),
        };
        let template = match self.wish {
            Wish::LeaveOut(_) => &view.words.bundle.why,
            Wish::Skip => &words.skip,
            Wish::Postpone => &words.postpone,
            Wish::Impossible => &words.impossible,
            Wish::EndWait => &words.end_wait,
        };
        fill(template, &[("n", &number), ("line", &line)])
    }

    /// What becomes of what is set aside.
    pub(super) fn stays<'v>(&self, view: &View<'v>) -> &'v str
    where
        'static: 'v,
    {
        match self.wish {
            Wish::LeaveOut(_) => &view.words.bundle.stays,
            _ => &view.words.screen.reason.stays,
        }
    }

    /// Whether what the step says to do instead is of use here.
    pub(super) const fn is_about_instead(&self) -> bool {
        matches!(self.wish, Wish::Impossible | Wish::LeaveOut(_))
    }

    /// The words of IF NOT, where the step says what to do instead.
    fn if_not(&self, width: u16, view: &View) -> Vec<Row> {
        if !self.is_about_instead() {
            return Vec::new();
        }
        let Some(text) = self.instead(view) else { return Vec::new() };
        let words = &view.words.screen.reason;
        paragraph(&fill(&words.if_not, &[("text", text)]), 0, width, *view.theme)
    }

    /// What the step says to do instead.
    pub(super) fn instead<'v>(&self, view: &View<'v>) -> Option<&'v str> {
        let (run, index) = view.session.state().find(&self.step)?;
        let (_, step, _) = run.get(index)?;
        step.if_not.as_ref().map(|text| text.get(view.lang))
    }

    /// `Back  1 10 min   2 30 min   3 1 h   4 3 h   5 when this happens: ...`.
    fn when_rows(&self, view: &View) -> Vec<Row> {
        let words = &view.words.screen.reason;
        let texts = [&words.in_10, &words.in_30, &words.in_60, &words.in_180, &words.on_event];
        let mut row = Row::default().at(0, words.when.as_str(), Role::Label);
        let mut x = columns(&words.when, *view.theme) + 2;
        for (at, text) in texts.into_iter().enumerate() {
            let is_here = self.when.selected() == Some(at);
            let mark = if is_here { ">> " } else { "" };
            let piece = format!("{mark}{} {text}", at + 1);
            let taken = columns(&piece, *view.theme);
            let role = if is_here { Role::Focus } else { Role::Text };
            row = row.at(x, piece, role);
            x += taken + 3;
        }
        vec![row, Row::blank()]
    }

    fn offered_rows(&self, view: &View) -> Vec<Row> {
        let words = &view.words.screen.reason;
        let is_pair = self.focus == Focus::When;
        let (head, first) =
            if is_pair { (&words.pairs, self.when.count() + 1) } else { (&words.offered, 1) };
        let mut rows = vec![Row::text(head)];
        for (at, text) in self.offered.iter().enumerate() {
            let mark = if self.taken.selected() == Some(at) { ">>" } else { "" };
            let number = (first + at).to_string();
            let pair = fill(&words.pair, &[("time", &words.in_30), ("text", text)]);
            let text = if is_pair { &pair } else { text };
            rows.push(Row::text(mark).at(3, number, Role::Text).at(6, text, Role::Text));
        }
        rows
    }
}

impl Screen for Reason {
    fn mode(&self) -> Mode {
        if self.focus == Focus::When { Mode::Command } else { Mode::Text }
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let intent = press.intent;
        match intent {
            Intent::Esc => return Outcome::go(Go::Back),
            Intent::Enter if self.focus == Focus::When && self.when.selected().is_some() => {
                self.focus = self.next_focus(false);
                return Outcome::taken();
            }
            Intent::Enter => return self.confirm(view),
            Intent::Tab | Intent::BackTab => {
                self.focus = self.next_focus(intent == Intent::BackTab);
                return Outcome::taken();
            }
            _ => {}
        }
        let is_mine = match self.focus {
            Focus::When => self.when_key(intent),
            Focus::Event => self.event.key(intent),
            Focus::Reason => self.reason_key(intent),
        };
        if is_mine { Outcome::taken() } else { Outcome::not_mine() }
    }

    fn paste(&mut self, text: &str, _view: &View) -> Outcome {
        match self.focus {
            Focus::When => return Outcome::taken(),
            Focus::Event => self.event.insert(text),
            Focus::Reason => self.words.insert(text),
        };
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.reason;
        let width = canvas.areas().band.width.saturating_sub(4);
        let mut top = if self.wish == Wish::Postpone { self.when_rows(view) } else { Vec::new() };
        let mut bottom = vec![Row::blank()];
        bottom.extend(self.offered_rows(view));
        bottom.extend(self.if_not(width, view));
        let count = |rows: &[Row]| u16::try_from(rows.len()).unwrap_or(0);
        // In a small window the fields come first.
        let room = canvas.areas().band.height.saturating_sub(3);
        bottom.truncate(usize::from(room.saturating_sub(count(&top))));
        let rows = count(&top) + 1 + count(&bottom);
        let inside = panel(canvas, rows, &self.title(view), "", self.stays(view));
        canvas.rows(inside, &top, 0);
        if self.is_on_event() {
            let y = inside.y + 1;
            let x = canvas.print(inside, (inside.x, y), &words.event, Role::Label) + 2;
            let width = inside.right().saturating_sub(x);
            let line = Rect { x, y, width, height: 1 }.intersection(inside);
            self.event.draw(canvas, line, self.focus == Focus::Event);
        }
        let y = inside.y + count(&top);
        let end = canvas.print(inside, (inside.x, y), &words.reason, Role::Label) + 2;
        let line = Rect { x: end, y, width: inside.right().saturating_sub(end), height: 1 };
        let line = line.intersection(inside);
        self.words.draw(canvas, line, self.focus == Focus::Reason);
        let rest = Rect { y: y + 1, height: inside.bottom().saturating_sub(y + 1), ..inside };
        canvas.rows(rest, &bottom, 0);
        if self.focus == Focus::When {
            canvas.put_caret(inside.x, inside.y);
        }
        top.clear();
    }

    fn form(&self) -> Option<FormName> {
        let kind = match self.wish {
            Wish::Skip => FormKind::Skip,
            Wish::Postpone => FormKind::Postpone,
            Wish::Impossible => FormKind::Impossible,
            Wish::LeaveOut(_) => FormKind::LeaveOut,
            Wish::EndWait => FormKind::EndWait,
        };
        Some(match self.wish {
            Wish::LeaveOut(line) => FormName::line(kind, &self.step, line),
            _ => FormName::about(kind, &self.step),
        })
    }

    fn typed(&self) -> Vec<String> {
        if self.words.is_blank() && self.event.is_blank() {
            return Vec::new();
        }
        let when = self.when.selected().map_or_else(String::new, |at| at.to_string());
        vec![when, self.event.text().to_owned(), self.words.text().to_owned()]
    }

    fn retype(&mut self, texts: &[String]) {
        let [when, event, words] = texts else { return };
        self.when.select(when.parse().ok().filter(|at| *at < self.when.count()));
        self.event.insert(event);
        self.words.insert(words);
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.reason;
        let mut keys = vec![
            Live::key(Intent::Enter, &words.key_keep),
            Live::key(Intent::Esc, &words.key_back),
        ];
        if self.focus == Focus::When {
            let count = u8::try_from(self.when.count() + self.offered.len()).unwrap_or(5);
            keys.insert(0, Live::keys(&[Intent::Digit(1), Intent::Digit(count)], &words.key_move));
        } else {
            keys.insert(0, Live::keys(&[Intent::Up, Intent::Down], &words.key_move));
        }
        if self.wish == Wish::Postpone {
            keys.push(Live::key(Intent::Tab, &words.key_next));
        }
        let note = &view.words.screen.note;
        keys.push(Live::key(Intent::Help, &view.words.screen.step.key_help));
        keys.push(Live::key(Intent::Note, &view.words.screen.step.key_note));
        keys.push(Live::keys(&[Intent::Home, Intent::End], &note.key_ends));
        keys
    }
}

/// A digit at the beginning of a free text. Only a real one: the unshifted top row types letters
/// that reasons begin with, as in `écran noir` (R92).
pub(super) fn typed_digit(intent: Intent) -> Option<Intent> {
    match intent {
        Intent::Type(c) => c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()),
        _ => None,
    }
    .map(Intent::Digit)
}
