//! The second person's agreement before an act that cuts or cannot be undone (S6, R53 to R55).
//!
//! Three ways: present, by telephone, alone with a reason. The second person names the thing; a
//! bare yes is refused. Esc leaves with nothing signed.

use ratatui::layout::Rect;

use super::contract::{Go, Live, Outcome, Screen};
use super::{agreed, neighbour};
use crate::domain::act::{Approval, ApprovalHow, StepAct};
use crate::domain::command::{Command, StepOrder};
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::domain::ids::{Initials, StepRef};
use crate::domain::naming;
use crate::domain::step::Step;
use crate::domain::text::Text;
use crate::domain::time::{Moment, Span};
use crate::i18n::fill;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::fact;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::layout::Form;
use crate::tui::speech::Speech;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::{labelled, paragraph};
use crate::tui::widget::{Canvas, Field, Options, Row};

/// How long an agreement holds (R56).
const AGREEMENT_HOLDS: Span = Span::from_min(10);

/// Where the keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Focus {
    How,
    Initials,
    Words,
}

/// An agreement being asked for.
#[derive(Clone, Debug)]
pub struct SignOffBox {
    pub(super) order: StepOrder,
    pub(super) focus: Focus,
    pub(super) how: Options,
    pub(super) initials: Field,
    pub(super) words: Field,
    /// When the second person's lines were last typed in (R56).
    filled_at: Option<Moment>,
}

impl SignOffBox {
    /// Asks for agreement to this order.
    #[must_use]
    pub fn new(order: StepOrder) -> Self {
        Self {
            order,
            focus: Focus::How,
            how: Options::new(3),
            initials: Field::new(Initials::CHARS_MAX),
            words: Field::new(TEXT_BYTES_MAX),
            filled_at: None,
        }
    }

    pub(super) fn way(&self) -> Option<ApprovalHow> {
        let ways = [ApprovalHow::Present, ApprovalHow::Phone, ApprovalHow::Alone];
        self.how.selected().and_then(|at| ways.get(at).copied())
    }

    pub(super) fn step<'v>(&self, view: &View<'v>) -> Option<(&'v Step, usize, usize)> {
        let (run, index) = view.session.state().find(&self.order.step)?;
        let (_, step, _) = run.get(index)?;
        Some((step, index, run.steps.len()))
    }

    fn turn(&mut self, is_back: bool) {
        let is_alone = self.way() == Some(ApprovalHow::Alone);
        self.focus = match (self.focus, is_back) {
            (Focus::How, false) | (Focus::Words, true) if !is_alone => Focus::Initials,
            (Focus::How, _) | (Focus::Initials, false) => Focus::Words,
            _ => Focus::How,
        };
    }

    /// What is still missing, or the order.
    fn confirm(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.signoff;
        let Some(how) = self.way() else {
            self.focus = Focus::How;
            return Outcome::say(&words.need_how);
        };
        let operator = view.session.state().operator.clone();
        let by = if how == ApprovalHow::Alone {
            operator
        } else {
            let by = Initials::parse(self.initials.trimmed()).ok();
            let by = by.filter(|by| by.as_str().chars().count() >= 2);
            let persons = self.step(view).and_then(|(step, ..)| step.sign_off.as_ref());
            let is_two = persons.is_some_and(|sign_off| sign_off.persons == 2);
            if is_two && by.is_some() && by == operator {
                self.focus = Focus::Initials;
                let who = operator.map(|who| who.to_string()).unwrap_or_default();
                return Outcome::say(fill(&words.same_person, &[("who", &who)]));
            }
            by
        };
        let Some(by) = by else {
            self.focus = Focus::Initials;
            return Outcome::say(&words.need_initials);
        };
        if let Some(age) = self.is_too_old(how, view) {
            self.initials.clear();
            self.words.clear();
            self.focus = Focus::Initials;
            let span = fact::span(age, view);
            return Outcome::say(fill(&view.words.watch.too_old, &[("span", &span)]));
        }
        if !self.has_answer(how, view) {
            self.focus = Focus::Words;
            let is_alone = how == ApprovalHow::Alone;
            return Outcome::say(if is_alone { &words.need_reason } else { &words.need_words });
        }
        let step = self.step(view).map(|(step, ..)| step);
        let says = |step: &Step| naming::names(step, self.words.trimmed());
        if how != ApprovalHow::Alone && !step.is_some_and(says) {
            self.focus = Focus::Words;
            return Outcome::say(&view.words.watch.names_nothing);
        }
        let approval = Approval { how, by, words: self.words.trimmed().to_owned() };
        let mut order = self.order.clone();
        match &mut order.act {
            StepAct::Done { approval: slot } | StepAct::Chosen { approval: slot, .. } => {
                *slot = Some(approval);
            }
            _ => {}
        }
        Outcome::order(Command::Step(order))
    }

    /// How old a second person's agreement is, where it no longer holds (R56). One of which nobody
    /// knows the age is older than any.
    fn is_too_old(&self, how: ApprovalHow, view: &View) -> Option<Span> {
        let is_filled = how != ApprovalHow::Alone && !self.words.is_blank();
        let age = self.filled_at.map_or(AGREEMENT_HOLDS, |at| at.elapsed_until(&view.now.moment));
        (is_filled && age >= AGREEMENT_HOLDS).then_some(age)
    }

    /// A yes is too easy (R55).
    fn has_answer(&self, how: ApprovalHow, view: &View) -> bool {
        let said = self.words.trimmed().to_lowercase();
        if said.chars().count() < 2 {
            return false;
        }
        let empty = view.words.screen.signoff.yes_words.split(' ');
        how == ApprovalHow::Alone || !empty.into_iter().any(|word| word == said)
    }

    /// What it costs, what goes on, and the way back.
    pub(super) fn costs<'v>(&self, view: &View<'v>) -> Vec<(&'v str, Vec<&'v str>)> {
        let labels = &view.words.screen.step;
        let Some((step, ..)) = self.step(view) else { return Vec::new() };
        let (loses, keeps) = match &step.sign_off {
            Some(sign_off) => (sign_off.loses.as_slice(), sign_off.keeps.as_slice()),
            None => (&[][..], &[][..]),
        };
        let lang = view.lang;
        let all = |texts: &'v [Text]| texts.iter().map(|text| text.get(lang)).collect::<Vec<_>>();
        let undo = step.undo.iter().map(|text| text.get(lang)).collect();
        let blocks: [(&'v str, Vec<&'v str>); 3] =
            [(&labels.loses, all(loses)), (&labels.keeps, all(keeps)), (&labels.undo, undo)];
        blocks.into_iter().filter(|(_, texts)| !texts.is_empty()).collect()
    }

    /// The sentence to read aloud, and who may agree.
    pub(super) fn aloud(&self, view: &View) -> (String, Option<String>) {
        let words = &view.words.screen.signoff;
        let Some((step, ..)) = self.step(view) else { return (String::new(), None) };
        let who = view.session.state().operator.as_ref().map(ToString::to_string);
        let reader = fill(&words.read_aloud, &[("who", &who.unwrap_or_default())]);
        let sentence = step.say.as_ref().map_or_else(
            || fill(&words.default_sentence, &[("title", step.title.get(view.lang))]),
            |say| say.get(view.lang).to_owned(),
        );
        let roles = self.roles(view).map(|roles| fill(&words.who_agrees, &[("roles", &roles)]));
        (format!("{reader}  {sentence}"), roles)
    }

    fn text_rows(&self, width: u16, view: &View) -> Vec<Row> {
        let indent = super::detail::label_columns(view);
        let mut rows = Vec::new();
        for (label, texts) in self.costs(view) {
            for (at, text) in texts.into_iter().enumerate() {
                let label = if at == 0 { label } else { "" };
                rows.extend(labelled(label, text, indent, width, *view.theme));
            }
        }
        rows.push(Row::blank());
        let (sentence, roles) = self.aloud(view);
        for text in std::iter::once(sentence).chain(roles) {
            rows.extend(paragraph(&text, 0, width, *view.theme));
        }
        rows
    }

    fn roles(&self, view: &View) -> Option<String> {
        let (run, _) = view.session.state().find(&self.order.step)?;
        let (step, ..) = self.step(view)?;
        let title = |id| run.copy.runbook.role(id).map(|role| role.title.get(view.lang));
        let names: Vec<_> = step.sign_off.as_ref()?.by.iter().filter_map(title).collect();
        Some(names.join(", "))
    }
}

impl Screen for SignOffBox {
    fn mode(&self) -> Mode {
        if self.focus == Focus::How { Mode::Command } else { Mode::Text }
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let intent = press.intent;
        match intent {
            Intent::Esc => return Outcome::go(Go::Back),
            Intent::Enter if self.focus == Focus::How && self.how.selected().is_some() => {
                self.turn(false);
                return Outcome::taken();
            }
            Intent::Enter => return self.confirm(view),
            // Without a way the fields are not there: what goes into them would be lost.
            Intent::Tab | Intent::BackTab if self.way().is_none() => {
                return Outcome::say(&view.words.screen.signoff.need_how);
            }
            Intent::Tab | Intent::BackTab => {
                self.turn(intent == Intent::BackTab);
                return Outcome::taken();
            }
            _ => {}
        }
        let is_mine = match self.focus {
            Focus::How => {
                let moved = self.how.key(intent);
                if moved && matches!(intent, Intent::Digit(_)) {
                    self.turn(false);
                }
                moved
            }
            Focus::Initials => self.initials.key(intent),
            Focus::Words => self.words.key(intent),
        };
        if is_mine && self.focus != Focus::How {
            self.filled_at = Some(view.now.moment);
        }
        if is_mine { Outcome::taken() } else { Outcome::not_mine() }
    }

    fn paste(&mut self, text: &str, view: &View) -> Outcome {
        match self.focus {
            Focus::How => return Outcome::taken(),
            Focus::Initials => self.initials.insert(text),
            Focus::Words => self.words.insert(text),
        };
        self.filled_at = Some(view.now.moment);
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let areas = canvas.areas();
        canvas.clear(areas.band);
        let work = areas.work;
        let Some((step, index, total)) = self.step(view) else { return };
        let words = &view.words.screen.signoff;
        let is_two = step.sign_off.as_ref().is_some_and(|sign_off| sign_off.persons == 2);
        let head = if is_two { &words.head_two } else { &words.head_one };
        let number = view.words.run.number(&self.order.step.run, index);
        let head = fill(head, &[("n", &number), ("total", &total.to_string())]);
        let mut y = work.y;
        if areas.form != Form::Reduced {
            canvas.row(work, y, &Row::title(head));
            canvas.rule(Rect { y: y + 1, height: 1, ..areas.band }, '=');
            y += 2;
        }
        let mark = if is_two { "2" } else { ">>" };
        let found = view.session.state().find(&self.order.step);
        let left = found.map(|(run, index)| neighbour::countdown(run, index, view));
        let title = Row::default()
            .at(0, mark, Role::Focus)
            .at(3, number, Role::Focus)
            .at(7, step.title.get(view.lang), Role::Focus)
            .right(left.unwrap_or_default(), Role::Focus)
            .across(Role::Focus);
        canvas.row(work, y, &title);
        y += 1;
        if areas.form != Form::Reduced {
            canvas.rule(Rect { y, height: 1, ..areas.band }, '=');
            super::limits::on_rule(canvas, y, view);
            y += 1;
        }
        let ways = self.way_rows(view);
        let below = u16::try_from(ways.len()).unwrap_or(4) + 3;
        let rest = work.bottom().saturating_sub(y);
        let text = Rect { y, height: rest.saturating_sub(below), ..work };
        let rows = self.text_rows(work.width, view);
        let used = canvas.rows(text, &rows, 0);
        let gap = u16::from(usize::from(text.height) > used);
        let at = y + u16::try_from(used).unwrap_or(0) + gap;
        let list = Rect { y: at, height: work.bottom().saturating_sub(at), ..work };
        canvas.put_caret(list.x, list.y + 1);
        let drawn = u16::try_from(canvas.rows(list, &ways, 0)).unwrap_or(0);
        let at = at + drawn;
        let fields = Rect { y: at, height: work.bottom().saturating_sub(at), ..work };
        if self.way().is_some() {
            self.fields(canvas, fields, view);
        }
    }

    fn form(&self) -> Option<FormName> {
        Some(FormName::about(FormKind::SignOff, &self.order.step))
    }

    fn typed(&self) -> Vec<String> {
        if self.initials.is_blank() && self.words.is_blank() {
            return Vec::new();
        }
        let how = self.how.selected().map_or_else(String::new, |at| at.to_string());
        let at = self.filled_at.map(|at| format!("{} {} {}", at.wall, at.mono.ms(), at.boot));
        let (initials, words) = (self.initials.text().to_owned(), self.words.text().to_owned());
        vec![how, initials, words, at.unwrap_or_default()]
    }

    fn retype(&mut self, texts: &[String]) {
        let [how, initials, words, rest @ ..] = texts else { return };
        self.filled_at = rest.first().and_then(|text| agreed::moment(text));
        self.how.select(how.parse().ok().filter(|at| *at < self.how.count()));
        self.initials.insert(initials);
        self.words.insert(words);
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.signoff;
        let mut keys = Vec::new();
        if self.way().is_some() {
            keys.push(Live::key(Intent::Tab, &words.key_next));
            keys.push(Live::key(Intent::Enter, &words.key_confirm));
        }
        keys.push(Live::key(Intent::Esc, &words.key_not_now));
        if self.focus == Focus::How {
            keys.insert(0, Live::keys(&[Intent::Digit(1), Intent::Digit(3)], &words.key_how));
        }
        keys.push(Live::key(Intent::Note, &view.words.screen.step.key_note));
        keys.push(Live::key(Intent::Help, &view.words.screen.step.key_help));
        if self.mode() == Mode::Text {
            keys.push(Live::keys(&[Intent::Home, Intent::End], &view.words.screen.note.key_ends));
        }
        keys
    }

    fn here(&self) -> Option<StepRef> {
        Some(self.order.step.clone())
    }
}
