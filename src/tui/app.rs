//! The whole model of the full screen: keys, pastes and answers of the disk in, requests out.
//!
//! Invariants: nothing is ticked before the disk said yes; one order is on its way at a time; every
//! key is answered, by an act or in row LAST (R129); no single letter writes (R98).

use std::mem::{Discriminant, discriminant};

use ratatui::Frame;
use ratatui::layout::Rect;

use super::bell::Bell;
use super::draft::Drafts;
use super::flight::{self, Flight, InFlight, in_flight};
use super::guard::{Guard, Ruling};
use super::intent::{Intent, Mode, Press};
use super::keymap::{self, KeyEvent};
use super::place::{Kept, Place, PlaceKind};
use super::refused::is_refused;
use super::request::Request;
use super::screen::picker::Picker;
use super::screen::resume::Resume;
use super::screen::step::StepScreen;
use super::screen::summary::Summary;
use super::screen::{Go, Live, Outcome};
use super::travel::is_fresh;
use super::view::View;
use super::widget::frame::Urgent;
use crate::domain::command::Command;
use crate::domain::event::LeaveReason;
use crate::domain::ids::StepRef;
use crate::domain::occurrence::Occurrence;
use crate::domain::rejection::Rejection;
use crate::domain::text::Lang;
use crate::domain::time::{Moment, Span, Timestamp};
use crate::i18n::fill;

/// The interface.
#[derive(Clone, Debug)]
pub struct App {
    pub(super) lang: Lang,
    /// The first is where work happens; empty only before the first drawing or key.
    pub(super) stack: Vec<Place>,
    pub(super) kept: Kept,
    pub(super) said: Option<String>,
    pub(super) guard: Guard,
    pub(super) in_flight: Option<Flight>,
    /// A page that opens by itself as soon as nobody types any more (R44).
    pub(super) owed: Option<Go>,
    pub(super) saved_at: Option<Timestamp>,
    pub(super) acknowledged: Vec<Occurrence>,
    pub(super) bell: Bell,
    /// Row 2 as it was when typing began (R44).
    pub(super) frozen: Option<Urgent>,
    pub(super) has_started: bool,
    /// The words of the note on its way.
    pub(super) sent_note: String,
    /// The step that the order on its way is about.
    pub(super) sent_step: Option<StepRef>,
    /// What was typed into forms that are closed.
    pub(super) drafts: Drafts,
    /// No disk takes what is half written.
    pub(super) is_draft_lost: bool,
    /// Since when the alarm stands that was shown.
    pub(super) alarm_since: Option<Moment>,
    /// How often the laptop's clock had moved when that was last said.
    pub(super) clock_moves: u64,
    /// The window as it was drawn last.
    pub(super) window: Rect,
}

impl App {
    /// In this language; the first drawing or key shows the picker.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            stack: Vec::new(),
            kept: Kept::default(),
            said: None,
            guard: Guard::default(),
            in_flight: None,
            owed: None,
            saved_at: None,
            acknowledged: Vec::new(),
            bell: Bell::default(),
            frozen: None,
            has_started: false,
            sent_note: String::new(),
            sent_step: None,
            drafts: Drafts::default(),
            is_draft_lost: false,
            alarm_since: None,
            clock_moves: 0,
            window: Rect::default(),
        }
    }

    /// The incident that is opened next was started just now: its first step is shown, no return.
    #[must_use]
    pub fn after_start(mut self) -> Self {
        self.has_started = true;
        self
    }

    /// The language of the moment.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// When to look again although nothing happened: at the next bell, and as `next_draw`
    /// says.
    #[must_use]
    pub fn next_wake(&self, view: &View) -> Option<Span> {
        let bell = self.bell.next_in(&view.now.moment);
        [self.next_draw(view), bell].into_iter().flatten().min()
    }

    /// When the screen has to be drawn again although nothing happened: each second in the last
    /// minute of the limit beside the title, else never (R117; the minute is the driver's).
    fn next_draw(&self, view: &View) -> Option<Span> {
        let here = self.here()?;
        let (run, index) = view.session.state().find(&here)?;
        match run.remaining(index, &view.now.moment)? {
            crate::domain::time::Remaining::Left(left) if left <= Span::from_min(1) => {
                Some(Span::from_s(1))
            }
            _ => None,
        }
    }

    /// An incident was started, or its log was opened.
    pub fn opened(&mut self, view: &View) {
        self.guard.start(view.now.moment);
        self.guard.step_changed(view.now.moment);
        self.in_flight = None;
        self.owed = None;
        self.clock_moves = view.session.state().clock.moves;
        let is_closed = view.session.state().closed.is_some();
        let has_started = std::mem::take(&mut self.has_started);
        let is_underway = has_started || is_fresh(view) || view.session.is_read_only();
        if has_started {
            // What was begun in another incident is kept there.
            self.drafts = Drafts::default();
            self.kept = Kept::default();
            // Outside this laptop it is a witness; it costs no key here (audit-log §4.5).
            let code = view.session.head().spoken_code().to_string();
            self.said = Some(fill(&view.words.screen.frame.code_now, &[("code", &code)]));
        }
        self.stack = vec![if is_closed {
            Place::Summary(Box::new(Summary::new(view)))
        } else if is_underway {
            Place::Step(Box::new(StepScreen::new(view)))
        } else {
            Place::Resume(Box::new(Resume::new(view).with_drafts(Drafts::of_text(&self.draft()))))
        }];
    }

    /// Another process wrote more of the log that is read here (R89).
    pub fn read_along(&mut self, view: &View) {
        self.said = None;
        let is_closed = view.session.state().closed.is_some();
        match self.stack.first_mut() {
            Some(Place::Step(_)) if is_closed => {
                self.stack = vec![Place::Summary(Box::new(Summary::new(view)))];
            }
            Some(Place::Step(screen)) if !screen.is_looking() => {
                screen.arrive(view);
            }
            _ => {}
        }
    }

    /// Says something on line LAST.
    pub fn say(&mut self, words: String) {
        self.said = Some(words);
    }

    /// The log could not be opened; `words` say why and what is safe.
    pub fn open_failed(&mut self, words: String) {
        self.in_flight = None;
        self.said = Some(words);
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, view: &View) -> Vec<Request> {
        self.settle(view);
        let mode = self.mode();
        let Some(press) = keymap::read(key, mode, view.keyboard) else { return Vec::new() };
        let character = keymap::character_of(key);
        self.said = None;
        let mut requests = match self.guard.rule(press, mode, character, view.now.moment) {
            Ruling::Bounce => Vec::new(),
            Ruling::Wake(idle) if view.session.state().opened.is_some() => {
                self.said = Some(self.awake(idle, view));
                Vec::new()
            }
            Ruling::Act | Ruling::Wake(_) => self.act(press, view),
            Ruling::Paste(text) => self.fast_keys(&text, press, view),
        };
        requests.extend(self.pay(view));
        self.sign_drafts(view);
        requests
    }

    /// Without an incident the picker is where work begins.
    pub(super) fn settle(&mut self, view: &View) {
        if self.stack.is_empty() {
            self.stack.push(Place::Picker(Box::new(Picker::new(view))));
        }
    }

    pub(super) fn act(&mut self, press: Press, view: &View) -> Vec<Request> {
        if press.intent == Intent::Interrupt {
            return self.interrupt(view);
        }
        if press.intent == Intent::Redraw {
            return vec![Request::Redraw];
        }
        let outcome = match self.stack.last_mut() {
            Some(top) => top.screen_mut(&mut self.kept).key(press, view),
            None => Outcome::not_mine(),
        };
        if outcome.is_mine {
            return self.follow(outcome, view);
        }
        self.shared(press.intent, view)
    }

    fn interrupt(&mut self, view: &View) -> Vec<Request> {
        if self.guard.is_second_interrupt(view.now.moment) {
            return vec![Request::Leave(LeaveReason::Quit)];
        }
        if self.kind() != Some(PlaceKind::Leave) {
            self.ask_to_leave();
        }
        Vec::new()
    }

    /// Does what the screen at the top wants.
    pub(super) fn follow(&mut self, outcome: Outcome, view: &View) -> Vec<Request> {
        let sender = self.stack.last().map(discriminant);
        self.follow_from(sender, outcome, view)
    }

    /// Does what a screen wants.
    pub(super) fn follow_from(
        &mut self,
        sender: Option<Discriminant<Place>>,
        outcome: Outcome,
        view: &View,
    ) -> Vec<Request> {
        if outcome.say.is_some() {
            self.said = outcome.say.map(|said| self.kept_or_not(said, view));
        }
        let mut requests = Vec::new();
        for request in outcome.requests {
            let order = match &request {
                Request::Order(command) => Some(in_flight(command)),
                Request::Sign(order) => Some(in_flight(&order.command)),
                Request::Start(_) => Some(InFlight::Start),
                Request::Speak(lang) => {
                    self.lang = *lang;
                    let words = &crate::i18n::Catalogue::of(*lang).screen.frame;
                    self.said = Some(words.language_now.clone());
                    None
                }
                _ => None,
            };
            let is_record = order.is_some_and(|order| order != InFlight::Start);
            if is_record && view.session.is_read_only() {
                self.said = Some(read_only(view));
                self.refuse(sender, view);
                continue;
            }
            if order.is_some() && self.in_flight.is_some() {
                self.said = Some(flight::busy(view));
                self.refuse(sender, view);
                continue;
            }
            if is_record && let Some(asked) = self.adopts(view) {
                self.said = Some(asked);
                self.refuse(sender, view);
                continue;
            }
            if let Request::Order(command) = &request {
                self.remember(command);
            }
            if let Some(order) = order {
                self.in_flight = Some(Flight { order, sender });
            }
            requests.push(request);
        }
        if let Some(go) = outcome.go {
            let is_own = matches!(go, Go::Watch(_) | Go::Hold | Go::Held(_));
            let is_box = is_own || matches!(go, Go::Reason(..) | Go::SignOff(_) | Go::Duty(_));
            let is_form = is_box || matches!(go, Go::Shift | Go::Closing | Go::Note(_));
            if is_form && view.session.is_read_only() {
                self.said = Some(read_only(view));
            } else if is_box && self.in_flight.is_some() {
                // Its step may be answered before the box is: nothing is typed for a step that
                // left.
                self.said = Some(flight::busy(view));
            } else {
                requests.extend(self.go(go, view));
            }
        }
        requests
    }

    /// What an order was about, for when it is on disk.
    fn remember(&mut self, command: &Command) {
        self.sent_step = None;
        match command {
            // As it was typed: a time at its beginning is no part of the note's words.
            Command::AddNote(_) => self.kept.note.draft().clone_into(&mut self.sent_note),
            Command::Step(order) => self.sent_step = Some(order.step.clone()),
            _ => {}
        }
    }

    /// The step on the screen.
    #[must_use]
    pub fn here(&self) -> Option<StepRef> {
        self.stack.iter().rev().find_map(|place| place.screen(&self.kept).here())
    }

    pub(super) fn kind(&self) -> Option<PlaceKind> {
        self.stack.last().map(Place::kind)
    }

    pub(super) fn mode(&self) -> Mode {
        self.stack.last().map_or(Mode::Command, |top| top.screen(&self.kept).mode())
    }

    /// The keys that work right now, as the footer promises them (R126).
    #[must_use]
    pub fn keys(&self, view: &View) -> Vec<Live> {
        let Some(top) = self.stack.last() else { return Vec::new() };
        let mut keys = top.screen(&self.kept).keys(view);
        if view.session.is_read_only() {
            let is_home = top.kind() == PlaceKind::Step;
            keys.retain(|key| !key.intents.iter().any(|intent| records(*intent, is_home)));
        }
        keys.retain(|key| !key.intents.iter().any(|intent| is_refused(*intent, top, view)));
        // Row 2 offers A beside what calls; elsewhere the key would only say that nothing does.
        let is_silence = |key: &Live| key.intents == [Intent::Acknowledge];
        keys.retain(|key| !is_silence(key) || self.can_silence(view));
        keys
    }

    /// How the keys are read right now.
    #[must_use]
    pub fn reading(&self) -> Mode {
        self.mode()
    }

    /// Draws everything and places the hardware cursor (R103, R149).
    pub fn draw(&mut self, frame: &mut Frame, view: &View) {
        let caret = self.paint(frame.buffer_mut(), view);
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}

/// Whether somebody may note something: also in an incident that is closed, as on its paper.
pub(super) fn takes_notes(view: &View) -> bool {
    view.session.state().opened.is_some() && !view.session.is_read_only()
}

/// Whether an incident can be written to.
pub(super) fn is_open(view: &View) -> bool {
    let state = view.session.state();
    state.opened.is_some() && state.closed.is_none() && !view.session.is_read_only()
}

/// Whether this leads to a record, from the step itself or from a page over it.
fn records(intent: Intent, is_home: bool) -> bool {
    match intent {
        Intent::Enter => is_home,
        Intent::Note | Intent::Evidence | Intent::Undo | Intent::Skip | Intent::GoTo => true,
        intent => matches!(intent, Intent::Postpone | Intent::Impossible),
    }
}

/// Why nothing can be recorded from here, and what to do.
pub(super) fn read_only(view: &View) -> String {
    let advice = view.words.rejection.of(&Rejection::ReadOnly);
    format!("{} {}", advice.what, advice.next)
}
