//! What is asked about a legal clock: whether it applies, when its moment was, what was filed; and
//! what a step that has to do with clocks asks before it is done.
//!
//! Invariants: nothing is preselected where a person judges (R29); Esc never loses the text; an
//! empty time is now, and nothing else is guessed (R34).

use super::contract::{Go, Live, Outcome, Screen};
use super::duty_ask::{of_step, slots};
use super::duty_fields::{Slot, SlotKind};
use crate::domain::claimed::parse_claimed;
use crate::domain::command::{Command, FileDuty, FixMoment, JudgeDuty, StepDuty, StepOrder};
use crate::domain::duty_event::{FilingPart, MomentHow, Verdict};
use crate::domain::ids::{ClockId, MomentId};
use crate::domain::time::Timestamp;
use crate::i18n::duty::day_time;
use crate::i18n::fill;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::speech::{Prompt, Speech, Wanted, digit};
use crate::tui::view::View;
use crate::tui::widget::{Canvas, panel};
use crate::tui::{duty_text, fact};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Whether a clock applies.
    Judge(ClockId),
    /// When a moment was.
    Moment(MomentId),
    /// What was filed.
    File(ClockId),
    /// What a step needs before it is done.
    Step(Box<StepOrder>),
}

/// The form.
#[derive(Clone, Debug)]
pub struct DutyForm {
    ask: Ask,
    slots: Vec<Slot>,
    at: usize,
}

impl DutyForm {
    /// Asks this.
    #[must_use]
    pub fn new(ask: Ask, view: &View) -> Self {
        let slots = slots(&ask, view);
        Self { ask, slots, at: 0 }
    }

    fn slot(&self) -> Option<&Slot> {
        self.slots.get(self.at)
    }

    fn of(&self, kind: SlotKind) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.kind == kind)
    }

    fn text(&self, kind: SlotKind) -> Option<String> {
        self.of(kind).and_then(Slot::typed)
    }

    fn choice(&self) -> Option<usize> {
        self.of(SlotKind::Choice).and_then(Slot::chosen)
    }

    fn go_to(&mut self, kind: SlotKind) {
        self.at = self.slots.iter().position(|slot| slot.kind == kind).unwrap_or(self.at);
    }

    fn turn(&mut self, by: usize) {
        self.at = (self.at + by) % self.slots.len().max(1);
    }

    /// The time that was typed: none typed is none, what cannot be read is refused.
    fn time(&self, view: &View) -> Result<Option<Timestamp>, ()> {
        match self.text(SlotKind::Time) {
            None => Ok(None),
            Some(text) => parse_claimed(&text, &view.now).map(Some).ok_or(()),
        }
    }

    fn part(&self) -> FilingPart {
        let is_asked = !matches!(self.ask, Ask::Judge(_) | Ask::Moment(_));
        match self.choice().filter(|_| is_asked) {
            Some(1) => FilingPart::Phased,
            _ => FilingPart::Complete,
        }
    }

    fn confirm(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.board;
        let Ok(time) = self.time(view) else {
            self.go_to(SlotKind::Time);
            return Outcome::say(&words.need_time);
        };
        if self.of(SlotKind::Late).is_some() && self.text(SlotKind::Late).is_none() {
            self.go_to(SlotKind::Late);
            return Outcome::say(&words.need_late);
        }
        let reason = self.text(SlotKind::Reason);
        match self.ask.clone() {
            Ask::Judge(clock) => {
                let chosen = self.choice().and_then(|at| Verdict::ALL.get(at).copied());
                let Some(verdict) = chosen else {
                    self.go_to(SlotKind::Choice);
                    return Outcome::say(&words.need_choice);
                };
                if verdict == Verdict::Not && reason.is_none() {
                    self.go_to(SlotKind::Reason);
                    return Outcome::say(&words.need_reason);
                }
                Outcome::order(Command::JudgeDuty(JudgeDuty { clock, verdict, reason }))
            }
            Ask::Moment(moment) => self.moment(moment, time, reason, view),
            Ask::File(clock) => Outcome::order(Command::FileDuty(FileDuty {
                clock,
                part: self.part(),
                happened_at: time,
                receipt: self.text(SlotKind::Receipt),
                channel: self.text(SlotKind::Channel),
                late_reason: self.text(SlotKind::Late),
            })),
            Ask::Step(order) => self.step(*order, time, view),
        }
    }

    fn moment(
        &mut self,
        moment: MomentId,
        time: Option<Timestamp>,
        reason: Option<String>,
        view: &View,
    ) -> Outcome {
        let words = &view.words.screen.board;
        let how = match (self.of(SlotKind::Choice).is_some(), self.choice()) {
            (false, _) => MomentHow::Fixed,
            (true, Some(0)) => MomentHow::Corrected,
            (true, Some(_)) => MomentHow::Disputed,
            (true, None) => {
                self.go_to(SlotKind::Choice);
                return Outcome::say(&words.need_choice);
            }
        };
        if how != MomentHow::Fixed && reason.is_none() {
            self.go_to(SlotKind::Reason);
            return Outcome::say(&words.need_reason);
        }
        let at = time.unwrap_or(view.now.moment.wall);
        Outcome::order(Command::FixMoment(FixMoment { moment, at, how, reason }))
    }

    /// The step with what was said; a second person is asked after it.
    fn step(&self, mut order: StepOrder, time: Option<Timestamp>, view: &View) -> Outcome {
        order.duty = StepDuty {
            moment_at: time,
            part: self.part(),
            receipt: self.text(SlotKind::Receipt),
            channel: self.text(SlotKind::Channel),
            late_reason: self.text(SlotKind::Late),
        };
        if super::subject::needs_second(&order, view) {
            return Outcome::go(Go::SignOff(Box::new(order)));
        }
        Outcome::order(Command::Step(order))
    }

    fn title(&self, view: &View) -> String {
        let words = &view.words.screen.board;
        match &self.ask {
            Ask::Judge(clock) => {
                fill(&words.judge_title, &[("title", &duty_text::clock_title(clock, view))])
            }
            Ask::Moment(moment) => {
                fill(&words.moment_title, &[("title", &duty_text::moment_title(moment, view))])
            }
            Ask::File(clock) => {
                fill(&words.file_title, &[("title", &duty_text::clock_title(clock, view))])
            }
            Ask::Step(order) => {
                let number = fact::title(&order.step, view).0;
                fill(&words.step_title, &[("n", &number)])
            }
        }
    }

    /// What stands above the fields: the questions of the law, or what was said before.
    fn heads(&self, view: &View) -> Vec<String> {
        let words = &view.words.screen.board;
        let state = view.session.state();
        let ask = |moment: &MomentId| {
            state.law.moment(moment).map(|known| known.ask.get(view.lang).to_owned())
        };
        match &self.ask {
            Ask::Judge(clock) => {
                let known = state.law.clock(clock);
                let questions = known.into_iter().flat_map(|clock| clock.applies_if.iter());
                questions.map(|text| text.get(view.lang).to_owned()).collect()
            }
            Ask::Moment(moment) => {
                let mut heads: Vec<String> = ask(moment).into_iter().collect();
                if let Some(start) = state.moment_start(moment) {
                    let time = day_time(start.at, view.now.offset);
                    heads.push(fill(&words.moment_named, &[("time", &time)]));
                }
                heads
            }
            Ask::File(_) => Vec::new(),
            Ask::Step(order) => {
                let (starts, answers) = of_step(order, view);
                let titles = answers.iter().map(|clock| duty_text::clock_title(clock, view));
                starts.iter().filter_map(ask).chain(titles).collect()
            }
        }
    }

    fn foot<'v>(&self, view: &View<'v>) -> &'v str
    where
        'static: 'v,
    {
        let words = &view.words.screen.board;
        match &self.ask {
            Ask::Judge(_) | Ask::Moment(_) => &words.judge_foot,
            Ask::File(_) => &words.file_foot,
            Ask::Step(_) => &words.step_foot,
        }
    }
}

impl Screen for DutyForm {
    fn mode(&self) -> Mode {
        let is_choice = self.slot().is_some_and(|slot| slot.kind == SlotKind::Choice);
        if is_choice { Mode::Command } else { Mode::Text }
    }

    fn here(&self) -> Option<crate::domain::ids::StepRef> {
        match &self.ask {
            Ask::Step(order) => Some(order.step.clone()),
            _ => None,
        }
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        match press.intent {
            Intent::Esc if self.typed().is_empty() => Outcome::go(Go::Back),
            Intent::Esc => Outcome::go(Go::Back).and_say(&view.words.screen.board.kept_draft),
            Intent::Enter => self.confirm(view),
            Intent::Tab | Intent::Down => {
                self.turn(1);
                Outcome::taken()
            }
            Intent::BackTab | Intent::Up => {
                self.turn(self.slots.len().max(1) - 1);
                Outcome::taken()
            }
            intent => {
                let Some(slot) = self.slots.get_mut(self.at) else { return Outcome::not_mine() };
                if !slot.key(intent, view) {
                    return Outcome::not_mine();
                }
                if matches!(intent, Intent::Digit(_)) {
                    self.turn(1);
                }
                Outcome::taken()
            }
        }
    }

    fn paste(&mut self, text: &str, _view: &View) -> Outcome {
        if let Some(slot) = self.slots.get_mut(self.at) {
            slot.insert(text);
        }
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let width = canvas.areas().band.width.saturating_sub(4);
        let sheet = super::duty_fields::sheet(&self.heads(view), &self.slots, self.at, width, view);
        let rows = u16::try_from(sheet.height()).unwrap_or(u16::MAX);
        let inside = panel(canvas, rows, &self.title(view), "", self.foot(view));
        sheet.draw(canvas, inside, &mut 0, &view.words.screen.told);
    }

    fn form(&self) -> Option<FormName> {
        Some(match &self.ask {
            Ask::Judge(clock) => FormName::about(FormKind::Judge, clock),
            Ask::Moment(moment) => FormName::about(FormKind::Moment, moment),
            Ask::File(clock) => FormName::about(FormKind::File, clock),
            Ask::Step(order) => FormName::about(FormKind::StepDuty, &order.step),
        })
    }

    fn typed(&self) -> Vec<String> {
        let texts: Vec<String> = self.slots.iter().map(Slot::kept).collect();
        let is_blank = self.slots.iter().all(|slot| slot.typed().is_none());
        if is_blank { Vec::new() } else { texts }
    }

    fn retype(&mut self, texts: &[String]) {
        if texts.len() == self.slots.len() {
            for (slot, text) in self.slots.iter_mut().zip(texts) {
                slot.put_back(text);
            }
        }
    }

    fn speak(&mut self, view: &View) -> Speech {
        let speech =
            Speech::about(self.title(view)).details(self.heads(view)).detail(self.foot(view));
        let Some(slot) = self.slot() else { return speech };
        let is_last = self.at + 1 == self.slots.len();
        if slot.kind == SlotKind::Choice {
            // Behind the last field the whole is kept.
            let then = is_last.then_some(Intent::Enter);
            let ask = |ask: Speech, (at, text): (usize, &String)| {
                ask.choice(text, std::iter::once(digit(at)).chain(then).collect())
            };
            let asked = slot.choices().iter().enumerate().fold(speech, ask);
            let asked = asked.hiding(&[Intent::Tab, Intent::Down, Intent::Enter]);
            return asked.starting_at(slot.chosen());
        }
        let then = if is_last { Intent::Enter } else { Intent::Tab };
        let held = slot.kept();
        let wanted = Wanted::new(slot.label(), &held, &[then]).or_nothing();
        let hint = Some(slot.hint()).filter(|hint| !hint.is_empty());
        let speech = match hint {
            Some(hint) => speech.question(hint),
            None => speech,
        };
        speech.asking(Prompt::Field(wanted))
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.board;
        let mut keys = vec![Live::key(Intent::Enter, &words.key_keep)];
        if self.slots.len() > 1 {
            keys.push(Live::keys(&[Intent::Tab, Intent::Down], &words.key_next));
        }
        if let Some(count) = self.slot().and_then(Slot::count) {
            keys.push(Live::keys(&[Intent::Digit(1), Intent::Digit(count)], &words.key_choose));
        }
        keys.push(Live::key(Intent::Esc, &words.key_back));
        keys.push(Live::key(Intent::Note, &view.words.screen.step.key_note));
        keys.push(Live::key(Intent::Help, &view.words.screen.step.key_help));
        keys
    }
}
