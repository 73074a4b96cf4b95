//! One step at a time: what Enter does, browsing, answering (S4, S5).
//!
//! Invariants: the step in hand changes only by an act that is on disk or by a key, never by time
//! alone (R79); Enter does nothing final before every row was drawn (R13); browsing changes nothing
//! (R12). Drawing is in [`super::step_view`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::contract::{Go, Live, Outcome, Screen, Target, Wish};
use super::decide::{self, Pick};
use super::duty_ask;
use super::duty_form::Ask;
use super::log_kind::TrackOf;
use super::subject::{
    Asks, Subject, asks, can_take_up, has_cards, has_objection, include, is_recheck, needs_second,
    option_count, step_ref,
};
use super::track_work::own_step;
use crate::domain::act::{Answer, Recheck, StepAct};
use crate::domain::command::{Command, StepDuty, StepOrder};
use crate::domain::decide::{TEXT_BYTES_MAX, completes};
use crate::domain::ids::StepRef;
use crate::domain::step::StepKind;
use crate::domain::time::Timestamp;
use crate::i18n::fill;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::fact;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::speech::Speech;
use crate::tui::view::View;
use crate::tui::widget::{Canvas, Field, Options, Page};

/// The step in hand, or one that is looked at.
#[derive(Clone, Debug)]
pub struct StepScreen {
    pub(super) here: Option<StepRef>,
    pub(super) looking: Option<StepRef>,
    pub(super) page: Page,
    /// The rows of the line that is next, as they were drawn last (R14).
    pub(super) next_line: Option<Range<usize>>,
    pub(super) options: Options,
    /// The cursor is among the options.
    pub(super) is_asking: bool,
    pub(super) objection: Field,
    /// What is objected to other decisions that are not made yet.
    pub(super) objections: BTreeMap<StepRef, String>,
    pub(super) is_objecting: bool,
    pub(super) shown: BTreeMap<StepRef, Timestamp>,
    /// The one track that is worked on, beside the order of the runbook (R1).
    pub(super) track: Option<TrackOf>,
}

impl StepScreen {
    /// On the current step.
    #[must_use]
    pub fn new(view: &View) -> Self {
        let mut screen = Self {
            here: None,
            looking: None,
            page: Page::default(),
            next_line: None,
            options: Options::new(0),
            is_asking: false,
            objection: Field::new(TEXT_BYTES_MAX),
            objections: BTreeMap::new(),
            is_objecting: false,
            shown: BTreeMap::new(),
            track: None,
        };
        screen.arrive(view);
        screen
    }

    /// Goes to the current step; whether it is another one than before, or another of its lines is
    /// next: an Enter that was typed ahead ticks nothing (R97).
    pub fn arrive(&mut self, view: &View) -> bool {
        let now = &view.now.moment;
        let state = view.session.state();
        let own = self.track.as_ref().and_then(|track| own_step(track, view));
        if own.is_none() {
            self.track = None;
        }
        let to = own.or_else(|| state.in_hand(now));
        let has_changed = to != self.here;
        self.take(to, view);
        self.drop_objections(view);
        has_changed
    }

    /// What was worked on alone is held for something else: the person follows that.
    pub fn leave_held(&mut self, view: &View) {
        let is_held = |track: &mut TrackOf| view.session.state().hold(&track.0).is_some();
        self.track.take_if(is_held);
    }

    /// Whether another step than the one in hand is shown.
    #[must_use]
    pub fn is_looking(&self) -> bool {
        self.looking.is_some()
    }

    /// When a step was first on the screen (R77).
    #[must_use]
    pub fn shown_at(&self, step: &StepRef) -> Option<Timestamp> {
        self.shown.get(step).copied()
    }

    /// Looks at a step, or returns to it when it is the one in hand.
    pub fn look_at(&mut self, step: StepRef, view: &View) {
        if self.here.as_ref() == Some(&step) {
            let here = self.here.clone();
            self.take(here, view);
        } else {
            self.looking = Some(step);
            self.page = Page::default();
        }
    }

    /// Takes a step in hand.
    pub(super) fn take(&mut self, step: Option<StepRef>, view: &View) {
        if self.here != step {
            self.swap_objection(step.as_ref());
        }
        self.here = step;
        self.looking = None;
        self.page = Page::default();
        self.next_line = None;
        self.is_objecting = false;
        let count = self.subject(view).map_or(0, |subject| option_count(&subject));
        self.options = Options::new(count);
        self.is_asking = self
            .subject(view)
            .is_some_and(|subject| matches!(subject.step.kind, StepKind::Decide { .. }));
    }

    /// The step on the screen.
    pub(super) fn subject<'v>(&self, view: &View<'v>) -> Option<Subject<'v>> {
        let at = self.looking.as_ref().or(self.here.as_ref())?;
        let (run, index) = view.session.state().find(at)?;
        let (_, step, state) = run.get(index)?;
        Some(Subject { run, index, step, status: &state.status })
    }

    fn look_key(&mut self, intent: Intent, subject: &Subject, view: &View) -> Outcome {
        let words = &view.words.screen.step;
        match intent {
            Intent::Esc => {
                if self.here.is_none() {
                    return Outcome::not_mine();
                }
                let here = self.here.clone();
                self.take(here, view);
                Outcome::taken()
            }
            Intent::Up | Intent::Down | Intent::Home | Intent::End => {
                self.browse(intent, subject, view);
                Outcome::taken()
            }
            Intent::Space | Intent::PageDown | Intent::PageUp => {
                self.page.turn(intent);
                Outcome::taken()
            }
            Intent::Tab if has_cards(subject, view) => Outcome::go(Go::Cards),
            Intent::Enter if can_take_up(subject) => {
                let number = (subject.index + 1).to_string();
                let step = self.looking.take();
                self.take(step, view);
                Outcome::say(fill(&words.taken_up, &[("n", &number)]))
            }
            Intent::Enter | Intent::Skip | Intent::Postpone | Intent::Impossible => {
                let here = self.here.as_ref();
                let number = here.map_or_else(|| "0".to_owned(), |here| fact::title(here, view).0);
                Outcome::say(fill(&words.looking_only, &[("n", &number)]))
            }
            _ => Outcome::not_mine(),
        }
    }

    /// Moves to a neighbour without any effect on the incident.
    fn browse(&mut self, intent: Intent, subject: &Subject, view: &View) {
        let last = subject.run.steps.len().saturating_sub(1);
        let to = match intent {
            Intent::Up => subject.index.saturating_sub(1),
            Intent::Down => (subject.index + 1).min(last),
            Intent::Home => 0,
            _ => last,
        };
        if let Some(step) = subject.run.step_ref(to) {
            self.look_at(step, view);
        }
    }

    fn here_key(&mut self, intent: Intent, subject: &Subject, view: &View) -> Outcome {
        let wish = |wish| Outcome::go(Go::Reason(wish, step_ref(subject)));
        if self.is_asking && self.options.key(intent) {
            return Outcome::taken();
        }
        match intent {
            Intent::Enter => self.enter(subject, view),
            Intent::Digit(_) if self.options.count() > 0 && self.page.is_read() => {
                self.is_asking = true;
                self.options.key(intent);
                Outcome::taken()
            }
            Intent::Esc if self.is_asking => {
                self.is_asking = false;
                self.options.select(None);
                Outcome::taken()
            }
            Intent::Esc if self.track.take().is_some() => {
                self.arrive(view);
                Outcome::say(&view.words.screen.step.all_tracks)
            }
            Intent::Tab if has_objection(subject) && self.is_asking => {
                self.is_objecting = true;
                Outcome::taken()
            }
            Intent::Tab if has_cards(subject, view) => Outcome::go(Go::Cards),
            Intent::Up | Intent::Down | Intent::Home | Intent::End => {
                self.browse(intent, subject, view);
                Outcome::taken()
            }
            Intent::Space | Intent::PageDown | Intent::PageUp => {
                self.page.turn(intent);
                Outcome::taken()
            }
            Intent::Left | Intent::Right => self.other_work(intent, subject, view),
            Intent::Skip | Intent::Postpone | Intent::Impossible if is_held(subject, view) => {
                Outcome::go(Go::Held(subject.run.id().clone()))
            }
            Intent::Skip => wish(Wish::Skip),
            Intent::Postpone => wish(Wish::Postpone),
            Intent::Impossible => match asks(subject, view) {
                Asks::Tick(line) => wish(Wish::LeaveOut(line)),
                _ => wish(Wish::Impossible),
            },
            _ => Outcome::not_mine(),
        }
    }

    fn enter(&mut self, subject: &Subject, view: &View) -> Outcome {
        let words = &view.words.screen.step;
        if is_held(subject, view) {
            return Outcome::go(Go::Held(subject.run.id().clone()));
        }
        if !self.page.is_read() {
            self.page.turn(Intent::Space);
            return Outcome::say(match (self.page.has_more(), view.session.is_read_only()) {
                (true, _) => &words.read_on,
                (false, false) => &words.reached_end,
                (false, true) => &words.reached_end_reading,
            });
        }
        match asks(subject, view) {
            Asks::Tick(line) => self.tick(subject, line, view),
            Asks::Done => self.order(subject, StepAct::Done { approval: None }, view),
            Asks::StartWait => self.order(subject, StepAct::WaitStarted, view),
            Asks::EndWait => self.order(subject, StepAct::WaitEnded { early_reason: None }, view),
            Asks::Waiting => Outcome::go(Go::Reason(Wish::EndWait, step_ref(subject))),
            Asks::Missing => Outcome::say(&words.include_missing),
            Asks::Options if !self.is_asking => {
                self.is_asking = true;
                Outcome::taken()
            }
            Asks::Options => match self.options.selected() {
                None => Outcome::say(&words.choose_first),
                Some(index) => self.choose(subject, index, view),
            },
        }
    }

    fn choose(&self, subject: &Subject, index: usize, view: &View) -> Outcome {
        if is_recheck(subject) {
            let outcome = if index == 0 { Recheck::Again } else { Recheck::Reached };
            return self.order(subject, StepAct::Rechecked { outcome }, view);
        }
        let act = match &subject.step.kind {
            StepKind::Observe { states } => {
                let Some(state) = states.get(index) else { return Outcome::taken() };
                StepAct::Observed { state: state.id.clone() }
            }
            kind => match decide::pick(kind, index) {
                Some(Pick::Answer(answer)) => self.chosen(answer),
                Some(Pick::NotNow(until)) => {
                    let reason = view.words.screen.decide.not_now.clone();
                    StepAct::Postponed { until, reason }
                }
                None => return Outcome::taken(),
            },
        };
        self.order(subject, act, view)
    }

    fn chosen(&self, answer: Answer) -> StepAct {
        let objection = Some(self.objection.trimmed().to_owned()).filter(|text| !text.is_empty());
        StepAct::Chosen { answer, objection, approval: None }
    }

    /// Gives the order, or asks for the second person first.
    pub(super) fn order(&self, subject: &Subject, act: StepAct, view: &View) -> Outcome {
        let step = step_ref(subject);
        let order = StepOrder {
            act,
            shown_at: self.shown.get(&step).copied(),
            happened_at: None,
            lang: view.lang,
            include: include(subject, view),
            duty: StepDuty::default(),
            step,
        };
        // A legal clock is asked about first; whoever agrees then hears the whole.
        if completes(&order.act) && duty_ask::asks_first(&order, view) {
            return Outcome::go(Go::Duty(Ask::Step(Box::new(order))));
        }
        if needs_second(&order, view) {
            return Outcome::go(Go::SignOff(Box::new(order)));
        }
        Outcome::order(Command::Step(order))
    }
}

/// Whether its runbook is held: it is taken up first (R156).
fn is_held(subject: &Subject, view: &View) -> bool {
    view.session.state().hold(subject.run.id()).is_some()
}

impl Screen for StepScreen {
    fn mode(&self) -> Mode {
        if self.is_objecting { Mode::Text } else { Mode::Command }
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let intent = press.intent;
        let Some(subject) = self.subject(view) else { return self.no_step_key(intent, view) };
        if self.is_objecting {
            if matches!(intent, Intent::Enter | Intent::Esc | Intent::Tab | Intent::BackTab) {
                self.is_objecting = false;
                return Outcome::taken();
            }
            return if self.objection.key(intent) { Outcome::taken() } else { Outcome::not_mine() };
        }
        if self.looking.is_some() {
            self.look_key(intent, &subject, view)
        } else {
            self.here_key(intent, &subject, view)
        }
    }

    fn paste(&mut self, text: &str, _view: &View) -> Outcome {
        if !self.is_objecting {
            return Outcome::not_mine();
        }
        self.objection.insert(text);
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        self.paint(canvas, view);
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        self.live(view)
    }

    fn hint(&self, view: &View) -> Option<String> {
        self.line_hint(view)
    }

    fn form(&self) -> Option<FormName> {
        Some(FormName::plain(FormKind::Objection))
    }

    fn typed(&self) -> Vec<String> {
        self.typed_objections()
    }

    fn retype(&mut self, texts: &[String]) {
        self.put_back_objections(texts);
    }

    fn corrects(&self, view: &View) -> Target {
        let Some(step) = &self.looking else { return Target::Newest };
        let found = view.session.state().find(step);
        let state = found.and_then(|(run, index)| run.steps.get(index));
        match state.and_then(|state| state.answered.as_ref()) {
            Some(answered) => Target::Entry(answered.event.clone()),
            None => Self::newest_line(step, view)
                .map_or_else(|| Target::Unanswered(step.clone()), Target::Entry),
        }
    }

    fn here(&self) -> Option<StepRef> {
        self.looking.clone().or_else(|| self.here.clone())
    }
}
